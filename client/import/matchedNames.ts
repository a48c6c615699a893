// The names of a table beside those that are stored: which are the same, which are near one and may be it by another spelling, and which are new.

export type Match = { readonly how: "same" | "new" } | { readonly how: "near"; readonly to: string };

const folded = (name: string) => name.trim().replace(/\s+/g, " ").toLowerCase();

/** Without what spellings differ in: "&", hyphens, a plural's s, numbers before a name. */
function plain(name: string): string {
  return folded(name)
    .replaceAll("&", " and ")
    .replaceAll(/['’]/g, "")
    .replace(/^\d+[.)]?\s+/, "")
    .replaceAll(/[^a-z0-9]+/g, " ")
    .replaceAll(/s\b/g, "")
    .trim();
}

/** Names that are one or two letters apart are near where they are so long that it is no chance. */
const shortest = 8;

/** How each name stands to those that are stored. */
export function matchedNames(names: readonly string[], stored: readonly string[]): ReadonlyMap<string, Match> {
  const same = new Set(stored.map(folded));
  const spelled = new Map(stored.map((name) => [plain(name), name]));
  // A name that the table has itself is another line, however near.
  const own = new Set(names.map(folded));
  const free = [...spelled].filter(([, name]) => !own.has(folded(name)));
  return new Map(
    names.map((name): [string, Match] => {
      if (same.has(folded(name))) return [name, { how: "same" }];
      const written = plain(name);
      const to = free.find(([each]) => each === written || (written.length >= shortest && lettersApart(each, written) <= 1 + Number(written.length >= 2 * shortest)));
      return [name, to ? { how: "near", to: to[1] } : { how: "new" }];
    }),
  );
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
