// The shape of what a table is read as, written out for the page: the declarations of server/reading as they stand there, so that there is one of each.
import { readFileSync } from "node:fs";

/** Which declarations of which file, or all that it exports. */
const declared: readonly (readonly [file: string, names: readonly string[] | "all"])[] = [
  ["columns", ["Holds"]],
  ["columnSums", ["ColumnCheck"]],
  ["rows", ["RowKind", "rowChoices", "ReadRow"]],
  ["proposal", "all"],
];

const head = "// Written by `npm run schema` from server/reading. Change a declaration there, and run it again.\n";
const declaration = /^(?:\/\*\*.*\*\/\n)?export (?:interface|type|const) (\w+)/;

export function writtenProposal(): string {
  const parts = declared.flatMap(([file, names]) => {
    const text = readFileSync(new URL(`../reading/${file}.ts`, import.meta.url), "utf8");
    // Declarations are told apart by the blank lines between them, which they do not have inside.
    const found = text.split(/\n\n(?=\S)/).flatMap((part) => {
      const starts = part.search(/^(\/\*\*|export )/m);
      const block = starts < 0 ? "" : part.slice(starts).trimEnd();
      const name = declaration.exec(block)?.[1];
      return name !== undefined && (names === "all" || names.includes(name)) ? [block] : [];
    });
    if (names !== "all" && found.length !== names.length) throw new Error(`server/reading/${file}.ts does not declare all of ${names.join(", ")}.`);
    return found;
  });
  return `${head}\n${parts.join("\n\n")}\n`;
}
