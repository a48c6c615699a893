// The registers typed over, pasted into and copied from, in a real Chromium with the real keyboard and clipboard: as the medium-term sheet is.
import { beforeEach, describe, expect, test } from "vitest";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const beds = "essex-group-beds";
const press = async (...keys: string[]) => {
  for (const key of keys) await at.page.keyboard.press(key);
};
const type = (text: string) => at.page.keyboard.type(text);
const dialog = () => at.page.getByRole("dialog", { name: "Paste" });
const foot = (text: string | RegExp) => expect.poll(() => at.page.locator(".status").innerText()).toMatch(text);
const trouble = () => expect.poll(() => at.page.locator(".derivation").innerText());
/** Puts a text on the clipboard, as Excel would. */
const put = (text: string) => at.page.evaluate((each) => navigator.clipboard.writeText(each), text);
/** The register as the server has it: each row's name and cells, by their columns. */
const stored = async (): Promise<Record<string, Record<string, string>>> => {
  const { columns, rows } = (await at.served.ask(`{ commitmentRegister(authority: "essex") { columns { key } rows { label cells { shown } } } }`)).data.commitmentRegister;
  return Object.fromEntries(
    rows.map((row: { label: string; cells: { shown: string }[] }) => [
      row.label,
      Object.fromEntries(columns.map(({ key }: { key: string }, index: number) => [key, row.cells[index]?.shown])),
    ]),
  );
};
const names = async () => Object.keys(await stored());
const nameOf = async (key: string): Promise<string> => (await at.served.ask(`{ commitment(id: "${key}") { name } }`)).data.commitment.name;

describe("The register of commitments", () => {
  beforeEach(async () => {
    await at.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await at.open("/commitments?authority=essex", beds, "price");
  });

  test("takes a price, a day, a choice and a name, each shown at once and taken back by Ctrl+Z", async () => {
    const before = await stored();
    const name = await nameOf(beds);
    await at.cell(beds, "price").click();
    await type("£6,000.50");
    await press("Enter");
    await at.shows(beds, "price", "6,000.50");
    await at.cell(beds, "provider").click();
    await type("Homes & Co");
    await press("Tab");
    await at.shows(beds, "provider", "Homes & Co");
    await at.cell(beds, "status").click();
    await press("F2");
    const editor = at.page.locator(".amount-editor");
    await expect.poll(() => editor.inputValue()).toMatch(new RegExp(`^${(before[name] as Record<string, string>).status}$`, "i"));
    await editor.fill("in governance");
    await press("Enter");
    await at.shows(beds, "status", "In governance");
    await at.cell(beds, "label").click();
    await type("Ten beds");
    await press("Enter");
    await expect.poll(() => at.cell(beds, "label").innerText()).toContain("Ten beds");
    await foot("Changed ");
    await expect.poll(stored).toMatchObject({ "Ten beds": { price: "6,000.50", status: "In governance", provider: "Homes & Co" } });
    for (let step = 0; step < 4; step += 1) await press("Control+z");
    await expect.poll(stored).toEqual(before);
    await at.shows(beds, "price", (before[name] as Record<string, string>).price as string);
    await press("Control+y");
    await at.shows(beds, "price", "6,000.50");
  });

  test("empties with Delete, and lets a text go with Escape", async () => {
    const before = await stored();
    await at.cell(beds, "price").click();
    await type("1");
    await press("Escape");
    expect(await stored()).toEqual(before);
    await at.cell(beds, "provider").click();
    await type("Somebody");
    await press("Enter");
    await at.shows(beds, "provider", "Somebody");
    await at.cell(beds, "provider").click();
    await press("Delete");
    await at.shows(beds, "provider", "");
    await expect.poll(stored).toEqual(before);
  });

  test("says at the cell why a text is refused, and keeps it there to be put right", async () => {
    await at.cell(beds, "status").click();
    await type("nearly");
    await press("Enter");
    await trouble().toContain("There is no commitment status named “nearly” in this authority. Type the name of one.");
    const editor = at.page.locator(".amount-editor");
    await expect.poll(() => editor.inputValue()).toBe("nearly");
    await editor.fill("approved");
    await press("Enter");
    await at.shows(beds, "status", "Approved");
  });

  test("says of what follows from others why it cannot be typed, and never of a price that it is worked out", async () => {
    await at.cell(beds, "basis").click();
    await type("x");
    await trouble().toContain("what the cost follows from decides which terms there are");
    await at.cell(beds, "price").click();
    await trouble().not.toContain("worked out");
    await press("F2");
    expect(await at.page.locator(".amount-editor").count()).toBe(1);
    await press("Escape");
    // A row's heading still opens it.
    await at.cell(beds, "label").click();
    await press("Enter");
    await at.panel().getByLabel("Name", { exact: true }).waitFor();
  });

  test("asks which is to stand where two write to one field, and leaves their other fields to both", async () => {
    const write = (path: string, typed: string) =>
      at.served.ask(`mutation($e: [FieldEditInput!]!) { editFields(edits: $e) { batchId } }`, { e: [{ cell: `commitment:${beds}:${path}`, typed }] });
    await at.cell(beds, "provider").click();
    await type("Mine");
    await write("provider", "Theirs");
    await write("mostPlaces", "99");
    await press("Enter");
    const strip = at.page.locator(".live-strip, .live").first();
    await expect.poll(() => at.page.getByText("Somebody else changed a cell that you changed.").count()).toBe(1);
    await expect.poll(() => strip.innerText()).toMatch(/you typed Mine\..*made it “Theirs”/s);
    await at.page.getByRole("button", { name: /^Keep mine/ }).click();
    await at.shows(beds, "provider", "Mine");
    const read = async () => (await at.served.ask(`{ commitment(id: "${beds}") { provider mostPlaces } }`)).data.commitment;
    await expect.poll(read).toEqual({ provider: "Mine", mostPlaces: 99 });
  });

  test("copies cells from row to row, and takes them from Excel, as one batch that is looked at first", async () => {
    const [first, second] = (await at.served.ask(`{ commitments(authority: "essex") { nodes { id basis } } }`)).data.commitments.nodes
      .filter(({ basis }: { basis: string }) => basis === "WEEKLY_PRICE")
      .map(({ id }: { id: string }) => id) as [string, string];
    await at.cell(first, "weeks").click();
    await type("52 weeks");
    await press("Tab");
    await type("Acorn");
    await press("Enter");
    await at.shows(first, "provider", "Acorn");
    await at.cell(first, "weeks").click();
    await at.cell(first, "provider").click({ modifiers: ["Shift"] });
    await press("Control+c");
    await at.cell(second, "weeks").click();
    await press("Control+v");
    await dialog().getByRole("button", { name: "Paste 2 cells" }).click();
    await at.shows(second, "provider", "Acorn");
    await at.shows(second, "weeks", "52 weeks");
    await put("52.14 weeks\tOak");
    await at.cell(second, "weeks").click();
    await press("Control+v");
    await dialog().getByRole("button", { name: "Paste 2 cells" }).click();
    await at.shows(second, "provider", "Oak");
    await foot("Pasted 2 cells");
    await press("Control+z");
    await at.shows(second, "provider", "Acorn");
    await put("some weeks\tOak");
    await at.cell(second, "weeks").click();
    await press("Control+v");
    await expect.poll(() => dialog().innerText()).toContain("“some weeks” is none of the choices here.");
    await at.fits();
    await dialog().getByRole("button", { name: "Cancel" }).first().click();
    await at.shows(second, "provider", "Acorn");
  });

  test("adds what is pasted below its last row in one batch, looked at first, and gone again by one step back", async () => {
    const before = await names();
    const last = (await at.served.ask(`{ commitments(authority: "essex") { nodes { id } } }`)).data.commitments.nodes.at(-1).id as string;
    const pasted = ["New beds\tProposed\t\t4,000\t3\t1/4/2026\t31/3/2028", "New homes\tapproved\tA price a year\t£92k\t2\t1 Oct 2026\topen"];
    await put(["", ...pasted].join("\r\n"));
    await at.cell(last, "label").click();
    await press("Control+v");
    // The first line falls on the last row, whose name it would empty: that is refused.
    await expect.poll(() => dialog().innerText()).toContain("This cannot be left empty.");
    await dialog().getByRole("button", { name: "Cancel" }).first().click();
    const { status, basis, price, places, from, to } = (await stored())[await nameOf(last)] as Record<string, string>;
    await put([[await nameOf(last), status, basis, price, places, from, to].join("\t"), ...pasted].join("\r\n"));
    await press("Control+v");
    await expect.poll(() => dialog().innerText()).toContain("2 commitments are added");
    await expect.poll(() => dialog().innerText()).toContain("1 Apr 2026");
    expect(await names()).toEqual(before);
    await dialog()
      .getByRole("button", { name: /add 2 commitments/i })
      .click();
    await expect.poll(names).toEqual([...before, "New beds", "New homes"]);
    expect(await stored()).toMatchObject({
      "New beds": { status: "Proposed", basis: "A price a week", price: "4,000.00", from: "1 Apr 2026", to: "31 Mar 2028", weeks: "52.14 weeks" },
      "New homes": { status: "Approved", basis: "A price a year", price: "92,000.00", from: "1 Oct 2026", to: "open" },
    });
    await foot(/added 2 commitments\./i);
    await press("Control+z");
    await expect.poll(names).toEqual(before);
  });

  test("adds rows by a panel, in the register's columns or in those that a first line names, and says of a row what it lacks", async () => {
    const before = await names();
    await at.page.getByRole("button", { name: "Add rows" }).click();
    const area = at.panel().getByLabel("One commitment a line");
    await area.fill("Half a commitment\tProposed\t\t4,000");
    await at.panel().getByRole("button", { name: "Check this row" }).click();
    const looking = at.page.getByRole("dialog", { name: "Add rows" });
    await expect.poll(() => looking.innerText()).toContain("Places: Say how many places are bought, and from when.");
    expect(await looking.getByRole("button", { name: "Add 1 commitment" }).isDisabled()).toBe(true);
    await looking.getByRole("button", { name: "Cancel" }).first().click();
    await area.fill("Name\tFrom\tPlaces\tPrice\nFirst\t1/4/2026\t2\t£4,000\nSecond\t1/4/2027\t1\t5k");
    await at.panel().getByRole("button", { name: "Check these 2 rows" }).click();
    await looking.getByRole("button", { name: "Add 2 commitments" }).click();
    await expect.poll(names).toEqual([...before, "First", "Second"]);
    expect((await stored()).Second).toMatchObject({ status: "Proposed", price: "5,000.00", from: "1 Apr 2027", to: "open" });
    await foot("Added 2 commitments.");
    await press("Control+z");
    await expect.poll(names).toEqual(before);
  });

  test("duplicates the selected row with all its terms, selects the copy, and takes it back by one step", async () => {
    const before = await names();
    const name = await nameOf(beds);
    await at.cell(beds, "price").click();
    await at.page.getByRole("button", { name: "Duplicate" }).click();
    await expect.poll(names).toEqual([...before, `${name} (copy)`]);
    await expect.poll(() => at.page.locator(".derivation-place").innerText()).toBe(`${name} (copy) · Price`);
    const { [name]: held, [`${name} (copy)`]: copy } = await stored();
    expect(copy).toEqual(held);
    // The keyboard is the sheet's: the copy can be typed over at once.
    await type("7000");
    await press("Enter");
    await expect.poll(async () => (await stored())[`${name} (copy)`]?.price).toBe("7,000.00");
    await foot("Changed ");
    await press("Control+z", "Control+z");
    await expect.poll(names).toEqual(before);
  });
});

describe("From the same declaration", () => {
  test("arrangements are typed over and duplicated", async () => {
    const register = async () =>
      (await at.served.ask(`{ arrangementRegister(authority: "sefton", asAt: "2020-09-08") { rows { label cells { shown } } } }`)).data.arrangementRegister.rows as {
        label: string;
        cells: { shown: string }[];
      }[];
    const ppa = "arrangement:sefton-ppa";
    await at.open("/arrangements?authority=sefton&asAt=2020-09-08", ppa, "value");
    const before = await register();
    await at.cell(ppa, "value").click();
    await type("4,600");
    await press("Enter");
    await at.shows(ppa, "value", "4,600");
    await at.cell(ppa, "state").click();
    await type("x");
    await trouble().toContain("it follows from the terms, on the day");
    await press("Control+z");
    await expect.poll(register).toEqual(before);
    await at.page.getByRole("button", { name: "Duplicate" }).click();
    await expect.poll(async () => (await register()).map(({ label }) => label).filter((label) => label.endsWith("(copy)"))).toHaveLength(1);
    await expect.poll(() => at.page.locator(".derivation-place").innerText()).toContain("(copy) · State");
    await press("Control+z");
    await expect.poll(register).toEqual(before);
  });

  test("benefits are typed over and duplicated", async () => {
    const register = async () =>
      (await at.served.ask(`{ benefitsRegister(authority: "havering", asAt: "2020-05-01") { rows { label cells { shown } } } }`)).data.benefitsRegister.rows as {
        label: string;
        cells: { shown: string }[];
      }[];
    const first = "benefit:havering-benefit-1";
    await at.open("/benefits?authority=havering&asAt=2020-05-01", first, "accountable");
    const before = await register();
    await at.cell(first, "accountable").click();
    await type("Head of placements");
    await press("Tab");
    await at.shows(first, "accountable", "Head of placements");
    await at.cell(first, "often").click();
    await type("fortnightly");
    await press("Enter");
    await trouble().toContain("“fortnightly” is none of the choices here. Type Once, Each month, Each quarter or Each year.");
    await press("Escape");
    await press("Control+z");
    await expect.poll(register).toEqual(before);
    await at.page.getByRole("button", { name: "Duplicate" }).click();
    await expect.poll(async () => (await register()).length).toBe(before.length + 1);
    await press("Control+z");
    await expect.poll(register).toEqual(before);
  });
});

test("A virement is never typed over, which is said, and duplicated as a form with its lines", async () => {
  const made = await at.served.ask(`mutation($i: VirementInput!) { createVirement(authority: "essex", input: $i) { id } }`, {
    i: {
      version: "essex-mtrs-2023",
      year: "2023/24",
      permanent: true,
      approver: "Director of Children's Services",
      reference: "CS/23/41",
      approvedOn: "2023-07-01",
      reason: "More placements",
      lines: [
        { costCentreId: "essex-north", amountPence: -20_000_050 },
        { costCentreId: "essex-mid", amountPence: 20_000_050 },
      ],
    },
  });
  const id: string = made.data.createVirement.id;
  await at.open("/monitoring?authority=essex&version=essex-mtrs-2023&from=2023/24&view=virements", id, "moved");
  await at.cell(id, "moved").click();
  await type("1");
  await trouble().toContain("A virement never changes");
  await at.page.getByRole("button", { name: "Duplicate" }).click();
  const form = at.panel();
  expect(await form.getByLabel("Cost centre, From and to, £ 1").inputValue()).toBe("essex-north");
  expect(await form.getByLabel("Out, From and to, £ 1").inputValue()).toBe("200000.50");
  expect(await form.getByLabel("Cost centre, From and to, £ 2").inputValue()).toBe("essex-mid");
  expect(await form.getByLabel("In, From and to, £ 2").inputValue()).toBe("200000.50");
  expect(await form.getByLabel("Approved by").inputValue()).toBe("Director of Children's Services");
  await expect.poll(() => form.locator(".balance").innerText()).toBe("It balances: £200,000.50 out, £200,000.50 in.");
  await form.getByLabel("Decision reference").fill("CS/23/42");
  await form.getByRole("button", { name: "Move it" }).click();
  await form.waitFor({ state: "detached" });
  const { rows } = (await at.served.ask(`{ virementRegister(authority: "essex", version: "essex-mtrs-2023") { rows { label } } }`)).data.virementRegister;
  expect(rows.map(({ label }: { label: string }) => label)).toEqual(["CS/23/42", "CS/23/41"]);
});
