// Every table, declared once: the function runs with SQLite's column kinds and again with Postgres's. A file a noun in db/tables.
import { type Kinds, kinds } from "./engine/dialect.ts";
import { declareArrangements } from "./tables/arrangements.ts";
import { declareAuthority, declarePublisherUse, ownership } from "./tables/authorities.ts";
import { declareBudgets } from "./tables/budgets.ts";
import { declareCommitments } from "./tables/commitments.ts";
import { declareHistory } from "./tables/history.ts";
import { declareMonitoring } from "./tables/monitoring.ts";
import { declareNotes } from "./tables/notes.ts";
import { declareOptions } from "./tables/options.ts";
import { declareOutcomes } from "./tables/outcomes.ts";
import { declareOverrides } from "./tables/overrides.ts";
import { declarePartnerships } from "./tables/partnerships.ts";
import { declareReports } from "./tables/reports.ts";
import { declareSavedViews } from "./tables/savedViews.ts";
import { declareUploads } from "./tables/uploads.ts";
import { declareVirements } from "./tables/virements.ts";

function declareTables(k: Kinds) {
  const authorities = declareAuthority(k);
  const owner = ownership(k, authorities);
  const budgets = declareBudgets(k, owner);
  const virements = declareVirements(k, owner, budgets);
  const monitoring = declareMonitoring(k, owner, budgets);
  const arrangements = declareArrangements(k, owner);
  const partnerships = declarePartnerships(k, owner, { ...authorities, ...arrangements });
  const outcomes = declareOutcomes(k, owner, { ...arrangements, ...partnerships });
  const options = declareOptions(k, owner);
  const commitments = declareCommitments(k, owner, { ...budgets, ...arrangements, ...partnerships, ...options });
  const overrides = declareOverrides(k, owner, { ...options, ...commitments });
  return {
    ...authorities,
    ...declarePublisherUse(k, owner, authorities),
    ...budgets,
    ...virements,
    ...monitoring,
    ...arrangements,
    ...partnerships,
    ...outcomes,
    ...options,
    ...commitments,
    ...overrides,
    ...declareSavedViews(k, owner),
    ...declareReports(k, owner),
    ...declareNotes(k, owner),
    ...declareHistory(k, owner),
    ...declareUploads(k, owner),
  };
}

export const sqliteTables = declareTables(kinds.sqlite);
export const postgresTables = declareTables(kinds.postgres);

export type Tables = typeof sqliteTables;
/** A stored row as TypeScript sees it: Row<"budgetLine">. */
export type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];
/** The tables whose rows are facts, which change through here and nowhere else. */
export type FactTable = Exclude<keyof Tables, "changeBatch" | "change" | "publication" | "upgrade" | "upload" | "uploadPart">;
