// Monitoring: the table, the forecasts that are typed into it, and how an authority shows and rates its variances.
import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import { versionById } from "../../db/budgets.ts";
import { costCentresAmong, costCentresById } from "../../db/costCentres.ts";
import { changeForecasts, changeMonitoringSettings, forecastMonths, forecastsOf, forecastsOfCentres, monitoringSettings } from "../../db/forecasts.ts";
import { conflicting } from "../../db/read/conflicts.ts";
import { monitoredBudget, monitoredVersion } from "../../db/read/monitored.ts";
import { dataVersion } from "../../db/read/numbers.ts";
import { refusalToChange, requireChange } from "../../db/viewer.ts";
import { movementsOf } from "../../db/virements.ts";
import { writeOnce } from "../../db/write/once.ts";
import { CellEditInput, CellPreview } from "../../schema/budget.ts";
import { MoneyUnit } from "../../schema/enums.ts";
import { MonitoringSettings, MonitoringSettingsInput } from "../../schema/monitoring.ts";
import { DayScalar, FinancialYearScalar } from "../../schema/scalars.ts";
import { ReportTable } from "../../schema/tables/reportTable.ts";
import { CellsWritten, Key, Seen, WriteResult } from "../../schema/write.ts";
import { nameIfGiven } from "../entry/words.ts";
import { financialYear, yearOf, yearsFrom } from "../finance/financialYear.ts";
import { forecastMonth, usualMonth } from "../finance/forecast.ts";
import { InputError } from "../finance/inputError.ts";
import type { MoneyUnit as Unit } from "../finance/money.ts";
import { monitoring } from "../finance/monitoring.ts";
import { checkSettings, usualSettings } from "../finance/variance.ts";
import type { Context } from "../http/context.ts";
import type { Limits } from "../http/settings.ts";
import { type AmountTyped, questionsOf, Unconfirmed } from "../tables/questions.ts";
import { centresAndYears, type ForecastEdit, forecastAfter, forecastPreviews, forecastsWanted, readForecastEdit } from "./forecastEdits.ts";
import { written } from "./written.ts";

@Resolver()
export class MonitoringResolver {
  @Query(() => ReportTable, {
    description: "An authority's monitoring table of a year: original budget, movements, latest budget, forecast outturn, variance and rating, by cost centre.",
  })
  monitoringTable(
    @Ctx() { db, viewer, today }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("version", () => ID, { nullable: true, description: "The budget version; the approved one where nothing is said, else the newest draft." }) versionId?: string,
    @Arg("year", () => FinancialYearScalar, { nullable: true, description: "The year; this one where nothing is said, if the version covers it, else the version's first." })
    year?: string,
    @Arg("asAt", () => DayScalar, { nullable: true, description: "A day of the month that forecasts are as at; the newest month that has one where nothing is said." })
    asAt?: string,
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "What the money is shown in; £000s where nothing is said." }) unit?: Unit,
    @Arg("gross", () => Boolean, { nullable: true, description: "True for forecast gross expenditure and gross income apart." }) gross?: boolean,
  ): Promise<ReportTable> {
    return db.read(async (on) => {
      const authority = await authorityById(on, viewer, authorityId);
      const version = versionId ? await versionById(on, viewer, versionId, authorityId) : await monitoredVersion(on, viewer, authority);
      const years = yearsFrom(version.firstYear, version.yearCount);
      const asked = year ? financialYear(year, "year") : years.includes(yearOf(today)) ? yearOf(today) : version.firstYear;
      if (!years.includes(asked)) throw new InputError("year", `${version.name} covers ${years[0]} to ${years[years.length - 1]}; ${asked} is outside it.`);
      const forecasts = await forecastsOf(on, authorityId, asked);
      const newest = forecasts.reduce<string | null>((last, each) => (last === null || each.asAt > last ? each.asAt : last), null);
      const month = asAt ? forecastMonth(asAt, asked, "asAt") : (newest ?? usualMonth(today, asked));
      const { costCentres, lines } = await monitoredBudget(on, version, asked, asked);
      const movements = await movementsOf(on, version);
      const named = new Set([...lines, ...movements, ...forecasts].map(({ costCentreId }) => costCentreId));
      const table = monitoring(
        {
          authorityName: authority.name,
          versionName: version.name,
          source: version.source,
          published: version.publishedAt !== null,
          costCentres: costCentres.filter(({ id, onlyIfHeld }) => !onlyIfHeld || named.has(id)),
          lines,
          movements,
          forecasts,
          settings: await monitoringSettings(on, authorityId),
        },
        { year: asked, asAt: month, unit: unit ?? "thousands", gross: gross ?? false, editable: viewer.changes === "all" || viewer.changes.includes(authorityId) },
      );
      return { ...table, dataVersion: await dataVersion(on, authorityId) };
    });
  }

  @Query(() => [DayScalar], { description: "The months for which forecasts of a year are held, each by its last day, the newest first." })
  forecastMonths(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("year", () => FinancialYearScalar, { description: "The year." }) year: string,
  ): Promise<string[]> {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      return forecastMonths(on, authorityId, financialYear(year, "year"));
    });
  }

  @Query(() => MonitoringSettings, { description: "How an authority's variances are printed and rated." })
  monitoringSettings(@Ctx() { db, viewer }: Context, @Arg("authority", () => ID, { description: "The authority." }) authorityId: string): Promise<MonitoringSettings> {
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const held = await monitoringSettings(on, authorityId);
      return { ...(held ?? usualSettings), own: held !== null };
    });
  }

  @Query(() => [CellPreview], {
    description:
      "What each of these edits of forecasts would come to, in their order, or why `editForecasts` would refuse it: every refusal and not the first alone. Nothing is stored.",
  })
  previewForecasts(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("edits", () => [CellEditInput], { description: "The edits, as `editForecasts` would be given them." }) edits: CellEditInput[],
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "The unit of a bare number that was typed, and of what is shown; £000s where nothing is said." }) unit?: Unit,
  ): Promise<CellPreview[]> {
    requireFew(edits, limits);
    return db.read(async (on) => {
      await authorityById(on, viewer, authorityId);
      const { centres, years } = centresAndYears(edits);
      const held = await forecastsOfCentres(on, authorityId, centres, years);
      const known = new Set((await costCentresAmong(on, viewer, authorityId, centres)).keys());
      const previews = forecastPreviews(edits, unit ?? "thousands", held, known, refusalToChange(viewer, authorityId));
      const amounts = edits.map((edit, index) => (previews[index]?.error ? null : forecastTyped(readForecastEdit(edit, unit ?? "thousands", `edits[${index}]`))));
      const questions = await questionsOf(on, { authorityId, versionId: null }, edits, amounts, unit ?? "thousands");
      return previews.map((preview, index) => ({ ...preview, question: questions[index] ?? null }));
    });
  }

  @Mutation(() => WriteResult, { description: "Sets how an authority's variances are printed and rated. Its figures stay as they are." })
  async changeMonitoringSettings(
    @Ctx() { db, viewer }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("input", () => MonitoringSettingsInput, { description: "The settings." }) input: MonitoringSettingsInput,
    @Seen() seen: number,
    @Key() key?: string,
  ): Promise<WriteResult> {
    const { varianceSign, toleranceShare, tolerancePence } = input;
    const wanted = { varianceSign, toleranceShare: toleranceShare ?? null, tolerancePence: tolerancePence ?? null };
    checkSettings(wanted);
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      return changeMonitoringSettings(on, viewer, authorityId, wanted, seen);
    });
    return written(kept);
  }

  @Mutation(() => CellsWritten, {
    description:
      "Keeps forecasts as one batch: all of them, or, where any is refused, none. Each edit names the value that it expects to replace, which may be one carried forward from an earlier month; that month keeps its own.",
  })
  async editForecasts(
    @Ctx() { db, viewer, limits }: Context,
    @Arg("authority", () => ID, { description: "The authority." }) authorityId: string,
    @Arg("edits", () => [CellEditInput], { description: "The edits: each cell's `edits` address as the monitoring table gave it." }) edits: CellEditInput[],
    @Arg("unit", () => MoneyUnit, { nullable: true, description: "The unit of a bare number that was typed; £000s where nothing is said." }) unit?: Unit,
    @Arg("why", () => String, { nullable: true, description: "Why, for the log." }) why?: string,
    @Key() key?: string,
  ): Promise<CellsWritten> {
    if (edits.length === 0) throw new InputError("edits", "There is nothing to change in this batch.");
    requireFew(edits, limits);
    const read = edits.map((edit, index) => readForecastEdit(edit, unit ?? "thousands", `edits[${index}]`));
    const reason = nameIfGiven(why, "why") ?? (read.length === 1 ? "Change one forecast" : `Change ${read.length} forecasts`);
    const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
      await authorityById(on, viewer, authorityId);
      requireChange(viewer, authorityId);
      const centres = [...new Set(read.map(({ costCentreId }) => costCentreId))];
      await costCentresById(on, viewer, authorityId, centres, "edits[0].cell");
      const held = await forecastsOfCentres(on, authorityId, centres, [...new Set(read.map(({ year }) => year))]);
      const { wanted, stale } = forecastsWanted(held, read);
      const [first, ...others] = stale;
      if (first) throw await conflicting(on, authorityId, [first, ...others]);
      const asked = await questionsOf(on, { authorityId, versionId: null }, edits, read.map(forecastTyped), unit ?? "thousands");
      const questions = asked.filter((each) => each !== null);
      if (questions.length > 0) throw new Unconfirmed(questions);
      return changeForecasts(on, viewer, authorityId, held, wanted, reason);
    });
    return { ...written(kept), amountsPence: read.map(({ toPence }) => toPence), cells: read.map((edit) => forecastAfter(edit, unit ?? "thousands")) };
  }
}

/** @throws InputError where a batch has more edits than one may have. */
function requireFew(edits: readonly CellEditInput[], limits: Limits): void {
  if (edits.length > limits.edits) throw new InputError("edits", `One batch changes at most ${limits.edits} cells; this one has ${edits.length}.`);
}

const forecastTyped = ({ costCentreId, year, fromPence }: ForecastEdit): AmountTyped => ({ kind: "forecast", subjectId: costCentreId, year, fromPence });
