// A change of the log in an officer's words: which thing, which of its fields, from what to what.

import type { On } from "../../db/engine/open.ts";
import { type Image, type RowRef, refKey, rowImages } from "../../db/read/rowImages.ts";
import { partOfBy, pointers } from "../../db/references.ts";
import type { FactTable, Row } from "../../db/tables.ts";
import { ownersUsed, sharedTables } from "../../db/write/owners.ts";
import { dayInShort } from "../finance/day.ts";
import { Exact } from "../finance/exact.ts";
import { poundsAndPence, ratePounds } from "../finance/money.ts";

export interface ChangeWords {
  /** Which thing: "Mainstream Residential North, 2023/24". */
  what: string;
  /** Which of its fields: "ends on"; null for an amount, and for the whole. */
  fieldSaid: string | null;
  /** Empty where the whole of a thing that is no amount was added or removed. */
  fromSaid: string;
  toSaid: string;
}

export type LoggedChange = Pick<Row<"change">, "tableName" | "rowId" | "field" | "fromValue" | "toValue">;

/** Things that are known by what they belong to, beside the parts of others. */
const knownBy: { readonly [Table in FactTable]?: readonly string[] } = {
  budgetLine: ["costCentreId"],
  forecast: ["costCentreId"],
  virementLine: ["costCentreId"],
  printedCell: ["versionId", "reference"],
  outcome: ["kpiId", "subjectId"],
  placementActivity: ["subjectId"],
  placeUse: ["partnershipId", "buyer"],
  settlementPeriod: ["partnershipId"],
  settlementStatement: ["periodId"],
  poolAmount: ["poolId"],
  poolWeight: ["poolId", "partnerId"],
  allocation: ["partnerId"],
  commitmentDraw: ["commitmentId", "costCentreId"],
};

/** The words of changes of one authority, in their order. A thing that is gone is called as it was when it was removed. */
export async function wordsOf(on: On, authorityId: string, changes: readonly LoggedChange[]): Promise<ChangeWords[]> {
  const images = await rowImages(
    on,
    authorityId,
    changes.map(({ tableName, rowId }) => ({ table: tableName as FactTable, id: rowId })),
  );
  const values = changes.flatMap(({ tableName, field, fromValue, toValue }) =>
    [fromValue, toValue].flatMap((json) => (json === null || field === "*" ? [] : pointedAt(tableName as FactTable, { [field]: read(json) }))),
  );
  const around = changes.flatMap(({ tableName, rowId }) => pointedAt(tableName as FactTable, images.get(refKey({ table: tableName as FactTable, id: rowId })) ?? {}));
  const pointed = [...around, ...values];
  const [, ...publishers] = pointed.some(({ table }) => sharedTables.includes(table)) ? await ownersUsed(on, authorityId) : [];
  const named = await rowImages(on, authorityId, pointed, publishers);
  const nameOf: NameOf = (table, field, id) => nameIn(named.get(refKey({ table: pointer(table, field) as FactTable, id: String(id) })));
  return changes.map((change) => {
    const image = images.get(refKey({ table: change.tableName as FactTable, id: change.rowId })) ?? {};
    const what = thing(change.tableName as FactTable, image, nameOf);
    if (change.field === "*") return { what, fieldSaid: null, ...wholeSaid(change.fromValue, change.toValue) };
    const amount = change.field === "amountPence" || change.field === "rateShare";
    return {
      what,
      fieldSaid: amount ? null : fieldSaid(change.field),
      fromSaid: valueSaid(change, change.fromValue, nameOf),
      toSaid: valueSaid(change, change.toValue, nameOf),
    };
  });
}

/** The table that a field names a row of; undefined where it names none, and for whose a row is. */
function pointer(table: FactTable, field: string): FactTable | undefined {
  const found = pointers[table][field];
  return found === "authority" ? undefined : (found as FactTable | undefined);
}

function pointedAt(table: FactTable, image: Image): RowRef[] {
  return Object.entries(image).flatMap(([field, id]) => {
    const to = pointer(table, field);
    return to !== undefined && typeof id === "string" ? [{ table: to, id }] : [];
  });
}

type NameOf = (table: FactTable, field: string, id: unknown) => string | null;

function thing(table: FactTable, image: Image, nameOf: NameOf): string {
  if (table === "virement") return `Virement ${image.number ?? ""}`.trim();
  if (table === "publisherUse") return "Use of a publisher";
  if (table === "note") return `Note on ${image.place ?? "a cell"}`;
  const owner = partOfBy[table];
  const by = knownBy[table] ?? (owner === undefined ? [] : [owner]);
  const of = by.map((field) => (pointer(table, field) ? nameOf(table, field, image[field]) : (image[field] as string | null)));
  const own = nameIn(image) ?? (typeof image.address === "string" ? tableSaid(image.address) : null);
  const year = (image.year ?? image.fromYear) as string | null | undefined;
  // A part is told from the others by its year, or by the day that it starts.
  const starts = by.length > 0 && !year && own === null && typeof image.startsOn === "string" ? `from ${dayInShort(image.startsOn)}` : null;
  const asAt = table === "forecast" && typeof image.asAt === "string" ? `${image.part === "net" ? "" : `${image.part}, `}forecast as at ${dayInShort(image.asAt)}` : null;
  return [...of, own, year, starts, asAt].filter(Boolean).join(", ") || said(table);
}

/** What a row is called: most have a name, some only words. */
function nameIn(image: Image | undefined): string | null {
  const name = image?.name ?? image?.what ?? image?.criterion ?? image?.label ?? image?.heading;
  return typeof name === "string" && name !== "" ? name : null;
}

/** A table of a report that has no heading of its own: "blockCase.curve?id=…" is "block case curve". */
function tableSaid(address: string): string {
  return said((address.split("?")[0] as string).replace(".", " "));
}

/** The whole of a row, made or removed: its amount where it is one. Of anything else `fromSaid` is empty and `toSaid` the deed. */
function wholeSaid(fromValue: string | null, toValue: string | null): Pick<ChangeWords, "fromSaid" | "toSaid"> {
  const [from, to] = [fromValue, toValue].map((json) => (json === null ? null : amountIn(json)));
  if (!from && !to) return { fromSaid: "", toSaid: fromValue === null ? "added" : "removed" };
  return { fromSaid: from ?? "nothing", toSaid: to ?? "nothing" };
}

function amountIn(json: string): string | null {
  const image = read(json) as Image | null;
  if (typeof image?.amountPence === "number") return poundsAndPence(Exact.pence(image.amountPence));
  return typeof image?.rateShare === "string" ? percent(image.rateShare) : null;
}

/** "endsOn" is "ends on", "weeklyRatePounds" is "weekly rate". */
function fieldSaid(field: string): string {
  return said(field.replace(/(Pence|Pounds|Share|Id)$/, ""));
}

function said(name: string): string {
  return name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

const longest = 200;

function valueSaid({ tableName, field }: LoggedChange, json: string | null, nameOf: NameOf): string {
  if (json === null) return "nothing";
  const value = read(json);
  if (field.endsWith("Pence") && typeof value === "number") return poundsAndPence(Exact.pence(value));
  if (field.endsWith("Pounds") && typeof value === "string") return ratePounds(Exact.decimal(value));
  if (field.endsWith("Share") && typeof value === "string") return percent(value);
  if (pointer(tableName as FactTable, field)) return nameOf(tableName as FactTable, field, value) ?? "another";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return dayInShort(value);
  const text = String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** "0.028" is "2.8%". */
function percent(share: string): string {
  return `${Exact.decimal(share).times(Exact.whole(100)).toString()}%`;
}

function read(json: string): unknown {
  return JSON.parse(json);
}
