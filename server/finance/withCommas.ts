// Counts in sentences get their commas from one formatter: making one takes longer than anything else about the sentence.

const format = new Intl.NumberFormat("en-GB");

/** A whole number as its reader writes it: 10000 is "10,000". */
export function withCommas(count: number): string {
  return format.format(count);
}
