// What facts name of KPIs and subjects is their authority's own, or of a publisher that it uses: for as long as they name it.
import type { LeftRow, On, Rule } from "../../db/engine/open.ts";
import { kpis } from "../../db/outcomes.ts";
import { ownerNames, ownersOfShared, pointingAt, sharedPointers } from "../../db/publishers.ts";
import { rowsWith } from "../../db/read/rowsWith.ts";
import type { Row } from "../../db/tables.ts";
import { ownersUsed } from "../../db/write/owners.ts";
import { inWords } from "../../db/write/parts.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { countOf } from "../finance/counted.ts";
import { listed } from "../finance/listed.ts";
import { sharedKpis } from "../finance/sharedFacts.ts";
import { fieldOf } from "./atFault.ts";

const everybody = { name: "The store", reads: "all", changes: [] } as const;

export const publishersUsed: Rule = {
  name: "What facts name is their authority's own, or of a publisher that it uses",
  runsOn: [...new Set(["publisherUse" as const, "kpi" as const, ...sharedPointers.map(({ table }) => table)])],
  async check(on, left) {
    const foreign = await foreignNamed(on, left);
    const stopped = left.rows("publisherUse").flatMap(({ before, after, at }) => (before && !after ? [{ publisherId: before.publisherId as string, at }] : []));
    const defined = left.rows("kpi").filter(({ after }) => after !== null);
    if (foreign.length === 0 && stopped.length === 0 && defined.length === 0) return;
    const owners = await ownersUsed(on, left.authorityId);
    for (const { row, column, to, owner } of foreign) {
      if (!owners.includes(owner))
        throw new Refusal(
          "NOT_FOUND",
          fieldOf(row, `input.${column}`),
          `There is no such ${inWords(to)} in this authority. Choose one of its own, or of a publisher that it uses.`,
        );
    }
    for (const { publisherId, at } of stopped) await refuseStillNamed(on, left.authorityId, publisherId, at);
    if (owners.length > 1 && (defined.length > 0 || foreign.length > 0)) await refuseNamedLeftOut(on, owners, defined[0] ?? foreign[0]?.row);
  },
};

/** The rows of which a changed field names somebody else's KPI or subject, with whose it is. */
async function foreignNamed(on: On, left: Parameters<Rule["check"]>[1]) {
  const named = sharedPointers.flatMap(({ table, column, to }) =>
    left.rows(table, column).flatMap((row) => (typeof row.after?.[column] === "string" ? [{ row, column, to, id: row.after[column] as string }] : [])),
  );
  const owners = new Map<string, string>();
  for (const table of ["kpi", "kpiSubject"] as const) {
    const ids = named.flatMap(({ to, id }) => (to === table ? [id] : []));
    for (const [id, owner] of await ownersOfShared(on, table, ids)) owners.set(id, owner);
  }
  return named.flatMap((each) => {
    const owner = owners.get(each.id) ?? left.authorityId;
    return owner === left.authorityId ? [] : [{ ...each, owner }];
  });
}

/** @throws Refusal IN_USE, saying what of an authority's own still names a publisher's KPIs or subjects. */
async function refuseStillNamed(on: On, authorityId: string, publisherId: string, at: string): Promise<void> {
  const named = new Map<string, number>();
  for (const pointer of sharedPointers) {
    const count = await pointingAt(on, authorityId, [publisherId], pointer);
    named.set(pointer.table, Math.max(count, named.get(pointer.table) ?? 0));
  }
  const said = [...named].flatMap(([table, count]) => (count > 0 ? [countOf(count, called(table))] : []));
  if (said.length === 0) return;
  const name = (await ownerNames(on, [publisherId])).get(publisherId) ?? "this publisher";
  throw new Refusal("IN_USE", at, `${listed(said)} here name KPIs or subjects of ${name}. Remove them, or let them name others, before you stop using it.`);
}

const words: Readonly<Record<string, string>> = {
  outcome: "outcomes",
  kpiTarget: "targets",
  kpiBaseline: "baselines",
  kpiSubject: "subjects",
  kpiNeighbour: "statistical neighbours",
  placementActivity: "rows of placements' activity",
  benefit: "benefits",
};
const called = (table: string) => words[table] ?? inWords(table);

/** @throws Refusal IN_USE where facts of an authority's own name a publisher's KPI that its own of the same code, defined otherwise, leaves out: they would be in no table. */
async function refuseNamedLeftOut(on: On, owners: readonly string[], row: LeftRow | undefined): Promise<void> {
  const [authorityId = ""] = owners;
  const all = await kpis.all(on, everybody, owners);
  const sets = owners.map((owner) => all.filter((kpi) => kpi.authorityId === owner));
  const leftOut = sharedKpis(sets, (id) => id).leftOut.map(({ kpi }) => kpi);
  if (leftOut.length === 0) return;
  for (const { table, column } of sharedPointers.filter(({ to }) => to === "kpi")) {
    const ids = leftOut.map(({ id }) => id);
    const [naming] = (await rowsWith(on, table, authorityId, column as keyof Row<typeof table> & string, ids)) as unknown as Record<string, string>[];
    const kpi = leftOut.find(({ id }) => id === naming?.[column]);
    if (kpi && row)
      throw new Refusal(
        "IN_USE",
        fieldOf(row, "input.code"),
        `The ${called(table)} here of ${kpi.name}, a publisher's KPI, would be in no table beside a KPI of its code ${kpi.code} that is defined otherwise. Give this one another code or version.`,
      );
  }
}
