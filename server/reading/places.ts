// Whose each row of a table of outcomes is: a country, a region or an authority, by its codes and its name.
import { isValue } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import { cellOf, cellsIn, type ReadRow } from "./rows.ts";
import type { TableReading } from "./table.ts";

/** The columns that the DfE's open data gives a place in, in its own order. */
export const placeNames = ["geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code", "la_name", "new_la_code"] as const;

export interface PlaceRead {
  /** What the place is called, whatever its level. */
  readonly name: string;
  /** The same place has the same one in every row. */
  readonly key: string;
  /** As the DfE's columns have it, in the order of `placeNames`; null where its name is all that is known. */
  readonly columns: readonly string[] | null;
}

export interface PlaceColumns {
  readonly used: readonly Column[];
  /** Null of a row that names no place by a code or, where no row has one, by name. */
  readonly of: (row: ReadRow) => PlaceRead | null;
}

export const gssForm = /^[EWSNK]\d{8}$/;
const oldForm = /^\d{3}$/;
/** A country or a region of England: where two of them stand in a column, it is one of places. */
const regionForm =
  /^(england|united kingdom|north[ -]east|north[ -]west|yorkshire (and|&) (the )?humber(side)?|east midlands|west midlands|east( of england)?|london|inner london|outer london|south[ -]east|south[ -]west)$/i;
/** The ONS's codes of England and its regions, which many tables leave out; and of the two parts of London, which some give London's own. */
const known = new Map(
  Object.entries({
    england: "E92000001",
    "north east": "E12000001",
    "north west": "E12000002",
    "yorkshire and the humber": "E12000003",
    "east midlands": "E12000004",
    "west midlands": "E12000005",
    "east of england": "E12000006",
    london: "E12000007",
    "south east": "E12000008",
    "south west": "E12000009",
    "inner london": "E13000001",
    "outer london": "E13000002",
    wales: "W92000004",
    scotland: "S92000003",
    "northern ireland": "N92000002",
  }),
);

/** The code of a country, or of a region of England, by its name; empty of any other place. */
export function knownCode(name: string): string {
  return (
    known.get(
      name
        .trim()
        .toLowerCase()
        .replace("&", "and")
        .replace(/-/g, " ")
        .replace(/humberside$/, "humber")
        .replace(/^yorkshire and humber$/, "yorkshire and the humber"),
    ) ?? ""
  );
}

/** The country that a place's code is of. */
export function countryOf(code: string): string {
  return { W: "Wales", S: "Scotland", N: "Northern Ireland" }[code.trim().charAt(0)] ?? "England";
}

/** Whether figures of three digits in a column are old codes of authorities: its name says so. */
export function hasOldCodes({ name }: Column): boolean {
  return /(^|[^a-z])(old|lea)([^a-z]|$)|geog|^la$|^la[ _]?(no|code|number)|authority (no|code|number)/i.test(name);
}

/** The columns of a table that say whose its rows are; null where none does. */
export function placeColumns(table: TableReading): PlaceColumns | null {
  const byName = new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
  if (hasPlacesAsDfe([...byName.keys()])) return asDfe(placeNames.map((name) => byName.get(name) ?? null));
  const cells = (column: Column) => cellsIn(table.rows, column);
  const mostly = (column: Column, form: RegExp) => {
    const given = cells(column);
    return given.length > 0 && given.filter((cell) => form.test(cell)).length * 2 > given.length;
  };
  const gss = table.columns.find((column) => mostly(column, gssForm)) ?? null;
  const old = table.columns.find((column) => column !== gss && mostly(column, oldForm) && hasOldCodes(column)) ?? null;
  const words = table.columns.filter(({ holds }) => holds === "words");
  const regions = (column: Column) =>
    new Set(
      cells(column)
        .filter((cell) => regionForm.test(cell))
        .map((cell) => cell.toLowerCase()),
    ).size;
  const called =
    words.find(({ name }) => /authority|council|\bla[ _]?name|geog_?n|^las?$|^(area|place|region|country|provider|subject|geography)( name)?$|area[ _]name/i.test(name)) ??
    words.find((column) => regions(column) >= 2 || (column === table.labels && cells(column).some((cell) => /^england$/i.test(cell)))) ??
    (gss ? (table.labels ?? null) : null);
  if (!called) return null;
  const beside = old ?? (gss ? null : codesBeside(table, called, (column) => mostly(column, oldForm)));
  const level = words.find((column) => column !== called && /level|geog_l/i.test(column.name)) ?? null;
  const capitals = cells(called).every((cell) => cell === cell.toUpperCase());
  const shouted = new Set(capitals ? [] : cells(called).filter((cell) => cell.length > 3 && cell === cell.toUpperCase()));
  return {
    used: [gss, beside, called, level].filter((column) => column !== null),
    of(row) {
      const given = cellOf(row, called);
      if (given === "" || isValue(given)) return null;
      const name = capitals || shouted.has(given) ? inSmallLetters(given) : given;
      if (!gss) return { name, key: name.toLowerCase(), columns: null };
      const own = cellOf(row, gss);
      const code = /^(inner|outer) /i.test(name) || own === "" ? (known.get(name.toLowerCase()) ?? own) : own;
      if (!gssForm.test(code)) return null;
      return { name, key: code, columns: byCode(code, name, cellOf(row, beside)) };
    },
  };
}

/** The column of the DfE's codes that stands before the names of places, whatever it is called. */
function codesBeside({ columns }: TableReading, { index }: Column, isOfCodes: (column: Column) => boolean): Column | null {
  return columns.find((column) => column.index === index - 1 && isOfCodes(column)) ?? null;
}

/** Whether a table has the DfE's columns of places: the level, and a name or a code of a country and of what is within it. What it lacks of the rest is left empty. */
export function hasPlacesAsDfe(names: readonly string[]): boolean {
  const has = (...wanted: string[]) => wanted.some((name) => names.includes(name));
  return has("geographic_level") && has("country_code", "country_name") && has("region_code", "region_name", "la_name", "new_la_code");
}

function asDfe(columns: readonly (Column | null)[]): PlaceColumns {
  const [level] = columns as [Column];
  return {
    used: columns.filter((column) => column !== null),
    of(row) {
      const values = columns.map((column) => cellOf(row, column));
      const [, countryCode = "", countryName = "", regionCode = "", regionName = "", , laName = "", laCode = ""] = values;
      const at = cellOf(row, level).toLowerCase();
      if (at === "national") return { name: countryName, key: countryCode || countryName, columns: values };
      if (at === "regional") return { name: regionName, key: regionCode || regionName, columns: values };
      return at === "local authority" ? { name: laName, key: laCode || laName, columns: values } : null;
    },
  };
}

const england = ["E92000001", "England"] as const;

function byCode(code: string, name: string, old: string): string[] {
  const [country, called] = /^E/.test(code) ? england : ["", ""];
  if (/^[EWSNK]92/.test(code)) return ["National", code, name, "", "", "", "", ""];
  if (/^E1[23]/.test(code)) return ["Regional", country, called, code, name, "", "", ""];
  return ["Local authority", country, called, "", "", /^\d{3}$/.test(old) ? old : "", name, code];
}

/** "YORKSHIRE AND THE HUMBER" is "Yorkshire and The Humber", as the ONS writes it. */
function inSmallLetters(name: string): string {
  return name.toLowerCase().replace(/[a-z][a-z']*/g, (word) => (/^(and|of|upon|with|in|on)$/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)));
}
