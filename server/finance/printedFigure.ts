// A figure as a report printed it, beside what its own inputs give.
import { decimalText, Exact } from "./exact.ts";
import type { Figure } from "./figure.ts";
import { InputError } from "./inputError.ts";
import { type CellUnit, poundsAndPence } from "./money.ts";
import { rangeOf, roundedRange } from "./range.ts";
import { ReportCell, type ReportTable } from "./table.ts";
import { figureOf, isUnknown, type Known, type Unknown } from "./unknown.ts";

export interface PrintedFigureFacts {
  id: string;
  reference: string;
  what: string;
  /** As the report prints it: "£4.7m". Null where the report leaves the figure to be worked out. */
  printed: string | null;
  /** The same as a number: pounds, per cent, months, years or a plain number. */
  printedValue: string | null;
  unit: "pounds" | "percent" | "months" | "years" | "number";
  /** The place that it was rounded to, in that unit: "100000" for £4.7m, "0.1" for 5.6%. */
  nearest: string | null;
  /** How it ought to follow; null where the report gives no inputs. */
  workings: string | null;
  why: string | null;
}

/**
 * "not known" is what can be said where the workings need what nobody has stated, "as printed" where the report gives no inputs, and
 * "not printed" where it prints no figure.
 */
export const printedVerdicts = ["follows", "consistent with rounding", "does not follow", "not known", "as printed", "not printed"] as const;
export type PrintedVerdict = (typeof printedVerdicts)[number];

export interface PrintedFinding {
  verdict: PrintedVerdict;
  /** The computed figure, rounded to the printed place and written as a report would; null without workings. */
  shown: string | null;
  sentence: string;
}

/** Checks what was printed. @throws InputError naming the field below `at`. */
export function checkPrinted(facts: Omit<PrintedFigureFacts, "id">, at: string): void {
  if ((facts.printed === null) !== (facts.printedValue === null)) {
    throw new InputError(`${at}.${facts.printed === null ? "printed" : "printedValue"}`, "Give what is printed both as it stands (£4.7m) and as a number (4700000), or neither.");
  }
  if (facts.printedValue !== null) Exact.decimal(facts.printedValue, `${at}.printedValue`);
  if (facts.nearest !== null && Exact.decimal(facts.nearest, `${at}.nearest`).compare(Exact.nil) <= 0) {
    throw new InputError(`${at}.nearest`, "The place that it was rounded to must be more than nil: 100000 for £4.7m, 0.1 for 5.6%.");
  }
  if (facts.printedValue !== null) {
    const printed = Exact.decimal(facts.printedValue);
    const place = placeOf(facts);
    if (!roundedTo(printed, place).equals(printed))
      throw new InputError(
        `${at}.nearest`,
        `${facts.printedValue} is not a multiple of ${place.toString()}. Give the place that it was rounded to: 100000 for £4.7m, 0.1 for 5.6%.`,
      );
  }
}

/**
 * Says whether a printed figure follows from its inputs. It follows where they give it, rounded half-up to the printed place. It is
 * consistent with rounding where some numbers that print as the inputs do give some number that prints as it does; a half may have been
 * rounded either way. Else it does not follow, and the sentence says by how much: as the inputs are printed, and at the least.
 * Essex 6.1.4 prints £9.3m; its inputs give £9,367,837.38, which rounds to £9.4m: it does not follow.
 */
export function printedFinding(facts: PrintedFigureFacts, known: Known | null): PrintedFinding {
  const because = facts.why === null ? "" : ` ${facts.why}`;
  if (known === null || isUnknown(known)) return withoutFigure(facts, known, because);
  const exact = inUnit(known.value, facts.unit);
  const nearest = placeOf(facts);
  const rounded = roundedTo(exact, nearest);
  const shown = written(rounded, facts.unit, nearest);
  if (facts.printedValue === null) return { verdict: "not printed", shown, sentence: `The report does not print it; its inputs give ${shown}.${because}` };
  const printed = Exact.decimal(facts.printedValue);
  const given = `its inputs give ${inFull(exact, facts.unit)}${rounded.equals(exact) ? "" : `, which rounds to ${shown}`}.`;
  if (rounded.equals(printed)) return { verdict: "follows", shown, sentence: `The report prints ${facts.printed}, and ${given}${because}` };
  const { verdict, sentence } = beside(facts, nearest, known, printed, exact);
  return { verdict, shown, sentence: `The report prints ${facts.printed}; ${given} ${sentence}${because}` };
}

const multiples: Record<string, bigint> = { k: 1_000n, thousand: 1_000n, m: 1_000_000n, mn: 1_000_000n, million: 1_000_000n, bn: 1_000_000_000n, billion: 1_000_000_000n };

/**
 * The place that a printed figure was rounded to: as stated, else as it is printed, where that reads as the number that it stands for. Of
 * "£4.7m" it is 100,000, of "5.5%" 0.1, of "£1,308,421" 1.
 */
function placeOf({ nearest, printed, printedValue }: Pick<PrintedFigureFacts, "nearest" | "printed" | "printedValue">): Exact {
  if (nearest !== null) return Exact.decimal(nearest);
  const found = /(\d[\d,]*)(?:\.(\d+))?\s*(billion|bn|million|mn|m|thousand|k)?\b/i.exec(printed ?? "");
  if (!found || printedValue === null) return Exact.one;
  const [, whole = "", part = "", suffix = ""] = found;
  const multiple = Exact.whole(multiples[suffix.toLowerCase()] ?? 1n);
  const value = Exact.decimal(`${whole.replaceAll(",", "")}.${part || "0"}`).times(multiple);
  const size = Exact.decimal(printedValue);
  return value.equals(size) || value.equals(size.negated()) ? multiple.dividedBy(Exact.whole(10n ** BigInt(part.length))) : Exact.one;
}

function withoutFigure({ printed }: PrintedFigureFacts, unknown: Unknown | null, because: string): PrintedFinding {
  const verdict = printed === null ? "not printed" : unknown === null ? "as printed" : "not known";
  const said = printed === null ? "The report does not print it" : `The report prints ${printed}`;
  const open = printed === null ? "What it comes to is not known." : "Whether it follows is not known.";
  const why = unknown === null ? ", and gives nothing that it could be worked out from." : `. ${open} ${unknown.why}`;
  return { verdict, shown: null, sentence: `${said}${why}${because}` };
}

/** Of a figure that rounds to something else than is printed: whether rounding can explain it, and by how much it is off. */
function beside({ unit }: PrintedFigureFacts, place: Exact, figure: Figure, printed: Exact, exact: Exact): { verdict: PrintedVerdict; sentence: string } {
  const range = rangeOf(figure);
  const least = range.least && inUnit(range.least, unit);
  const most = range.most && inUnit(range.most, unit);
  const prints = roundedRange(printed, place);
  const [above, below] = [least?.minus(prints.most) ?? null, most && prints.least.minus(most)];
  const more = above?.compare(Exact.nil) === 1;
  if (!more && below?.compare(Exact.nil) !== 1) {
    const sentence =
      least === null || most === null
        ? "Something is divided by a number that may be nil before it is rounded, so rounding cannot be ruled out."
        : least.equals(most)
          ? "That is half-way between the two, and a half may be rounded either way."
          : `What its inputs were rounded from can give ${inFull(least, unit)} to ${inFull(most, unit)}, so rounding can explain it.`;
    return { verdict: "consistent with rounding", sentence };
  }
  const off = more ? exact.minus(printed) : printed.minus(exact);
  const [whole, unexplained] = [off, (more ? above : below) as Exact].map((size) => distance(size, unit));
  const side = more ? "more" : "less";
  return { verdict: "does not follow", sentence: `That is ${whole} ${side} than is printed, and ${unexplained} ${side} than rounding can explain.` };
}

const thousandth = Exact.decimal("0.001");

/** To the penny, or to three decimals. */
function inFull(value: Exact, unit: PrintedFigureFacts["unit"]): string {
  return unit === "pounds" ? poundsAndPence(value) : written(roundedTo(value, thousandth), unit, thousandth);
}

/** How far two values are from each other: of percentages it is in points. */
function distance(size: Exact, unit: PrintedFigureFacts["unit"]): string {
  const place = unit === "pounds" ? Exact.decimal("0.01") : thousandth;
  // What is not nil is not said to be.
  const shown = size.compare(place) < 0 ? place : size;
  const text = unit === "percent" ? `${inFull(shown, "number")} ${roundedTo(shown, place).equals(Exact.one) ? "point" : "points"}` : inFull(shown, unit);
  return shown === size ? text : `less than ${text}`;
}

/** The register of an authority's printed figures. `workedOut` gives what is known of each by its id, null where the report gives no inputs. */
export function printedFiguresTable(authorityName: string, figures: readonly PrintedFigureFacts[], workedOut: ReadonlyMap<string, Known | null>): ReportTable {
  const rows = figures.map((facts) => {
    const known = workedOut.get(facts.id) ?? null;
    const finding = printedFinding(facts, known);
    const cell = known === null ? ReportCell.words("") : new ReportCell(figureOf(known), cellUnit(facts));
    cell.note = finding.sentence;
    const verdict = ReportCell.words(finding.verdict);
    verdict.note = finding.sentence;
    return {
      key: `figure:${facts.id}`,
      kind: "line" as const,
      level: 0,
      label: facts.what,
      status: null,
      subjectId: facts.id,
      cells: [ReportCell.words(facts.reference), ReportCell.words(facts.printed ?? "not printed"), cell, verdict],
    };
  });
  const of = (verdict: PrintedVerdict) => rows.filter((row) => row.cells[3]?.shown === verdict);
  const counts = printedVerdicts
    .map((verdict) => ({ verdict, count: of(verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${verdictCounted[verdict][count === 1 ? "one" : "many"]}`);
  return {
    id: "printed-figures",
    title: `${authorityName}: figures as printed`,
    source: null,
    unit: "figure",
    columns: [
      { key: "reference", label: "Where", status: "", words: true },
      { key: "printed", label: "Printed", status: "", words: true },
      { key: "workedOut", label: "Worked out", status: "" },
      { key: "verdict", label: "Verdict", status: "", words: true },
    ],
    rows,
    notes:
      rows.length === 0
        ? []
        : [`${counts.join(", ")}.`, ...[...of("does not follow"), ...of("not known")].map((row) => `${row.cells[0]?.shown}, ${row.label}: ${row.cells[3]?.note}`)],
  };
}

/** How the table's first note counts its verdicts. */
const verdictCounted: Record<PrintedVerdict, { one: string; many: string }> = {
  follows: { one: "follows from its own inputs", many: "follow from their own inputs" },
  "consistent with rounding": { one: "is consistent with rounding", many: "are consistent with rounding" },
  "does not follow": { one: "does not follow", many: "do not follow" },
  "not known": { one: "needs something that is not known", many: "need something that is not known" },
  "as printed": { one: "has no inputs in the report", many: "have no inputs in the report" },
  "not printed": { one: "is not printed there", many: "are not printed there" },
};

/** A figure in the unit of what was printed: of a percentage, the share of 1 as per cent. */
function inUnit(value: Exact, unit: PrintedFigureFacts["unit"]): Exact {
  return unit === "percent" ? value.times(Exact.whole(100)) : value;
}

function roundedTo(value: Exact, nearest: Exact): Exact {
  return Exact.whole(value.dividedBy(nearest).rounded(0)).times(nearest);
}

/** As a report writes it: £36,837,147, £4.7m, 5.5%, 8.7 months. */
function written(value: Exact, unit: PrintedFigureFacts["unit"], nearest: Exact): string {
  const plain = (number: Exact, place: Exact) => {
    const decimals = Math.min(6, (place.toString().split(".")[1] ?? "").length);
    const text = decimalText(number.rounded(decimals), decimals, ",");
    if (unit === "pounds") return text;
    return text
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, "")
      .replace("-", "–");
  };
  switch (unit) {
    case "pounds": {
      const inMillions = nearest.compare(Exact.whole(10_000)) >= 0;
      const by = Exact.ratio(1n, inMillions ? 1_000_000n : 1n);
      const text = `${plain(value.times(by), nearest.times(by))}${inMillions ? "m" : ""}`;
      return text.startsWith("-") ? `–£${text.slice(1)}` : `£${text}`;
    }
    case "percent":
      return `${plain(value, nearest)}%`;
    case "number":
      return plain(value, nearest);
    default:
      return `${plain(value, nearest)} ${value.equals(Exact.one) ? unit.replace(/s$/, "") : unit}`;
  }
}

function cellUnit({ unit, nearest }: PrintedFigureFacts): CellUnit {
  if (unit === "pounds") return "pounds";
  const decimals = Math.max(1, (nearest?.split(".")[1] ?? "").length);
  return unit === "percent" ? { percent: decimals } : { count: unit === "number" ? "" : unit, decimals };
}
