// The sheets, in the order of their tabs. A sheet is listed here as soon as it has a page in client/Router.tsx.

export const sheets = {
  "medium-term": "Medium term",
  monitoring: "Monitoring",
  commitments: "Commitments",
  arrangements: "Arrangements",
  "block-case": "Block case",
  partnership: "Partnership",
  options: "Options",
  outcomes: "Outcomes",
  benefits: "Benefits",
  figures: "Figures",
  exports: "Exports",
  import: "Import",
  query: "Query",
} as const;

export type SheetName = keyof typeof sheets;

export const sheetNames = Object.keys(sheets) as SheetName[];

/** The sheet of a path; a path that has none leads to the first. */
export function sheetOf(path: string): SheetName {
  return sheetNames.find((name) => path === `/${name}`) ?? "medium-term";
}
