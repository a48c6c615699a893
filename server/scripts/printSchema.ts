// Prints the schema to schema/schema.graphql and the forms of nouns to client/written (`npm run schema`), or compares them with what is there (`--compare`).
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { lexicographicSortSchema, printSchema } from "graphql";
import { tabledSchema } from "../http/schema.ts";
import { writtenForms } from "./writtenForms.ts";

const root = new URL("../../", import.meta.url);
const forms = new URL("client/written/", root);
const written = new Map([...writtenForms()].map(([name, text]) => [`client/written/${name}`, text]));
// Sorted, so that a change shows as a change.
written.set("schema/schema.graphql", `${printSchema(lexicographicSortSchema(tabledSchema()))}\n`);

mkdirSync(forms, { recursive: true });
const old = readdirSync(forms).filter((name) => !written.has(`client/written/${name}`));
const differ = [...written].filter(([name, text]) => !existsSync(new URL(name, root)) || readFileSync(new URL(name, root), "utf8") !== text).map(([name]) => name);
if (!process.argv.includes("--compare")) {
  for (const name of differ) writeFileSync(new URL(name, root), written.get(name) as string);
  for (const name of old) rmSync(new URL(name, forms));
} else if (differ.length + old.length > 0) {
  console.error(`${[...differ, ...old].join(", ")}: not what the code says. Print it with \`npm run schema\`, and read what changed.`);
  process.exit(1);
}
