// A region's file made up for tests: councils down, each with its lines and a total of them, the lines of one as those of its own file.
import { randomUUID } from "node:crypto";
import { type Change, insertion } from "../../db/write/change.ts";
import { applyBatch } from "../../db/write/changes.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import type { TestStore } from "../setup/stores.ts";

export interface RegionLine {
  readonly line: string;
  readonly pounds: number;
}

export const header = "LA Name,ONS code,Line,Net expenditure (£)";
export const council = (name: string) => `${name} County Council`;

/** The rows of one council as a file has them, with their total last. */
export function rowsOf(name: string, code: string, lines: readonly RegionLine[]): string[] {
  const total = lines.reduce((sum, { pounds }) => sum + pounds, 0);
  return [...lines, { line: "TOTAL", pounds: total }].map(({ line, pounds }) => `${name},${code},${line},${pounds}`);
}

/** Adds councils with a draft each; one without where it has no name. Their ids are their names in small letters. */
export async function addCouncils({ db }: Pick<TestStore, "db">, names: readonly string[], draft: (name: string) => string | null = () => "Draft"): Promise<void> {
  for (const [index, name] of names.entries()) {
    const id = name.toLowerCase();
    const called = draft(name);
    const version = { name: called, firstYear: "2023/24", yearCount: 2, state: "draft", createdAt: "2026-01-01T00:00:00.000Z" };
    const changes: Change[] = [
      insertion("authority", { id, name: council(name), gssCode: `E1000000${index + 1}` }),
      ...(called === null ? [] : [insertion("budgetVersion", { id: randomUUID(), ...version })]),
    ];
    await db.write((on) => applyBatch(on, machineOwner, { authorityId: id, why: "Add", changes }));
  }
}
