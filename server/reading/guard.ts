// Columns that name a child, told by their headings or by their values, before anything else reads them: no record of a child is kept here.
import { dayOf, markOf } from "./cellKinds.ts";
import type { Column } from "./columns.ts";
import type { GridRow } from "./grid.ts";

/** Why such a column is left out. */
export const noChildren = "no record of a child is kept here";

/** Why each column that names a child is left out, by its name. */
export function guardedOut({ guarded }: { readonly guarded: readonly GuardedColumn[] }): Record<string, string> {
  return Object.fromEntries(guarded.map(({ name }) => [name, noChildren]));
}

/** Nine of ten values that pass as such numbers make a column of them. */
const enough = 0.9;

/** One of them, and all of them: "child number" tells one from another, "children number" counts them. */
const one =
  "child|young person|yp|pupil|student|resident|client|service user|su|looked after child|child looked after|child in care|case|person|individual|patient|learner|care leaver";
const all = "children|young people|yps|pupils|students|residents|clients|service users|looked after children|lac|cla|uasc|individuals|patients|learners|care leavers";
const reference = "ids?|refs?|references?|identifiers?|identity|upns?|record";
const number = `${reference}|no|nr|numbers?|num|codes?|keys?`;
const system = "lcs|mosaic|liquid ?logic|ics|azeus|framework ?i|fwi|core ?plus|care ?first|ehm|ehcp?|ehc plan|nhs|home office|swift|paris|ssda? ?903";

const ofBirth = /\b(dob|d o b|dates? of birth|birth ?(date|day)s?)\b|^(date )?born( on)?$|^birth$/;
/** A heading that can be nothing else. */
const surely: readonly RegExp[] = [
  ofBirth,
  /\b(upn|uln|unique (pupil|learner|child|client|person) (number|id|identifier|reference|no)|national insurance|nino)\b/,
  new RegExp(`^(the )?(${one}) (unique )?(${number})$`),
  new RegExp(`^(${all}) (unique )?(${reference})$`),
  new RegExp(`^(${reference}) (of|for) (the )?(${one})$`),
  new RegExp(`\\b(${system}) ((${one}|plan) )?(${reference}|no|number|names?|initials)$`),
  new RegExp(`^(${system}) (${one})$`),
  new RegExp(`^(${one}|${all}) (${system})$`),
  new RegExp(`^(the )?(${one}|${all}) (full |first |last |family |given |preferred )?(names?|initials?|surnames?|forenames?)$`),
  /^((first|last|family|given|preferred) names?|forenames?|surnames?|initials)$/,
  new RegExp(`\\b(names?|initials?) of (the )?(${one}|${all})\\b`),
];

/** A heading that names a child unless it stands over amounts, shares or counts: "UASC", "NHS", "Child". */
const perhaps = new RegExp(`^(the )?(${one}|${all}|${system})( (no|nr|num|number|numbers))?$`);
/** The same of one of several things in a heading: "Children & families" is a service. */
const perhapsPart = new RegExp(`^(the )?(${one})( (no|nr|num|number))?$`);
const ofProvider = /\b(provider|supplier|home|service|team|contract|organisation|school)\b/;

/** A heading that is a child's beside a column that is, or in a list of placements, and anybody's otherwise. */
const ofSomebody = /^((full|known) )?names?$|^known as$/;
/** A heading that is a child's beside a column that is. */
const besideOne = new RegExp(`^(home )?(address|postcode)$|^(comments?|notes?|remarks?)$|^(p|pin|personal) (${number})$|^(${reference})$`);

/** Days on which placements begin, in a heading. */
const begins = /\b(start|starts|started|from|begin|begins|began|commenced?|placed|placement date|date of placement|admitted|admission)\b/;

/** A word that names of homes, providers, schools and councils have, and names of persons have not. */
const ofOrganisation =
  /\b(ltd|limited|plc|llp|cic|inc|trust|group|care|caring|homes?|house|lodge|cottage|farm|court|manor|hall|grange|villa|place|view|close|road|street|avenue|lane|drive|centre|center|unit|school|academy|college|nursery|hostel|services?|solutions?|support|supported|living|residential|fostering|foster|adoption|agency|agencies|associates|partners|partnership|council|borough|county|city|children'?s?|young|youth|families|family|foundation|charity|hospital|the|and|of|at)\b|&|\d/i;
/** A name of a person: Jamie Smith, SMITH Jamie, O'Neill, J. Smith, JS. */
const personForm = /^(\p{Lu}[\p{L}'’.-]*[, ]*){1,4}$/u;
/** By which a child is known in place of a name: "Child A", "LAC10231", "YP 3". */
const asCalled = /^(child|young person|yp|pupil|student|resident|sibling|service user|su) ?([a-z]|\d{1,8})$|^(lac|cla|uasc|ehcp|lcs)[- /]?\d{4,10}$/i;
/** What codes of budgets and indicators stand under, whatever they look like. */
const ofCodes = /\b(cost|account|budget|ledger|subjective|indicator|measure|kpi)\b/;

export interface GuardedColumn {
  readonly index: number;
  readonly name: string;
  /** Whether most rows have something in it, so that they are each of a child. */
  readonly ofRows: boolean;
}

/** The columns of a table that name a child. `rows` are those below its header. */
export function guardedColumns(columns: readonly Column[], rows: readonly GridRow[]): GuardedColumn[] {
  const others = (column: Column) => columns.filter((each) => each !== column && each.holds === "day" && !isOfBirth(each.name));
  const found = columns.filter((column) => namesChild(column, rows) || mayBeBirths(column, others(column), rows));
  const beside = columns.filter((column) => {
    if (found.includes(column)) return false;
    const heading = wordsOf(column.name);
    if (ofSomebody.test(heading)) return found.length > 0 ? !areMostly(column, rows, isOrganisation) : isPlacementList(columns, rows) && areMostly(column, rows, isPerson);
    return found.length > 0 && besideOne.test(heading);
  });
  const filled = rows.filter(({ cells }) => cells.filter((cell) => cell !== "").length > 1);
  return [...found, ...beside]
    .sort((one, other) => one.index - other.index)
    .map(({ index, name }) => ({ index, name, ofRows: filled.filter(({ cells }) => cells[index]).length * 2 > filled.length }));
}

const isOfBirth = (name: string) => partsOf(name).some((part) => ofBirth.test(part));

/** Whether each row has the day on which something began, and a price. */
function isPlacementList(columns: readonly Column[], rows: readonly GridRow[]): boolean {
  const isStart = ({ name, index }: Column) =>
    begins.test(wordsOf(name)) && rows.some(({ cells }) => dayOf(cells[index] ?? "", "day first") ?? dayOf(cells[index] ?? "", "month first"));
  return columns.some(isStart) && columns.some(({ name, holds }) => holds === "money" || (holds === "count" && /week|price|cost|fee|rate/i.test(name)));
}

const valuesIn = ({ index }: Column, rows: readonly GridRow[]) => rows.flatMap(({ cells }) => (cells[index] && markOf(cells[index]) === null ? [cells[index]] : []));

const isOrganisation = (value: string) => ofOrganisation.test(value);
const isPerson = (value: string) => value.length > 1 && personForm.test(value) && !isOrganisation(value);

/** Whether half of the names in a column, or more, are such. */
function areMostly(column: Column, rows: readonly GridRow[], passes: (value: string) => boolean): boolean {
  const values = valuesIn(column, rows);
  return values.filter(passes).length * 2 >= values.length;
}

function namesChild(column: Column, rows: readonly GridRow[]): boolean {
  const { name, holds } = column;
  const parts = partsOf(name);
  if (parts.some((part) => surely.some((form) => form.test(part)))) return true;
  if (holds === "share" || holds === "day" || holds === "year" || holds === "nothing") return false;
  const values = valuesIn(column, rows);
  const heading = wordsOf(name);
  const mayBe = perhaps.test(heading) || (!ofProvider.test(heading) && parts.some((part) => perhapsPart.test(part)));
  if (mayBe && ((holds !== "count" && holds !== "money") || areSerials(values, /nhs/.test(heading) ? 8 : 4))) return true;
  if (!ofCodes.test(heading) && mostly(values, (value) => asCalled.test(value))) return true;
  return [isPupilNumber, isNhsNumber].some((passes) => mostly(values, passes));
}

/** Whether nine of ten pass; told as soon as too many do not. */
function mostly(values: readonly string[], passes: (value: string) => boolean): boolean {
  const most = values.length * (1 - enough);
  let failed = 0;
  return values.length > 0 && values.every((value) => passes(value) || ++failed <= most);
}

/** A heading as words in small letters: "ChildID", "child_id" and "Child's ID" are "child id" and "child s id". */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/['’]s\b/g, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** A heading as a whole and by its parts, since one of several things that stand under it is enough: "Initials / ID", "Name (YP)", "Child & home". */
function partsOf(name: string): string[] {
  const parts = name.split(/[/,&+;|()[\]]|\s[-–—]\s|\band\b|\bor\b/i);
  return [...new Set([name, ...parts].map(wordsOf))].filter((part) => part !== "");
}

/** Numbers that tell things apart rather than count them: whole, all different, and all as long. */
function areSerials(values: readonly string[], shortest: number): boolean {
  const length = values[0]?.length ?? 0;
  return length >= shortest && values.every((value) => /^\d+$/.test(value) && value.length === length) && new Set(values).size === values.length;
}

const pupilLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
/** A unique pupil number: a letter that checks twelve digits, of which the last may be a letter. Source: DfE, Unique pupil numbers: guide. */
export function isPupilNumber(text: string): boolean {
  const found = /^([A-Z])(\d{11})([\dA-Z])$/i.exec(text.replace(/ /g, ""));
  if (!found) return false;
  const [, letter = "", digits = "", last = ""] = found;
  const end = /\d/.test(last) ? Number(last) : pupilLetters.indexOf(last.toUpperCase());
  if (end < 0) return false;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place + 2), end * 13);
  return pupilLetters[sum % 23] === letter.toUpperCase();
}

/** An NHS number: ten digits, the last of which checks the others by modulus 11. Source: NHS Data Dictionary, NHS number. */
export function isNhsNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, "");
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false;
  const sum = [...digits].slice(0, 9).reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** A heading over days that says what happened on them, which is no birth. */
const happened =
  /start|end|from|to\b|begin|finish|place|review|due|paid|invoice|contract|open|close|admi|ceas|expir|until|period|agreed|approv|award|tender|regist|inspect|update|creat/i;

const dayMs = 86_400_000;
const years = (earlier: string, later: string) => (Date.parse(later) - Date.parse(earlier)) / dayMs / 365.25;

/** Days that lie less than 19 years before the first of their row's others, and as a rule years before it, as birthdays of children do. */
function mayBeBirths(column: Column, others: readonly Column[], rows: readonly GridRow[]): boolean {
  if (column.holds !== "day" || others.length === 0 || happened.test(column.name)) return false;
  const order = column.days?.order ?? "day first";
  const ages = rows.flatMap(({ cells }) => {
    const day = dayOf(cells[column.index] ?? "", order);
    const days = others.flatMap((other) => dayOf(cells[other.index] ?? "", other.days?.order ?? "day first") ?? []);
    return day === null || days.length === 0
      ? []
      : [
          years(
            day,
            days.reduce((first, each) => (each < first ? each : first)),
          ),
        ];
  });
  const young = ages.filter((age) => age >= 0 && age < 19).length;
  return ages.length > 0 && young >= ages.length * enough && ages.filter((age) => age >= 3).length * 2 > ages.length;
}
