// Where a thread of the server begins: it learns to read TypeScript, as the process that started it has.
import { register } from "tsx/esm/api";

register();
await import("./thread.ts");
