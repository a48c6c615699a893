// What follows from an arrangement on a day: its state and dates, its lists, and how much of its value is committed.
import type { ReactNode } from "react";
import type { Arrangement } from "../../data/documents/arrangements.ts";
import { labelOf } from "../../text/choiceWords.ts";
import { counted, daySaid, poundsFromPence, poundsSaid } from "../../text/format.ts";
import { shareAsPercent } from "../../text/percent.ts";
import { arrangementForm } from "../../written/arrangement.ts";
import { choices } from "../../written/choices.ts";

/** A shape with each state of a stage, so that it is told by more than its words. */
const stageShapes: Record<string, string> = { complete: "✓", "in progress": "▸", due: "○", late: "!" };

/** The texts that have a place of their own below. */
const placed: readonly string[] = ["name", "valueBasis", "note", "source"];
/** What else is said of it in words, each as its form calls it. */
const texts = Object.entries(arrangementForm.fields).flatMap(([name, field]) =>
  field.kind === "words" && field.label !== undefined && !placed.includes(name) ? [[name as "notes", field.label] as const] : [],
);

export function ArrangementFacts({ held, all }: { held: Arrangement; all: readonly Arrangement[] }) {
  const { value } = held;
  const follows = all.find((each) => each.id === held.followsId)?.name;
  return (
    <div className="facts">
      <dl>
        <Fact name="Kind">
          {labelOf(choices.ArrangementKind, held.kind)}
          {held.openList ? ", continually open to new providers" : ""}
          {held.interim ? ", interim cover" : ""}
        </Fact>
        <Fact name="State">{held.state}</Fact>
        <Fact name="Opens">{held.opensOn ? daySaid(held.opensOn) : "not known"}</Fact>
        <Fact name="Ends">{held.openEnded ? "open ended" : held.endsOn ? ends(held) : "not known"}</Fact>
        {follows && <Fact name="Follows">{follows}</Fact>}
        {held.nextReviewOn && <Fact name="Next review">{daySaid(held.nextReviewOn)}</Fact>}
        {held.breakMonths && (
          <Fact name="Break clause">
            {counted(held.breakMonths, "month")}
            {held.earliestBreakOn ? `: the earliest end by it is ${daySaid(held.earliestBreakOn)}` : ""}
          </Fact>
        )}
        {(held.mostPlacesInHome || held.mostProviders) && (
          <Fact name="At most">
            {[held.mostPlacesInHome && `${counted(held.mostPlacesInHome, "place")} in a home`, held.mostProviders && counted(held.mostProviders, "provider")]
              .filter(Boolean)
              .join(", ")}
          </Fact>
        )}
        {held.voidsCarriedBy && <Fact name="Voids carried by">{labelOf(choices.VoidCarrier, held.voidsCarriedBy).toLowerCase()}</Fact>}
        {value.estimatedPence !== null && (
          <Fact name="Value">
            {poundsFromPence(value.estimatedPence)}
            {held.valueBasis ? `, ${held.valueBasis}` : ""}
          </Fact>
        )}
        {(value.committedPence !== 0 || value.estimatedPence !== null) && (
          <Fact name="Committed">
            {value.committedPence === null ? `Not known: ${value.committedNotKnown}` : poundsFromPence(value.committedPence)}
            {value.exceeded && value.overPence !== null && (
              <strong className="over">
                {" "}
                over the value by {poundsFromPence(value.overPence)}
                {value.overShare ? `, ${shareAsPercent(value.overShare)}%` : ""}
              </strong>
            )}
          </Fact>
        )}
        {texts.map(
          ([name, label]) =>
            held[name] && (
              <Fact key={name} name={label}>
                {held[name]}
              </Fact>
            ),
        )}
      </dl>
      {held.gaps.map((gap) => (
        <p key={gap.from} className="warning">
          {gap.sentence}
        </p>
      ))}
      <Listed
        title="Terms"
        rows={held.termsOn.map((term) => [
          term.part,
          counted(term.months, "month"),
          term.startsOn && term.endsOn ? `${daySaid(term.startsOn)} to ${daySaid(term.endsOn)}` : "",
          term.state.toLowerCase(),
        ])}
      />
      <Listed
        title="Who takes part"
        rows={held.participants.map((each) => [
          each.name,
          each.authorities > 1 ? `${each.authorities} authorities` : "",
          each.role.toLowerCase().replace("_", " "),
          each.detail ?? "",
        ])}
      />
      <Listed
        title="Lots"
        rows={held.lots.map((lot) => [
          lot.name,
          [lot.detail, lot.fundedFrom && `funded from ${lot.fundedFrom}`, lot.wasId && `before: ${all.find((each) => each.id === lot.wasId)?.name ?? ""}`]
            .filter(Boolean)
            .join("; "),
          lot.providerCount === null ? "" : counted(lot.providerCount, "provider"),
          lot.averageWeeklyPounds ? `£${poundsSaid(lot.averageWeeklyPounds)} a week` : "",
        ])}
      />
      <Listed
        title="Providers"
        rows={held.providers.map((each) => [
          each.name,
          held.lots.find((lot) => lot.id === each.lotId)?.name ?? "",
          each.places === null ? "" : counted(each.places, "place"),
          each.detail ?? "",
        ])}
      />
      <Listed
        title="Procurement"
        rows={held.stagesOn.map((stage) => [
          stage.name,
          stage.endsOn ? `${daySaid(stage.startsOn)} to ${daySaid(stage.endsOn)}` : daySaid(stage.startsOn),
          `${stageShapes[stage.state] ?? ""} ${stage.state}${stage.daysLate > 0 ? ` by ${stage.daysLate} ${stage.daysLate === 1 ? "day" : "days"}` : ""}`,
        ])}
      />
      <Listed title="Evaluated by" rows={held.weights.map((each) => [each.criterion, `${shareAsPercent(each.weightShare)}%`])} />
      <Listed title="Called off by" rows={held.routes.map((each) => [each.name, each.detail ?? ""])} />
      {held.note && <p className="hint">{held.note}</p>}
      {held.source && <p className="hint">Source: {held.source}.</p>}
    </div>
  );
}

function ends(held: Arrangement): string {
  const standing = held.endsOn ? daySaid(held.endsOn) : "";
  return held.longestEndOn && held.longestEndOn !== held.endsOn ? `${standing}; at the longest ${daySaid(held.longestEndOn)}` : standing;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Listed({ title, rows }: { title: string; rows: string[][] }) {
  if (rows.length === 0) return null;
  return (
    <table className="plain-table">
      <caption>{title}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join()}>
            {row.map((text, index) =>
              index === 0 ? (
                <th key={text} scope="row">
                  {text}
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row have their place and nothing else.
                <td key={index}>{text}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
