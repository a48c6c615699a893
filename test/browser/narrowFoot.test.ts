// The foot and partly known totals where the window is narrow: nothing of them is cut, and what is not known is announced.
import { expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const centre = (name: string) => `costCentre:essex-${name}`;

/** Empties the first two cost centres of a year, which are then selected. */
async function openWithBlanks(width: number) {
  await at.page.setViewportSize({ width, height: 768 });
  await at.open("/medium-term?authority=essex&unit=POUNDS", centre("north"), "2023/24");
  await at.cell(centre("north"), "2023/24").click();
  for (const key of ["Shift+ArrowDown", "Delete"]) await at.page.keyboard.press(key);
  await at.shows("total", "2023/24", "[x] 9,326,000.00");
  await at.page.keyboard.press("Shift+ArrowDown");
  await expect.poll(() => at.page.getByRole("region", { name: "What is selected" }).innerText()).toContain("2 not known");
}

test.each([1024, 1440])("Nothing of the foot is cut at %i pixels, Undo and the buttons of what is selected among it", async (width) => {
  await openWithBlanks(width);
  const foot = at.page.locator(".status-bar");
  for (const name of ["Undo", "Fill blanks with nil"]) expect(await foot.getByRole("button", { name }).isVisible()).toBe(true);
  const cut = await foot.evaluate((bar) => {
    const seen = [...bar.querySelectorAll(".status > button, .summary > *")].filter((each) => getComputedStyle(each).display !== "none");
    const boxes = seen.map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }));
    const frame = bar.getBoundingClientRect();
    const status = (bar.querySelector(".status") as Element).getBoundingClientRect();
    const outside = boxes.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
    const ofStatus = [...bar.querySelectorAll(".status > button")].filter((each) => each.getBoundingClientRect().right > status.right + 1);
    const overlap = boxes.filter(({ box }, index) =>
      boxes.slice(index + 1).some(({ box: other }) => box.left < other.right - 1 && other.left < box.right - 1 && box.top < other.bottom - 1 && other.top < box.bottom - 1),
    );
    return [...outside, ...overlap].map(({ text }) => text).concat(ofStatus.map((each) => each.textContent));
  });
  expect(cut).toEqual([]);
  // The foot's own place on the page is whole, too.
  await at.fits();
});

test("A total that is known in part is never cut within its number, and blanks and totals say that they are not known", async () => {
  await openWithBlanks(1024);
  const total = at.cell("total", "2023/24");
  expect(await total.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true);
  await expect.poll(() => at.cell(centre("north"), "2023/24").getAttribute("aria-label")).toBe("not known");
  await expect.poll(() => total.getAttribute("aria-label")).toBe("[x], not known: 3 of 5 cost centres come to 9,326,000.00");
});
