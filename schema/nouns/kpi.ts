// KPIs with their targets and baselines, whom they are counted for, and how outcomes are published.
import { ObjectType } from "type-graphql";
import { sqliteTables as t } from "../../db/tables.ts";
import { fromTable } from "../fromTable.ts";
import { pageOf } from "../page.ts";
import { noun } from "./noun.ts";

export const kpiTargetNoun = noun(
  t.kpiTarget,
  "KpiTarget",
  { description: "What a KPI is to come to, and from when to when." },
  {
    subjectId: {
      description: "Whose target it is; null for everybody who has none of their own.",
      input: "Whose target it is; left out for everybody who has none of their own.",
      none: "everybody",
      label: "Of",
    },
    startsOn: { description: "The first day that it holds for.", label: "From", width: "128px" },
    endsOn: { description: "The last day; null while it has no end.", input: "The last day.", label: "To", width: "128px" },
    target: { description: "The target; of a percentage a share of 1.", input: 'The target: "0.8" for 80%.', typed: { as: "unit" }, label: "Target", width: "76px" },
    tolerance: {
      description: "How far off is amber, inclusive; null where there is no amber.",
      input: 'How far off is amber: "0.05".',
      typed: { as: "unit", least: 0 },
      label: "Amber within",
      width: "76px",
    },
    toleranceIn: {
      description: "What the tolerance is in.",
      input: "What the tolerance is in; points where nothing is said.",
      label: "",
      width: "92px",
      begins: "points",
      when: { tolerance: "given" },
    },
    source: { description: "Where it comes from." },
  },
);

export const kpiBaselineNoun = noun(
  t.kpiBaseline,
  "KpiBaseline",
  { description: "Where things stood before." },
  {
    subjectId: { description: "Whose baseline it is; null for everybody.", input: "Whose baseline it is; left out for everybody.", none: "everybody", label: "Of" },
    value: { description: "What it was; of a percentage a share of 1.", input: 'What it was: "0.8" for 80%.', typed: { as: "unit" }, label: "Value", width: "90px" },
    asAt: { description: "When, in words.", label: "When", width: "130px" },
    source: { description: "Where it comes from.", label: "Source" },
  },
);

export const kpiNoun = noun(
  t.kpi,
  "Kpi",
  {
    description: "A version of a KPI. Outcomes counted by another definition belong to another version, and are never added to these.",
    input: { description: "A KPI as its commissioner states it." },
    said: "KPI",
    parts: {
      targets: { noun: kpiTargetNoun, description: "Its targets.", label: "Targets", add: "Add a target", after: "ofPeople" },
      baselines: { noun: kpiBaselineNoun, description: "Where things stood before.", label: "Baselines", add: "Add a baseline", after: "ofPeople" },
    },
  },
  {
    id: "Identifies this version.",
    authorityId: "The authority that keeps it.",
    position: "Its place in the order.",
    name: { description: "Its name.", label: "Name" },
    code: { description: "What all its versions are known by.", label: "Code", hint: "All its versions are known by it, in files too." },
    version: {
      description: "Which version of the definition this is.",
      input: "Which version of the definition this is; 1 where nothing is said.",
      usual: 1,
      kept: true,
    },
    category: { description: "What it is about.", label: "About", begins: "general", beside: true },
    numeratorSaid: { description: "What the numerator counts.", label: "What is counted" },
    denominatorSaid: {
      description: "What it is out of; of a count or of pounds null where they are counted by themselves.",
      label: "Out of what",
      hint: "Leave it empty for a count or an amount by itself. Otherwise every number entered needs what it is out of.",
    },
    unit: { description: "What it is measured in.", label: "Unit" },
    decimals: {
      description: "How many decimals it is shown with.",
      input: "How many decimals it is shown with, 0 to 6; 1 where nothing is said.",
      usual: 1,
      typed: { count: "decimal", most: 6 },
      label: "Decimals",
      beside: true,
    },
    polarity: { description: "Which way is better.", label: "Which way is better" },
    frequency: { description: "How often it is counted.", label: "How often", begins: "financial year", beside: true },
    counts: {
      description: "What a count of it is of.",
      input: "What a count of it is of; of all that happened in the period where nothing is said.",
      usual: "over the period",
      label: "Counts what there was",
    },
    appliesFrom: { description: "From when this version is counted.", label: "Counted so from", beside: true },
    ofPeople: {
      description: "Whether it counts people, so that small counts of it are hidden where outcomes are published.",
      input: "Whether it counts people; true where nothing is said.",
      usual: true,
      label: "It counts people: small counts are hidden where it is published",
    },
    computed: {
      description: "How it is computed from placements' activity; null where its outcomes are entered.",
      input: "How it is computed from placements' activity.",
    },
    source: { description: "Where the definition comes from.", label: "Source" },
    note: { description: "What else is to be known of it.", long: true, label: "Note" },
  },
);
@ObjectType({ description: "A version of a KPI. Outcomes counted by another definition belong to another version, and are never added to these." })
export class Kpi extends kpiNoun.Stored {}
export const KpiPage = pageOf(Kpi, "KpiPage", "KPIs");

const neighbour = noun(t.kpiNeighbour, "KpiNeighbour", { description: "A statistical neighbour." }, { neighbourId: { description: "The subject that is a neighbour." } });

export const subjectNoun = noun(
  t.kpiSubject,
  "KpiSubject",
  {
    description: "Whom outcomes are of, or are compared with.",
    input: { description: "Whom outcomes are of." },
    said: "subject",
    parts: {
      neighbours: {
        noun: neighbour,
        ids: "neighbourIds",
        description: "Its statistical neighbours.",
        input: "The subjects that are its statistical neighbours.",
        label: "Statistical neighbours",
        add: "Add a neighbour",
        when: { kind: ["authority"] },
      },
    },
  },
  {
    id: "Identifies it.",
    authorityId: "The authority that keeps it.",
    position: "Its place in the order.",
    kind: { description: "What sort of subject it is.", label: "Sort" },
    name: { description: "Its name.", label: "Name" },
    oldCode: { description: "Its old code, of three digits: 343.", input: "Its old code, of three digits.", label: "Old code", placeholder: "343" },
    gssCode: { description: "Its code of nine characters: E08000014.", input: "Its code of nine characters.", label: "GSS code", placeholder: "E08000014", beside: true },
    withinId: {
      description: "What it is within: an authority's region, a region's country, a lot's arrangement; of statistical neighbours, whose they are.",
      input: "The subject that it is within.",
      none: "nothing",
      label: "Within",
    },
    partnershipId: { description: "The partnership that it is." },
    arrangementId: { description: "The arrangement that it is." },
    lotId: { description: "The lot that it is." },
  },
);
@ObjectType({ description: "Whom outcomes are of, or are compared with." })
export class KpiSubject extends subjectNoun.Stored {}
export const KpiSubjectPage = pageOf(KpiSubject, "KpiSubjectPage", "subjects");

export const activityNoun = noun(
  t.placementActivity,
  "PlacementActivity",
  {
    description: "Placements of one sort in a period, added up. It holds nothing of any child.",
    input: { description: "Placements of one sort in a period, added up." },
  },
  {
    id: "Identifies it.",
    subjectId: "Whose placements they were.",
    kind: "What sort of period.",
    startsOn: "The period's first day.",
    arrangementId: { description: "What they were bought under; null for spot purchase.", input: "What they were bought under; left out for spot purchase." },
    area: { description: "Where they were." },
    placements: { description: "How many there were in the period.", typed: { count: "placement" } },
    bedWeeks: { description: "Their bed-weeks in the period.", typed: { as: "number", least: 0 } },
    costPence: { description: "What those cost.", typed: { least: 0 } },
    directBedWeeks: { description: "Of the bed-weeks, those of children placed directly.", typed: { as: "number", least: 0 } },
    ended: { description: "How many ended in the period." },
    endedWeeks: { description: "How many weeks those had lasted in all.", typed: { as: "number", least: 0 } },
    availableBedWeeks: { description: "Bed-weeks that were paid for, used or not.", typed: { as: "number", least: 0 } },
    source: { description: "Where it comes from." },
  },
);

@ObjectType({ description: "Placements of one sort in a period, added up. It holds nothing of any child." })
export class PlacementActivity extends activityNoun.Stored {}

export const publicationNoun = noun(
  t.outcomePublication,
  "OutcomePublication",
  { description: "How outcomes are published.", said: "publication" },
  {
    id: "Identifies it.",
    position: "Its place in the order; the first is what those see who may not see whole counts.",
    name: { description: "Its name.", label: "Name", placeholder: "Cabinet report" },
    hiddenUpTo: {
      description: "Counts of people from 1 to this are hidden, and what would give them away.",
      input: "Counts of people from 1 to this are hidden; 5 where it is left out. Null is refused.",
      usual: 5,
      typed: { most: 100, needed: true },
      label: "Hide counts of people from 1 to",
      hint: "And those from which they could be worked out. 0 hides nothing.",
    },
    mark: { description: "What stands in their place.", input: "What stands in their place; [c] where nothing is said.", usual: "c", label: "Mark" },
  },
);
export const OutcomePublicationPage = pageOf(publicationNoun.object(), "OutcomePublicationPage", "publications");

@ObjectType({ description: "Which column of a file is which field, kept under a name." })
export class ImportMap extends fromTable(t.importMap, {
  id: "Identifies it.",
  name: "Its name.",
  target: "What a file so mapped is imported as.",
  map: "The mapping, as JSON.",
  position: "Its place in the order.",
}) {}
export const ImportMapPage = pageOf(ImportMap, "ImportMapPage", "mappings");
