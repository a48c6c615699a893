// How long the expressions of a request are in all, "=5963*9*26.07": each is worked out exactly, in a time that grows with its length.
import { type DocumentNode, visit } from "graphql";

/** Their characters, wherever they stand: in the variables, or in the question itself. */
export function expressionLength(document: DocumentNode, variables: unknown): number {
  let total = lengthIn(variables);
  visit(document, {
    StringValue({ value }) {
      total += lengthOf(value);
    },
  });
  return total;
}

function lengthIn(value: unknown): number {
  if (typeof value === "string") return lengthOf(value);
  if (typeof value !== "object" || value === null) return 0;
  let total = 0;
  for (const each of Array.isArray(value) ? value : Object.values(value)) total += lengthIn(each);
  return total;
}

function lengthOf(text: string): number {
  return /^\s*=/.test(text) ? text.length : 0;
}
