// The few figures that the page prints without a table: the server has rounded them already, here they only get their commas.

/** Whole pence as pounds: 139909869 is "£1,399,098.69". */
export function poundsFromPence(pence: number): string {
  const digits = String(Math.abs(pence)).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${pence < 0 ? "–" : ""}£${whole}.${digits.slice(-2)}`;
}

/** A moment as its reader says it: "21 Nov 2026, 14:05". */
export function momentSaid(instant: string): string {
  return new Date(instant).toLocaleString("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
}

/** Pounds without pence, for an axis. */
export function axisPounds(amount: number): string {
  if (Math.abs(amount) >= 1_000_000) return `£${Number((amount / 1_000_000).toFixed(1))}m`;
  if (Math.abs(amount) >= 1_000) return `£${Number((amount / 1_000).toFixed(0))}k`;
  return `£${amount}`;
}
