// What a form sends: its texts put together into the input of the schema, each number as the server has read it.
import { applies, type Described, isRead } from "./describe.ts";
import type { Field, Fields, ReadField, TextAt } from "./fieldKinds.ts";
import type { InputName, WholeInput } from "./input.ts";
import { type Entry, readingOf } from "./readings.ts";
import { rowsIn, type Texts, typedIn } from "./texts.ts";

export interface Assembled<Of extends InputName> {
  /** Null until everything has been read, and while anything cannot be. */
  readonly input: WholeInput<Of> | null;
  /** Whether anything cannot be read, or is missing. */
  readonly unreadable: boolean;
  /** Where the form has what the input has at another place: rows that are left empty are not sent. */
  readonly formPaths: ReadonlyMap<string, string>;
}

/** Why what is typed cannot be sent, in a sentence; null where it can, undefined while it has not been read. */
export function wrongWith(field: ReadField, entry: Entry): string | null | undefined {
  const reading = readingOf(entry);
  return reading && (reading.error ?? (field.needed && reading.value === null ? "This cannot be left empty." : null));
}

export function assembled<Of extends InputName>(described: Described<Of>, texts: Texts): Assembled<Of> {
  const { fields } = described;
  const formPaths = new Map<string, string>();
  const form = (name: string) => texts[name] ?? "";
  const typed = typedIn(described, texts);
  const entries = new Map(typed.map(({ path, entry }) => [path, entry]));
  const wrong = typed.map(({ field, entry }) => wrongWith(field, entry));
  const readAt = (field: ReadField, path: string, beside: TextAt): unknown => {
    const entry = entries.get(path);
    return entry ? JSON.parse(readingOf(entry)?.value ?? "null") : field.as?.(beside, form).value;
  };
  const valueAt = (field: Field, path: string, at: string, beside: TextAt): unknown => {
    const text = texts[path] ?? "";
    if ("when" in field && !applies(field.when, beside, form)) return field.kind === "list" || field.kind === "ids" ? [] : field.kind === "tick" ? false : null;
    if (isRead(field)) return readAt(field, path, beside);
    switch (field.kind) {
      case "tick":
        return text === "yes";
      case "kept":
        return JSON.parse(text === "" ? "null" : text);
      case "worked":
        return field.value(Object.fromEntries(Object.entries(field.typed).map(([column, each]) => [column, readAt(each, `${at}${column}`, beside) as number | null])));
      case "list":
        return rowsOf(path, field.unless).map((row, index) => {
          formPaths.set(`${path}[${index}]`, `${path}[${row}]`);
          return columnsAt(field.fields, `${path}[${row}].`);
        });
      case "ids":
        return rowsOf(path, "id").map((row) => texts[`${path}[${row}].id`]);
      default:
        return text.trim() === "" && !field.needed ? null : field.kind === "choice" ? text : text.trim();
    }
  };
  const rowsOf = (list: string, unless: string | undefined) =>
    Array.from({ length: rowsIn(texts, list) }, (_, row) => row).filter((row) => unless === undefined || (texts[`${list}[${row}].${unless}`] ?? "").trim() !== "");
  const columnsAt = (columns: Fields, at: string): Record<string, unknown> => {
    const beside = (name: string) => texts[`${at}${name}`] ?? "";
    return Object.fromEntries(Object.entries(columns).map(([name, field]) => [name, valueAt(field, `${at}${name}`, at, beside)]));
  };
  const input = columnsAt(fields, "");
  return { input: wrong.every((each) => each === null) ? (input as WholeInput<Of>) : null, unreadable: wrong.some(Boolean), formPaths };
}
