// Names of a table matched with those that are stored: the same in any case, with or without "Ltd", "County Council" or a hyphen.

/** What of a name spellings differ in. */
const asides = [
  /\b(limited|ltd|plc|llp|cic)\b/g,
  /\b(london borough of|royal borough of|city of|county of|metropolitan borough council|county council|borough council|city council|district council|council|lb|mbc)\b/g,
];

function spelled(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/['’.]/g, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

const plain = (name: string) => {
  const words = spelled(name);
  return (
    asides
      .reduce((text, aside) => text.replace(aside, " "), words)
      .replace(/ +/g, " ")
      .trim() || words
  );
};

/** The stored name that a name is, or null: as it is spelled, or else the only one that it is without what spellings differ in. */
export function storedNames(stored: readonly string[]): (name: string) => string | null {
  const exact = new Map(stored.map((name) => [spelled(name), name]));
  const loose = new Map<string, string[]>();
  for (const name of stored) loose.set(plain(name), [...(loose.get(plain(name)) ?? []), name]);
  return (name) => {
    const same = exact.get(spelled(name));
    const like = loose.get(plain(name)) ?? [];
    return same ?? (like.length === 1 ? (like[0] as string) : null);
  };
}
