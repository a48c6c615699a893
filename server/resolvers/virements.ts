// Virements: the register, moving budget, and taking a move back.
import { randomUUID } from "node:crypto";
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import type { BudgetVersion } from "../../db/budgets.ts";
import type { On } from "../../db/engine/open.ts";
import { monitoredBudget, monitoredVersion } from "../../db/read/monitored.ts";
import { createVirement, movementsOf, reverseVirement, type VirementWithLines, virementById, virements, virementVersion } from "../../db/virements.ts";
import { writeOnce } from "../../db/write/once.ts";
import { ApprovalInput, VirementFilterInput, VirementInput, VirementPage } from "../../schema/monitoring.ts";
import { PageArguments } from "../../schema/page.ts";
import { Key, WriteResult } from "../../schema/write.ts";
import { nameGiven, noteIfGiven } from "../entry/words.ts";
import { dayInYears, financialYear } from "../finance/financialYear.ts";
import { checkLines, refuseOverdrawn, type VirementLineFacts, yearsMoved } from "../finance/virement.ts";
import type { Context } from "../http/context.ts";
import { written } from "./written.ts";

@Resolver()
export class VirementResolver {
  @Query(() => VirementPage, { description: "The register of an authority's virements, the newest first." })
  virements(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => VirementFilterInput, { nullable: true, description: "Which ones." }) filter?: VirementFilterInput,
  ) {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const { version, year, costCentre } = filter ?? {};
      const found = await virements(on, viewer, { authorityId, versionId: version, year, costCentreId: costCentre }, page);
      return { ...found, nodes: found.nodes.map(withMoved) };
    });
  }

  @Mutation(() => WriteResult, {
    description: "Moves budget between cost centres. Refused, with nothing stored, unless it balances to exactly nil and takes from no cost centre more than its latest budget.",
  })
  async createVirement(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => VirementInput, { description: "The virement." }) input: VirementInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const id = randomUUID();
    const { permanent, lines } = input;
    const year = financialYear(input.year, "input.year");
    const approval = approvalGiven(input);
    checkLines(lines);
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const version = await virementVersion(on, viewer, input.version ?? (await monitoredVersion(on, viewer, authority)).id, authorityId);
      yearsMoved({ ...version, versionName: version.name }, year, permanent);
      const stated = { versionId: version.id, year, permanent, ...approval, lines: lines.map(({ costCentreId, amountPence }) => ({ costCentreId, amountPence })) };
      const check = () => refuseTooMuch(on, version, stated, input.mayOverdraw);
      return createVirement(on, viewer, authorityId, id, stated, check);
    });
    return written(kept, id);
  }

  @Mutation(() => WriteResult, { description: "Takes a virement back by an opposite one with its own approval. The first stays in the register, and is reversed once." })
  async reverseVirement(
    @Ctx() { db, viewer }: Context,
    @Arg("id", () => ID, { description: "The virement to take back." }) reversed: string,
    @Arg("input", () => ApprovalInput, { description: "Who approved that, by which decision." }) input: ApprovalInput,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const id = randomUUID();
    const approval = approvalGiven(input);
    const kept = await writeOnce(db, viewer, key, reversed, async (on) => {
      const held = await virementById(on, viewer, reversed);
      const version = await virementVersion(on, viewer, held.versionId, held.authorityId);
      const lines = held.lines.map(({ costCentreId, amountPence }) => ({ costCentreId, amountPence: -amountPence }));
      const check = () => refuseTooMuch(on, version, { ...held, lines }, input.mayOverdraw);
      return reverseVirement(on, viewer, held, id, approval, check);
    });
    return written(kept, id);
  }
}

function approvalGiven({ approver, reference, approvedOn, reason }: ApprovalInput) {
  return {
    approver: nameGiven(approver, "input.approver"),
    reference: nameGiven(reference, "input.reference"),
    approvedOn: dayInYears(approvedOn, "input.approvedOn"),
    reason: noteIfGiven(reason, "input.reason"),
  };
}

/** @throws InputError where it takes from a cost centre more than its latest budget, unless it may. */
async function refuseTooMuch(
  on: On,
  version: BudgetVersion,
  stated: { year: string; permanent: boolean; lines: readonly VirementLineFacts[] },
  mayOverdraw: boolean | null | undefined,
): Promise<void> {
  if (mayOverdraw) return;
  const { name, firstYear, yearCount } = version;
  const budget = await monitoredBudget(on, version, stated.year, "9999/00");
  refuseOverdrawn({ ...budget, versionName: name, firstYear, yearCount, movements: await movementsOf(on, version) }, stated);
}

function withMoved(virement: VirementWithLines) {
  return { ...virement, movedPence: virement.lines.reduce((sum, { amountPence }) => sum + Math.max(0, amountPence), 0) };
}
