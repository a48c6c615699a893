// Prints the schema to schema/schema.graphql (`npm run schema`), or compares it with what is there (`--compare`).
import { readFileSync, writeFileSync } from "node:fs";
import { lexicographicSortSchema, printSchema } from "graphql";
import { tabledSchema } from "./schema.ts";

const file = new URL("../schema/schema.graphql", import.meta.url);
// Sorted, so that a change shows as a change.
const printed = `${printSchema(lexicographicSortSchema(tabledSchema()))}\n`;

if (!process.argv.includes("--compare")) writeFileSync(file, printed);
else if (readFileSync(file, "utf8") !== printed) {
  console.error("schema/schema.graphql is not what the code says. Print it with `npm run schema`, and read what changed.");
  process.exit(1);
}
