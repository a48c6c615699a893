// Sefton's report asked of a real server on each engine: its agreement, its timetable, and what two blocks of four beds save.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import sefton from "./sefton.json" with { type: "json" };

const printedDay = "2020-09-03";
const question = /* GraphQL */ `
  query($asAt: Day!) {
    authority(id: "sefton") { name }
    arrangements(authority: "sefton", asAt: $asAt) {
      nodes {
        id name kind openList openEnded opensOn endsOn longestEndOn nextReviewOn reviewEveryMonths voidsCarriedBy state source note
        participants { name role authorities } lots { name detail } routes { name detail } providers { name places detail }
        terms { part months state startsOn endsOn } stages { name startsOn endsOn complete state daysLate }
      }
    }
    arrangementRegister(authority: "sefton", asAt: $asAt) { notes rows { label cells { shown note } } }
    blockCases(authority: "sefton") { nodes { id name places priceUnit weeksPerYear spotPounds blockPounds sharing directPlaces items { name } } }
    printedFigures(authority: "sefton") { what printedValue exact verdict shown }
  }
`;

test("every part of the report is asserted", () => {
  // The figures are in printed.test.ts.
  expect(Object.keys(sefton)).toEqual(["source", "conventions", "blocks", "term", "figures", "purchasing", "rules"]);
  expect(Object.keys(sefton.purchasing)).toEqual(["arrangement", "lots", "callOff", "alsoNamedOn", "timetable"]);
  expect(sefton.conventions).toEqual({ weeksPerYear: "52" });
});

describe.each(engines)("Sefton on %s", (engine) => {
  let served: Served;
  // biome-ignore lint/suspicious/noExplicitAny: the answer has the shape of the question above.
  let facts: any;
  const named = (name: string) => facts.arrangements.nodes.find((each: { name: string }) => each.name === name);
  const agreement = () => named("Liverpool City Region Provider Partner Agreement");
  beforeAll(async () => {
    served = await serve(engine);
    facts = given(await served.ask(question, { asAt: printedDay }));
  });
  afterAll(() => served.stop());

  test("names its source", () => {
    expect(facts.authority.name).toBe(sefton.source.authority);
    expect(agreement().source).toContain(sefton.source.meeting);
  });

  describe.each(sefton.blocks)("$para, $provider", (block) => {
    const whatOf = (what: string) => facts.printedFigures.find((each: { what: string }) => each.what === `${block.provider}: ${what}`);
    const caseOf = () => facts.blockCases.nodes.find((each: { name: string }) => each.name === `${block.provider}: ${block.beds} beds`);
    const worked = async (occupancy: string) =>
      given(
        await served.ask(
          `query($id: ID!, $occupancy: Decimal) { blockCase(id: $id, occupancy: $occupancy) { breakEvenOccupancy table { columns { key } notes rows { key cells { exact shown } } } } }`,
          {
            id: caseOf().id,
            occupancy,
          },
        ),
      ).blockCase;

    test("has the printed terms, over 52 weeks", () => {
      expect(Object.keys(block)).toEqual(["para", "provider", "need", "beds", "spotWeekly", "blockWeekly", "expectedSaving", "breakEvenOccupancy"]);
      expect(caseOf()).toMatchObject({ places: block.beds, priceUnit: "WEEK", weeksPerYear: `WEEKS_${sefton.conventions.weeksPerYear}`, sharing: 1, directPlaces: 0, items: [] });
      expect([Number(caseOf().spotPounds), Number(caseOf().blockPounds)]).toEqual([Number(block.spotWeekly), Number(block.blockWeekly)]);
      const contract = named(`${block.provider}: block of ${block.beds} beds`);
      expect(contract.providers).toEqual([{ name: block.provider, places: block.beds, detail: expect.any(String) }]);
      expect(contract.providers[0].detail.toLowerCase()).toBe(block.need);
      expect(contract.terms.map((term: { months: number }) => term.months)).toEqual(sefton.term.months);
      expect(contract.terms.map((term: { state: string }) => term.state)).toEqual(["AGREED", "AVAILABLE", "AVAILABLE"]);
    });

    test("saves what the report prints", async () => {
      // 4 × (2,149.00 - 1,988.00) × 52 = 33,488.00; 4 × (3,170.65 - 2,809.00) × 52 = 75,223.20; over 36 + 12 + 12 months five times that.
      const { table } = await worked("1");
      expect(table.columns.map((column: { key: string }) => column.key)).toEqual(["yearAll", "termAll"]);
      const [year, term] = table.rows.find((row: { key: string }) => row.key === "saving").cells;
      expect(Exact.decimal(year.exact).equals(Exact.decimal(block.expectedSaving))).toBe(true);
      expect(Exact.decimal(term.exact).equals(Exact.decimal(block.expectedSaving).times(Exact.whole(5)))).toBe(true);
      expect(whatOf("saving a year, 4 beds").verdict).toBe("follows");
      expect(Number(whatOf("saving a year, 4 beds").exact)).toBe(Number(block.expectedSaving));
    });

    test("pays from the occupancy at which it costs as much as spot", async () => {
      const { breakEvenOccupancy, table } = await worked("0.75");
      // 1,988.00 / 2,149.00 = 0.92508…; 2,809.00 / 3,170.65 = 0.88594…
      expect(`${Number(Exact.decimal(breakEvenOccupancy).rounded(3)) / 10}%`).toBe(block.breakEvenOccupancy);
      expect(whatOf("occupancy at which the block costs as much as spot")).toMatchObject({ verdict: "not printed", shown: block.breakEvenOccupancy, exact: breakEvenOccupancy });
      expect(table.notes.join(" ")).toMatch(/Below \d\d\.\d\d% occupancy the block costs more than buying the used places one at a time\./);
      // A quarter of 4 places stands empty: one place for 52 weeks.
      const [year] = table.rows.find((row: { key: string }) => row.key === "void").cells;
      expect(Exact.decimal(year.exact).equals(Exact.decimal(block.blockWeekly).times(Exact.whole(52)))).toBe(true);
    });

    test("offers what it cannot fill to the city region", () => {
      const contract = named(`${block.provider}: block of ${block.beds} beds`);
      expect(sefton.rules.map((rule) => rule.para)).toEqual(["5.5"]);
      expect(contract.note).toContain("A vacancy that Sefton cannot fill is offered to the other authorities of the city region.");
      expect(contract.voidsCarriedBy).toBe("AUTHORITY");
    });
  });

  test("the agreement is open ended, led by Halton, and reviewed every two years", () => {
    expect(sefton.purchasing.arrangement).toBe("Liverpool City Region Provider Partner Agreement, a flexible purchasing system led by Halton; open ended, reviewed every 2 years");
    expect(agreement()).toMatchObject({ kind: "PROVIDER_PARTNER_AGREEMENT", openList: true, openEnded: true, endsOn: null, longestEndOn: null, reviewEveryMonths: 2 * 12 });
    expect(agreement().participants).toEqual([
      { name: "Halton Council", role: "LEAD", authorities: 1 },
      { name: "Sefton Council", role: "PARTNER", authorities: 1 },
    ]);
    expect(agreement().note).toContain("flexible purchasing system");
    expect(agreement()).toMatchObject({ state: "not yet open", opensOn: "2020-10-19", nextReviewOn: "2022-10-19" });
  });

  test("has the printed lots and routes", () => {
    expect(agreement().lots.map((lot: { name: string }) => lot.name.toLowerCase())).toEqual(sefton.purchasing.lots);
    const said = agreement().routes.map(({ name, detail }: { name: string; detail: string | null }) => (name === "Direct award" ? `${name} ${detail}` : name).toLowerCase());
    expect(said).toEqual(sefton.purchasing.callOff);
  });

  test.each(sefton.purchasing.alsoNamedOn)("is also named on %s", (said) => {
    const [, name = "", lot] = /^(.*?)(?: \((.*)\))?$/.exec(said) ?? [];
    const found = named(name.replace("FPS", "Flexible Purchasing System").replace("DPS", "Dynamic Purchasing System"));
    expect(found.kind).toBe(name.endsWith("FPS") ? "FLEXIBLE_PURCHASING_SYSTEM" : "DYNAMIC_PURCHASING_SYSTEM");
    expect(found.participants).toEqual([{ name: "Sefton Council", role: "NAMED_USER", authorities: 1 }]);
    expect(found.lots.map((each: { name: string }) => each.name)).toEqual(lot === undefined ? [] : [lot]);
  });

  test("the timetable stands as the report says on the day of the meeting", () => {
    const { timetable } = sefton.purchasing;
    for (const stage of timetable) expect(["stage", "start", "end", "state"]).toEqual(expect.arrayContaining(Object.keys(stage)));
    expect(agreement().stages).toEqual(
      timetable.map(({ stage, start, end, state }) => ({
        name: stage,
        startsOn: start,
        endsOn: end ?? null,
        complete: state === "complete",
        // 3 September falls within the evaluation, 26 August to 4 September; what starts later is due.
        state: state ?? (start <= printedDay ? "in progress" : "due"),
        daysLate: 0,
      })),
    );
    expect(facts.arrangementRegister.notes.join(" ")).not.toContain("Late");
  });

  test("and what was not done by then is late on a later day", async () => {
    const later = given(await served.ask(question, { asAt: "2020-10-20" }));
    const { stages } = later.arrangements.nodes.find((each: { id: string }) => each.id === "sefton-ppa");
    expect(stages.map(({ state, daysLate }: { state: string; daysLate: number }) => [state, daysLate])).toEqual([
      ["complete", 0],
      ["complete", 0],
      ["complete", 0],
      ["late", 46], // 26 days of September after the 4th, and 20 of October
      ["late", 18],
      ["late", 6],
      ["late", 1],
    ]);
    expect(later.arrangementRegister.notes).toContain(
      "Late in Liverpool City Region Provider Partner Agreement on 20 October 2020: Evaluation (46 days), Presentation (18 days), Contract award (6 days), Contract start (1 day).",
    );
  });
});
