// The few figures that the page prints without a table: the server has rounded them already, here they only get their commas.

/** Whole pence as pounds: 139909869 is "£1,399,098.69". */
export function poundsFromPence(pence: number): string {
  const digits = String(Math.abs(pence)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${pence < 0 ? "–" : ""}£${whole}.${digits.slice(-2)}`;
}

// A formatter takes far longer to make than to use, so each is made once.
const moment = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const timeOfDay = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const calendarDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const count = new Intl.NumberFormat("en-GB");

/** A moment as its reader says it: "21 Nov 2026, 14:05". */
export function momentSaid(instant: string): string {
  return moment.format(new Date(instant));
}

/** The time of day of a moment: "14:05". */
export function timeSaid(instant: string): string {
  return timeOfDay.format(new Date(instant));
}

/** A whole number as its reader writes it: 10000 is "10,000". */
export function withCommas(whole: number): string {
  return count.format(whole);
}

/** A number of things, in the singular of one: `counted(1, "place")` is "1 place", `counted(2, "body", "bodies")` is "2 bodies". */
export function counted(whole: number, one: string, several = `${one}s`): string {
  return `${withCommas(whole)} ${whole === 1 ? one : several}`;
}

/** A day as its reader says it: "2023-10-01" is "1 Oct 2023". */
export function daySaid(day: string): string {
  return calendarDay.format(new Date(`${day}T12:00:00Z`));
}

/** A stated price with its commas and at least its pence, no digit changed: "5963" is "5,963.00". */
export function poundsSaid(decimal: string): string {
  const [whole = "", part = ""] = decimal.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${part.padEnd(2, "0")}`;
}

/** Today where the reader is: "2023-10-01". */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
}
