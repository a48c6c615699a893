// The figures that the workings of printed figures name, each with its value, or with why it is not known.
import { arrangements } from "../../db/arrangements.ts";
import { blockCases } from "../../db/blockCases.ts";
import { commitmentById } from "../../db/commitments.ts";
import type { On } from "../../db/engine/open.ts";
import { partnerships } from "../../db/partnerships.ts";
import { seriesRates } from "../../db/uplifts.ts";
import type { Viewer } from "../../db/viewer.ts";
import { blockCaseTable } from "../finance/blockCaseTable.ts";
import { projectCommitment } from "../finance/commitment.ts";
import { contribution } from "../finance/contributions.ts";
import { Exact } from "../finance/exact.ts";
import { readTerms } from "../finance/facts.ts";
import { type Figure, input, named } from "../finance/figure.ts";
import { financialYear } from "../finance/financialYear.ts";
import { poolCost } from "../finance/poolCosts.ts";
import type { KnownReferences } from "../finance/printedWorkings.ts";
import { isUnknown, type Known, unknownOf } from "../finance/unknown.ts";
import { blockCaseFacts, wholeTerm } from "./blockCaseFacts.ts";
import { contributionFacts } from "./contributionFacts.ts";

/** What was found by its name. */
type Found = Map<string, Known>;

/** Of one authority. Each kind of thing is read once, however often it is named. */
export async function printedReferences(on: On, viewer: Viewer, authorityId: string, names: readonly string[]): Promise<KnownReferences> {
  const kinds = new Map<string, string[][]>();
  for (const name of new Set(names)) {
    const [kind = "", ...rest] = name.split(":");
    kinds.set(kind, [...(kinds.get(kind) ?? []), rest]);
  }
  const asked = (...wanted: string[]) => wanted.flatMap((kind) => kinds.get(kind) ?? []);
  const found: Found = new Map();
  if (asked("commitment").length > 0) await addCommitments(found, on, viewer, authorityId, asked("commitment"));
  if (asked("value", "term", "break", "weight", "blockCase").length > 0) await addArrangements(found, on, viewer, authorityId, asked("blockCase").length > 0);
  const contributions = asked("contribution").filter(([, , year = ""]) => isYear(year));
  if (contributions.length > 0) await addContributions(found, on, viewer, authorityId, contributions);
  return (name) => found.get(name) ?? null;
}

/** A figure, or the sentence that says why there is none. */
function known(figure: Figure | null, why: string): Known {
  return figure ?? { kind: "unknown", why };
}

async function addCommitments(found: Found, on: On, viewer: Viewer, authorityId: string, asked: readonly string[][]): Promise<void> {
  const rates = await seriesRates(on, authorityId);
  for (const [id = "", year = ""] of asked) {
    if (!isYear(year)) continue;
    const held = await commitmentById(on, viewer, id).catch(() => null);
    if (held?.authorityId !== authorityId) continue;
    const terms = readTerms(held, held.upliftSeriesId === null ? null : (rates.get(held.upliftSeriesId) ?? []), held.name);
    const cost = projectCommitment(terms, [year])[0] as Known;
    found.set(`commitment:${id}:${year}`, isUnknown(cost) ? unknownOf(held.name, cost) : named(`${held.name} ${year}`, cost));
  }
}

async function addArrangements(found: Found, on: On, viewer: Viewer, authorityId: string, cases: boolean): Promise<void> {
  const all = await arrangements.all(on, viewer, authorityId);
  for (const { id, name, estimatedValuePence, terms, breakMonths, weights } of all) {
    const months = (count: number | null) => (count === null ? null : input(Exact.whole(count), { count: "months" }));
    const value = estimatedValuePence === null ? null : named(`Value of ${name}`, input(Exact.pence(estimatedValuePence), "pounds"));
    found.set(`value:${id}`, known(value, `${name} has no estimated value.`));
    found.set(`term:${id}`, known(months(wholeTerm(terms)), `${name} has no term.`));
    found.set(`break:${id}`, known(months(breakMonths), `${name} has no break clause.`));
    for (const { criterion, weightShare } of weights) found.set(`weight:${id}:${criterion}`, input(Exact.decimal(weightShare), "percent"));
  }
  if (!cases) return;
  for (const held of await blockCases.all(on, viewer, authorityId)) {
    const facts = blockCaseFacts(held, all.find((each) => each.id === held.arrangementId) ?? null);
    const table = blockCaseTable(facts, { unit: "pounds", occupancy: Exact.one });
    for (const row of table.rows) {
      for (const [index, { figure }] of row.cells.entries()) {
        const column = table.columns[index];
        if (!column || row.kind === "heading") continue;
        // What has a name is printed as money: an occupancy is used as the quotient that it is.
        const used = row.key === "breakEven" && figure?.kind === "named" ? figure.of : figure;
        const place = [column.label.toLowerCase(), column.status].filter((part) => part !== "").join(", ");
        found.set(`blockCase:${held.id}:${row.key}:${column.key}`, known(used, `${held.name} has no figure for “${row.label}” (${place}).`));
      }
    }
  }
}

async function addContributions(found: Found, on: On, viewer: Viewer, authorityId: string, asked: readonly string[][]): Promise<void> {
  const lastYear = asked.reduce((last, [, , year = ""]) => (year > last ? year : last), "");
  for (const held of await partnerships.all(on, viewer, authorityId)) {
    const facts = await contributionFacts(on, held, lastYear);
    for (const [poolId = "", partnerId = "", year = ""] of asked) {
      const pool = held.pools.find((each) => each.id === poolId);
      const partner = held.partners.find((each) => each.id === partnerId);
      if (!pool || !partner) continue;
      const costs =
        poolCost(facts, pool, year) === null ? `No cost of ${pool.name} is recorded for ${year}.` : `What ${partner.name} pays of ${pool.name} in ${year} is not known.`;
      const why = partner.shares ? costs : `${partner.name} carries no share of ${pool.name}.`;
      found.set(`contribution:${poolId}:${partnerId}:${year}`, known(contribution(facts, poolId, partnerId, year), why));
    }
  }
}

function isYear(text: string): boolean {
  try {
    return financialYear(text) === text;
  } catch {
    return false;
  }
}
