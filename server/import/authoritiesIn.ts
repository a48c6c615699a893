// Which rows of a table are of which authority: told by the column that names the most of those that are in Tabled.
import type { AuthorityNamed } from "../../db/authorities.ts";
import type { Column } from "../reading/columns.ts";
import { type Grid, type GridRow, isBlankRow } from "../reading/grid.ts";
import { inAnyCase } from "../reading/named.ts";
import { gssForm, hasOldCodes } from "../reading/places.ts";

/** An authority that is in Tabled, with its rows. */
export interface AuthorityRows {
  readonly id: string;
  readonly name: string;
  /** As the table calls it. */
  readonly called: string;
  readonly rows: Grid;
}

export interface FileAuthorities {
  readonly column: Column;
  readonly known: readonly AuthorityRows[];
  /** What else the column names, with how many rows. */
  readonly others: ReadonlyMap<string, number>;
  /** How many rows have something, and nothing in the column. */
  readonly unnamed: number;
}

/** Null where no column names an authority that is in Tabled. */
export function authoritiesIn(columns: readonly Column[], rows: Grid, stored: readonly AuthorityNamed[]): FileAuthorities | null {
  const known = new KnownAuthorities(stored);
  const naming = columns.flatMap((column) => {
    if (column.holds === "nothing" || column.holds === "money") return [];
    const found = known.namedIn(column, rows);
    return found.size === 0 ? [] : [{ column, found, count: new Set([...found.values()].map(({ id }) => id)).size }];
  });
  // Of a name and a code beside it the name, which people know.
  const [best] = naming.sort((one, other) => other.count - one.count || Number(other.column.holds === "words") - Number(one.column.holds === "words"));
  return best ? split(best.column, rows, best.found) : null;
}

function split(column: Column, rows: Grid, found: ReadonlyMap<string, AuthorityNamed>): FileAuthorities {
  const known = new Map<string, { id: string; name: string; called: string; rows: GridRow[] }>();
  const others = new Map<string, number>();
  let unnamed = 0;
  for (const row of rows) {
    const called = row.cells[column.index] ?? "";
    const authority = found.get(called);
    if (authority) {
      const { id, name } = authority;
      const of = known.get(id) ?? { id, name, called, rows: [] };
      of.rows.push(row);
      known.set(id, of);
    } else if (called !== "") others.set(called, (others.get(called) ?? 0) + 1);
    else if (!isBlankRow(row)) unnamed += 1;
  }
  return { column, known: [...known.values()], others, unnamed };
}

class KnownAuthorities {
  private readonly byCode = new Map<string, AuthorityNamed>();
  private readonly byOldCode = new Map<string, AuthorityNamed>();
  private readonly byName = new Map<string, AuthorityNamed>();
  /** Null where several are called so. */
  private readonly byPlainName = new Map<string, AuthorityNamed | null>();

  constructor(stored: readonly AuthorityNamed[]) {
    for (const authority of stored) {
      const { name, gssCode, oldCode } = authority;
      if (gssCode) this.byCode.set(gssCode, authority);
      if (oldCode) this.byOldCode.set(oldCode, authority);
      this.byName.set(inAnyCase(name), authority);
      const plain = plainName(name);
      this.byPlainName.set(plain, this.byPlainName.has(plain) ? null : authority);
    }
  }

  /** The authorities that a column names, by what stands in it. */
  namedIn(column: Column, rows: Grid): Map<string, AuthorityNamed> {
    const found = new Map<string, AuthorityNamed>();
    const seen = new Set<string>();
    const hasOld = hasOldCodes(column);
    for (const { cells } of rows) {
      const text = cells[column.index] ?? "";
      if (text === "" || seen.has(text)) continue;
      seen.add(text);
      const authority = gssForm.test(text) ? this.byCode.get(text) : hasOld && /^\d{3}$/.test(text) ? this.byOldCode.get(text) : this.named(text);
      if (authority) found.set(text, authority);
    }
    return found;
  }

  private named(text: string): AuthorityNamed | undefined {
    const plain = plainName(text);
    return this.byName.get(inAnyCase(text)) ?? (plain === "" ? undefined : (this.byPlainName.get(plain) ?? undefined));
  }
}

/** "London Borough of Havering" is Havering, and "Essex County Council" Essex. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(
      /\b(london borough of|royal borough of|city of|county of|council|county council|borough council|city council|county|borough|city|mbc|metropolitan|district|unitary)\b/g,
      " ",
    )
    .replace(/[^a-z]+/g, " ")
    .trim();
}
