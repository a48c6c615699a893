// A part of the whole, by its name: what it is a part by, and the wholes that it is a part of.

/** Each thing that a part is a part by. "Gender: Female; Age: under 1" is a part by Gender and by Age. */
export const byEach = (breakdown: string) => (breakdown === "" ? [] : breakdown.split(/; (?=[^:;]+: )/));
const dimension = (part: string) => part.split(":")[0] as string;

/** A part with what it is a part by in the order of the alphabet, so that it has one name: "Sex: F; Age: 1" is "Age: 1; Sex: F". */
export function breakdownInOrder(breakdown: string): string {
  return byEach(breakdown).sort().join("; ");
}

/** Of "Gender: Female", "Gender"; of "Gender: Female; Age: under 1", "Gender; Age". */
export function dimensionOf(breakdown: string): string {
  return byEach(breakdown).map(dimension).join("; ");
}

/** The wholes that something is a part of, and by what: "Gender: Female; Age: under 1" is a part by Gender of "Age: under 1". */
export function partsOf(breakdown: string): { whole: string; dimension: string }[] {
  const each = byEach(breakdown);
  return each.map((part, index) => ({ whole: each.filter((_, at) => at !== index).join("; "), dimension: dimension(part) }));
}
