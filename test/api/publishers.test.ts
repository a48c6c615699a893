// Facts that several authorities share: a publisher's KPIs, subjects and outcomes beside an authority's own, hidden, noted, replaced and undone.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { latest } from "../setup/latest.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, create, enter, entered, newAuthority, outcomes, percentage, remove, undo } from "./commissioner.ts";
import { given, post, refusal } from "./officer.ts";

const using = `mutation($authority: ID!, $publisher: ID!) { usePublisher(authority: $authority, publisher: $publisher) { batchId } }`;
const stopping = `mutation($authority: ID!, $publisher: ID!) { stopUsingPublisher(authority: $authority, publisher: $publisher, seen: ${latest}) { batchId } }`;
const previewing = `query($authority: ID!, $publisher: ID!) { replacementByPublisher(authority: $authority, publisher: $publisher) { kpis subjects outcomes moved left { what why } leftCount } }`;
const replacing = `mutation($authority: ID!, $publisher: ID!) { replaceByPublisher(authority: $authority, publisher: $publisher, seen: ${latest}) { batchId } }`;
const targeting = `mutation($authority: ID!, $kpi: ID!, $input: OwnTargetsInput!) { changeOwnTargets(authority: $authority, kpi: $kpi, input: $input, seen: ${latest}) { batchId } }`;

async function newPublisher(served: Served, name: string): Promise<string> {
  return given(await served.ask(`mutation($name: String!) { createPublisher(input: { name: $name }) { id } }`, { name })).createPublisher.id;
}

/** A publisher with one KPI, a country with a region and two authorities in it, and what these came to. */
async function published(served: Served, name: string) {
  const id = await newPublisher(served, name);
  const kpi = await added(served, "Kpi", id, { ...percentage, targets: [{ startsOn: "2020-04-01", target: "0.5" }] });
  const country = await added(served, "KpiSubject", id, { kind: "COUNTRY", name: "England", gssCode: "E92000001" });
  const region = await added(served, "KpiSubject", id, { kind: "REGION", name: "East", gssCode: "E12000006", withinId: country });
  const [one, two] = [
    await added(served, "KpiSubject", id, { kind: "AUTHORITY", name: "Oneshire", gssCode: "E10000001", withinId: region }),
    await added(served, "KpiSubject", id, { kind: "AUTHORITY", name: "Twoshire", gssCode: "E10000002", withinId: region }),
  ];
  await entered(served, id, [
    { kpiId: kpi, subjectId: country, period: "2024/25", numerator: "900", denominator: "3000" },
    { kpiId: kpi, subjectId: region, period: "2024/25", numerator: "60", denominator: "200" },
    { kpiId: kpi, subjectId: one, period: "2024/25", numerator: "20", denominator: "80" },
    { kpiId: kpi, subjectId: two, period: "2024/25", numerator: "40", denominator: "120" },
  ]);
  return { id, kpi, country, region, one, two };
}

async function table(served: Served, authority: string, subject: string) {
  const read = given(
    await served.ask(
      `query($authority: ID!, $subject: ID!) { outcomesByPeriod(authority: $authority, subject: $subject, against: REGION) { notes rows { label cells { shown } } } }`,
      { authority, subject },
    ),
  ).outcomesByPeriod;
  const line = read.rows.find(({ label }: { label: string }) => label === "Placement moves");
  return { notes: read.notes as string[], cells: (line?.cells ?? []).map(({ shown }: { shown: string }) => shown) as string[] };
}

describe.each(engines)("publishers on %s", (engine) => {
  let served: Served;
  const viewers: Record<string, Viewer> = {};
  const as = async (who: string, query: string, variables: Record<string, unknown> = {}) => (await post(served.app, query, variables, { "x-as": who })).json() as Answer;
  beforeAll(async () => {
    served = await serve(engine, { examples: false, today: () => "2025-06-01", viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] ?? machineOwner });
  });
  afterAll(() => served.stop());

  test("are listed anew to whoever has asked for an authority's set before one was added", async () => {
    const authority = await newAuthority(served, "Lister");
    const asked = `{ authority(id: "${authority}") { name } publishers(authority: "${authority}") { nodes { name } } }`;
    given(await served.ask(asked));
    await newPublisher(served, "Added later");
    expect(given(await served.ask(asked)).publishers.nodes).toContainEqual({ name: "Added later" });
  });

  test("take in a file as an authority does, and whoever uses them has what was in it", async () => {
    const dfe = await published(served, "Returns");
    const authority = await newAuthority(served, "Threeshire Council");
    given(await served.ask(using, { authority, publisher: dfe.id }));
    const call = async (url: string, payload: string, type: string) =>
      (await served.app.inject({ method: "POST", url, payload, headers: { host: "localhost", "content-type": type } })).json();
    const { id } = await call(
      `/imports?authority=${dfe.id}&name=national.csv`,
      "Year,Place,Moved,Children\n2023/24,E10000001,12,60\n2023/24,E10000002,30,90\n",
      "application/octet-stream",
    );
    const map = { target: "outcomes", layout: "rows", period: "Year", subject: "Place", values: [{ kpi: percentage.code, numerator: "Moved", denominator: "Children" }] };
    await call(`/imports/${id}`, JSON.stringify({ map, preview: false }), "application/json");
    const state = async () => (await served.app.inject({ url: `/imports/${id}`, headers: { host: "localhost" } })).json();
    await expect.poll(async () => (await state()).state).toBe("done");
    expect((await state()).result).toMatchObject({ added: 2, errorCount: 0 });
    // 12 of 60.
    expect((await table(served, authority, dfe.one)).cells).toContain("20.0%");
  });

  test("are no authorities, and say which of them an authority uses", async () => {
    const authority = await newAuthority(served, "Listshire");
    const id = await newPublisher(served, "A partnership");
    const listed = given(await served.ask(`{ authorities { nodes { id } } }`)).authorities.nodes.map((each: { id: string }) => each.id);
    expect(listed).toContain(authority);
    expect(listed).not.toContain(id);
    const known = async () =>
      given(await served.ask(`query($a: ID) { publishers(authority: $a) { nodes { id name used mayChange } } }`, { a: authority })).publishers.nodes.find(
        (each: { id: string }) => each.id === id,
      );
    expect(await known()).toEqual({ id, name: "A partnership", used: false, mayChange: true });
    const batch = given(await served.ask(using, { authority, publisher: id })).usePublisher.batchId;
    expect((await known()).used).toBe(true);
    expect(given(await served.ask(using, { authority, publisher: id })).usePublisher.batchId).toBeNull();
    given(await undo(served, batch));
    expect((await known()).used).toBe(false);
    expect(refusal(await served.ask(using, { authority: id, publisher: id })).message).toBe("A partnership is a publisher itself. Only authorities use what publishers have.");
    expect(refusal(await served.ask(using, { authority, publisher: authority })).code).toBe("NOT_FOUND");
  });

  test("give an authority their definitions, subjects and outcomes beside its own, which come first, and its tables say so", async () => {
    const dfe = await published(served, "Open data");
    const authority = await newAuthority(served, "Oneshire Council");
    expect(refusal(await enter(served, authority, [{ kpiId: dfe.kpi, subjectId: dfe.one, period: "2024/25", value: "0.3" }])).code).toBe("NOT_FOUND");
    given(await served.ask(using, { authority, publisher: dfe.id }));
    // 20 of 80 is 25%; its region's 60 of 200 is 30%.
    const theirs = await table(served, authority, dfe.one);
    expect(theirs.cells).toEqual(expect.arrayContaining(["25.0%", "30.0%"]));
    expect(theirs.notes).toContainEqual(expect.stringMatching(/^From Open data, version \d+ of its data: the definition of Placement moves and outcomes\.$/));

    // What was kept of it is not given again once the publisher has corrected its figure, and its table says so of which version it is: 22 of 80.
    await entered(served, dfe.id, [{ kpiId: dfe.kpi, subjectId: dfe.one, period: "2024/25", numerator: "22", denominator: "80" }]);
    const corrected = await table(served, authority, dfe.one);
    expect(corrected.cells).toContain("27.5%");
    expect(corrected.notes).not.toEqual(theirs.notes);
    await entered(served, dfe.id, [{ kpiId: dfe.kpi, subjectId: dfe.one, period: "2024/25", numerator: "20", denominator: "80" }]);

    await entered(served, authority, [
      { kpiId: dfe.kpi, subjectId: dfe.one, period: "2024/25", numerator: "24", denominator: "80" },
      { kpiId: dfe.kpi, subjectId: dfe.one, period: "2023/24", numerator: "40", denominator: "80" },
    ]);
    const own = await table(served, authority, dfe.one);
    // Its own 24 of 80 is 30%, and the year before 50%.
    expect(own.cells.filter((cell) => cell === "30.0%").length).toBeGreaterThan(1);
    expect(own.cells).toContain("50.0%");
    expect(own.notes).toContain("1 outcome of Open data is left out, since there is one here that comes before it.");
    // Nobody else sees it, and the publisher's is as it was.
    const other = await newAuthority(served, "Twoshire Council");
    given(await served.ask(using, { authority: other, publisher: dfe.id }));
    expect((await table(served, other, dfe.one)).cells).toContain("25.0%");
    expect((await outcomes(served, `authority: "${dfe.id}", subjects: ["${dfe.one}"]`)).total).toBe(1);
    // Whose place is empty may be filled by both.
    await entered(served, other, [{ kpiId: dfe.kpi, subjectId: dfe.one, period: "2023/24", numerator: "8", denominator: "80" }]);
    expect((await table(served, authority, dfe.one)).cells).toContain("50.0%");

    const stopped = refusal(await served.ask(stopping, { authority, publisher: dfe.id }));
    expect(stopped.code).toBe("IN_USE");
    expect(stopped.message).toBe("2 outcomes here name KPIs or subjects of Open data. Remove them, or let them name others, before you stop using it.");
    expect(refusal(await remove(served, "Kpi", dfe.kpi)).code).toBe("IN_USE");
    const unrelated = await newAuthority(served, "Elsewhere Council");
    given(await served.ask(using, { authority: unrelated, publisher: dfe.id }));
    given(await served.ask(stopping, { authority: unrelated, publisher: dfe.id }));
    expect((await outcomes(served, `authority: "${unrelated}"`)).total).toBe(0);
  });

  test("have KPIs of which each authority states targets of its own, and measures benefits by", async () => {
    const dfe = await published(served, "Targets' data");
    const [mine, others] = [await newAuthority(served, "Targetshire"), await newAuthority(served, "Othershire")];
    for (const authority of [mine, others]) given(await served.ask(using, { authority, publisher: dfe.id }));
    const targets = async (authority: string) =>
      given(await served.ask(`query($a: ID!) { kpis(authority: $a) { nodes { authorityId targets { target } } } }`, { a: authority })).kpis.nodes;
    given(await served.ask(targeting, { authority: mine, kpi: dfe.kpi, input: { targets: [{ startsOn: "2024-04-01", target: "0.2", subjectId: dfe.one }], baselines: [] } }));
    expect(await targets(mine)).toEqual([{ authorityId: dfe.id, targets: [{ target: "0.2" }] }]);
    expect(await targets(others)).toEqual([{ authorityId: dfe.id, targets: [{ target: "0.5" }] }]);
    expect(await targets(dfe.id)).toEqual([{ authorityId: dfe.id, targets: [{ target: "0.5" }] }]);
    const promised = {
      name: "Fewer moves",
      accountable: "Head",
      frequency: "ONCE",
      kpiId: dfe.kpi,
      subjectId: dfe.one,
      baselineValue: "0.4",
      countedFrom: "2023-04-01",
      afterMonths: 24,
    };
    await added(served, "Benefit", mine, promised);
    const states = given(await served.ask(`query($a: ID!) { benefits(authority: $a) { nodes { state } } }`, { a: mine })).benefits.nodes;
    expect(states).toEqual([{ state: "ACHIEVED" }]);
    const unit = refusal(
      await served.ask(`mutation($id: ID!, $input: KpiInput!) { changeKpi(id: $id, input: $input, seen: ${latest}) { batchId } }`, {
        id: dfe.kpi,
        input: { ...percentage, unit: "SCORE" },
      }),
    );
    expect(unit.code).toBe("IN_USE");
    const unused = await newAuthority(served, "Unusing");
    expect(refusal(await create(served, "Benefit", unused, promised)).code).toBe("NOT_FOUND");
    expect(refusal(await served.ask(stopping, { authority: mine, publisher: dfe.id })).message).toBe(
      "1 target and 1 benefit here name KPIs or subjects of Targets' data. Remove them, or let them name others, before you stop using it.",
    );
  });

  test("are replaced for the copies that an authority has, as one batch that is undone as one", async () => {
    const dfe = await published(served, "Copied data");
    const authority = await newAuthority(served, "Copyshire");
    const kpi = await added(served, "Kpi", authority, { ...percentage, targets: [{ startsOn: "2024-04-01", target: "0.1" }] });
    const otherwise = await added(served, "Kpi", dfe.id, { ...percentage, code: "near", name: "Near home", denominatorSaid: "all children" });
    const near = await added(served, "Kpi", authority, { ...percentage, code: "near", name: "Near home", denominatorSaid: "children placed" });
    const england = await added(served, "KpiSubject", authority, { kind: "COUNTRY", name: "England", gssCode: "E92000001" });
    const one = await added(served, "KpiSubject", authority, { kind: "AUTHORITY", name: "Oneshire", gssCode: "E10000001", withinId: england });
    const provider = await added(served, "KpiSubject", authority, { kind: "PROVIDER", name: "Homes Ltd", withinId: one });
    await entered(served, authority, [
      { kpiId: kpi, subjectId: england, period: "2024/25", numerator: "900.0", denominator: "3000" },
      { kpiId: kpi, subjectId: one, period: "2024/25", numerator: "21", denominator: "80" },
      { kpiId: kpi, subjectId: one, period: "2023/24", numerator: "16", denominator: "80" },
      { kpiId: kpi, subjectId: provider, period: "2024/25", numerator: "1", denominator: "8" },
      { kpiId: near, subjectId: one, period: "2024/25", numerator: "6", denominator: "8" },
    ]);
    await added(served, "Benefit", authority, { name: "Fewer moves", accountable: "Head", frequency: "ONCE", kpiId: kpi, subjectId: one });
    const address = `outcomesByPeriod?authority=${authority}&subject=${one}`;
    given(
      await served.ask(`mutation($a: ID!, $items: [ReportItemInput!]!) { saveReport(seen: ${latest}, authority: $a, name: "Cabinet", items: $items) { id } }`, {
        a: authority,
        items: [{ address }],
      }),
    );
    expect(refusal(await served.ask(previewing, { authority, publisher: dfe.id })).message).toContain("does not use Copied data yet");
    given(await served.ask(using, { authority, publisher: dfe.id }));
    const before = await table(served, authority, one);
    // Its own 21 of 80 is 26.3%; the region, and what Oneshire is within beside its own England, are the publisher's.
    expect(before.cells).toEqual(expect.arrayContaining(["26.3%"]));
    expect(before.notes).toContain("Near home of Copied data is left out: the KPI of this code here differs in out of what.");
    const kept = async () => given(await served.ask(`query($a: ID!) { kpis(authority: $a) { nodes { id } } kpiSubjects(authority: $a) { nodes { id } } }`, { a: authority }));
    const wholeBefore = await kept();

    const preview = given(await served.ask(previewing, { authority, publisher: dfe.id })).replacementByPublisher;
    expect(preview).toMatchObject({ kpis: 1, subjects: 2, outcomes: 1, leftCount: 2 });
    expect(preview.left).toEqual([
      { what: "Near home", why: "It differs in out of what." },
      { what: "Placement moves, Oneshire, 2024/25", why: "It is 21 of 80 here and 20 of 80 there. Its own comes first." },
    ]);
    const batch = given(await served.ask(replacing, { authority, publisher: dfe.id })).replaceByPublisher.batchId;
    const after = await kept();
    const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id);
    expect(ids(after.kpis.nodes)).toEqual(expect.arrayContaining([dfe.kpi, near]));
    expect(ids(after.kpis.nodes)).not.toContain(kpi);
    expect(ids(after.kpis.nodes)).not.toContain(otherwise);
    expect(ids(after.kpiSubjects.nodes)).not.toContain(one);
    expect((await table(served, authority, dfe.one)).cells).toEqual(expect.arrayContaining(["26.3%", "30.0%", "20.0%"]));
    const stored = given(
      await served.ask(
        `query($a: ID!) { benefits(authority: $a) { nodes { kpiId subjectId } } reports(authority: $a) { nodes { items { address } } } kpiSubjects(authority: $a) { nodes { id withinId } } kpis(authority: $a) { nodes { id targets { target } } } }`,
        { a: authority },
      ),
    );
    expect(stored.benefits.nodes).toEqual([{ kpiId: dfe.kpi, subjectId: dfe.one }]);
    expect(stored.reports.nodes[0].items[0].address).toContain(dfe.one);
    expect(stored.kpiSubjects.nodes).toContainEqual({ id: provider, withinId: dfe.one });
    expect(stored.kpis.nodes).toContainEqual({ id: dfe.kpi, targets: [{ target: "0.1" }] });
    const { changes, why } = given(
      await served.ask(`query($a: ID!) { history(authority: $a, first: 1) { nodes { why changes { what fieldSaid fromSaid toSaid } } } }`, { a: authority }),
    ).history.nodes[0];
    expect(why).toBe("Use Copied data's in place of copies");
    expect(changes).toContainEqual({ what: "Fewer moves", fieldSaid: "kpi", fromSaid: "Placement moves", toSaid: "Placement moves" });
    // Again there is nothing to replace but what differs.
    expect(given(await served.ask(previewing, { authority, publisher: dfe.id })).replacementByPublisher).toMatchObject({ kpis: 0, subjects: 0, outcomes: 0, leftCount: 1 });

    given(await undo(served, batch));
    expect(await kept()).toEqual(wholeBefore);
    expect(await table(served, authority, one)).toEqual(before);
  });

  test("refuse an own KPI of a code that would leave own outcomes of a publisher's KPI in no table", async () => {
    const dfe = await published(served, "Clashing data");
    const authority = await newAuthority(served, "Clashshire");
    given(await served.ask(using, { authority, publisher: dfe.id }));
    await entered(served, authority, [{ kpiId: dfe.kpi, subjectId: dfe.one, period: "2023/24", numerator: "16", denominator: "80" }]);
    const refused = refusal(await create(served, "Kpi", authority, { ...percentage, denominatorSaid: "all children" }));
    expect(refused.code).toBe("IN_USE");
    await added(served, "Kpi", authority, percentage);
    expect((await outcomes(served, `authority: "${authority}", kpis: ["moves"], subjects: ["${dfe.one}"]`)).total).toBe(2);
  });

  test("are changed by whoever may change them, and read by whoever may read them", async () => {
    const dfe = await published(served, "Kept data");
    const authority = await newAuthority(served, "Rightshire");
    given(await served.ask(using, { authority, publisher: dfe.id }));
    const all = [authority, dfe.id];
    viewers.officer = { name: "Officer", reads: all, changes: [authority], wholeCounts: [authority] };
    viewers.unsighted = { name: "Unsighted", reads: [authority], changes: [authority], wholeCounts: [authority] };
    viewers.keeper = { name: "Keeper", reads: [dfe.id], changes: [dfe.id], wholeCounts: [dfe.id] };
    const adding = `mutation($a: ID!, $input: KpiSubjectInput!) { createKpiSubject(authority: $a, input: $input) { id } }`;
    const subject = { a: dfe.id, input: { kind: "AUTHORITY", name: "Threeshire" } };
    expect(refusal(await as("officer", adding, subject)).code).toBe("FORBIDDEN");
    given(await as("keeper", adding, subject));
    expect(refusal(await as("keeper", using, { authority, publisher: dfe.id })).code).toBe("NOT_FOUND");
    expect(refusal(await as("officer", `mutation { createPublisher(input: { name: "Mine" }) { id } }`)).code).toBe("FORBIDDEN");
    const asked = `{ kpiOutcomes(authority: "${authority}") { total } }`;
    expect(given(await as("officer", asked)).kpiOutcomes.total).toBe(4);
    expect(given(await as("unsighted", asked)).kpiOutcomes.total).toBe(0);
    // To be told what is the same is to be told what is hidden.
    expect(refusal(await as("officer", previewing, { authority, publisher: dfe.id })).code).toBe("FORBIDDEN");
  });
});
