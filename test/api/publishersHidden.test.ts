// Small counts where an authority's outcomes stand beside a publisher's: each hidden by its owner's rule, and none told by the other's.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../db/viewer.ts";
import { machineOwner } from "../../server/http/viewer.ts";
import { type Answer, type Served, serve } from "../setup/served.ts";
import { engines } from "../setup/stores.ts";
import { added, entered, newAuthority, percentage } from "./commissioner.ts";
import { given, post } from "./officer.ts";

const using = `mutation($authority: ID!, $publisher: ID!) { usePublisher(authority: $authority, publisher: $publisher) { batchId } }`;

describe.each(engines)("small counts beside a publisher's on %s", (engine) => {
  let served: Served;
  let authority: string;
  let publisher: string;
  let website: string;
  const viewers: Record<string, Viewer> = {};
  beforeAll(async () => {
    served = await serve(engine, { examples: false, viewerOf: (request) => viewers[String(request.headers["x-as"] ?? "owner")] ?? machineOwner });
    publisher = given(await served.ask(`mutation { createPublisher(input: { name: "Open data" }) { id } }`)).createPublisher.id;
    authority = await newAuthority(served, "Hideshire");
    const kpi = await added(served, "Kpi", publisher, { ...percentage, unit: "COUNT", decimals: 0, denominatorSaid: null });
    const region = await added(served, "KpiSubject", publisher, { kind: "REGION", name: "North", gssCode: "E12000001" });
    const subjects: Record<string, string> = { North: region };
    for (const name of ["Hideshire", "Second", "Third"]) subjects[name] = await added(served, "KpiSubject", publisher, { kind: "AUTHORITY", name, withinId: region });
    const of = (name: string, period: string, numerator: string) => ({ kpiId: kpi, subjectId: subjects[name], period, numerator });
    await entered(served, publisher, [
      // 3 is hidden by itself, and 20, the least of the others, so that 63 less 40 does not tell it.
      of("Hideshire", "2024/25", "20"),
      of("Second", "2024/25", "40"),
      of("Third", "2024/25", "3"),
      of("North", "2024/25", "63"),
      // Here the authority has no outcome of its own from the publisher.
      of("Second", "2023/24", "40"),
      of("Third", "2023/24", "3"),
      of("North", "2023/24", "63"),
      of("Second", "2022/23", "40"),
      of("North", "2022/23", "60"),
    ]);
    given(await served.ask(using, { authority, publisher }));
    await entered(served, authority, [of("Hideshire", "2024/25", "20"), of("Hideshire", "2023/24", "20"), of("Hideshire", "2022/23", "20"), of("Third", "2021/22", "2")]);
    website = await added(served, "OutcomePublication", authority, { name: "Website", hiddenUpTo: 2 });
    viewers.own = { name: "Own", reads: "all", changes: [authority], wholeCounts: [authority] };
    viewers.none = { name: "None", reads: "all", changes: [] };
    viewers.publisher = { name: "Publisher", reads: "all", changes: [], wholeCounts: [publisher] };
  });
  afterAll(() => served.stop());

  async function shown(who: string, of = authority, more = ""): Promise<Record<string, string>> {
    const answer = (
      await post(served.app, `{ kpiOutcomes(authority: "${of}"${more}, first: 100) { nodes { subject { name } period { said } shown } hiddenNote } }`, {}, { "x-as": who })
    ).json() as Answer;
    return Object.fromEntries(
      given(answer).kpiOutcomes.nodes.map((node: { subject: { name: string }; period: { said: string }; shown: string }) => [
        `${node.subject.name} ${node.period.said}`,
        node.shown,
      ]),
    );
  }

  test("are whole for who may see both", async () => {
    expect(await shown("owner")).toMatchObject({ "Third 2024/25": "3", "Hideshire 2024/25": "20", "Third 2021/22": "2" });
  });

  test("what a publisher hides is hidden wherever it is used, with what would tell of it", async () => {
    const alone = await shown("none", publisher);
    expect(alone).toMatchObject({ "Hideshire 2024/25": "[c]", "Second 2024/25": "40", "Third 2024/25": "[c]", "North 2024/25": "63" });
    const used = await shown("none");
    for (const [place, figure] of Object.entries(alone)) if (figure === "[c]") expect([place, used[place]]).toEqual([place, "[c]"]);
    // The authority's own rule hides 1 to 2, and here its own 20 would tell of the publisher's 3.
    expect(used).toMatchObject({ "Third 2023/24": "[c]", "Third 2021/22": "[c]" });
    expect([used["Hideshire 2023/24"], used["Second 2023/24"], used["North 2023/24"]]).toContain("[c]");
  });

  test("whoever sees the authority's own whole is not told the publisher's by it", async () => {
    const used = await shown("own");
    expect(used).toMatchObject({ "Hideshire 2024/25": "20", "Hideshire 2023/24": "20", "Third 2021/22": "2", "Third 2024/25": "[c]", "Third 2023/24": "[c]" });
    // 63 less 20 and 40 is 3: one of the publisher's others is hidden too.
    for (const year of ["2024/25", "2023/24"]) expect([used[`Second ${year}`], used[`North ${year}`]]).toContain("[c]");
  });

  test("whoever sees the publisher's whole is not told the authority's by it", async () => {
    expect(await shown("publisher")).toMatchObject({ "Third 2024/25": "3", "Third 2021/22": "[c]" });
  });

  test("are hidden as a publication of the authority shows them, the publisher's with them", async () => {
    expect(await shown("owner", authority, `, publication: "${website}"`)).toMatchObject({ "Third 2024/25": "3", "Third 2021/22": "[c]" });
    await added(served, "OutcomePublication", publisher, { name: "Release" });
    expect(await shown("owner", authority, `, publication: "${website}"`)).toMatchObject({ "Third 2024/25": "[c]", "Third 2021/22": "[c]" });
  });
});
