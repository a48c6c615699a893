// What a forecast is over its budget: how the authority prints it, and how it is rated.
import { Exact } from "./exact.ts";
import type { Figure } from "./figure.ts";
import { InputError } from "./inputError.ts";
import { type CellUnit, poundsAndPence, shownFigure, storablePence } from "./money.ts";
import { ReportCell, type VarianceSign } from "./table.ts";

export interface MonitoringSettings {
  varianceSign: VarianceSign;
  /** Over by no more than this share of latest budget is amber. */
  toleranceShare: string | null;
  /** Over by no more than this amount is amber. */
  tolerancePence: number | null;
}

/** What holds until an authority sets its own. */
export const usualSettings: MonitoringSettings = { varianceSign: "plus", toleranceShare: "0.02", tolerancePence: null };

/** @throws InputError for a tolerance below nil, or a share above 1. */
export function checkSettings({ toleranceShare, tolerancePence }: MonitoringSettings, at = "input"): void {
  if (toleranceShare !== null) {
    const share = Exact.decimal(toleranceShare, `${at}.toleranceShare`);
    if (share.isNegative() || share.compare(Exact.one) > 0) throw new InputError(`${at}.toleranceShare`, "A tolerance is from 0% to 100% of latest budget.");
  }
  if (tolerancePence !== null) {
    if (tolerancePence < 0) throw new InputError(`${at}.tolerancePence`, "A tolerance cannot be negative.");
    storablePence(tolerancePence, `${at}.tolerancePence`);
  }
}

/**
 * A variance as its authority prints it; above nil is an overspend. £12,000 over in £000s is "+12", "(12) ADV" or "(12)", and as much under
 * "–12", "12 FAV" or "12". A percentage takes the sign and no words. A true nil of money is an en dash.
 */
export function shownVariance(value: Exact, unit: CellUnit, sign: VarianceSign): string {
  if (value.isNil()) return shownFigure(value, unit);
  const over = !value.isNegative();
  const size = shownFigure(over ? value : value.negated(), unit);
  if (sign === "plus") return `${over ? "+" : "–"}${size}`;
  const signed = over ? `(${size})` : size;
  return sign === "brackets" || typeof unit !== "string" ? signed : `${signed} ${over ? "ADV" : "FAV"}`;
}

/** What a heading says of the sign, in short. */
export function signInShort(sign: VarianceSign): string {
  return { plus: "overspend +", "brackets and words": "overspend ( ) ADV", brackets: "overspend ( )" }[sign];
}

/** What a note says of the sign. */
export function signSaid(sign: VarianceSign): string {
  return {
    plus: "an overspend is shown as +, an underspend as –",
    "brackets and words": "an overspend is in brackets with ADV (adverse), an underspend is shown with FAV (favourable)",
    brackets: "an overspend is in brackets, an underspend has none",
  }[sign];
}

/** A cell whose sign is the authority's choice. Its exact value and its pence are above nil for an overspend, however it is printed. */
export class VarianceCell extends ReportCell {
  constructor(
    figure: Figure | null,
    private readonly printedIn: CellUnit,
    private readonly sign: VarianceSign,
  ) {
    super(figure, printedIn);
  }

  override get shown(): string {
    return this.figure === null ? super.shown : shownVariance(this.figure.value, this.printedIn, this.sign);
  }
}

/**
 * Rates a variance: no overspend is green; one within every tolerance that is set, inclusive, amber; else red. With no tolerance there is no
 * amber. Judged on the exact value. With 2%, £2,000.00 over a budget of £100,000.00 is amber and £2,000.01 red. Of a budget of nil no share
 * can be taken, so that any overspend of it is beyond a share.
 */
export function varianceRag(variance: Exact, latest: Exact, { toleranceShare, tolerancePence }: MonitoringSettings): "green" | "amber" | "red" {
  if (variance.compare(Exact.nil) <= 0) return "green";
  if (toleranceShare === null && tolerancePence === null) return "red";
  const size = latest.isNegative() ? latest.negated() : latest;
  const withinShare = toleranceShare === null || variance.compare(size.times(Exact.decimal(toleranceShare))) <= 0;
  const withinAmount = tolerancePence === null || variance.compare(Exact.pence(tolerancePence)) <= 0;
  return withinShare && withinAmount ? "amber" : "red";
}

/** The tolerances in a sentence. `own` is false for the usual ones. */
export function toleranceSaid({ toleranceShare, tolerancePence }: MonitoringSettings, own: boolean): string {
  const limits = [
    ...(toleranceShare === null ? [] : [`${shownPercent(toleranceShare)} of latest budget`]),
    ...(tolerancePence === null ? [] : [poundsAndPence(Exact.pence(tolerancePence))]),
  ];
  const usual = own ? "" : " This is the usual tolerance; the authority can set its own.";
  if (limits.length === 0) return "Green: no overspend. Red: an overspend. No tolerance is set, so nothing is amber.";
  return `Green: no overspend. Amber: over by no more than ${limits.join(" and no more than ")}. Red: over by more.${usual}`;
}

/** "0.02" is "2%". */
function shownPercent(share: string): string {
  return `${Exact.decimal(share).times(Exact.whole(100)).toString()}%`;
}
