// Loads the public examples, each once: a store that has had an example does not get it again.

import type { Db } from "../engine/open.ts";
import type { Viewer } from "../viewer.ts";
import { applyBatch } from "../write/changes.ts";
import { cambridgeshire } from "./cambridgeshire.ts";
import { essex } from "./essex.ts";
import { havering } from "./havering.ts";
import { outcomeExamples } from "./outcomes.ts";
import { sefton } from "./sefton.ts";
import { westSussex } from "./westSussex.ts";

const loader: Viewer = { name: "Public example", reads: "all", changes: "all" };

/** Returns the names of the examples that were loaded now. */
export async function loadExamples(db: Db): Promise<string[]> {
  const loaded: string[] = [];
  const reports = [essex, sefton, havering, cambridgeshire, westSussex].map((example) => ({ ...example, requestKey: `example:${example.authorityId}` }));
  const outcomes = outcomeExamples.map((example) => ({ ...example, requestKey: `example:${example.authorityId}:outcomes` }));
  for (const example of [...reports, ...outcomes]) {
    const kept = await db.write((on) => applyBatch(on, loader, example), { written: [example.authorityId] });
    if (!kept.repeated) loaded.push(example.why);
  }
  return loaded;
}
