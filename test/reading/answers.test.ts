// What only a person can say of a table: each question has a choice that answers it, and the answer is what is then read.
import { expect, test } from "vitest";
import { choicesGiven } from "../../server/import/choices.ts";
import { budgetIn } from "../../server/reading/budget.ts";
import type { BudgetChoices } from "../../server/reading/budgetLines.ts";
import { commitmentsIn } from "../../server/reading/placements.ts";
import type { Ask, Choices } from "../../server/reading/proposal.ts";
import { cleanRows, tableOf } from "./given.ts";

const book = ["Budget, £000s", "Service|2026|2027", "Care|£4,646|4,700", "Foster|2,632|2,700"];
const read = (choices: BudgetChoices = {}) => budgetIn(tableOf(book, choices), choices);
const about = (asks: readonly Ask[], name: string) => asks.find((ask) => ask.about === name);

test("an amount with a £ of its own is in the table's unit or in pounds, as somebody says where no subtotal tells", () => {
  expect(about(read().asks, "pounds")).toEqual({
    about: "pounds",
    question: "£4,646 has a £ in a table of £000s. Are they in the table's unit, or in pounds?",
    options: ["unit", "pounds"],
    called: ["£000s", "£"],
  });
  const careIn = (pounds: "unit" | "pounds") => {
    const { lines, asks } = read({ pounds });
    expect(about(asks, "pounds")).toMatchObject({ taken: pounds });
    return lines[0]?.pence;
  };
  expect(careIn("unit")).toEqual([464_600_000, 470_000_000]);
  expect(careIn("pounds")).toEqual([464_600, 470_000_000]);
});

test("totals are of the amounts as they are then read", () => {
  const lines = ["Budget, £000s", "Service|2026/27", "Care|£4,000", "Foster|2,000", "Play|1,000", "Total|3,004"];
  expect(budgetIn(tableOf(lines), {}).totals).toMatchObject([{ computed: [700_000_000], agrees: [false] }]);
  expect(budgetIn(tableOf(lines, { pounds: "pounds" }), { pounds: "pounds" }).totals).toMatchObject([{ stated: [300_400_000], computed: [300_400_000], agrees: [true] }]);
});

test("years by one of their years are those that start or that end in it", () => {
  expect(about(read().asks, "years")).toMatchObject({ options: ["starting", "ending"], called: ["2026/27", "2025/26"] });
  expect(read({ years: "starting" }).years).toEqual(["2026/27", "2027/28"]);
  expect(read({ years: "ending" }).years).toEqual(["2025/26", "2026/27"]);
});

test("days in either order, and rows that stand the other way round, are read as somebody says", () => {
  const list = ["Provider|Home|Start date|Weekly cost", "Alder|Elm House|01/04/2024|£1,000", "Alder|Elm House|05/06/2024|£1,000", "Elm House|Alder|07/08/2024|£1,000"];
  const rows = (choices: Choices) => cleanRows(commitmentsIn(tableOf(list, choices), choices)).map((row) => row.split("|").slice(0, 4).join("|"));
  expect(rows({})).toEqual(["Alder, Elm House|Alder|1|2024-04-01", "Alder, Elm House|Alder|1|2024-06-05", "Alder, Elm House|Alder|1|2024-08-07"]);
  expect(rows({ days: "month first" })).toEqual(["Alder, Elm House|Alder|1|2024-01-04", "Alder, Elm House|Alder|1|2024-05-06", "Alder, Elm House|Alder|1|2024-07-08"]);
  expect(rows({ turned: "as they are" })[2]).toBe("Elm House, Alder|Elm House|1|2024-08-07");
});

test("whatever a question offers is accepted as the choice of its name", () => {
  const asks = [...read().asks, ...commitmentsIn(tableOf(["Provider|Home|Start date|Weekly cost", "A|B|01/04/2024|£1", "A|B|01/05/2024|£1", "B|A|01/06/2024|£1"])).asks];
  const open = asks.filter(({ options }) => options.length > 1);
  expect(open.map((ask) => ask.about)).toEqual(["years", "pounds", "days", "turned", "places"]);
  for (const ask of open.filter((each) => each.about !== "places"))
    for (const option of ask.options) expect(choicesGiven({ [ask.about]: option })).toEqual({ [ask.about]: option });
});
