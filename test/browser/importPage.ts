// The import page for its tests: an authority with a draft, its parts by what they are called, and what has come in.
import { beforeEach, expect } from "vitest";
import type { onPages } from "../setup/pages.ts";

/** Registers a hook that adds Rutland with a draft of 2026/27 to 2029/30. */
export function importPage(at: ReturnType<typeof onPages>) {
  let rutland = "";
  let draft = "";
  const ask = async (asked: string, variables: object) => {
    const { data, errors } = await at.served.ask(asked, variables as Record<string, unknown>);
    expect(errors).toBeUndefined();
    return data;
  };
  beforeEach(async () => {
    rutland = (await ask(`mutation { createAuthority(input: { name: "Rutland County Council" }) { id } }`, {})).createAuthority.id;
    const create = `mutation($authority: ID!) { createVersion(authority: $authority, input: { name: "Draft 2026", firstYear: "2026/27", yearCount: 4 }) { id } }`;
    draft = (await ask(create, { authority: rutland })).createVersion.id;
  });
  const button = (name: string) => at.page.getByRole("button", { name, exact: true });
  return {
    get rutland() {
      return rutland;
    },
    get draft() {
      return draft;
    },
    ask,
    button,
    status: (words: string) => expect.poll(() => at.page.getByRole("contentinfo").getByRole("status").innerText()).toContain(words),
    readAs: (words: string) => expect.poll(() => at.page.locator(".read-said").innerText()).toContain(words),
    part: (name: string) => at.page.getByRole("region", { name, exact: true }),
    rowOf: (label: string) => at.page.locator(".read-row").filter({ has: at.page.getByText(label, { exact: true }) }),
    /** What each row is read as. */
    kinds: () => at.page.locator(".read-row .kind-choice").evaluateAll((found) => found.map((each) => (each as HTMLSelectElement).selectedOptions[0]?.text)),
    async open() {
      await at.goTo(`/import?authority=${rutland}`);
      await button("Choose a file").waitFor();
    },
    choose: (name: string, content: string | Uint8Array) =>
      at.page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content as string) }),
    /** Each amount in pounds, by its cost centre and year. */
    async budget(): Promise<Record<string, number>> {
      const asked = `query($authority: ID!) { budgetLines(authority: $authority, first: 500) { nodes { year amountPence costCentreId } } costCentres(authority: $authority, first: 500) { nodes { id name } } }`;
      const data = await ask(asked, { authority: rutland });
      const named = new Map((data.costCentres.nodes as { id: string; name: string }[]).map(({ id, name }) => [id, name]));
      const nodes = data.budgetLines.nodes as { year: string; amountPence: number; costCentreId: string }[];
      return Object.fromEntries(nodes.map(({ year, amountPence, costCentreId }) => [`${named.get(costCentreId)} ${year}`, amountPence / 100]));
    },
  };
}
