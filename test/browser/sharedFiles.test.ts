// The real files that people have, through the page as through the command: what each is read as, by how many clicks, in the long run where those files are.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";
import { long } from "../setup/samples.ts";
import { importPage } from "./importPage.ts";

const folder = fileURLToPath(new URL("../../../shared/files", import.meta.url));
const there = long && existsSync(folder);

/** What is answered in a field or by a button, and what is then said. */
interface Taken {
  readonly file: string;
  /** A field's label and its text, or a button. */
  readonly answers: readonly (readonly [string, string] | string)[];
  readonly said: RegExp;
}

const taken: readonly Taken[] = [
  {
    file: "section-251-outturn-2013-14.csv",
    answers: ["Havering", ["Which financial year are these amounts of?", "2013/14"], "NetCurrentExpenditure"],
    said: /26 cost centres for 2013\/14 in pounds: £32,131,059/,
  },
  { file: "ra-2021-22.csv", answers: [["Which council?", "Havering"]], said: /8 cost centres for 2021\/22 in £000s: £45,689,000/ },
  { file: "ra-2023-24-part-1.csv", answers: [["Which council?", "Havering"]], said: /8 cost centres for 2023\/24 in £000s: £48,799,000/ },
  { file: "social-workers-in-year.csv", answers: [], said: /165 outcomes.*2024/ },
  { file: "looked-after-number-and-rate.csv", answers: [], said: /2,505 outcomes/ },
  { file: "looked-after-2017-wide.csv", answers: ["2017"], said: /outcomes.*2017/ },
  { file: "statistical-neighbours-2025.csv", answers: [], said: /neighbours/ },
  { file: "placements.csv", answers: [], said: /commitments/ },
  { file: "placements-with-children.csv", answers: [], said: /2 commitments/ },
  { file: "budget-book.html", answers: [], said: /cost centres for 2026\/27 to 20\d\d\/\d\d in £000s/ },
];

describe.skipIf(!there)("the files that people have, on the page", () => {
  const at = onPages();
  const { open, choose, readAs, part } = importPage(at);

  test.each(taken)("$file", async ({ file, answers, said }) => {
    await open();
    await choose(file, there ? readFileSync(join(folder, file)) : "");
    for (const answer of answers) {
      if (typeof answer === "string") await part("Questions").getByRole("button", { name: answer, exact: true }).click();
      else {
        await at.page.getByLabel(answer[0]).fill(answer[1]);
        // What is none of those that are suggested is taken by Enter.
        if (answer[0].includes("year")) await at.page.keyboard.press("Enter");
      }
    }
    await expect.poll(() => at.page.locator(".read-said").innerText()).toMatch(said);
    await at.fits();
    if (file === "placements-with-children.csv") {
      const left = await part("Left out").innerText();
      for (const words of ["no record of a child is kept here", "Child ID", "DOB"]) expect(left.toLowerCase()).toContain(words.toLowerCase());
      expect(await at.page.locator(".read-rows").innerText()).not.toContain("98765");
    }
  });

  test("rsx-2024-25.ods, whose sheet is the one with the most figures", async () => {
    await open();
    await choose("rsx-2024-25.ods", there ? readFileSync(join(folder, "rsx-2024-25.ods")) : "");
    await readAs("outcomes of 2024/25");
    await expect.poll(() => at.page.getByLabel("Sheet", { exact: true }).inputValue()).toContain("RSX_LA_Data_202425");
  });
});
