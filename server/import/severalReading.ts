// A table of several authorities read as one import: each authority's rows by themselves, so that no label, total or sum is of two of them.
import { draftNames } from "../../db/budgetNames.ts";
import type { Db, On } from "../../db/engine/open.ts";
import { mayChange, type Viewer } from "../../db/viewer.ts";
import { listed } from "../finance/listed.ts";
import { withCommas } from "../finance/withCommas.ts";
import type { AmountsRead, Ask, AuthorityRead, Choices, LeftOut, Target } from "../reading/proposal.ts";
import type { ReadRow } from "../reading/rows.ts";
import type { OpenTable, TableReading } from "../reading/table.ts";
import { isSurelyPounds } from "../reading/unitAndYears.ts";
import type { AuthorityRows, FileAuthorities } from "./authoritiesIn.ts";
import { mergedAsks } from "./mergedAsks.ts";
import { storedBudgets } from "./storedBudget.ts";
import type { ReadAs, Reader, Stored, TargetReading } from "./targetReading.ts";

export interface SeveralAsked {
  readonly as: Target;
  readonly reader: ReadAs;
  readonly open: OpenTable;
  readonly found: FileAuthorities;
  readonly stored: Stored;
  readonly choices: Choices;
  readonly exact: boolean;
  /** Leaves out the columns that somebody left out. */
  readonly without: (table: TableReading) => TableReading;
}

export interface SeveralReading extends TargetReading {
  readonly authorities: readonly AuthorityRead[];
  /** The rows of all of them, in the order of the table. */
  readonly rows: readonly ReadRow[];
}

interface Part {
  readonly of: AuthorityRows;
  readonly table: TableReading;
  readonly read: TargetReading;
}

export async function readForEach(asked: SeveralAsked): Promise<SeveralReading> {
  const { found, stored, as, choices } = asked;
  const { known } = found;
  return stored.db.read(async (on) => {
    const drafts =
      as === "budget"
        ? draftsFor(
            known,
            await draftNames(
              on,
              stored.viewer,
              known.map(({ id }) => id),
            ),
            choices.version,
          )
        : noDrafts;
    const parts = await readParts(asked, on, drafts.of);
    const asks = mergedAsks(parts.map(({ of: { name }, read }) => ({ name, asks: read.asks.filter(({ about }) => about !== "version") })));
    const refused = barred(stored.viewer, known) ?? drafts.refused ?? (parts.every(({ read }) => read.refused) ? (parts[0]?.read.refused ?? null) : null);
    return { ...merged(parts, found), asks: [...asks, ...(drafts.ask ? [drafts.ask] : [])], refused };
  });
}

async function readParts({ as, reader, open, found, stored, choices, exact, without }: SeveralAsked, on: On, versions: ReadonlyMap<string, string>): Promise<Part[]> {
  // All of them are read from the one snapshot.
  const db: Db = { ...stored.db, read: (work) => work(on) };
  const budgets = await storedBudgets(on, stored.viewer, versions);
  const parts: Part[] = [];
  let unit = choices.unit;
  for (const [index, of] of found.known.entries()) {
    const table: TableReading = without(open.read(of.rows));
    // Large amounts of one tell what those of all are in.
    if (index === 0 && as === "budget" && unit === undefined && table.unit === null && isSurelyPounds(table)) unit = "pounds";
    const own: Reader = {
      stored: { ...stored, db, authorityId: of.id, budget: budgets.get(of.id) },
      exact,
      choices: { ...choices, unit, version: versions.get(of.id) ?? choices.version },
    };
    parts.push({ of, table, read: await reader({ ...table, below: of.rows }, own) });
  }
  return parts;
}

function merged(parts: readonly Part[], found: FileAuthorities): Omit<SeveralReading, "asks" | "refused"> {
  const reads = parts.map(({ read }) => read);
  const sums = reads.map(({ incoming }) => incoming.sumPence);
  const empty = parts.flatMap(({ of: { name, rows }, read }): LeftOut[] =>
    read.refused && read.clean === null ? [{ at: rowsOf(rows.length), label: name, why: "nothing in them can come in", pence: [] }] : [],
  );
  return {
    unit: reads[0]?.unit ?? null,
    period: [...new Set(reads.flatMap(({ period }) => period ?? []))].join(", ") || null,
    years: reads[0]?.years ?? [],
    totals: parts.flatMap(({ of: { name }, read }) => read.totals.map((total) => ({ ...total, label: `${name}: ${total.label}` }))),
    incoming: {
      count: reads.reduce((sum, { incoming }) => sum + incoming.count, 0),
      sumPence: sums.includes(null) ? null : sums.reduce<number>((sum, each) => sum + (each ?? 0), 0),
    },
    leftOut: [...othersOf(found), ...empty, ...reads.flatMap(({ leftOut }) => leftOut)],
    columnsLeftOut: Object.fromEntries(reads.flatMap(({ columnsLeftOut = {} }) => Object.entries(columnsLeftOut))),
    clean: null,
    amounts: amountsOf(reads.flatMap(({ amounts }) => amounts ?? [])),
    authorities: parts.map(({ of: { id, name, called }, read }) => ({
      id,
      name,
      called,
      incoming: read.incoming,
      totals: { count: read.totals.length, agree: read.totals.filter(({ agrees }) => !agrees.includes(false)).length },
      leftOut: read.leftOut.length,
      clean: read.clean,
    })),
    rows: parts.flatMap(({ table }) => table.rows).sort((one, other) => one.at - other.at),
  };
}

function amountsOf(all: readonly AmountsRead[]): AmountsRead | null {
  const [first] = all;
  if (!first) return null;
  return { lines: all.flatMap(({ lines }) => lines), byYear: first.byYear.map((_, year) => all.reduce((sum, { byYear }) => sum + (byYear[year] ?? 0), 0)) };
}

/** A line for what is of authorities that are not in Tabled, and one for what is of none. */
function othersOf({ others, unnamed, column }: FileAuthorities): LeftOut[] {
  const rows = [...others.values()].reduce((sum, each) => sum + each, 0);
  const those = others.size === 1 ? "it is of one that is no authority in Tabled" : `they are of ${withCommas(others.size)} that are no authorities in Tabled`;
  return [
    ...(rows > 0 ? [{ at: rowsOf(rows), label: fewNamed([...others.keys()]), why: those, pence: [] }] : []),
    ...(unnamed > 0 ? [{ at: rowsOf(unnamed), label: "", why: `${column.name} is empty in them, so that they are of no authority`, pence: [] }] : []),
  ];
}

const rowsOf = (count: number) => (count === 1 ? "1 row" : `${withCommas(count)} rows`);

const mostNamed = 4;
/** "Kent, Surrey, Dorset, Devon and 140 more". */
function fewNamed(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return listed(more > 1 ? [...names.slice(0, mostNamed), `${withCommas(more)} more`] : names);
}

/** Why none of it can come in, where some of it is of authorities that the viewer may not change; null where she may change all. */
export function barred(viewer: Viewer, known: readonly { readonly id: string; readonly name: string }[]): string | null {
  const names = known.flatMap(({ id, name }) => (mayChange(viewer, id) ? [] : [name]));
  return names.length === 0 ? null : `You may not change ${fewNamed(names)}, and this file has rows of theirs. It comes in for all of its authorities or for none.`;
}

interface Drafts {
  /** By the authority. */
  readonly of: ReadonlyMap<string, string>;
  readonly ask: Ask | null;
  readonly refused: string | null;
}

const noDrafts: Drafts = { of: new Map(), ask: null, refused: null };

/** Into which draft of each its lines go: the one of the name that was said, or the only one that it has. */
function draftsFor(known: readonly AuthorityRows[], names: ReadonlyMap<string, readonly string[]>, chosen: string | undefined): Drafts {
  const draftsOf = ({ id }: AuthorityRows) => names.get(id) ?? [];
  const without = known.filter((each) => draftsOf(each).length === 0).map(({ name }) => name);
  if (without.length > 0)
    return { ...noDrafts, ask: { about: "version", question: `There is no draft of a budget in ${fewNamed(without)} that these could go into. Add one first.`, options: [] } };
  const shared = draftsOf(known[0] as AuthorityRows).filter((name) => known.every((each) => draftsOf(each).includes(name)));
  const question = "Which draft do these go into, in each authority?";
  if (chosen !== undefined) {
    const lacking = known.filter((each) => !draftsOf(each).includes(chosen)).map(({ name }) => name);
    if (lacking.length === 0) return { ...noDrafts, of: new Map(known.map(({ id }) => [id, chosen])) };
    return { ...noDrafts, refused: `There is no draft “${chosen.slice(0, 60)}” in ${fewNamed(lacking)}. Add it there first, or choose a draft that all have.` };
  }
  const only = known.every((each) => draftsOf(each).length === 1);
  if (only || shared.length === 1) {
    const taken = shared.length === 1 ? (shared[0] as string) : "the only draft of each";
    return { ...noDrafts, of: new Map(known.map((each) => [each.id, shared[0] ?? (draftsOf(each)[0] as string)])), ask: { about: "version", question, options: [taken], taken } };
  }
  if (shared.length === 0)
    return { ...noDrafts, refused: `No draft has the same name in ${fewNamed(known.map(({ name }) => name))}. Rename one in each, so that these can go into it.` };
  return { ...noDrafts, ask: { about: "version", question, options: shared } };
}
