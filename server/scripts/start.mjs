// `npm start`: installs what is missing, builds what has changed, and starts the server, saying so on the way.
import { fileURLToPath } from "node:url";
import { buildClient } from "./build.mjs";
import { installMissing } from "./install.mjs";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
installMissing();
await buildClient();
const { register } = await import("tsx/esm/api");
register();
await import("../main.ts");
