// The panels of the outcomes sheet: KPIs and their definitions, subjects, publishing, and entering outcomes.
import { type Address, goTo } from "../../address.ts";
import type { OutcomeSet } from "../../data/documents/outcomes.ts";
import type { Seen } from "../../data/seen.ts";
import { Panel } from "../../panels/Panel.tsx";
import { panelOf, SharedPanel } from "../../panels/SharedPanel.tsx";
import { labelOf } from "../../text/choiceWords.ts";
import { choices } from "../../written/choices.ts";
import { EnterOutcomesPanel } from "./EnterOutcomesPanel.tsx";
import { KpiPanel } from "./KpiPanel.tsx";
import { PublicationPanel } from "./PublicationPanel.tsx";
import { NewPublisherPanel, PublisherPanel } from "./PublisherPanels.tsx";
import { PublishedKpiPanel, PublishedSubjectPanel } from "./SharedPanels.tsx";
import { SubjectPanel } from "./SubjectPanel.tsx";

export interface OutcomePanelsProps {
  address: Address;
  authority: string;
  set: Seen<OutcomeSet> | undefined;
  /** The KPI whose page is open: outcomes are entered of it first. */
  kpi?: string;
  onWritten: (batchId: string | null, said: string) => void;
}

export function OutcomePanels({ address, authority, set, kpi, onWritten }: OutcomePanelsProps) {
  const [kind, id] = panelOf(address.panel);
  const shared = <SharedPanel panel={address.panel} authority={authority} years={[]} onWritten={onWritten} />;
  if (!set) return shared;
  const kpis = set.kpis.nodes;
  const subjects = set.kpiSubjects.nodes;
  const publications = set.outcomePublications.nodes;
  const publishers = set.publishers.nodes;
  const publisherOf = (each: { authorityId: string } | undefined) =>
    each && each.authorityId !== authority ? publishers.find(({ id: own }) => own === each.authorityId) : undefined;
  const from = (each: { authorityId: string }) => publisherOf(each)?.name ?? "";
  const isPublisher = publishers.some((each) => each.id === authority);
  const common = { authority, seen: set.seen, onWritten };
  const there = (all: readonly { id: string }[]) => id === "new" || all.some((each) => each.id === id);
  switch (kind) {
    case "set":
      return (
        <Panel title="KPIs and subjects">
          <List
            title="KPIs"
            of="kpi"
            add="Add a KPI"
            empty="What is counted, how often, and which way is better."
            items={kpis.map((each) => [
              each.id,
              each.name,
              [labelOf(choices.KpiCategory, each.category), each.version > 1 ? `version ${each.version}` : "", each.computed ? "computed" : "", from(each)]
                .filter(Boolean)
                .join(", "),
            ])}
          />
          <List
            title="Subjects"
            of="subject"
            add="Add a subject"
            empty="Who or what outcomes are about: an authority, its region, England, an arrangement, a provider."
            items={subjects.map((each) => [each.id, each.name, [labelOf(choices.SubjectKind, each.kind), from(each)].filter(Boolean).join(", ")])}
          />
          <List
            title="Publishing"
            of="publication"
            add="Add a publication"
            empty="Small counts of people are hidden where outcomes are published. Those who may not see whole counts see the first publication; without one, 1 to 5 is hidden."
            items={publications.map((each) => [
              each.id,
              each.name,
              each.hiddenUpTo === 0 ? "nothing hidden" : `1 to ${each.hiddenUpTo} hidden as ${labelOf(choices.SuppressionMark, each.mark)}`,
            ])}
          />
          {!isPublisher && (
            <List
              title="Publishers"
              of="publisher"
              add="Add a publisher"
              empty="Whose KPIs and outcomes several authorities use, stored once: the DfE's open data, a regional partnership's. Add one, import its files as that publisher, and use it here."
              items={publishers.map((each) => [each.id, each.name, each.used ? "used here" : "not used here"])}
            />
          )}
        </Panel>
      );
    case "publisher": {
      const publisher = publishers.find((each) => each.id === id);
      if (id === "new") return <NewPublisherPanel {...common} />;
      return publisher ? <PublisherPanel key={id} {...common} publisher={publisher} /> : null;
    }
    case "kpi": {
      const held = kpis.find((each) => each.id === id);
      const publisher = publisherOf(held);
      if (held && publisher) return <PublishedKpiPanel key={id} {...common} held={held} publisher={publisher} subjects={subjects} />;
      return there(kpis) ? <KpiPanel key={id} {...common} held={held ?? null} kpis={kpis} subjects={subjects} /> : null;
    }
    case "subject": {
      const held = subjects.find((each) => each.id === id);
      const publisher = publisherOf(held);
      if (held && publisher) return <PublishedSubjectPanel key={id} held={held} publisher={publisher} subjects={subjects} />;
      return there(subjects) ? <SubjectPanel key={id} {...common} held={held ?? null} subjects={subjects} /> : null;
    }
    case "publication":
      return there(publications) ? <PublicationPanel key={id} {...common} held={publications.find((each) => each.id === id) ?? null} /> : null;
    case "enter":
      return <EnterOutcomesPanel key={kpi ?? "any"} {...common} kpis={kpis.filter((each) => each.computed === null)} subjects={subjects} kpi={kpi} subject={address.of} />;
    default:
      return shared;
  }
}

interface ListProps {
  title: string;
  /** What an item's panel is called. */
  of: string;
  add: string;
  empty: string;
  items: readonly (readonly [id: string, name: string, said: string])[];
}

function List({ title, of, add, empty, items }: ListProps) {
  return (
    <section className="panel-list" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <button type="button" className="quiet" onClick={() => goTo({ panel: `${of}:new` })}>
          {add}
        </button>
      </header>
      {items.length === 0 && <p className="quiet-text">{empty}</p>}
      <ul>
        {items.map(([id, name, said]) => (
          <li key={id}>
            <button type="button" className="quiet" onClick={() => goTo({ panel: `${of}:${id}` })}>
              {name}
            </button>
            <span className="quiet-text">{said}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
