// Whom an authority keeps outcomes of, each within what is stated or what its code says: the one way in which resolvers read them.
import type { On } from "../../db/engine/open.ts";
import { type KpiSubjectWithParts, kpiSubjects } from "../../db/outcomes.ts";
import type { Viewer } from "../../db/viewer.ts";
import { withinByCode } from "../finance/subjectCodes.ts";

export async function subjectsRead(on: On, viewer: Viewer, authorityId: string): Promise<KpiSubjectWithParts[]> {
  return withinByCode(await kpiSubjects.all(on, viewer, authorityId));
}
