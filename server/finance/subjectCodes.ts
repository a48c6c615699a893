// What a place is part of by its code in the lists of the ONS and the DfE, so that nobody has to state it.
import type { SubjectKind } from "./outcomeWorld.ts";

/** A subject as it is stored, with what it is stated to be within. */
export interface CodedSubject {
  readonly id: string;
  readonly kind: SubjectKind;
  readonly gssCode: string | null;
  readonly withinId: string | null;
}

const [england, london, innerLondon, outerLondon] = ["E92000001", "E12000007", "E13000001", "E13000002"];
/** The City and the boroughs of Inner London as the DfE and the ONS list them, with Haringey and Newham; all others are in Outer London. */
const inInnerLondon = new Set(["01", "07", "12", "13", "14", "19", "20", "22", "23", "25", "28", "30", "32", "33"].map((each) => `E090000${each}`));

/**
 * The codes of what a place is part of, the nearest first: `placesAbove("E13000001")`, Inner London, is London and then England. Of an
 * authority outside London the code tells no region. Source: ONS, Code History Database; DfE, geographies of its open data.
 */
export function placesAbove(gssCode: string): string[] {
  if (gssCode === innerLondon || gssCode === outerLondon) return [london, england] as string[];
  if (gssCode.startsWith("E09")) return [inInnerLondon.has(gssCode) ? innerLondon : outerLondon, london, england] as string[];
  return /^E(12|06|07|08|10)/.test(gssCode) ? [england as string] : [];
}

/** What holds a subject by what each is within, the nearest first. It stops where it would come round. */
export function heldBy(id: string, within: ReadonlyMap<string, string | null>): string[] {
  const above: string[] = [];
  for (let at = within.get(id) ?? null; at !== null && at !== id && !above.includes(at); at = within.get(at) ?? null) above.push(at);
  return above;
}

/**
 * The same subjects, each within what its code says where that is another of them. What is stated stays where it says more, as an authority's
 * region, or something else; it is completed where nothing is stated or less: Inner London within England is within London, which is
 * within England. So it is whenever they are read, since London may be added after its parts.
 */
export function withinByCode<Subject extends CodedSubject>(subjects: readonly Subject[]): Subject[] {
  const coded = new Map(subjects.flatMap(({ id, gssCode }) => (gssCode === null ? [] : [[gssCode, id] as const])));
  const within = new Map(subjects.map(({ id, kind, withinId }) => [id, kind === "statistical neighbours" ? null : withinId]));
  const above = (gssCode: string | null) => (gssCode === null ? [] : placesAbove(gssCode));
  // The widest first, so that what a place is completed by is complete itself.
  for (const { id, kind, gssCode } of [...subjects].sort((a, b) => above(a.gssCode).length - above(b.gssCode).length)) {
    const found = above(gssCode).find((code) => coded.has(code));
    const whole = found && coded.get(found);
    if (!whole || whole === id || kind === "statistical neighbours") continue;
    const [stated, wider] = [within.get(id) ?? null, heldBy(whole, within)];
    if (!wider.includes(id) && (stated === null || wider.includes(stated))) within.set(id, whole);
  }
  return subjects.map((subject) => {
    const withinId = subject.kind === "statistical neighbours" ? subject.withinId : (within.get(subject.id) ?? null);
    return withinId === subject.withinId ? subject : { ...subject, withinId };
  });
}
