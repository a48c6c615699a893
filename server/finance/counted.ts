// Numbers of things in words: "1,150 children in care", and of one thing in the singular.
import { Exact } from "./exact.ts";
import { exactNumber } from "./exactWords.ts";

/**
 * A number with what it counts, in the singular of one: "1,150 children", "1 authority", "1 child in care", "365/7 weeks". Of several words
 * the first that is a plural is the thing itself.
 */
export function counted(value: Exact, of: string): string {
  return `${exactNumber(value)} ${value.equals(Exact.one) ? singular(of) : of}`.trim();
}

/** A whole number of things: `countOf(1, "places")` is "1 place". */
export function countOf(count: number, of: string): string {
  return counted(Exact.whole(count), of);
}

const irregular: Record<string, string> = { children: "child", people: "person", series: "series" };

/** The same words of one thing: "places (high support)" is "place (high support)". */
export function singular(of: string): string {
  let found = false;
  return of.replace(/[\p{L}-]+/gu, (word) => {
    const one = found ? word : (irregular[word.toLowerCase()] ?? word.replace(/ies$/, "y").replace(/([^sui])s$/, "$1"));
    found ||= one !== word;
    return one;
  });
}
