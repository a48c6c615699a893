// Which rows and columns of a table are worked out from which others: as rows say of themselves, or by the figures, so that nobody adds what is added already.
import type { Figure } from "./figure.ts";
import type { ReportTable } from "./table.ts";

/** That `in` is worked out from `of`: both are rows, or columns, by their keys. */
export interface Use {
  readonly of: string;
  readonly in: string;
  /** 1 where it is added as it is shown, -1 where it is taken off, 0 where it is used otherwise: as a factor, or in several ways. */
  readonly sign: -1 | 0 | 1;
}

/** A figure without its name and without its being deducted, which are the cell's: what other cells may use. */
function core(figure: Figure): { figure: Figure; sign: 1 | -1 } {
  let [found, sign]: [Figure, 1 | -1] = [figure, 1];
  while (found.kind === "named" || found.kind === "deducted") {
    if (found.kind === "deducted") sign = sign === 1 ? -1 : 1;
    found = found.of;
  }
  return { figure: found, sign };
}

/** Who shows a figure, and with which sign. */
interface Shown {
  readonly key: string;
  readonly sign: 1 | -1;
}

/** What `figure` is worked out from of the figures in `known`, and how. It does not look behind those. */
function usesIn(figure: Figure, known: ReadonlyMap<Figure, readonly Shown[]>, self: string): Map<string, Use["sign"]> {
  const found = new Map<string, Use["sign"]>();
  const top = core(figure);
  const walk = (part: Figure, sign: Use["sign"], deep: boolean): void => {
    const its = deep ? known.get(part)?.filter(({ key }) => key !== self) : undefined;
    if (its && its.length > 0) {
      for (const { key, sign: shown } of its) {
        const own = (sign * shown + 0) as Use["sign"];
        const before = found.get(key);
        found.set(key, before === undefined || before === own ? own : 0);
      }
      return;
    }
    if (part.kind === "sum") for (const each of part.of) walk(each, sign, true);
    else if (part.kind === "deducted") walk(part.of, (0 - sign + 0) as Use["sign"], true);
    else if (part.kind === "named") walk(part.of, sign, true);
    else if (part.kind === "product") for (const each of part.of) walk(each, part.of.length === 1 ? sign : 0, true);
    else if (part.kind !== "input") {
      walk(part.of, 0, true);
      if (part.kind === "quotient") walk(part.by, 0, true);
    }
  };
  walk(top.figure, top.sign, false);
  return found;
}

/** The cells' own figures, each with those that show it: the first of them, and whoever shows it again. */
function shownFigures(cells: Iterable<{ key: string; figure: Figure | null }>): Map<Figure, Shown[]> {
  const known = new Map<Figure, Shown[]>();
  for (const { key, figure } of cells) {
    if (!figure) continue;
    const { figure: own, sign } = core(figure);
    const others = known.get(own);
    if (!others) known.set(own, [{ key, sign }]);
    else if (!others.some((each) => each.key === key)) others.push({ key, sign });
  }
  return known;
}

function usesOf(key: string, figure: Figure, known: ReadonlyMap<Figure, readonly Shown[]>): Use[] {
  const { figure: own, sign } = core(figure);
  const [first] = known.get(own) ?? [];
  // One figure that two show is of the first of them.
  const again: Use[] = first && first.key !== key ? [{ of: first.key, in: key, sign: (first.sign * sign) as Use["sign"] }] : [];
  return [...again, ...[...usesIn(figure, known, key)].map(([of, how]): Use => ({ of, in: key, sign: how }))];
}

/**
 * Of each row, the rows that it is worked out from: of a total those that it adds, as whoever makes the table says. Where nobody says so, the
 * first column in which the row has a figure tells.
 */
export function rowUses({ rows }: ReportTable): Use[] {
  // A figure that several rows show is first of one that says nothing of itself: the others say whose it is.
  const shown = [...rows.filter(({ uses }) => !uses), ...rows.filter(({ uses }) => uses)];
  const known = shownFigures(shown.flatMap(({ key, cells }) => cells.map(({ figure }) => ({ key, figure }))));
  return rows.flatMap(({ key, cells, uses }) => {
    if (uses) return uses.map(({ of, sign }): Use => ({ of, in: key, sign }));
    const figure = cells.find((cell) => cell.figure)?.figure;
    return figure ? usesOf(key, figure, known) : [];
  });
}

/** How many rows are looked at to see which columns follow from which: they are all made alike. */
const rowsLookedAt = 50;

/** Of each column, the columns that it is worked out from: of a variance the forecast and, taken off, the budget. */
export function columnUses({ rows, columns }: ReportTable): Use[] {
  const found = new Map<string, Use>();
  const add = (use: Use) => found.set(JSON.stringify([use.of, use.in]), use);
  for (const { key, uses = [] } of columns) for (const { of, sign } of uses) add({ of, in: key, sign });
  const told = new Set(columns.filter(({ uses }) => uses).map(({ key }) => key));
  for (const { cells } of rows.filter((row) => row.cells.some(({ figure }) => figure)).slice(0, rowsLookedAt)) {
    const keyed = cells.map(({ figure }, index) => ({ key: columns[index]?.key ?? "", figure }));
    const known = shownFigures(keyed);
    for (const { key, figure } of keyed) if (figure && !told.has(key)) for (const use of usesOf(key, figure, known)) add(use);
  }
  return [...found.values()];
}
