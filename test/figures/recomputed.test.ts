// The workings of every computed cell, worked out again from their words alone: by a reader of the tests' own, and in Python.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { given } from "../api/officer.ts";
import { everyAddress, everyKind, serveTables } from "../export/everyTable.ts";
import { apart, fraction, readWorkings } from "../setup/readWorkings.ts";
import type { Served } from "../setup/served.ts";

interface Cell {
  place: string;
  workings: string;
  exact: string;
}

const python = spawnSync("python3", ["--version"]).status === 0;
const question = `query($id: ID!) { reportTable(id: $id) { columns { label } rows { label cells { exact derivation { workings } } } } }`;
/** What was stated is not worked out. */
const stated = /^(?:as entered|typed as .*)(?:, deducted)?$/;

let served: Served;
const cells: Cell[] = [];
const kinds = new Set<string>();
beforeAll(async () => {
  served = await serveTables();
  for (const address of await everyAddress(served)) {
    const { columns, rows } = given(await served.ask(question, { id: address })).reportTable;
    for (const row of rows) {
      for (const [index, { exact, derivation }] of row.cells.entries()) {
        if (derivation === null || stated.test(derivation.workings)) continue;
        kinds.add(address.split("?")[0] as string);
        cells.push({ place: `${address}, ${row.label}, ${columns[index].label}`, workings: derivation.workings, exact });
      }
    }
  }
});
afterAll(() => served.stop());

/** Nothing at all is nil. */
const read = (workings: string) => (workings === "nothing falls in it" ? { value: [0n, 1n] as const, cut: false } : readWorkings(workings));

test("are of every kind of table that works something out", () => {
  const none = ["benefitsRegister"];
  expect([...kinds].sort()).toEqual(everyKind.filter((kind) => !none.includes(kind)));
  expect(cells.length).toBeGreaterThan(1_000);
});

test("give what the cell has", () => {
  const wrong = cells.filter(({ workings, exact }) => {
    const { value, cut } = read(workings);
    // A value is answered with twenty decimals.
    return apart(value, fraction(exact)) > (cut ? 10n ** 12n : 1n);
  });
  expect(wrong).toEqual([]);
});

test("print no fraction that has a shorter one, and no thing in the plural of one", () => {
  const shorter = cells.filter(({ workings }) =>
    [...workings.matchAll(/([\d,]+)\/([\d,]+)(?! year| uplift|\d)/g)].some(([, above = "", below = ""]) => {
      const year = /^\d{4}$/.test(above) && /^\d\d$/.test(below);
      return !year && common(BigInt(above.replaceAll(",", "")), BigInt(below.replaceAll(",", ""))) > 1n;
    }),
  );
  expect(shorter).toEqual([]);
  expect(cells.filter(({ workings }) => /(?<![\d.,/])1 (?:places|weeks|years|months|members|authorities|days|bed-weeks|place-days|children)\b/.test(workings))).toEqual([]);
});

test.skipIf(!python)("give it in another language too (skipped where there is no python3)", () => {
  const script = fileURLToPath(new URL("recompute.py", import.meta.url));
  const worked = cells.filter(({ workings }) => workings !== "nothing falls in it");
  const { status, stdout, stderr } = spawnSync("python3", [script], { input: JSON.stringify(worked), encoding: "utf8", maxBuffer: 1 << 26 });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual([]);
});

function common(a: bigint, b: bigint): bigint {
  return b === 0n ? a : common(b, a % b);
}
