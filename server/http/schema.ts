// The GraphQL schema, built from the classes of schema/ and the resolvers.
import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { keepQuestions } from "../export/tables.ts";
import { ArrangementResolver, ArrangementWrites } from "../resolvers/arrangements.ts";
import { AuthorityResolver } from "../resolvers/authorities.ts";
import { BenefitResolver, BenefitWrites } from "../resolvers/benefits.ts";
import { BlockCaseResolver, BlockCaseWrites } from "../resolvers/blockCases.ts";
import { BudgetResolver } from "../resolvers/budgets.ts";
import { CommitmentRegisterResolver } from "../resolvers/commitmentRegister.ts";
import { CommitmentStatusResolver, CommitmentStatusWrites } from "../resolvers/commitmentStatuses.ts";
import { CommitmentResolver, CommitmentWrites } from "../resolvers/commitments.ts";
import { CostCentreResolver } from "../resolvers/costCentres.ts";
import { EntryResolver } from "../resolvers/entries.ts";
import { ExportResolver } from "../resolvers/exports.ts";
import { FieldResolver } from "../resolvers/fields.ts";
import { HistoryResolver } from "../resolvers/history.ts";
import { KpiResolver, KpiSubjectWrites, KpiWrites, PublicationWrites } from "../resolvers/kpis.ts";
import { MediumTermResolver } from "../resolvers/mediumTerm.ts";
import { MonitoringResolver } from "../resolvers/monitoring.ts";
import { NoteResolver } from "../resolvers/notes.ts";
import { OpeningResolver } from "../resolvers/opening.ts";
import { OptionResolver, OptionWrites } from "../resolvers/options.ts";
import { OutcomeEntryResolver } from "../resolvers/outcomeEntry.ts";
import { OutcomeResolver } from "../resolvers/outcomes.ts";
import { PartnershipResolver, PartnershipWrites } from "../resolvers/partnerships.ts";
import { FigureWrites, PrintedFigureResolver } from "../resolvers/printedFigures.ts";
import { PublisherResolver } from "../resolvers/publishers.ts";
import { ReportResolver } from "../resolvers/reports.ts";
import { ReportTableResolver } from "../resolvers/reportTables.ts";
import { SavedViewResolver } from "../resolvers/savedViews.ts";
import { SettlementResolver } from "../resolvers/settlements.ts";
import { TableCheckResolver } from "../resolvers/tableChecks.ts";
import { TableFieldResolver } from "../resolvers/tableFields.ts";
import { UpliftResolver } from "../resolvers/uplifts.ts";
import { VersionComparisonResolver } from "../resolvers/versionComparison.ts";
import { VirementRegisterResolver } from "../resolvers/virementRegister.ts";
import { VirementResolver } from "../resolvers/virements.ts";

let built: GraphQLSchema | undefined;

/** The schema, built once a process. */
export function tabledSchema(): GraphQLSchema {
  built ??= buildSchemaSync({
    resolvers: [
      MediumTermResolver,
      AuthorityResolver,
      OpeningResolver,
      CostCentreResolver,
      BudgetResolver,
      VirementResolver,
      VirementRegisterResolver,
      MonitoringResolver,
      VersionComparisonResolver,
      UpliftResolver,
      CommitmentResolver,
      CommitmentWrites,
      CommitmentRegisterResolver,
      CommitmentStatusResolver,
      CommitmentStatusWrites,
      ArrangementResolver,
      ArrangementWrites,
      BlockCaseResolver,
      BlockCaseWrites,
      PartnershipResolver,
      PartnershipWrites,
      SettlementResolver,
      PrintedFigureResolver,
      FigureWrites,
      OptionResolver,
      OptionWrites,
      KpiResolver,
      KpiWrites,
      KpiSubjectWrites,
      PublicationWrites,
      PublisherResolver,
      OutcomeResolver,
      OutcomeEntryResolver,
      BenefitResolver,
      BenefitWrites,
      HistoryResolver,
      SavedViewResolver,
      ReportResolver,
      ReportTableResolver,
      TableFieldResolver,
      NoteResolver,
      ExportResolver,
      EntryResolver,
      TableCheckResolver,
      FieldResolver,
    ],
    // Terms are checked in finance, which names the field at fault; class-validator would say it a second time.
    validate: false,
  });
  keepQuestions(built);
  return built;
}
