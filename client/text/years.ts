// Financial years as the page counts them: labels only, no money.

/** `yearsBetween("2023/24", "2025/26")` is 2023/24, 2024/25, 2025/26. */
export function yearsBetween(from: string, to: string): string[] {
  const years: string[] = [];
  for (let start = Number(from.slice(0, 4)); start <= Number(to.slice(0, 4)); start += 1) years.push(yearStarting(start));
  return years;
}

export function yearStarting(start: number): string {
  return `${start}/${String((start + 1) % 100).padStart(2, "0")}`;
}

/** The financial year that a day falls in. */
export function yearOfDay(day: Date): string {
  return yearStarting(day.getMonth() >= 3 ? day.getFullYear() : day.getFullYear() - 1);
}

/** The last year of a run of `count` that starts with `first`. */
export function lastYear(first: string, count: number): string {
  return yearStarting(Number(first.slice(0, 4)) + count - 1);
}

/** The months that a year is forecast in, by their last days: from its April to the September after its end. */
export function monthsOf(year: string): string[] {
  const start = Number(year.slice(0, 4));
  return Array.from({ length: 18 }, (_, index) => new Date(Date.UTC(start, 4 + index, 0)).toISOString().slice(0, 10));
}

/** This month, as far as a year is forecast in it: its first before it begins, its last when it is over. */
export function usualMonth(today: string, year: string): string {
  const months = monthsOf(year).slice(0, 12);
  return months.find((each) => each >= today) ?? (months[11] as string);
}

const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

/** "2023-09-30" is "Sep 2023". */
export function monthSaid(day: string): string {
  return month.format(new Date(`${day}T12:00:00Z`)).replace("Sept ", "Sep ");
}
