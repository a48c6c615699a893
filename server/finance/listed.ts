// Words in a row.

/** `listed(["2024/25", "2025/26", "2026/27"])` is "2024/25, 2025/26 and 2026/27". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}
