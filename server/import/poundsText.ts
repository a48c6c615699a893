// Whole pence as a clean table has them: pounds with their pence, a minus before them.

/** `poundsText(-123456)` is "-1234.56". */
export function poundsText(pence: number): string {
  const whole = String(Math.abs(pence)).padStart(3, "0");
  return `${pence < 0 ? "-" : ""}${whole.slice(0, -2)}.${whole.slice(-2)}`;
}
