// The DfE's wide list of statistical neighbours, read into a line for each neighbour of each council.
import { describe, expect, test } from "vitest";
import { neighboursIn } from "../../server/reading/neighbours.ts";
import { targetOf } from "../../server/reading/targetOf.ts";
import { cleanRows, tableOf } from "./given.ts";

const header = "old_la_code|la_name|region|SN_2|SN_2P|SN_1|SN_1P|SN_10|SN_10P";

describe("a list of statistical neighbours", () => {
  test("gives each council's in their order, with how close each is", () => {
    const read = neighboursIn(tableOf([header, "881|Essex|East|938|Close|886|Very close|865|Somewhat close", "", "311|Havering|London|822|Close|303|Extremely close||"]));
    expect(cleanRows(read)).toEqual([
      "881|Essex|886|1|Very close",
      "881|Essex|938|2|Close",
      "881|Essex|865|10|Somewhat close",
      "311|Havering|303|1|Extremely close",
      "311|Havering|822|2|Close",
    ]);
    expect(read).toMatchObject({ incoming: { count: 2 }, refused: null, leftOut: [] });
    expect(read.asks[0]?.question).toBe("2 councils with up to 3 neighbours each, by their old codes: 5 in all.");
    expect(Object.keys(read.columnsLeftOut)).toEqual(["region"]);
  });

  test("gives them by name where the list has no codes, with how close each is", () => {
    const plain = tableOf(["Local authority|Neighbour 1|Neighbour 2", "Havering|Bexley|Medway", "Essex|Kent|Hampshire"]);
    expect(targetOf(plain).as).toBe("neighbours");
    const read = neighboursIn(plain);
    expect(cleanRows(read)).toEqual(["Havering||Bexley|1|", "Havering||Medway|2|", "Essex||Kent|1|", "Essex||Hampshire|2|"]);
    expect(read).toMatchObject({ incoming: { count: 2 }, leftOut: [], columnsLeftOut: {} });
    expect(read.asks[0]?.question).toBe("2 councils with up to 2 neighbours each, by their names: 4 in all.");
    const close = neighboursIn(tableOf(["LA name|SN1|SN1 Prox|SN2|SN2 Prox", "Havering|Bexley|Very close|Medway|Close", "Essex|Kent|Close|Essex|Close", "Kent|Essex|Close||"]));
    expect(cleanRows(close)).toEqual(["Havering||Bexley|1|Very close", "Havering||Medway|2|Close", "Essex||Kent|1|Close", "Kent||Essex|1|Close"]);
    expect(close.leftOut).toMatchObject([{ at: "row 3", why: "SN2 names the council itself" }]);
  });

  test("leaves out with a reason what is no neighbour, and a council that is there twice", () => {
    const rows = ["881|Essex|East|938|Close|881|Very close|938|Close", "881|Essex|East|886|Close|887|Close|865|Close", "|Note|||||||"];
    const read = neighboursIn(
      tableOf([header, ...Array.from({ length: 9 }, (_, index) => `30${index}|Place ${index}|London|31${index}|Close|32${index}|Close|33${index}|Close`), ...rows]),
    );
    expect(read.leftOut.map(({ at, why }) => `${at}: ${why}`)).toEqual([
      "row 11: SN_1 names the council itself",
      "row 11: SN_10 says “938” a second time",
      "row 12: row 11 has the neighbours of 881",
      "row 13: it names no council by its old code",
    ]);
    expect(read.incoming.count).toBe(10);
  });

  test("is refused where no columns name neighbours", () => {
    expect(neighboursIn(tableOf(["old_la_code|la_name|number", "881|Essex|10", "311|Havering|12"])).refused).toBe("No columns name each council's neighbours by their codes.");
  });
});
