// What is typed into a form, as the server takes it: all digits kept, and what cannot be read sent on as it is, to be refused.

/** Whole pence as pounds to type over: 120050 is "1200.50", 120000 is "1200". */
export function penceAsPounds(pence: number | null | undefined): string {
  if (pence === undefined || pence === null) return "";
  const digits = String(pence).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.00$/, "");
}

/** Pounds as typed, in pence, without a binary fraction on the way: "1,200.5" is 120050. What cannot be read is sent on as it is, to be refused. */
export function poundsAsPence(typed: string): number {
  const match = /^£?(\d[\d,]*)(?:\.(\d{1,2}))?$/.exec(typed.trim());
  return match ? Number(`${match[1]?.replaceAll(",", "")}${(match[2] ?? "").padEnd(2, "0")}`) : Number.NaN;
}

/** The same of a field that may be left empty. */
export function poundsAsPenceOrNull(typed: string): number | null {
  return typed.trim() === "" ? null : poundsAsPence(typed);
}

export const orNull = (text: string) => (text.trim() === "" ? null : text.trim());
/** A decimal as typed, without £, commas and blanks. */
export const decimalOrNull = (text: string) => orNull(text.replaceAll(/[£,\s]/g, ""));
export const numberOrNull = (text: string) => (text.trim() === "" ? null : Number(text));
