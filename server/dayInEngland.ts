// The day it is where English authorities are.

const englishDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });

/** Today in England: "2026-11-21". */
export function dayInEngland(): string {
  return englishDay.format(new Date());
}
