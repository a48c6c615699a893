// A printed table checked over GraphQL: as text, as HTML from a clipboard, and what is none.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Served, serve } from "../setup/served.ts";
import { given, post, refusal } from "./officer.ts";

let served: Served;
beforeAll(async () => {
  served = await serve("sqlite", { examples: false });
});
afterAll(() => served.stop());

const asked = `query($text: String!) { checkTable(text: $text) { title unit columns rows { at kind label cells } sums said failing { at { row column } goes of { row column } stated computed said } suspects { said } named { at { row column } instead said } } }`;
const check = async (text: string) => given((await post(served.app, asked, { text })).json()).checkTable;

const rows = [
  ["Net budget, £000s", "", ""],
  ["", "2026/27", "2027/28"],
  ["Residential", "", ""],
  ["North", "£4,646", "4,614"],
  ["Income", "(1,250)", "1,300-"],
  ["Residential total", "3,396", "3,314"],
  ["Fostering", "", ""],
  ["Carers", "5,200", "5,300"],
  ["Agencies", "6 100", "6 200"],
  ["Fostering total", "11,300", "11,500"],
  ["TOTAL", "14,696", "14,824"],
];

describe("A printed table", () => {
  const found = {
    title: "Net budget, £000s",
    unit: "thousands",
    columns: ["column 1", "2026/27", "2027/28"],
    sums: 6,
    said: "6 sums: 5 add up, 1 does not.",
    failing: [
      {
        at: { row: 8, column: 2 },
        goes: "DOWN",
        of: [
          { row: 3, column: 2 },
          { row: 7, column: 2 },
        ],
        stated: "14824",
        computed: "14814",
        said: "TOTAL, 2027/28: printed 14,824; the rows that it adds up come to 14,814, which is 10 less.",
      },
    ],
    suspects: [{ said: "TOTAL, 2027/28: 14,814 instead of 14,824 would mend it." }],
    named: { at: { row: 8, column: 2 }, instead: "14814", said: "TOTAL, 2027/28: 14,814 instead of 14,824 would mend it." },
  };

  test("as text with tabs has its wrong total named, by how much, and what it adds up", async () => {
    const answer = await check(rows.map((row) => row.join("\t")).join("\r\n"));
    expect(answer).toMatchObject(found);
    expect(answer.rows.map(({ kind }: { kind: string }) => kind)).toEqual(["heading", "leaf", "leaf", "subtotal", "heading", "leaf", "leaf", "subtotal", "total"]);
  });

  test("as HTML, and as text with commas, is the same", async () => {
    const html = `<html><body><table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table></body></html>`;
    expect(await check(html)).toMatchObject(found);
    expect(await check(rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n"))).toMatchObject(found);
  });

  test("without a sum says so", async () => {
    expect(await check("Name\t2026/27\t2027/28\nNorth\t1\t2\nMid\t3\t4")).toMatchObject({
      sums: 0,
      said: "This table has no total, subtotal, difference or share that could be checked.",
      failing: [],
      named: null,
    });
  });

  test.each([
    ["nothing", " \n", "There is no table here."],
    ["a page without a table", "<table></table>", "There is no table on this page of HTML."],
    ["figures without headings", "1\t2\n3\t4\n5\t6", "No row of this table names its columns."],
    ["an open quotation mark", 'Name,2026/27,2027/28\n"North,1,2', "A quotation mark of this table is never closed."],
    ["too much", "1,2\n".repeat(300_000), "This table has more than 1,000,000 characters."],
    ["too many rows", `Name,2026/27,2027/28\n${"North,1,2\n".repeat(5_100)}`, "This table has more than 5,000 rows."],
  ])("%s is refused in words", async (_, text, words) => {
    const { code, message } = refusal((await post(served.app, asked, { text })).json());
    expect(code).toBe("BAD_INPUT");
    expect(message).toContain(words);
  });
});
