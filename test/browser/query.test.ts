// The query page in a real browser: examples, the reader's own queries, links, and nothing fetched from anywhere else.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { examples } from "../../client/query/examples.ts";
import { latest } from "../setup/latest.ts";
import { onPages } from "../setup/pages.ts";

const at = onPages();
const editor = () => at.page.locator(".graphiql-query-editor .CodeMirror");
const textOf = (part: string) => at.page.locator(`${part} .CodeMirror`).evaluate((found) => (found as unknown as { CodeMirror: { getValue(): string } }).CodeMirror.getValue());
const query = () => textOf(".graphiql-query-editor");
const variables = () => textOf(".graphiql-editor-tool");
const answer = () => textOf(".graphiql-response");
const tabs = () => at.page.getByRole("tab").allInnerTexts();
const shelf = () => at.page.getByRole("complementary", { name: "Queries" });
const choose = (title: string) => shelf().getByRole("button", { name: title }).click();
const open = async (address = "/query?authority=essex") => {
  await at.goTo(address);
  await expect.poll(query).not.toBe("");
};
const run = () => at.page.keyboard.press("Control+Enter");
/** Puts the cursor into the editor of a part and replaces what stands there. */
const retype = async (part: string, text: string) => {
  await at.page.locator(`${part} .CodeMirror-lines`).click();
  await at.page.keyboard.press("Control+a");
  await at.page.keyboard.insertText(text);
};
const copied = () => at.page.evaluate(() => navigator.clipboard.readText());
const hosts = new Set<string>();

beforeEach(async () => {
  hosts.clear();
  at.page.on("request", (request) => {
    if (!request.url().startsWith("data:")) hosts.add(new URL(request.url()).host);
  });
  await at.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
});
afterEach(() => {
  expect([...hosts]).toEqual([new URL(at.page.url()).host]);
});

describe("The query page", () => {
  test("opens from the sheets, which do not carry its editor, and answers an example, then that example changed", async () => {
    const files: string[] = [];
    at.page.on("request", (request) => files.push(request.url()));
    await at.open("/medium-term?authority=essex", "total", "2023/24");
    expect(files.filter((file) => /QueryDesk|codemirror/.test(file))).toEqual([]);
    await at.page.getByRole("navigation", { name: "Sheets" }).getByRole("link", { name: "Query", exact: true }).click();
    await editor().waitFor();
    await expect.poll(() => at.page.title()).toBe("Query · Tabled");
    expect(new URL(at.page.url()).pathname).toBe("/query");
    expect(files.filter((file) => /QueryDesk/.test(file))).not.toEqual([]);

    await choose("How a figure was worked out");
    await expect.poll(query).toContain("query HowItWasMade");
    expect(await answer()).toBe("");
    await run();
    await expect.poll(answer).toContain("Total budget £16,604,000.00 – Roach Vale £422,000.00");
    await retype(".graphiql-editor-tool", '{ "authority": "essex", "rows": ["total"] }');
    await run();
    await expect.poll(answer).toContain("Total budget");
    await expect.poll(answer).not.toContain("Remaining unallocated budget");
    // The keyboard can leave the editor.
    await at.page.keyboard.press("Tab");
    expect(await at.page.evaluate(() => document.activeElement?.closest(".CodeMirror") === null || document.activeElement?.closest(".graphiql-response") !== null)).toBe(true);
    await at.fits();
  });

  test("asks the examples of the authority that the workbook is open at, and says what is refused", async () => {
    await open("/query?authority=sefton");
    expect(JSON.parse(await variables())).toEqual({ authority: "sefton", unit: "THOUSANDS" });
    await choose("What each member owes");
    await expect.poll(query).toContain("WhatEachOwes");
    await run();
    await expect.poll(answer).toContain("NOT_FOUND");
  });

  test("says what can be asked for, from the schema that the server describes", async () => {
    await open();
    await at.page.getByRole("button", { name: "Show Documentation Explorer" }).click();
    const docs = at.page.getByRole("region", { name: "Documentation Explorer" });
    await docs.getByRole("link", { name: "Query" }).click();
    await expect.poll(() => docs.innerText()).toContain("mediumTermTable");
    await at.fits();
    await at.page.getByRole("button", { name: "Show History" }).click();
    await expect.poll(() => at.page.locator(".graphiql-plugin").innerText()).toContain("History");
    await at.fits();
    await at.page.getByRole("button", { name: "Keys", exact: true }).click();
    await expect.poll(() => at.page.getByRole("complementary", { name: "Keys" }).innerText()).toContain("Ctrl+Enter");
    await at.fits();
  });

  test("loses nothing that was typed when an example is chosen, and opens none twice", async () => {
    await open();
    expect(await tabs()).toEqual(["WhatRemains"]);
    // An example as it stands gives way.
    await choose("Who pays what");
    await expect.poll(tabs).toEqual(["WhoPaysWhat"]);
    await retype(".graphiql-query-editor", "query Mine { authorities { nodes { name } } }");
    await choose("Does a block pay?");
    await expect.poll(tabs).toEqual(["Mine", "DoesItPay"]);
    await run();
    await expect.poll(answer).toContain("breakEvenOccupancy");
    await at.page.getByRole("tab", { name: "Mine" }).getByRole("button", { name: "Mine" }).click();
    await expect.poll(query).toBe("query Mine { authorities { nodes { name } } }");
    await choose("Does a block pay?");
    await expect.poll(query).toContain("DoesItPay");
    await expect.poll(answer).toContain("breakEvenOccupancy");
    expect(await tabs()).toEqual(["Mine", "DoesItPay"]);
    await expect.poll(() => shelf().getByRole("button", { name: "Does a block pay?" }).getAttribute("aria-current")).toBe("true");
  });
});

describe("A query of one's own", () => {
  test("is saved under a name, is there after a reload, and its removal can be taken back", async () => {
    await open();
    await retype(".graphiql-query-editor", "query Names { authorities { nodes { name } } }");
    await retype(".graphiql-editor-tool", "{}");
    await shelf().getByLabel("Name for this query").fill("All our councils");
    await at.page.keyboard.press("Enter");
    await expect.poll(() => at.page.getByRole("status").innerText()).toContain("Saved “All our councils”.");
    await choose("Who pays what");
    await expect.poll(query).toContain("WhoPaysWhat");
    // The editor keeps its tabs half a second after the last key.
    await expect.poll(() => at.page.evaluate(() => localStorage.getItem("graphiql:tabState"))).toContain("WhoPaysWhat");
    await at.page.reload();
    await expect.poll(query).toContain("WhoPaysWhat");
    await shelf().getByRole("button", { name: "All our councils", exact: true }).click();
    await expect.poll(query).toBe("query Names { authorities { nodes { name } } }");
    await run();
    await expect.poll(answer).toContain("London Borough of Havering");

    // Under the same name, it takes the other's place, and that can be taken back.
    await retype(".graphiql-query-editor", "query Names { authorities { nodes { id } } }");
    await shelf().getByLabel("Name for this query").fill("All our councils");
    await shelf().getByRole("button", { name: "Save" }).click();
    await expect.poll(() => at.page.getByRole("status").innerText()).toContain("Replaced “All our councils”.");
    await at.page.getByRole("button", { name: "Undo" }).click();
    const kept = () => at.page.evaluate(() => JSON.parse(localStorage.getItem("tabled.queries") ?? "[]"));
    await expect.poll(kept).toEqual([{ name: "All our councils", query: "query Names { authorities { nodes { name } } }", variables: "{}" }]);

    await shelf().getByRole("button", { name: "Remove All our councils" }).click();
    await expect.poll(() => shelf().getByRole("button", { name: "All our councils", exact: true }).count()).toBe(0);
    await at.page.getByRole("status").click();
    await at.page.getByRole("button", { name: "Keys", exact: true }).focus();
    await at.page.keyboard.press("Control+z");
    await expect.poll(() => shelf().getByRole("button", { name: "All our councils", exact: true }).count()).toBe(1);
  });

  test("goes to a colleague as a link, which opens it and does not run it", async () => {
    await open();
    await retype(".graphiql-query-editor", 'query Sent($id: ID!) {\n  # 100% & "more" + £\n  authority(id: $id) { name }\n}');
    await retype(".graphiql-editor-tool", '{ "id": "havering" }');
    const sent = [await query(), await variables()];
    await shelf().getByRole("button", { name: "Copy a link to this query" }).click();
    await expect.poll(() => at.page.getByRole("status").innerText()).toContain("copied");
    const link = await copied();

    const colleague = await at.page.context().browser()?.newContext();
    const theirs = await colleague?.newPage();
    if (!theirs) throw new Error("no second browser");
    const asked: string[] = [];
    theirs.on("request", (request) => {
      if (request.method() === "POST") asked.push(request.postData() ?? "");
    });
    await theirs.goto(link);
    const read = (part: string) => theirs.locator(`${part} .CodeMirror`).evaluate((found) => (found as unknown as { CodeMirror: { getValue(): string } }).CodeMirror.getValue());
    await expect.poll(() => read(".graphiql-query-editor")).toBe(sent[0]);
    expect(await read(".graphiql-editor-tool")).toBe(sent[1]);
    expect(await theirs.getByRole("tab").allInnerTexts()).toEqual(["Sent"]);
    await expect.poll(() => theirs.getByRole("status").innerText()).toContain("came with a link, and has not been run");
    expect(new URL(theirs.url()).hash).toBe("");
    await theirs.keyboard.press("Control+Enter");
    await expect.poll(() => read(".graphiql-response")).toContain("London Borough of Havering");
    // Once, when she said so, and not by itself before.
    expect(asked.filter((body) => !body.includes("IntrospectionQuery"))).toHaveLength(1);
    await colleague?.close();
  });
});

test("every example is answered", async () => {
  const input = `{ name: "First quarter", startsOn: "2019-04-01", endsOn: "2019-06-30", costPence: 10000000 }`;
  expect((await at.served.ask(`mutation { writeSettlementPeriod(seen: ${latest}, partnership: "havering-partnership", input: ${input}) { batchId } }`)).errors).toBeUndefined();
  const { data } = await at.served.ask(`{ partnership(id: "havering-partnership") { periods { id } } }`);
  for (const { title, query: asked, variables: given } of examples) {
    const { errors } = await at.served.ask(asked, "period" in given ? { period: data.partnership.periods[0].id } : given);
    expect([title, errors]).toEqual([title, undefined]);
  }
  await at.goTo("/query");
});
