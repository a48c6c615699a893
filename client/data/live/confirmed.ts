// Numbers that a person was asked about and meant as she typed them: of the same number in the same cell she is not asked again.

const storedAs = "tabled.confirmed";
const mostKept = 300;

function kept(): string[] {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(storedAs) ?? "[]");
    return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

const named = (version: string, address: string, typed: string) => `${version} ${address} ${typed}`;

export function isConfirmed(version: string, address: string, typed: string): boolean {
  return kept().includes(named(version, address, typed));
}

export function confirm(version: string, cells: readonly { address: string; typed: string }[]): void {
  const added = cells.map(({ address, typed }) => named(version, address, typed));
  try {
    window.localStorage.setItem(storedAs, JSON.stringify([...kept().filter((each) => !added.includes(each)), ...added].slice(-mostKept)));
  } catch {
    // A browser that keeps nothing asks again.
  }
}
