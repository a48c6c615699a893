// Facts of several owners as one set: whoever has them, each thing is there once, the authority's own first, and nothing is lost without being told of.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OutcomeFacts } from "../../server/finance/kpi.ts";
import { ownFirst, type SharedSubject, sharedSubjects } from "../../server/finance/sharedFacts.ts";
import { runs } from "../setup/samples.ts";

const ids = ["a", "b", "c", "d", "e"];

/** Places of one owner: each code at most once, some without a code, some by another owner's name for it. */
const places = (owner: string) =>
  fc.uniqueArray(fc.record({ code: fc.constantFrom(...ids), coded: fc.boolean(), renamed: fc.boolean() }), { selector: ({ code }) => code }).map((all) =>
    all.map(
      ({ code, coded, renamed }): SharedSubject => ({
        id: `${owner}-${code}`,
        authorityId: owner,
        kind: "authority",
        name: coded && renamed ? `${code} of ${owner}` : code,
        gssCode: coded ? `E0600000${ids.indexOf(code)}` : null,
        oldCode: null,
        withinId: null,
        partnershipId: null,
        arrangementId: null,
        lotId: null,
        neighbours: [],
      }),
    ),
  );

describe("Subjects of several owners", () => {
  test("are all there or stood for, and the authority's own stay as they are", () => {
    fc.assert(
      fc.property(places("own"), places("one"), places("two"), (own, one, two) => {
        const { subjects, standsFor } = sharedSubjects([own, one, two]);
        const shown = new Set(subjects.map(({ id }) => id));
        expect(subjects.slice(0, own.length).map(({ id, name }) => [id, name])).toEqual(own.map(({ id, name }) => [id, name]));
        for (const { id } of [...own, ...one, ...two]) expect(shown.has(id)).not.toBe(standsFor.has(id));
        for (const stands of standsFor.values()) expect(shown.has(stands)).toBe(true);
        // Of one code there is one.
        const codes = subjects.flatMap(({ gssCode }) => gssCode ?? []);
        expect(new Set(codes).size).toBe(codes.length);
      }),
      runs(2_000),
    );
  });

  test("are the authority's own alone where it uses nobody's", () => {
    fc.assert(
      fc.property(places("own"), (own) => {
        expect(sharedSubjects([own, []])).toEqual(sharedSubjects([own]));
      }),
      runs(500),
    );
  });
});

describe("Outcomes of several owners", () => {
  const outcome = fc.record({ owner: fc.constantFrom(0, 1, 2), subject: fc.constantFrom(...ids), value: fc.integer({ min: 1, max: 9 }) });
  const rows = fc.uniqueArray(outcome, { selector: ({ owner, subject }) => `${owner} ${subject}`, maxLength: 15 });
  const stored = ({ owner, subject, value }: { owner: number; subject: string; value: number }) => ({
    id: `${owner}-${subject}`,
    kpiId: `kpi-${owner}`,
    subjectId: `${owner}-${subject}`,
    startsOn: "2024-04-01",
    breakdown: "",
    numerator: null,
    denominator: null,
    value: String(value),
    missing: null,
  });

  test("come once a place, the first owner's, in whichever order they were read; and what gives way is told with what it gives way to", () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (all, order) => {
        const one = (id: string) => (id.startsWith("kpi") ? "kpi" : (id.split("-")[1] as string));
        const ownerOf = ({ id }: OutcomeFacts) => Number(id[0]);
        const shuffled = all
          .map((row) => ({ row: stored(row), at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ row }) => row);
        const { outcomes, replaced } = ownFirst<OutcomeFacts>(shuffled, ownerOf, one);
        const wanted = new Map<string, { owner: number; value: number }>();
        for (const { owner, subject, value } of all) if (owner <= (wanted.get(subject)?.owner ?? 9)) wanted.set(subject, { owner, value });
        expect(new Map(outcomes.map(({ id, subjectId, value }) => [subjectId, { owner: Number(id[0]), value: Number(value) }]))).toEqual(wanted);
        expect(outcomes.length + replaced.length).toBe(all.length);
        for (const { outcome: other, by } of replaced) expect([by.subjectId, ownerOf(by) < ownerOf(other)]).toEqual([other.subjectId, true]);
      }),
      runs(2_000),
    );
  });
});
