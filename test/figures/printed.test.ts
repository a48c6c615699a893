// Every figure of the five reports, asked of a real server on each engine: what is printed, what its inputs give, and whether it follows.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Exact } from "../../server/finance/exact.ts";
import { given } from "../api/officer.ts";
import { type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import cambridgeshire from "./cambridgeshire.json" with { type: "json" };
import essex from "./essex.json" with { type: "json" };
import havering from "./havering.json" with { type: "json" };
import sefton from "./sefton.json" with { type: "json" };
import westSussex from "./west-sussex.json" with { type: "json" };

/** A figure of a report, as its json has it. */
interface Entry {
  para: string;
  what: string;
  expected?: number | string | number[] | string[];
  exact?: string;
  gap?: boolean;
  fromPrintedAverages?: number;
  national?: string;
}
const reports: Record<string, Entry[]> = {
  essex: essex.figures,
  sefton: sefton.figures,
  havering: havering.figures,
  cambridgeshire: cambridgeshire.figures,
  "west-sussex": westSussex.figures,
};

interface Held {
  reference: string;
  what: string;
  printed: string | null;
  printedValue: string | null;
  unit: string;
  workings: string | null;
  exact: string | null;
  shown: string | null;
  verdict: string;
  sentence: string;
}
interface Facts {
  figures: Held[];
  // biome-ignore lint/suspicious/noExplicitAny: the answer has the shape of the question below.
  arrangements: any[];
}
/** Checks an entry against what is held, and names the stored figures that it covers. */
type Check = (entry: Entry, facts: Facts) => string[];

const held = (facts: Facts, what: string): Held => {
  const found = facts.figures.filter((each) => each.what === what);
  expect(found, what).toHaveLength(1);
  return found[0] as Held;
};
const listOf = (value: Entry["expected"]): (number | string)[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** What is printed is stored as it stands: "£4.7m" word for word, or the number that the json gives. */
function printedAsStored(figure: Held, expected: number | string | undefined): void {
  if (typeof expected === "string") expect(figure.printed).toBe(expected);
  else expect(Number(figure.printedValue)).toBe(expected);
}

/** "5.478%" of 63/1150: equal at the places that the json writes, and equal in full where the exact value ends. */
function exactAsSaid(figure: Held, said: string): void {
  const [number = ""] = /[\d,]+(?:\.\d+)?/.exec(said) ?? [];
  const wanted = Exact.decimal(number.replaceAll(",", ""));
  const decimals = (number.split(".")[1] ?? "").length;
  const value = Exact.decimal(figure.exact as string).times(Exact.whole(figure.unit === "PERCENT" ? 100 : 1));
  expect(value.rounded(decimals), `${figure.what}: ${figure.exact}`).toBe(wanted.rounded(decimals));
  if (figure.unit === "POUNDS" && (figure.exact?.split(".")[1] ?? "").length <= 2) expect(value.equals(wanted)).toBe(true);
}

/** Each printed number follows from inputs that Tabled holds. */
const follows =
  (...names: string[]): Check =>
  (entry, facts) => {
    const expected = listOf(entry.expected);
    expect(expected).toHaveLength(names.length);
    for (const [index, name] of names.entries()) {
      const figure = held(facts, name);
      printedAsStored(figure, expected[index]);
      expect(figure).toMatchObject({ verdict: "follows", workings: expect.any(String) });
      if (entry.exact !== undefined && names.length === 1) exactAsSaid(figure, entry.exact);
    }
    expect(entry.gap).toBeUndefined();
    return names;
  };

/** The report gives nothing to work it out from: it is held as printed. */
const asPrinted =
  (...names: string[]): Check =>
  (entry, facts) => {
    const expected = [...listOf(entry.expected), ...(entry.national === undefined ? [] : [entry.national])];
    expect(expected).toHaveLength(names.length);
    for (const [index, name] of names.entries()) {
      const figure = held(facts, name);
      printedAsStored(figure, expected[index]);
      expect(figure).toMatchObject({ verdict: "as printed", workings: null, exact: null, shown: null });
      expect(figure.sentence).toContain(`The report prints ${figure.printed}, and gives nothing that it could be worked out from.`);
    }
    expect([entry.exact, entry.gap]).toEqual([undefined, undefined]);
    return names;
  };

/** The report leaves it to be worked out. */
const notPrinted =
  (name: string, shown: string): Check =>
  (entry, facts) => {
    const figure = held(facts, name);
    expect(figure).toMatchObject({ verdict: "not printed", printed: null, shown, sentence: `The report does not print it; its inputs give ${shown}.` });
    exactAsSaid(figure, entry.exact as string);
    return [name];
  };

/** What is printed is not what its inputs give, and Tabled says so. */
const gap =
  (name: string, sentence: string, exact?: string): Check =>
  (entry, facts) => {
    expect(entry.gap).toBe(true);
    const figure = held(facts, name);
    if (entry.expected !== undefined) printedAsStored(figure, listOf(entry.expected)[0]);
    expect(figure).toMatchObject({ verdict: "does not follow", sentence });
    exactAsSaid(figure, (entry.exact ?? exact) as string);
    return [name];
  };

/** The report multiplies averages that it rounds before it prints them: from those, another total, which is not false for that. */
const fromAverages =
  (check: Check, name: string, sentence: string): Check =>
  (entry, facts) => {
    const figure = held(facts, name);
    expect(figure).toMatchObject({ verdict: "consistent with rounding", exact: String(entry.fromPrintedAverages), sentence });
    printedAsStored(figure, listOf(entry.expected)[0]);
    return [...check(entry, facts), name];
  };

const both =
  (...checks: Check[]): Check =>
  (entry, facts) =>
    checks.flatMap((check) => check(entry, facts));

const arrangementOf = (facts: Facts, id: string) => facts.arrangements.find((each) => each.id === id);

/** One check for each entry of each json, by its paragraph and what it is. */
const checks: Record<string, Record<string, Check>> = {
  essex: {
    "6.1.4: commitment in the last six months of 2023/24": follows("Commitment in the last six months of 2023/24"),
    "6.1.4: the same for a full year at 2023/24 prices": gap(
      "The same for a full year at 2023/24 prices",
      "The report prints £9.3m; its inputs give £9,367,837.38, which rounds to £9.4m. That is £67,837.38 more than is printed, and £16,469.83 more than rounding can explain.",
    ),
    "3.18: children in care in mainstream residential placements": gap(
      "Children in care in mainstream residential placements",
      "The report prints 5.6%; its inputs give 5.478%, which rounds to 5.5%. That is 0.122 points less than is printed, and 0.072 points less than rounding can explain.",
    ),
    "3.21: 18 block beds as a share of 63 placements": gap(
      "18 block beds as a share of 63 placements",
      "The report prints a third; its inputs give 28.571%, which rounds to 28.6%. That is 4.729 points less than is printed, and 4.679 points less than rounding can explain. Two sevenths; a third would be 21 beds.",
    ),
    "Option 2, 6.1.6: 10% of current mainstream residential spend": gap(
      "10% of current mainstream residential spend",
      "The report prints £1.52m; its inputs give £1,532,300.00, which rounds to £1.53m. That is £12,300.00 more than is printed, and £7,299.95 more than rounding can explain. What is printed is 10% of the 2024/25 draft, £15,219,000, not of the current year.",
    ),
    "2.1 and 6.1.6: longest term of the group beds against the years that the table charges": gap(
      "Longest term of the group beds against the years that the table charges",
      "The report prints three years; its inputs give 42 months. That is 6 months more than is printed, and 5.5 months more than rounding can explain. The table charges them for 42 months, from October 2023 to March 2027.",
    ),
    "3.14: occupancy of block bookings in five other authorities": asPrinted("Occupancy of block bookings in five other authorities"),
    "3.7: placements spot purchased / block purchased nationally": follows("Placements spot purchased nationally", "Placements block purchased nationally"),
    "3.11: placements made through the framework, 2020/21 and 2021/22": asPrinted(
      "Placements made through the framework, 2020/21",
      "Placements made through the framework, 2021/22",
    ),
    "2.1, 3.22: tender evaluation, price : quality": (entry, facts) => {
      const names = ["Tender evaluation: weight of price", "Tender evaluation: weight of quality"];
      const shares = String(entry.expected).split(":");
      expect(names.map((name) => held(facts, name))).toMatchObject(shares.map((share) => ({ printed: `${share}%`, exact: String(Number(share) / 100), verdict: "follows" })));
      expect(arrangementOf(facts, "essex-block-contracts").weights).toEqual([
        { criterion: "Price", weightShare: `0.${Number(shares[0]) / 10}` },
        { criterion: "Quality", weightShare: `0.${Number(shares[1]) / 10}` },
      ]);
      return names;
    },
    "2.1: term: one year, extendable to three (1+1+1)": (entry, facts) => {
      const { terms } = arrangementOf(facts, "essex-block-contracts");
      expect(terms.map((term: { months: number }) => term.months)).toEqual(entry.expected);
      const name = "Longest term: one year, extendable to three (1+1+1)";
      // 12 + 12 + 12
      expect(held(facts, name)).toMatchObject({ exact: "36", verdict: "follows" });
      return [name];
    },
    "5.1: break clause": both(follows("Break clause"), (entry, facts) => {
      expect(arrangementOf(facts, "essex-block-contracts").breakMonths).toBe(entry.expected);
      return [];
    }),
    "6.1.3, Option 1 risks: who carries voids": (entry, facts) => {
      expect(`the ${arrangementOf(facts, "essex-block-contracts").voidsCarriedBy.toLowerCase()}`).toBe(entry.expected);
      return [];
    },
  },
  sefton: {
    "not printed: both savings, a year": notPrinted("Both savings, a year", "£108,711.20"),
    "2.2: providers for the offer, the pledge, one referral form": asPrinted(
      "Providers that like the offer",
      "Providers that like the pledge",
      "Providers that expect one referral form to help",
    ),
  },
  havering: {
    "Financial summary: contract value, 8 years": fromAverages(
      follows("Contract value, 8 years"),
      "Contract value from the averages that the report prints",
      "The report prints £36,837,147; its inputs give £36,837,080.00. What its inputs were rounded from can give £36,836,940.00 to £36,837,220.00, so rounding can explain it. The report multiplies unrounded averages. Rounding each to the pound can move the total by up to £140.",
    ),
    "1.7: saving in one year, all": fromAverages(
      follows("Saving in one year, all"),
      "Saving in one year, all, from the averages that the report prints",
      "The report prints £1,690,032; its inputs give £1,690,045.00. What its inputs were rounded from can give £1,690,010.00 to £1,690,080.00, so rounding can explain it. The report subtracts unrounded averages.",
    ),
    "1.7: saving in one year, each of seven": follows("Saving in one year, each of seven"),
    "1.7: saving over 8 years, all": fromAverages(
      follows("Saving over 8 years, all"),
      "Saving over 8 years, all, from the averages that the report prints",
      "The report prints £13,520,255; its inputs give £13,520,360.00. What its inputs were rounded from can give £13,520,080.00 to £13,520,640.00, so rounding can explain it. The report subtracts unrounded averages.",
    ),
    "1.7: saving over 8 years, each of seven": follows("Saving over 8 years, each of seven"),
    "Financial summary: Havering's share of the contract value, 8 years": follows("Havering's share of the contract value, 8 years"),
    "5.6: cost of unfilled places in a year at 50% occupancy": follows("Cost of unfilled places in a year at 50% occupancy"),
    "5.11: administration, each of seven, a year after year 3": follows("Administration, each of seven, a year after year 3"),
    "5.10: grant, and its conditional part": asPrinted("Grant for three years", "Its conditional part"),
    "1.5: allocation of each authority, up to, a year": gap(
      "Allocation of each authority, up to, a year",
      "The report prints £650,000; its inputs give £657,805.00. That is £7,805.00 more than is printed, and £7,802.00 more than rounding can explain. Five places at the printed average cost £657,805: more than the ceiling.",
      "657,805",
    ),
    "6.6: value attributable to the Council": gap(
      "Value attributable to the Council",
      "The report prints £13,520,255; its inputs give £5,262,449.57, which rounds to £5,262,450. That is £8,257,805.43 less than is printed, and £8,257,804.93 less than rounding can explain. What is printed is the saving of the whole partnership over 8 years.",
      "5,262,449.57",
    ),
    "6.4: 1 April 2019 to 31 March 2024, then up to 2 + 2 years": gap(
      "1 April 2019 to 31 March 2024, then up to 2 + 2 years",
      "The report prints 8 years; its inputs give 9 years. That is 1 year more than is printed, and 0.5 years more than rounding can explain. By 3.12, 3.19 and 6.1 the term is 4 + 2 + 2 years, which ends a year earlier.",
    ),
    "not printed: occupancy at which a block place costs as much as a spot place": notPrinted("Occupancy at which a block place costs as much as a spot place", "73.15%"),
  },
  cambridgeshire: {
    "2.8: special schools: commitment on the High Needs Block, and with joint funding": (entry, facts) => {
      const joint = "Special schools: joint funding";
      expect(held(facts, joint)).toMatchObject({ verdict: "not printed", sentence: "The report does not print it; its inputs give £5,000,000." });
      exactAsSaid(held(facts, joint), entry.exact as string);
      return [joint, ...follows("Special schools: commitment on the High Needs Block", "Special schools: the same with split funding")(entry, facts)];
    },
    "2.18: tuition: contract value, commitment": (entry, facts) => {
      const over = "Tuition: commitment over the contract value";
      expect(held(facts, over)).toMatchObject({ verdict: "not printed", exact: "1", shown: "100%" });
      expect(`${held(facts, over).shown} over`).toBe(entry.exact);
      return [over, ...follows("Tuition: contract value", "Tuition: commitment")(entry, facts)];
    },
    "2.6: residential: average weekly price": asPrinted("Residential: average price a week"),
    "recommendation c: a further 6 months, to 30.6.2019, from 9.10.2018": (entry, facts) => {
      const name = "A further 6 months, to 30 June 2019, from 9 October 2018";
      expect(held(facts, name).printed).toBe("6 months");
      return gap(
        name,
        "The report prints 6 months; its inputs give 8.742 months, which rounds to 9 months. That is 2.742 months more than is printed, and 2.242 months more than rounding can explain. The exemption is sought from the meeting on; six months to that day begin in January 2019.",
      )(entry, facts);
    },
  },
  "west-sussex": {
    "5.1: estimated value, 7 years, all partners": follows("Estimated value, 7 years, all partners"),
    "1.8: special school places from providers on the system": asPrinted("Special school places from providers on the system"),
    "1.8: fostering places from providers on the system": asPrinted("Fostering places from providers on the system"),
    "1.8: residential placements rated Good or Outstanding, and nationally": asPrinted("Residential placements rated Good or Outstanding", "The same nationally"),
    "1.8: fostering placements rated Good or Outstanding, and nationally": asPrinted("Fostering placements rated Good or Outstanding", "The same of fostering, nationally"),
    "3.1: above this value an uncompliant purchase breaks procurement rules": asPrinted("Above this value an uncompliant purchase breaks procurement rules"),
  },
};

/** Stored figures that the json has elsewhere than under its figures, and the test file that asks for them there. */
const elsewhere: Record<string, string[]> = {
  // sefton.test.ts, blocks
  sefton: [
    "Care Assist: saving a year, 4 beds",
    "Family Care Group: saving a year, 4 beds",
    "Care Assist: occupancy at which the block costs as much as spot",
    "Family Care Group: occupancy at which the block costs as much as spot",
  ],
  // westSussex.test.ts, term
  "west-sussex": ["The whole term"],
};

const keyOf = (entry: Entry) => `${entry.para}: ${entry.what}`;

test.each(Object.entries(reports))("every figure of %s has its check, and every check its figure", (authority, figures) => {
  expect(figures.map(keyOf)).toEqual(Object.keys(checks[authority] ?? {}));
});

describe.each(engines)("figures as printed, on %s", (engine) => {
  let served: Served;
  const facts: Record<string, Facts> = {};
  beforeAll(async () => {
    served = await serve(engine);
    for (const authority of Object.keys(reports)) {
      const answer = given(
        await served.ask(
          `query($authority: ID!) {
            printedFigures(authority: $authority) { reference what printed printedValue unit workings exact shown verdict sentence }
            arrangements(authority: $authority) { nodes { id breakMonths voidsCarriedBy terms { months } weights { criterion weightShare } } }
          }`,
          { authority },
        ),
      );
      facts[authority] = { figures: answer.printedFigures, arrangements: answer.arrangements.nodes };
    }
  });
  afterAll(() => served.stop());

  describe.each(Object.entries(reports))("%s", (authority, figures) => {
    test.each(figures.map((entry) => [keyOf(entry), entry] as const))("%s", (key, entry) => {
      const check = checks[authority]?.[key];
      if (!check) throw new Error(`Nothing is asserted of ${key}.`);
      expect(check(entry, facts[authority] as Facts)).toBeDefined();
    });

    test("holds no figure that is asserted nowhere", () => {
      const own = facts[authority] as Facts;
      const covered = [...figures.flatMap((entry) => checks[authority]?.[keyOf(entry)]?.(entry, own) ?? []), ...(elsewhere[authority] ?? [])];
      expect(own.figures.map((figure) => figure.what).sort()).toEqual(covered.sort());
    });

    test("counts its verdicts, and lists what does not follow", async () => {
      const table = given(
        await served.ask(`query($authority: ID!) { printedFiguresTable(authority: $authority) { title notes rows { label cells { shown note } } } }`, { authority }),
      ).printedFiguresTable;
      const own = (facts[authority] as Facts).figures;
      const count = (verdict: string) => own.filter((figure) => figure.verdict === verdict).length;
      expect(table.rows.map((row: { label: string }) => row.label)).toEqual(own.map((figure) => figure.what));
      expect(table.rows.map((row: { cells: { shown: string }[] }) => [row.cells[0]?.shown, row.cells[1]?.shown, row.cells[3]?.shown])).toEqual(
        own.map((figure) => [figure.reference, figure.printed ?? "not printed", figure.verdict]),
      );
      const counted = (verdict: string, one: string, many: string) => (count(verdict) === 0 ? [] : [`${count(verdict)} ${count(verdict) === 1 ? one : many}`]);
      expect(table.notes).toEqual([
        `${[
          ...counted("follows", "follows from its own inputs", "follow from their own inputs"),
          ...counted("consistent with rounding", "is consistent with rounding", "are consistent with rounding"),
          ...counted("does not follow", "does not follow", "do not follow"),
          ...counted("as printed", "has no inputs in the report", "have no inputs in the report"),
          ...counted("not printed", "is not printed there", "are not printed there"),
        ].join(", ")}.`,
        ...own.filter((figure) => figure.verdict === "does not follow").map((figure) => `${figure.reference}, ${figure.what}: ${figure.sentence}`),
      ]);
      expect(table.notes).toHaveLength(1 + figures.filter((figure) => figure.gap).length);
    });
  });
});
