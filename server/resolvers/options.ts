// Options: reading and comparing them, adding, changing and removing, and adopting one.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { currentVersion } from "../../db/budgets.ts";
import { firstOfKind } from "../../db/commitmentStatuses.ts";
import type { On } from "../../db/engine/open.ts";
import { addToOption, adoptOption, changeOption, createOption, decisions, type OptionWithParts, optionById, options, removeOption } from "../../db/options.ts";
import { mediumTermFacts, publishedFacts } from "../../db/read/mediumTermFacts.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { mostInPage } from "../../db/read/paging.ts";
import type { Row } from "../../db/tables.ts";
import { seriesNames, seriesRates } from "../../db/uplifts.ts";
import type { Viewer } from "../../db/viewer.ts";
import { writeOnce } from "../../db/write/once.ts";
import { requireOwn } from "../../db/write/parts.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { commitmentNoun } from "../../schema/nouns/commitment.ts";
import type { InputOf } from "../../schema/nouns/noun.ts";
import { Decision, OptionPage, optionNoun } from "../../schema/nouns/option.ts";
import { PageArguments } from "../../schema/page.ts";
import { FinancialYearScalar } from "../../schema/scalars.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { checkedCommitment } from "../entry/checkedCommitment.ts";
import type { CommitmentFacts, MediumTermFacts, UpliftRateFacts } from "../finance/facts.ts";
import { deducted, type Figure } from "../finance/figure.ts";
import { type FinancialYear, yearOf, yearsFrom } from "../finance/financialYear.ts";
import { grouped } from "../finance/grouped.ts";
import { InputError } from "../finance/inputError.ts";
import { mediumTerm } from "../finance/mediumTerm.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import { checkOverrides, type OptionsFacts, optionsTable } from "../finance/options.ts";
import type { Context } from "../http/context.ts";

import { asFacts, factsOf } from "./committed.ts";
import { yearsAsked } from "./mediumTerm.ts";
import { nounWrites, statedIn } from "./nounWrites.ts";
import { written } from "./written.ts";

@Resolver()
export class OptionResolver {
  @Query(() => [Decision], { description: "What an authority has to decide between options." })
  decisions(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string): Promise<Decision[]> {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return decisions(on, viewer, authorityId);
    });
  }

  @Query(() => OptionPage, { description: "An authority's options." })
  options(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("decision", () => String, { nullable: true, description: "Only those of this decision." }) decision?: string,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return options(on, viewer, authorityId, decision ?? null, page);
    });
  }

  @Query(() => ReportTable, {
    description:
      "The options of a decision side by side: what each costs year by year and together, its difference from the reference, and what would remain of the budget. The facts stay as they are.",
  })
  optionsTable(
    @Ctx() { db, viewer, today }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("decision", () => String, { description: "What is to be decided." }) decision: string,
    @Arg("from", () => FinancialYearScalar, { nullable: true, description: "The first year; the current budget's where nothing is said." }) from?: string,
    @Arg("years", () => Int, { nullable: true, description: "How many years: 1 to 30; the current budget's where nothing is said." }) years?: number,
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "What the money is shown in; £000s where nothing is said." }) unit?: Unit,
    @Arg("reference", () => ID, { nullable: true, description: "The option that the others are compared with; things as they stand where nothing is said." }) reference?: string,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const held = (await options(on, viewer, authorityId, decision, { first: mostInPage })).nodes;
      if (held.length === 0) throw new InputError("decision", "There are no options for this decision.");
      const adopted = held.find((option) => option.adoptedFacts !== null);
      const facts = adopted?.adoptedFacts ? (JSON.parse(adopted.adoptedFacts) as Compared) : await compared(on, viewer, authority, held);
      if (reference && !facts.options.some((option) => option.id === reference)) throw new InputError("reference", "This is not an option for this decision.");
      const first = from ?? facts.budget?.firstYear ?? yearOf(today);
      const count = yearsAsked(years ?? facts.budget?.yearCount ?? 4);
      const table = optionsTable(
        {
          ...facts,
          decision,
          options: facts.options.map((option) => ({ ...option, adopted: option.adopted || option.id === adopted?.id })),
          adoption: adopted?.adoptedAt ? { name: adopted.name, on: adopted.adoptedAt.slice(0, 10) } : null,
          rates: new Map(facts.rates),
          seriesNames: new Map(facts.seriesNames ?? []),
          ...(facts.budget ? budgeted(facts.budget, first, count) : { remaining: null }),
        },
        { from: first, years: count, unit: unit ?? "thousands", reference: reference ?? null },
      );
      return { ...table, dataVersion: await dataVersion(on, authorityId) };
    });
  }

  @Mutation(() => WriteResult, { description: "Adds a commitment of the option's own, which is no fact until the option is adopted." })
  async addToOption(
    @Ctx() { db, viewer }: Context,
    @Arg("option", () => ID, { description: "The option." }) optionId: string,
    @Arg("input", () => commitmentNoun.Input, { description: "The commitment." }) input: InputOf<typeof commitmentNoun>,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const id = randomUUID();
    const kept = await writeOnce(db, viewer, key, optionId, async (on) => {
      const option = await optionById(on, viewer, optionId, "option");
      const { authorityId } = option;
      return addToOption(on, viewer, option, id, await statedIn(commitmentNoun, input, { on, viewer, authorityId, id, held: null }, checkedCommitment));
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, {
    description: "Adopts an option: its own commitments become facts, and what it takes otherwise becomes so in the facts. `undoBatch` takes it back.",
  })
  async adoptOption(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The option." }) id: string,
    @Seen() seen: number,
    @Arg("status", () => ID, { nullable: true, description: "The status of its commitments from now on; the authority's first that is proposed where nothing is said." })
    status?: string,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const kept = await writeOnce(db, viewer, key, id, async (on) => {
      const option = await optionById(on, viewer, id);
      const authority = await authorityById(on, viewer, option.authorityId);
      const held = (await options(on, viewer, authority.id, option.decision, { first: mostInPage })).nodes;
      const before = await factsOf(on, authority.id, named([option]));
      checkAdopted(option, before);
      const statusId = await statusFromNowOn(on, option, status);
      return adoptOption(on, viewer, option, statusId, JSON.stringify(await compared(on, viewer, authority, held)), seen);
    });
    return written(kept, id);
  }
}

/** The status that an adopted option's own commitments get; null where it has none. @throws InputError where it is not said and none is proposed. */
async function statusFromNowOn(on: On, { authorityId, commitments }: OptionWithParts, given: string | null | undefined): Promise<string | null> {
  await requireOwn(on, authorityId, "commitmentStatus", given, "status");
  if (given || commitments.length === 0) return given ?? null;
  const first = await firstOfKind(on, authorityId, "proposed");
  if (!first) throw new InputError("status", "No status of this authority is proposed. Say which status these commitments are to have.");
  return first.id;
}

function named(held: readonly OptionWithParts[]): string[] {
  return [...new Set(held.flatMap((option) => option.overrides.map((each) => each.commitmentId)))];
}

/** @throws InputError where what the option takes otherwise cannot be. */
function checkAdopted(option: OptionWithParts, before: readonly CommitmentFacts[]): void {
  const refusing = (name: string, check: () => void) => {
    try {
      check();
    } catch (error) {
      throw error instanceof InputError ? new InputError("id", `${option.name} cannot be adopted because of ${name}. ${error.message}`) : error;
    }
  };
  const overrides = grouped(option.overrides, (each) => each.commitmentId);
  for (const commitment of before) {
    const own = overrides.get(commitment.id) ?? [];
    refusing(commitment.name, () => checkOverrides([commitment], own, "id", own));
  }
}

/** What the options of a decision are compared by. It is kept as JSON when one of them is adopted. */
interface Compared extends Pick<OptionsFacts, "authorityName" | "source" | "options" | "commitments"> {
  rates: [seriesId: string, rates: readonly UpliftRateFacts[]][];
  /** An option that was adopted before they were kept has none. */
  seriesNames?: [seriesId: string, name: string][];
  /** The current budget, with the commitments that are facts. */
  budget: MediumTermFacts | null;
}

async function compared(on: On, viewer: Viewer, authority: Row<"authority">, held: readonly OptionWithParts[]): Promise<Compared> {
  const { id, name } = authority;
  const version = await currentVersion(on, viewer, id);
  return {
    authorityName: name,
    source: held[0]?.source ?? null,
    options: held.map((option) => ({
      id: option.id,
      name: option.name,
      recommended: option.recommended,
      costed: option.costed,
      adopted: option.adoptedAt !== null,
      overrides: option.overrides,
      own: option.commitments.map(asFacts),
    })),
    commitments: await factsOf(on, id, named(held)),
    rates: [...(await seriesRates(on, id))],
    seriesNames: [...(await seriesNames(on, id))],
    budget: version && (await budgetNow(on, name, version)),
  };
}

/** The version's budget, as published where it is, with the commitments as they now stand: those that the options are compared with. */
async function budgetNow(on: On, authorityName: string, version: Row<"budgetVersion">): Promise<MediumTermFacts> {
  const published = version.publishedAt === null ? null : await publishedFacts(on, version.id);
  const now = await mediumTermFacts(on, authorityName, version, "0000/00", "9999/00");
  return published === null ? now : { ...published, commitments: now.commitments, upliftSeries: now.upliftSeries };
}

/** What remains of a budget, year by year, where it has the year, and what each of its commitments costs. */
function budgeted(budget: MediumTermFacts, from: FinancialYear, count: number): Pick<OptionsFacts, "remaining" | "wholeBudget" | "standing"> {
  const years = yearsFrom(from, count);
  const { rows } = mediumTerm(budget, { from, years: count, unit: "pounds", editable: false });
  const total = rows.find((row) => row.kind === "total");
  const remaining = rows.find((row) => row.kind === "remaining");
  const known = years.flatMap((year, column): [FinancialYear, Figure][] => {
    const figure = remaining?.cells[column]?.figure;
    return figure && total?.cells[column]?.figure ? [[year, figure]] : [];
  });
  const whole = years.flatMap((year, column): [FinancialYear, Figure][] => {
    const figure = total?.cells[column]?.figure;
    return figure ? [[year, figure]] : [];
  });
  if (known.length === 0 && whole.length === 0) return { remaining: null };
  const standing = rows.flatMap(({ kind, subjectId, cells }): [string, (Figure | null)[]][] =>
    kind === "commitment" && subjectId ? [[subjectId, cells.map(({ figure }) => figure && deductedIn(figure))]] : [],
  );
  return { remaining: new Map(known), wholeBudget: new Map(whole), standing: new Map(standing) };
}

/** The cost that a cell of a budget takes off. */
function deductedIn(figure: Figure): Figure {
  return figure.kind === "named" ? deductedIn(figure.of) : figure.kind === "deducted" ? figure.of : deducted(figure);
}

export const OptionWrites = nounWrites(
  optionNoun,
  { byId: optionById, create: createOption, change: changeOption, remove: removeOption },
  {
    create: "Adds an option.",
    change: "Puts this in place of an option. The commitments of its own stay.",
    remove: "Removes an option with the commitments of its own. `undoBatch` brings it back.",
    async check(wanted, { on, authorityId, held }) {
      const overrides = wanted.overrides.map((each) => ({ ...each, value: each.value.trim() }));
      const commitments: CommitmentFacts[] = await factsOf(on, authorityId, [...new Set(overrides.map((each) => each.commitmentId))]);
      checkOverrides(commitments, overrides, "input.overrides", held?.overrides ?? []);
      return { ...wanted, overrides };
    },
  },
);
