// The names of a table beside those that are stored: which are the same, which are near one and may be it by another spelling, which are new, and which stand for each other.
import { listed } from "../finance/listed.ts";
import type { Ask, Choices, NameMatch } from "./proposal.ts";

type NameChoices = Pick<Choices, "names" | "near" | "exchanged">;

/** A name of a table, and the number of the first row that has it. */
export interface TableName {
  readonly name: string;
  readonly at: number;
}

export const sameName = (name: string) => name.trim().replace(/\s+/g, " ").toLowerCase();

/** Without what spellings differ in: "&", hyphens, a plural's s, numbers before a name, and what sort of company it is. */
function plain(name: string): string {
  return sameName(name)
    .replaceAll("&", " and ")
    .replaceAll(/['’]/g, "")
    .replace(/^\d+[.)]?\s+/, "")
    .replaceAll(/[^a-z0-9]+/g, " ")
    .replaceAll(/(?<=\w )\b(ltd|limited|plc|llp|cic)\b/g, " ")
    .replaceAll(/s\b/g, "")
    .replaceAll(/ +/g, " ")
    .trim();
}

/** Names that are one or two letters apart are near where they are so long that it is no chance. */
const shortest = 8;
/** Of more pairs than these only other spellings are looked for, and no slips of letters: a file may have a hundred thousand names. */
const mostCompared = 2_000_000;

/**
 * How each name stands to those that are stored, and by which it comes in. Of `repeats` a table has one thing often and may spell it in several ways; else a name
 * that it has itself is another thing, however near.
 */
export function matchedNames(of: NameMatch["of"], names: readonly TableName[], stored: readonly string[], chosen: NameChoices = {}, repeats = false): NameMatch[] {
  const same = new Map(stored.map((name) => [sameName(name), name]));
  const said = new Map(Object.entries(chosen.names ?? {}).map(([name, as]) => [sameName(name), as]));
  const own = new Set(names.map(({ name }) => sameName(name)));
  const free = stored.filter((name) => repeats || !own.has(sameName(name))).map((name) => ({ name, written: plain(name) }));
  const spelled = new Map<string, string[]>();
  for (const { name, written } of free) spelled.set(written, [...(spelled.get(written) ?? []), name]);
  const compares = names.length * free.length <= mostCompared ? free : [];
  const used = new Set<string>();
  const nearTo = (written: string): string | null => {
    const isFree = (name: string) => !used.has(name);
    if (written === "") return null;
    return spelled.get(written)?.find(isFree) ?? compares.find((each) => isFree(each.name) && isNear(written, each.written))?.name ?? null;
  };
  return names.map(({ name, at }): NameMatch => {
    const as = said.get(sameName(name));
    const known = same.get(sameName(name));
    if (known !== undefined) return { of, name, at, how: "same", stored: known, taken: as ?? known };
    const near = free.length === 0 ? null : nearTo(plain(name));
    // What was said of a name that is stored no more is said of nothing.
    const isKnown = as !== undefined && (sameName(as) === sameName(name) || same.has(sameName(as)));
    if (near === null) return { of, name, at, how: "new", stored: null, taken: isKnown ? as : name };
    if (!repeats) used.add(near);
    return { of, name, at, how: "near", stored: near, taken: isKnown ? as : chosen.near === "same" ? near : chosen.near === "new" ? name : null };
  });
}

function isNear(one: string, other: string): boolean {
  return one.length >= shortest && lettersApart(one, other) <= 1 + Number(one.length >= 2 * shortest);
}

/** How many letters have to be changed, put in or taken out to make one of the other; 3 for any more than 2. */
function lettersApart(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1)
      line.push(Math.min((above[column] as number) + 1, (line[column - 1] as number) + 1, (above[column - 1] as number) + Number(one[row - 1] !== other[column - 1])));
    if (Math.min(...line) > 2) return 3;
    above = line;
  }
  return above[other.length] as number;
}

/** So many names that differ from what is stored are looked at for an exchange. */
const mostLooked = 500;

/**
 * Names of which each has the figures that are stored of the other: exchanged, or meant so. `isOf` tells whether the figures of a name in the table are those that are
 * stored of a name; null where there is nothing to compare.
 */
export function withExchanged(matches: readonly NameMatch[], chosen: NameChoices, isOf: (match: NameMatch, stored: string) => boolean | null): NameMatch[] {
  const moved = matches.filter((match) => match.how === "same" && isOf(match, match.stored as string) === false).slice(0, mostLooked);
  const other = new Map<NameMatch, NameMatch>();
  for (const [index, one] of moved.entries())
    for (const next of moved.slice(index + 1))
      if (!other.has(one) && !other.has(next) && isOf(one, next.stored as string) && isOf(next, one.stored as string)) other.set(one, next).set(next, one);
  return matches.map((match) => {
    const found = other.get(match);
    if (!found) return match;
    const said = Object.keys(chosen.names ?? {}).some((name) => sameName(name) === sameName(match.name));
    const taken = said ? match.taken : chosen.exchanged === "exchanged" ? found.stored : chosen.exchanged === "as they are" ? match.stored : null;
    return { ...match, how: "exchanged", stored: found.stored, taken };
  });
}

/** What is asked of names, once for all of them. */
export function namesAsked(matches: readonly NameMatch[]): Ask[] {
  const near = matches.filter(({ how }) => how === "near");
  const exchanged = matches.filter(({ how }) => how === "exchanged");
  const pairs = exchanged.filter(({ name, stored }, index) => exchanged.findIndex((each) => sameName(each.name) === sameName(stored ?? "")) > index && name !== "");
  const taken = (of: readonly NameMatch[], yes: string, no: string, isYes: (match: NameMatch) => boolean) =>
    of.some((match) => match.taken === null) ? {} : { taken: of.every(isYes) ? yes : of.some(isYes) ? "each by itself" : no };
  return [
    ...(near.length === 0
      ? []
      : [
          {
            about: "near" as const,
            question: `${listed(near.slice(0, 3).map(({ name, stored }) => `“${name}” is near “${stored}”`))}${near.length > 3 ? `, and ${near.length - 3} more are near others` : ""}, which ${near.length === 1 ? "is" : "are"} stored. ${near.length === 1 ? "Is it the same?" : "Are they the same?"}`,
            options: ["same", "new"],
            called: ["The same", "New"],
            ...taken(near, "same", "new", (match) => match.taken === match.stored),
          },
        ]),
    ...(pairs.length === 0
      ? []
      : [
          {
            about: "exchanged" as const,
            question: `${listed(pairs.map(({ name, stored }) => `“${name}” and “${stored}”`))} have the figures that are stored of each other. Are their names exchanged?`,
            options: ["exchanged", "as they are"],
            called: ["Exchanged", "As they are"],
            ...taken(exchanged, "exchanged", "as they are", (match) => match.taken === match.stored),
          },
        ]),
  ];
}

/** By which name each of a table's comes in. */
export function renaming(matches: readonly NameMatch[]): (name: string) => string {
  const taken = new Map(matches.map((match) => [sameName(match.name), match.taken ?? match.name]));
  return (name) => taken.get(sameName(name)) ?? name;
}
