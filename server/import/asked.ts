// What the command was asked for: its options read, in the form with choices and in the older one with a target and a mapping.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { InputError } from "../finance/inputError.ts";
import type { Choices } from "../reading/proposal.ts";
import { choicesGiven } from "./choices.ts";
import { readMapping } from "./mapping.ts";

export const usage = `npm run import -- FILE
npm run import -- <outcomes | budget-lines | commitments> FILE --map MAP.json
  FILE                   a table as it is: CSV, .xlsx, .ods, HTML or JSON; or a folder of them
  --as TARGET            what it is: budget, commitments, outcomes, activity, forecasts, contributions, neighbours,
                         "printed table"
  --map MAP.json         a mapping of its columns, or choices: { "as": "budget", "amount": "Net" }
  --where COLUMN=VALUE   only these rows; may be given several times
  --where all            the rows of every authority in the file that is in Tabled, each to its own, as one import
  --year 2026/27         the year of its amounts
  --amount COLUMN        the column of its amounts, or the group of columns
  --unit UNIT            pounds, thousands or millions
  --pounds pounds|unit   what amounts with a £ of their own are in, in a table of thousands or millions
  --years WHICH          starting or ending: whether 2026 alone is 2026/27 or 2025/26
  --days ORDER           "day first" or "month first"
  --column NAME=in|out   whether a column comes in; may be given several times
  --row ROW=KIND         what a row is, by its number or its name: leaf, heading, subtotal, total, memorandum, or out; may be given several times
  --period PERIOD        of outcomes: which period they are of; --kpi NAME, --denominator ROW, --subject NAME
  --each                 of placements: a commitment for each, rather than one for all of a home; --turned "as they are"
  --near same|new        whether names near one that is stored are the same
  --name NAME=STORED     which stored name a name of the table is, or its own where it is new; may be given several times
  --exchanged WHICH      exchanged or "as they are": of names that have the stored figures of each other
  --sheet NAME           which sheet of a workbook
  --version NAME         which draft of a budget
  --answer ABOUT=ANSWER  what else is asked: "pool=Placements", "unknown=add them"
  --authority NAME       whose facts they are, by name, code or id, where there are several
  --preview              say what would change, and write nothing
  --json                 with --preview: say what was read as JSON`;

export interface CommandAsked {
  readonly file: string;
  readonly authority: string | undefined;
  readonly preview: boolean;
  readonly json: boolean;
  /** How the file is read: by a mapping that somebody wrote, or as it was made. */
  readonly by: { readonly map: string; readonly sheet: string | undefined } | { readonly choices: Choices };
}

/** Null where it is called otherwise than it can be. @throws InputError of a mapping or a choice that is wrong. */
export function commandAsked(given: readonly string[]): CommandAsked | null {
  const found = parsed(given);
  if (!found) return null;
  const { values, positionals } = found;
  const [first, second, more] = positionals;
  if (first === undefined || more !== undefined || (second !== undefined && !values.map) || (values.json && !values.preview)) return null;
  const { authority, preview = false, json = false, map: mapFile, sheet } = values;
  const map = mapFile === undefined ? undefined : readFileSync(mapFile, "utf8").replace(/^\uFEFF/, "");
  const common = { file: second ?? first, preview, json };
  if (map !== undefined && (second !== undefined || isMapping(map))) {
    const mapping = readMapping(map);
    const target = second === undefined ? mapping.target : first.replace("-", " ");
    if (mapping.target !== target) throw new InputError("map.target", `This mapping is of ${mapping.target}, and ${first} were asked for.`);
    return { ...common, authority: authority ?? mapping.authority, by: { map, sheet } };
  }
  const { where, column, row, name, each, answer } = values;
  const rowsOf = where?.filter((each) => each !== "all").map(columnAndValue);
  const one = Object.fromEntries(oneAnswer.map((option) => [option, values[option]]));
  const said = {
    ...Object.fromEntries((answer ?? []).map((each) => answerGiven(each))),
    ...one,
    each,
    ...(rowsOf && rowsOf.length > 0 && { where: rowsOf }),
    ...(where?.includes("all") && { authorities: "all" }),
    columns: entriesOf("column", column),
    rows: entriesOf("row", row),
    names: entriesOf("name", name),
  };
  return { ...common, authority, by: { choices: choicesGiven({ ...(map !== undefined && choicesIn(map)), ...stated(said) }) } };
}

/** Options that are each one choice of the same name. */
const oneAnswer = [
  "as",
  "year",
  "amount",
  "unit",
  "pounds",
  "years",
  "days",
  "period",
  "kpi",
  "denominator",
  "subject",
  "turned",
  "sheet",
  "version",
  "near",
  "exchanged",
] as const satisfies readonly (keyof Choices)[];

function parsed(given: readonly string[]) {
  const text = { type: "string" } as const;
  const texts = { ...text, multiple: true } as const;
  const flag = { type: "boolean" } as const;
  const options = Object.fromEntries(oneAnswer.map((option) => [option, text])) as Record<(typeof oneAnswer)[number], typeof text>;
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: { ...options, map: text, authority: text, where: texts, column: texts, row: texts, name: texts, answer: texts, each: flag, preview: flag, json: flag },
    });
  } catch {
    return null;
  }
}

function isMapping(map: string): boolean {
  try {
    return typeof (JSON.parse(map) as { target?: unknown }).target === "string";
  } catch {
    return true; // which says that it is no JSON
  }
}

function choicesIn(map: string): object {
  return choicesGiven(JSON.parse(map));
}

function answerGiven(given: string): [string, string] {
  const at = given.indexOf("=");
  if (at < 1) throw new InputError("answer", `Write what was asked and its answer: --answer "pool=Placements". “${given.slice(0, 60)}” has no “=”.`);
  return [given.slice(0, at).trim(), given.slice(at + 1).trim()];
}

function columnAndValue(given: string): { column: string; value: string } {
  const at = given.indexOf("=");
  if (at < 1) throw new InputError("where", `Write a column and its value: --where "LA Name=Essex", or --where all. “${given.slice(0, 60)}” has no “=”.`);
  return { column: given.slice(0, at).trim(), value: given.slice(at + 1).trim() };
}

/** "NAME=VALUE" of an option that may be given several times. A name may have an “=” of its own. */
function entriesOf(option: string, given: readonly string[] | undefined): Record<string, string> | undefined {
  return (
    given &&
    Object.fromEntries(
      given.map((each) => {
        const at = each.lastIndexOf("=");
        if (at < 1) throw new InputError(option, `Write a name and a value: --${option} NAME=VALUE. “${each.slice(0, 60)}” has no “=”.`);
        return [each.slice(0, at).trim(), each.slice(at + 1).trim()];
      }),
    )
  );
}

function stated(said: object): object {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
