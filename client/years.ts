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
