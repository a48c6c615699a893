// `npm run check` refuses a file that is too long and a circle of imports: shown on folders made for it, with the project's own script and rules.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tabled-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function run(program: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, program), ...args], { cwd: folder, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

describe("a file's length", () => {
  const lines = (count: number) => "//\n".repeat(count);
  const check = () => run("server/scripts/checkFiles.mjs", folder);

  test("is refused above 300 lines, in every kind of file and however deep, with the file's name and length", () => {
    put({ "server/finance/long.ts": lines(301), "client/Long.tsx": lines(302), "db/long.mjs": lines(303), "schema/long.ts": lines(304), "client/style/long.css": lines(1_000) });
    const { status, said } = check();
    expect(status).toBe(1);
    for (const each of [
      "server/finance/long.ts has 301 lines",
      "client/Long.tsx has 302 lines",
      "db/long.mjs has 303 lines",
      "schema/long.ts has 304 lines",
      "client/style/long.css has 1000 lines",
    ])
      expect(said).toContain(each);
  });

  test("may be 300 lines, and more where tables are declared, in examples and in what is generated", () => {
    put({ "server/enough.ts": lines(300), "schema/none.ts": "", "db/tables/long.ts": lines(301), "db/examples/long.ts": lines(301), "client/schema-types.d.ts": lines(301) });
    expect(check()).toEqual({ status: 0, said: "" });
  });
});

describe("a circle of imports", () => {
  const lint = () => {
    for (const file of ["biome.json", "formatters.grit"]) cpSync(join(root, file), join(folder, file));
    return run("node_modules/@biomejs/biome/bin/biome", "lint", "--colors=off", "--only=suspicious/noImportCycles", ".");
  };

  test.each(["import type", "import"])("is refused by %s, with its files in order", (imported) => {
    put({
      "db/one.ts": `${imported} { Two } from "./two.ts";\nexport class One {\n  two?: Two;\n}\n`,
      "db/two.ts": `${imported} { Three } from "./three.ts";\nexport class Two {\n  three?: Three;\n}\n`,
      "db/three.ts": `${imported} { One } from "./one.ts";\nexport class Three {\n  one?: One;\n}\n`,
    });
    const { status, said } = lint();
    expect(status).toBe(1);
    expect(said).toMatch(
      /db\/one\.ts:1:\d+ lint\/suspicious\/noImportCycles[\s\S]*resolves to db\/two\.ts\s+\.\.\. which imports db\/three\.ts\s+\.\.\. which imports db\/one\.ts/,
    );
  });

  test("is none where imports only meet", () => {
    put({ "db/one.ts": 'import "./two.ts";\nimport "./three.ts";\n', "db/two.ts": 'import "./three.ts";\n', "db/three.ts": "export const three = 3;\n" });
    expect(lint().status).toBe(0);
  });
});
