// A table as somebody made it, sent to a server: what it is read as, what is asked, and what comes in of it.
import { writeOds } from "hucre/ods";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import type { Proposal } from "../../server/reading/proposal.ts";
import { newAuthority } from "../api/commissioner.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";

const viewers: Record<string, Viewer> = { owner: machineOwner };

/** Two councils with two lines each, a total, and a memorandum, as a return of spending lists them. */
const return251 = [
  "LA,LA Name,Line,Service,TotalExpenditure,Income,NetExpenditure",
  "301,Northam,1,Residential care,5000000,1000000,4000000",
  "301,Northam,2,Fostering’s carers,3500000,500000,3000000",
  "301,Northam,3,Total looked after (included in lines 1 and 2 above),100,0,100",
  "301,Northam,4,TOTAL,8500000,1500000,7000000",
  "302,Southam,1,Residential care,500000,100000,400000",
  "302,Southam,2,Fostering’s carers,350000,50000,300000",
  "302,Southam,4,TOTAL,850000,150000,700000",
].join("\r\n");
const inWindows = Buffer.from(return251.replaceAll("’", "\x92"), "latin1");

/** A page of a budget book on the clipboard: a total that is wrong in its last year. */
const book = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>.b{font-weight:700}</style></head><body><table>
<tr><td colspan=3 class=b>Net budget, £000s</td></tr>
<tr><td></td><td>2026/27</td><td>2027/28</td></tr>
<tr><td class=b>Residential</td><td></td><td></td></tr>
<tr><td>North</td><td x:num="4646">£4,646</td><td>4,614</td></tr>
<tr><td>Income from<br>others</td><td>(1,250)</td><td>1,326-</td></tr>
<tr><td class=b>Residential total</td><td>3,396</td><td>3,288</td></tr>
<tr><td class=b>Fostering</td><td></td><td></td></tr>
<tr><td>In-house</td><td>£5.2m</td><td>5,300</td></tr>
<tr><td>Agencies</td><td>6&nbsp;100</td><td>6&nbsp;200</td></tr>
<tr><td class=b>Fostering total</td><td>11,300</td><td>11,500</td></tr>
<tr><td class=b>TOTAL</td><td>14,696</td><td>14,798</td></tr></table></body></html>`;

describe.each(engines)("a table as somebody made it, on %s", (engine) => {
  let served: Served;
  let authority: string;
  const call = async (method: "GET" | "POST" | "DELETE", url: string, payload?: unknown, type = "application/json") => {
    const response = await served.app.inject({
      method,
      url,
      headers: { host: "localhost", ...(payload !== undefined && { "content-type": type }) },
      ...(payload !== undefined && { payload: payload as string }),
    });
    return { status: response.statusCode, ...response.json() };
  };
  const send = async (content: string | Uint8Array) =>
    (await call("POST", `/imports?authority=${authority}&name=Table`, Buffer.from(content as string), "application/octet-stream")) as { id: string };
  const read = async (id: string, choices: object = {}) => (await call("POST", `/imports/${id}/reading`, JSON.stringify(choices))) as Proposal;
  const run = async (id: string, asked: object) => {
    await call("POST", `/imports/${id}`, JSON.stringify(asked));
    for (;;) {
      const found = await call("GET", `/imports/${id}`);
      if (found.state !== "running") return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  beforeAll(async () => {
    served = await serve(engine, { examples: false, threads: { threads: 2 }, viewerOf: () => viewers.owner as Viewer });
    authority = await newAuthority(served, "Northam Borough Council");
    const draft = `mutation($a: ID!) { createVersion(authority: $a, input: { name: "Draft", firstYear: "2026/27", yearCount: 4 }) { id } }`;
    given(await served.ask(draft, { a: authority }));
  });
  afterAll(() => served.stop());

  test("a return of several councils in Windows-1252: the council's own rows, a column and a year that are asked", async () => {
    const { id } = await send(inWindows);
    const first = await read(id);
    expect(first).toMatchObject({ as: "budget", format: "CSV", encoding: "windows-1252", headerRow: 1, refused: null, clean: null });
    expect(first.asks.find(({ about }) => about === "where")).toMatchObject({ options: ["LA Name=Northam", "LA Name=Southam"], taken: "LA Name=Northam" });
    expect(first.asks.filter(({ taken }) => taken === undefined).map(({ about }) => about)).toEqual(["year", "amount"]);
    const choices = { amount: "NetExpenditure", year: "2026/27" };
    const answered = await read(id, choices);
    expect(answered).toMatchObject({ incoming: { count: 2, sumPence: 700_000_000 }, totals: [{ label: "TOTAL", stated: [700_000_000], computed: [700_000_000], agrees: [true] }] });
    expect(answered.leftOut.map(({ why }) => why)).toEqual(["it is counted in other lines already", "it is the sum of what stands above it"]);
    expect(answered.seen[1]).toMatchObject({ label: "Fostering’s carers", kind: "leaf" });
    expect(await run(id, { choices, preview: true })).toMatchObject({ state: "done", result: { added: 2, batchId: null } });
    const southam = await run(id, { choices: { ...choices, where: [{ column: "LA Name", value: "Southam" }] }, preview: false });
    expect(southam, JSON.stringify(southam)).toMatchObject({ result: { added: 2, rows: 2 } });
  });

  test("what was said of a table is remembered for the next with its columns, but for its year and draft", async () => {
    const { id } = await send(inWindows);
    expect((await read(id)).remembered).toEqual({ amount: "NetExpenditure", where: [{ column: "LA Name", value: "Southam" }] });
    const next = await send(return251.replaceAll("400000", "410000"));
    expect(await read(next.id, { year: "2027/28" })).toMatchObject({ incoming: { count: 2, sumPence: 71_000_000 }, asks: [{ about: "version", taken: "Draft" }] });
    const afresh = await read(next.id, { afresh: true });
    expect([afresh.remembered, afresh.asks.map(({ about }) => about)]).toEqual([null, ["where", "year", "amount", "version"]]);
    const other = await send(return251.replace("LA Name", "Authority"));
    expect((await read(other.id)).remembered).toBeNull();
  });

  test("a column that was left out holds nothing, and says so", async () => {
    const { id } = await send("Service,Spend 2026/27,Income\nCare,£1.00,£2.00\nFoster,£3.00,£5.00\n");
    expect((await read(id, { year: "2026/27" })).asks[0]).toMatchObject({ about: "amount" });
    const proposal = await read(id, { year: "2026/27", columns: { Income: "out" } });
    expect(proposal).toMatchObject({
      incoming: { count: 2, sumPence: 400 },
      columns: [{ leftOut: null }, { leftOut: null }, { name: "Income", holds: "nothing", leftOut: "you left it out" }],
    });
  });

  test("a page of a budget book, from the clipboard", async () => {
    const { id } = await send(book);
    const proposal = await read(id);
    expect(proposal).toMatchObject({ format: "HTML", unit: "thousands", years: ["2026/27", "2027/28"], incoming: { count: 4 } });
    expect(proposal.totals.map(({ label, agrees }) => [label, agrees])).toEqual([
      ["Residential total", [true, true]],
      ["Fostering total", [true, true]],
      ["TOTAL", [true, false]],
    ]);
    // What the page shows beside a cell is what the server made of it.
    expect([proposal.labels, proposal.amountColumns, proposal.across]).toEqual([0, [1, 2], false]);
    expect(proposal.seen.map(({ label, name, leftOut, amounts }) => [label, name, leftOut, amounts.map(({ inWords, pence, agrees }) => [inWords ?? pence, agrees])])).toMatchObject(
      [
        ["Residential", null, null, []],
        [
          "North",
          "North",
          null,
          [
            ["£4,646,000", null],
            [461_400_000, null],
          ],
        ],
        [
          "Income from others",
          "Income from others",
          null,
          [
            ["−£1,250,000", null],
            ["−£1,326,000", null],
          ],
        ],
        [
          "Residential total",
          null,
          "it is the sum of lines above it",
          [
            [339_600_000, true],
            [328_800_000, true],
          ],
        ],
        ["Fostering", null, null, []],
        [
          "In-house",
          "In-house",
          null,
          [
            ["£5,200,000", null],
            [530_000_000, null],
          ],
        ],
        [
          "Agencies",
          "Agencies",
          null,
          [
            ["£6,100,000", null],
            ["£6,200,000", null],
          ],
        ],
        [
          "Fostering total",
          null,
          "it is the sum of lines above it",
          [
            [1_130_000_000, true],
            [1_150_000_000, true],
          ],
        ],
        [
          "TOTAL",
          null,
          "it is the sum of what stands above it",
          [
            [1_469_600_000, true],
            [1_479_800_000, false],
          ],
        ],
      ],
    );
    expect(proposal.clean?.table.rows.map(({ values }) => values)).toEqual([
      ["North", "Residential", "4646000.00", "4614000.00"],
      ["Income from others", "Residential", "-1250000.00", "-1326000.00"],
      ["In-house", "Fostering", "5200000.00", "5300000.00"],
      ["Agencies", "Fostering", "6100000.00", "6200000.00"],
    ]);
    expect(await run(id, { choices: {}, preview: false })).toMatchObject({ state: "done", result: { added: 8 } });
  });

  test("a workbook's sheet with the most figures, in .xlsx and .ods", async () => {
    const figures = [["Budget, £m"], [], ["Service", "2026/27", "2027/28"], ["Care", 1.5, 2], ["Foster", 0.25, 1], ["Total", 1.75, 3]];
    const sheets = [
      { name: "Cover", rows: [["Budget book", 1], ["Made in 2026"]] },
      { name: "Figures", rows: figures },
    ];
    for (const file of [await writeXlsx({ sheets }), await writeOds({ sheets })]) {
      const { id } = await send(file);
      expect(await read(id)).toMatchObject({ sheet: "Figures", sheets: ["Cover", "Figures"], headerRow: 3, unit: "millions", incoming: { count: 2, sumPence: 475_000_000 } });
      expect(await read(id, { sheet: "Cover" })).toMatchObject({ sheet: "Cover" });
    }
  });

  test("what is chosen is checked, and what is still asked is not imported", async () => {
    const { id } = await send(inWindows);
    expect(await read(id, { unit: "pence" })).toMatchObject({ status: 400, errors: [{ extensions: { field: "choices.unit" } }] });
    expect(await read(id, { colour: "red" })).toMatchObject({ status: 400, errors: [{ extensions: { field: "choices.colour" } }] });
    expect(await read(id, { as: "money" })).toMatchObject({ status: 400, errors: [{ extensions: { field: "choices.as" } }] });
    expect(await run(id, { choices: {}, preview: false })).toMatchObject({
      state: "failed",
      error: { field: "choices.year", message: "Which financial year are these amounts of?" },
    });
  });
});
