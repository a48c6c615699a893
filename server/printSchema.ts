// Prints the schema to schema/schema.graphql: `npm run schema`.
import { writeFileSync } from "node:fs";
import { lexicographicSortSchema, printSchema } from "graphql";
import { tabledSchema } from "./schema.ts";

/** The schema as it is committed, sorted so that a change shows as a change. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(tabledSchema()))}\n`;
}

if (process.argv[1]?.endsWith("printSchema.ts")) writeFileSync(new URL("../schema/schema.graphql", import.meta.url), printedSchema());
