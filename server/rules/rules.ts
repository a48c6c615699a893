// Every rule between things, for the store to hold every write to.
import type { Rule } from "../../db/engine/open.ts";
import { arrangementWhole } from "./arrangementWhole.ts";
import { benefitMeasures } from "./benefitMeasures.ts";
import { blockCaseTerms } from "./blockCaseTerms.ts";
import { commitmentTerms } from "./commitmentTerms.ts";
import { costCentresRemoved } from "./costCentresRemoved.ts";
import { lotsOfArrangement } from "./lotsOfArrangement.ts";
import { optionsOfDecision } from "./optionsOfDecision.ts";
import { outcomesOfKpi } from "./outcomesOfKpi.ts";
import { partnershipSettled } from "./partnershipSettled.ts";
import { publishersUsed } from "./publishersUsed.ts";
import { subjectCodesOnce } from "./subjectCodesOnce.ts";
import { subjectsWithin } from "./subjectsWithin.ts";
import { virementsBalance } from "./virementsBalance.ts";

export const rules: readonly Rule[] = [
  arrangementWhole,
  benefitMeasures,
  blockCaseTerms,
  commitmentTerms,
  costCentresRemoved,
  lotsOfArrangement,
  optionsOfDecision,
  outcomesOfKpi,
  partnershipSettled,
  publishersUsed,
  subjectCodesOnce,
  subjectsWithin,
  virementsBalance,
];
