// Words that this program once had of its own, and that nobody should have to learn, do not come back onto the page.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { didSaid } from "../../client/data/live/didSaid.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const refused = /take(s|n)? back|took back|do(es)? again|did again|below nil|otherwise take|take(s|n)? otherwise/i;
/** What the log has of changes from before they were called undo and redo. */
const ofTheLog = ["Take back:", "Do again:"];

/** The texts of a file that a person may see: its strings, and the words between its tags. */
function texts(name: string, source: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text.replace(/\s+/g, " ").trim());
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, name.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS));
  return found;
}

describe("the page's own words", () => {
  test("are undo, redo, negative and override", () => {
    const files = readdirSync(`${root}/client`, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
    expect(files.length).toBeGreaterThan(200);
    const odd = files.flatMap((file) =>
      texts(file, readFileSync(`${root}/client/${file}`, "utf8"))
        .filter((text) => refused.test(text) && !ofTheLog.includes(text))
        .map((text) => `${file}: ${text}`),
    );
    expect(odd).toEqual([]);
  });

  test("are found in a string, a template and between tags", () => {
    // A line break of the source is a blank on the page.
    const source = `const a = "Take back"; const b = \`is below nil: \${c}\`; const d = \`\${c} did again\`; const e = <p>This was\n  taken back.</p>; // below nil`;
    expect(texts("odd.tsx", source).filter((text) => refused.test(text))).toEqual(["Take back", "is below nil:", "did again", "This was taken back."]);
  });
});

test.each([
  ["Undo: Change North, 2023/24", "undid: Change North, 2023/24."],
  ["Redo: Change North, 2023/24", "redid: Change North, 2023/24."],
  ["Take back: Change North, 2023/24", "undid: Change North, 2023/24."],
  ["Do again: Change North, 2023/24", "redid: Change North, 2023/24."],
  ["Leave as it is: Change North, 2023/24", "skipped: Change North, 2023/24."],
])("of another's change, the log's “%s” is told as “%s”", (why, said) => {
  expect(didSaid(why)).toBe(said);
});
