// Havering's report asked of a real server on each engine: eight members of whom seven share, 35 places, two bases of price, and what each pays.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import report from "./havering.json" with { type: "json" };

const question = /* GraphQL */ `
  query {
    authority(id: "havering") { name }
    arrangement(id: "havering-block-contract", asAt: "2018-07-25") {
      opensOn endsOn longestEndOn state source note voidsCarriedBy nextReviewOn valueBasis
      participants { name role authorities detail } terms { part months state startsOn endsOn } value { estimatedPence committedPence overPence exceeded }
    }
    blockCases(authority: "havering") { nodes { id places priceUnit spotPounds blockPounds spotValuePence blockValuePence sharing directPlaces items { name kind time amountPence fromYear toYear } } }
    blockCase(id: "havering-block-case") {
      breakEvenOccupancy
      table { columns { key status } notes rows { key label kind cells { exact shown } } }
      curve { rows { key cells { exact } } }
    }
    half: blockCase(id: "havering-block-case", occupancy: "0.5") { table { rows { key cells { exact } } } }
    filled: blockCase(id: "havering-block-case", occupancy: "0.78") { table { rows { key cells { shown } } } curve { rows { key cells { shown } } } }
    partnership(id: "havering-partnership") {
      authorityId partners { id name shares } pools { name basis } allocations { partnerId places } grants { name year amountPence condition } amounts { year amountPence }
    }
    contributionTable(partnership: "havering-partnership") { columns { label } notes rows { key label cells { shown pence } } }
  }
`;

test("every part of the report is asserted", () => {
  // The figures are in printed.test.ts, the indicators and the benefits in outcomes.test.ts.
  const outcomes = ["kpis", "benefits"];
  expect(Object.keys(report)).toEqual(["source", "partnership", "contract", "averages", "figures", "rules", ...outcomes]);
  expect(Object.keys(report.partnership)).toEqual(["lead", "members", "sharing", "why"]);
  expect(Object.keys(report.contract)).toEqual(["places", "placesEach", "termMonths", "paras"]);
  expect(Object.keys(report.averages)).toEqual(["spotOutside", "blockInside", "unit", "para", "unrounded"]);
});

describe.each(engines)("Havering on %s", (engine) => {
  let served: Served;
  // biome-ignore lint/suspicious/noExplicitAny: the answer has the shape of the question above.
  let facts: any;
  const row = (key: string) => facts.blockCase.table.rows.find((each: { key: string }) => each.key === key);
  const exacts = (key: string) => row(key).cells.map((cell: { exact: string | null }) => cell.exact);
  const shown = (key: string) => row(key).cells.map((cell: { shown: string }) => cell.shown);
  const shortName = (name: string) => name.replace("London Borough of ", "");
  const contributions = (key: string) => facts.contributionTable.rows.find((each: { key: string }) => each.key === key).cells;
  beforeAll(async () => {
    served = await serve(engine);
    facts = given(await served.ask(question));
  });
  afterAll(() => served.stop());

  test("names its source", () => {
    expect(`${facts.authority.name} (lead)`).toBe(report.source.authority);
    expect(facts.arrangement.source).toContain(report.source.meeting);
  });

  test("eight members, led by Havering, of whom seven share", () => {
    const { lead, members, sharing } = report.partnership;
    expect(facts.arrangement.participants.map((each: { name: string }) => shortName(each.name))).toEqual(members);
    expect(facts.arrangement.participants.map((each: { role: string }) => each.role)).toEqual(["LEAD", ...Array(7).fill("PARTNER")]);
    expect(facts.partnership.partners.map((each: { name: string }) => shortName(each.name))).toEqual(members);
    expect([facts.partnership.authorityId, shortName(facts.arrangement.participants[0].name)]).toEqual(["havering", lead]);
    const without = facts.partnership.partners.filter((each: { shares: boolean }) => !each.shares);
    expect(without.map((each: { name: string }) => each.name)).toEqual(["City of London"]);
    expect(members.length - without.length).toBe(sharing);
    expect(facts.blockCases.nodes[0].sharing).toBe(sharing);
  });

  test("35 places, five each, for 4 + 2 + 2 years", () => {
    const { places, placesEach, termMonths } = report.contract;
    expect(facts.blockCases.nodes[0].places).toBe(places);
    const allocated = facts.partnership.allocations.map((each: { places: number }) => each.places);
    expect(allocated).toEqual(Array(report.partnership.sharing).fill(placesEach)); // 7 × 5 = 35
    expect(facts.arrangement.terms.map(({ months, endsOn }: { months: number; endsOn: string }) => [months, endsOn])).toEqual([
      [termMonths[0], "2023-03-31"],
      [termMonths[1], "2025-03-31"],
      [termMonths[2], "2027-03-31"],
    ]);
    expect(facts.arrangement).toMatchObject({ state: "not yet open", opensOn: "2019-04-01", endsOn: "2023-03-31", longestEndOn: "2027-03-31", nextReviewOn: "2020-10-01" });
  });

  test("the averages are as printed, and unrounded as its totals give them", () => {
    const [held] = facts.blockCases.nodes;
    expect([held.priceUnit, Number(held.spotPounds), Number(held.blockPounds)]).toEqual(["YEAR", report.averages.spotOutside, report.averages.blockInside]);
    // 36,837,147 + 13,520,255 = 50,357,402, over 35 places and 8 years 179,847.864…; 36,837,147 over the same 131,561.239…
    for (const [key, said] of [
      ["spot", report.averages.unrounded.spotOutside],
      ["block", report.averages.unrounded.blockInside],
    ] as const) {
      const [year] = exacts(key);
      expect(Exact.decimal(year).dividedBy(Exact.whole(report.contract.places)).rounded(8)).toBe(Exact.decimal(said).rounded(8));
    }
  });

  test("both bases stand side by side, and rounding explains the difference", () => {
    expect(shown("saving")).toEqual(["1,690,031.88", "241,433.13", "13,520,255.00", "1,931,465.00"]);
    const figure = (what: string) => report.figures.find((each) => each.what === what);
    expect(exacts("given:block")[2]).toBe(String(figure("contract value, 8 years")?.fromPrintedAverages));
    expect(exacts("given:saving")[0]).toBe(String(figure("saving in one year, all")?.fromPrintedAverages));
    expect(exacts("given:saving")[2]).toBe(String(figure("saving over 8 years, all")?.fromPrintedAverages));
    // Half a pound × 35 places × 8 years is £140 for one price, £280 for two.
    expect(facts.blockCase.table.notes).toEqual(
      expect.arrayContaining([
        "The prices are solved from the values over the whole term.",
        "Over the term the printed values give £67.00 more for the block than the printed prices do. Rounding those can move it by up to £140.00, so rounding explains it.",
        "Over the term the printed values give £105.00 less for the saving than the printed prices do. Rounding those can move it by up to £280.00, so rounding explains it.",
      ]),
    );
    expect(facts.blockCase.table.columns.map((column: { status: string }) => column.status)).toEqual(["all", "each of 7", "all", "each of 7"]);
  });

  test("half empty costs £2,302,321.69 a year, and the block pays from 73.15%", () => {
    expect(facts.half.table.rows.find((each: { key: string }) => each.key === "void").cells[0].exact).toBe("2302321.6875"); // 36,837,147 / 8 × 0.5
    expect(shown("breakEven")).toEqual(["73.15%", "", "", ""]);
    const even = facts.blockCase.curve.rows.find((each: { key: string }) => each.key === "occupancy:breakEven");
    expect(Number(even.cells[2].exact)).toBe(0);
  });

  test("at 78% it saves £305,203.32 a year and £2,091,626.56 net over the term, and the curve has that point", () => {
    const at = (key: string, of = facts.filled.table) => of.rows.find((each: { key: string }) => each.key === key).cells.map((cell: { shown: string }) => cell.shown);
    // 78% of 50,357,402 / 8, less 36,837,147 / 8; × 8 is 2,441,626.56, less 5 × 70,000.
    expect(at("saving")).toEqual(["305,203.32", "43,600.47", "2,441,626.56", "348,803.79"]);
    expect(at("net")).toEqual(["", "", "2,091,626.56", "298,803.79"]);
    expect(at("occupancy:78", facts.filled.curve)).toEqual(["7.70", "1,013,021.54", "305,203.32"]);
  });

  test("what is netted off: administration, the grant, and not what depends on something", () => {
    // 13,520,255 - 782,750 + 782,750 - 5 × 70,000 = 13,170,255; the £53,000 is not counted.
    expect(shown("net")).toEqual(["", "", "13,170,255.00", "1,881,465.00"]);
    expect(shown("item:2")).toEqual(["", "", "53,000.00", "7,571.43"]);
    expect(facts.blockCase.table.notes).toContain("A grant that depends on something is shown, and is not counted until it comes.");
    const [grant, conditional] = (report.figures.find((each) => each.para === "5.10")?.expected ?? []) as number[];
    expect(facts.partnership.grants.map(({ amountPence, condition }: { amountPence: number; condition: string }) => [amountPence / 100, condition])).toEqual([
      [grant, "NONE"],
      [conditional, "AWAITED"],
    ]);
  });

  test("each of seven pays £10,000 a year for administration once the grant has ended, and the City nothing", () => {
    const administration = report.figures.find((each) => each.para === "5.11");
    for (const partner of facts.partnership.partners) {
      const cells = contributions(`share:havering-pool-administration:${partner.id}`);
      expect(cells.map((cell: { shown: string }) => cell.shown)).toEqual(partner.shares ? [...Array(3).fill("–"), ...Array(5).fill("10,000.00")] : Array(8).fill("no share"));
      if (partner.shares) expect(cells[3].pence).toBe((administration?.expected as number) * 100);
    }
    expect(contributions("toShare:havering-pool-administration")[3].pence).toBe((administration?.inputs?.total as number) * 100);
    expect(facts.contributionTable.columns.map((column: { label: string }) => column.label)).toEqual([
      "2019/20",
      "2020/21",
      "2021/22",
      "2022/23",
      "2023/24",
      "2024/25",
      "2025/26",
      "2026/27",
    ]);
  });

  test("five places at the printed average are above the ceiling of £650,000 a year", () => {
    const ceiling = report.figures.find((each) => each.para === "1.5");
    expect(ceiling?.gap).toBe(true);
    // 5 × 131,561
    expect(contributions("share:havering-pool-placements:havering-partnership-partner-1")[0].pence).toBe(65_780_500);
    expect(65_780_500).toBeGreaterThan((ceiling?.expected as number) * 100);
  });

  test("at full occupancy and printed averages £67 of the contract's value are left", () => {
    expect(facts.arrangement.value).toEqual({ estimatedPence: 3_683_714_700, committedPence: 3_683_708_000, overPence: -6_700, exceeded: false });
    expect(facts.arrangement.valueBasis).toBe("8 years, all partners, at full occupancy and average costs");
  });

  const rules: Record<string, () => void | Promise<void>> = {
    "1.6": () => expect(facts.arrangement.note).toContain("Used places alone are paid for while the service scales up"),
    "1.2, 5.11": () => expect(facts.partnership.pools).toContainEqual({ name: "Administration", basis: "EQUAL" }),
    "5.4": async () => {
      const { rows, notes } = given(
        await served.ask(
          `{ blockCase(terms: { places: 35, priceUnit: YEAR, spotPounds: "179848", blockPounds: "131561", termMonths: 96, directPlaces: 5 }) { table { notes rows { key cells { exact } } } } }`,
        ),
      ).blockCase.table;
      const year = (key: string) => Number(rows.find((each: { key: string }) => each.key === key).cells[0].exact);
      // (179,848 - 131,561) × 30 and × 5
      expect([year("saving"), year("avoidance")]).toEqual([1_448_610, 241_435]);
      expect(rows.some((each: { cells: { exact: string }[] }) => Number(each.cells[0]?.exact) === 1_448_610 + 241_435)).toBe(false);
      expect(notes).toContain("A place refilled from elsewhere saves; a child placed directly avoids cost. The two are never added together.");
    },
    "5.6": () => expect(facts.arrangement.voidsCarriedBy).toBe("AUTHORITY"),
    "5.8": () => expect(facts.arrangement.note).toContain("A vacant place of one member can be bought by another"),
    "5.9": () => expect(facts.partnership.pools).toContainEqual({ name: "Placements", basis: "PLACES_ALLOCATED" }),
  };
  test.each(report.rules)("rule of $para", async ({ para }) => {
    await (rules[para] as () => void | Promise<void>)();
    expect(Object.keys(rules)).toEqual(report.rules.map((rule) => rule.para));
  });
});
