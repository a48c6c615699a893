// `npm run bench`: what Tabled costs beside code that does one thing only, from one run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadExamples } from "../../db/examples/load.ts";
import { openDb } from "../../db/open.ts";
import { authorityIdOf, generate, generatedFirstYear, usualSize } from "./generate.ts";
import { measureMediumTerm } from "./mediumTerm.ts";
import type { Asked } from "./question.ts";

const dataDir = mkdtempSync(join(tmpdir(), "tabled-bench-"));
try {
  const db = await openDb({ dataDir });
  await loadExamples(db);
  await generate(db);
  await db.close();
  const authority = authorityIdOf(7);
  const asked: Asked[] = [
    { authority, version: `${authority}-draft`, from: generatedFirstYear, years: usualSize.years, unit: "THOUSANDS" },
    { authority: "essex", version: "essex-mtrs-2023", from: "2023/24", years: 4, unit: "THOUSANDS" },
  ];
  console.log(await measureMediumTerm(dataDir, asked, 7, 800));
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
