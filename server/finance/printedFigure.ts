// A figure as a report printed it, beside what its own inputs give.
import { decimalText, Exact } from "./exact.ts";
import type { Figure } from "./figure.ts";
import { InputError } from "./inputError.ts";
import { type CellUnit, poundsAndPence } from "./money.ts";
import { ReportCell, type ReportTable } from "./table.ts";

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

/** "as printed" is what can be said where a report gives no inputs; "not printed" where it prints no figure. */
export type PrintedVerdict = "follows" | "does not follow" | "as printed" | "not printed";

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
    if (!roundedTo(printed, Exact.decimal(facts.nearest ?? "1")).equals(printed))
      throw new InputError(
        `${at}.nearest`,
        `${facts.printedValue} is not a multiple of ${facts.nearest ?? "1"}. Give the place that it was rounded to: 100000 for £4.7m, 0.1 for 5.6%.`,
      );
  }
}

/**
 * Says whether a printed figure follows from its inputs: rounded half-up to the printed place, it is the printed one or it is not.
 * Essex 6.1.4 prints £9.3m; its inputs give £9,367,837.38, which rounds to £9.4m: it does not follow.
 */
export function printedFinding(facts: PrintedFigureFacts, figure: Figure | null): PrintedFinding {
  const because = facts.why === null ? "" : ` ${facts.why}`;
  if (figure === null) {
    const said = facts.printed === null ? "The report does not print it" : `The report prints ${facts.printed}`;
    const lost = facts.workings !== null ? ". Its workings name what is no longer here, or divide by what is now nil." : ", and gives nothing that it could be worked out from.";
    return { verdict: facts.printed === null ? "not printed" : "as printed", shown: null, sentence: `${said}${lost}${because}` };
  }
  const exact = inUnit(figure.value, facts.unit);
  const nearest = Exact.decimal(facts.nearest ?? "1");
  const rounded = roundedTo(exact, nearest);
  const shown = written(rounded, facts.unit, nearest);
  const inFull = facts.unit === "pounds" ? poundsAndPence(exact) : written(roundedTo(exact, Exact.decimal("0.001")), facts.unit, Exact.decimal("0.001"));
  if (facts.printedValue === null) return { verdict: "not printed", shown, sentence: `The report does not print it; its inputs give ${shown}.${because}` };
  if (rounded.equals(Exact.decimal(facts.printedValue))) {
    return {
      verdict: "follows",
      shown,
      sentence: `The report prints ${facts.printed}, and its inputs give ${inFull}${rounded.equals(exact) ? "" : `, which rounds to ${shown}`}.${because}`,
    };
  }
  return {
    verdict: "does not follow",
    shown,
    sentence: `The report prints ${facts.printed}; its inputs give ${inFull}${rounded.equals(exact) ? "" : `, which rounds to ${shown}`}.${because}`,
  };
}

/** The register of an authority's printed figures. `workedOut` gives each figure by its id, null where the report gives no inputs. */
export function printedFiguresTable(authorityName: string, figures: readonly PrintedFigureFacts[], workedOut: ReadonlyMap<string, Figure | null>): ReportTable {
  const rows = figures.map((facts) => {
    const figure = workedOut.get(facts.id) ?? null;
    const finding = printedFinding(facts, figure);
    const cell = figure === null ? ReportCell.words("") : new ReportCell(figure, cellUnit(facts));
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
  const count = (verdict: PrintedVerdict) => rows.filter((row) => row.cells[3]?.shown === verdict).length;
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
        : [
            `${count("follows")} follow from their own inputs, ${count("does not follow")} do not, ${count("as printed")} have no inputs in the report, ${count("not printed")} are not printed there.`,
            ...rows.filter((row) => row.cells[3]?.shown === "does not follow").map((row) => `${row.cells[0]?.shown}, ${row.label}: ${row.cells[3]?.note}`),
          ],
  };
}

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
