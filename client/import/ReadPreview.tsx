// A file as it was read, before anything is written: what it is, what is asked, its rows, its totals, what is left out, and one button that says what will happen.
import { useEffect, useRef } from "react";
import { ChoiceField } from "../shell/fields.tsx";
import type { Ask, Choices, RowChoice } from "../written/proposal.ts";
import { AcrossTable } from "./AcrossTable.tsx";
import { Authorities } from "./Authorities.tsx";
import { acrossIn } from "./across.ts";
import { ColumnChecks } from "./ColumnChecks.tsx";
import { CourseView } from "./Course.tsx";
import { LeftOutList, Totals } from "./Findings.tsx";
import { HeaderRow } from "./HeaderRow.tsx";
import { Names } from "./Names.tsx";
import { answeredOfNames, isReady, withColumn } from "./proposal.ts";
import { Questions } from "./Questions.tsx";
import { ReadTable } from "./ReadTable.tsx";
import { factsOf, incomingSaid, readAsSaid, targetWords, unitWords } from "./readWords.ts";
import type { HeldFile } from "./Seen.tsx";
import type { Asked, Course } from "./useImport.ts";
import { useReading } from "./useReading.ts";

export interface ReadPreviewProps {
  held: HeldFile;
  first: Choices;
  /** The years of the draft that is worked on. */
  years: readonly string[];
  course: Course;
  onRun: (asked: Asked) => void;
  onStop: () => void;
  /** An answer changes what would come in: what came of the answers before is told no longer. */
  onChoices: (choices: Choices) => void;
  onByHand: () => void;
}

export function ReadPreview({ held, first, years, course, onRun, onStop, onChoices, onByHand }: ReadPreviewProps) {
  const reading = useReading(held.id, first);
  const { proposal, choices, waits, trouble } = reading;
  const told = useRef(onChoices);
  told.current = onChoices;
  useEffect(() => told.current(choices), [choices]);
  const frame = useRef<HTMLDivElement>(null);
  const isRead = proposal !== null;
  useEffect(() => {
    // The button that the file was chosen with may be gone: the keyboard goes on at what is asked, or at the button that imports.
    if (isRead && document.activeElement === document.body)
      frame.current?.querySelector<HTMLElement>(".question.open button, .question.open input, .read-foot button:not(:disabled)")?.focus();
  }, [isRead]);

  const column = (name: string, said: "in" | "out") => {
    // A budget of one year has one column of amounts: another one that is wanted takes its place.
    const isAmount = said === "in" && proposal?.as === "budget" && !proposal.across && proposal.amountColumns.length === 1 && choices.columns?.[name] !== "out";
    if (isAmount && proposal.columns.some((each) => each.name === name && each.holds === "money")) reading.answer("amount", name);
    else reading.choose(withColumn(choices, name, said));
  };
  const row = (at: number, kind: RowChoice) => reading.choose({ ...choices, rows: { ...choices.rows, [at]: kind } });
  const name = (of: string, as: string) => reading.choose({ ...choices, names: { ...choices.names, [of]: as } });
  const answer = (about: Ask["about"], said: string) =>
    about === "near" || about === "exchanged" ? reading.choose(answeredOfNames(choices, proposal?.names ?? [], about, said)) : reading.answer(about, said);
  const running = course.at === "running";
  const across = proposal && acrossIn(proposal);
  const open = proposal?.asks.filter(({ taken }) => taken === undefined).length ?? 0;
  const imported = course.at === "done" && !course.asked.preview && course.result.errorCount === 0;
  const importable = proposal !== null && isReady(proposal) && !waits && trouble === null && !running && !imported;
  const run = (preview: boolean) => proposal && onRun({ id: held.id, choices, preview, facts: factsOf(proposal.as) });
  return (
    <div className="read-preview" ref={frame}>
      <div className="read-head">
        <p className="read-said" role="status">
          <strong>{proposal === null ? (trouble ? "It could not be read" : "Reading the table…") : (proposal.refused ?? readAsSaid(proposal))}</strong>
        </p>
        <p className="read-of">{`${held.name}${proposal ? `, ${proposal.format}${proposal.title ? `: ${proposal.title}` : ""}` : ""}${waits && isRead ? ". Reading it again…" : ""}`}</p>
        {trouble && (
          <p className="refusal" role="alert">
            {trouble}{" "}
            <button type="button" className="quiet" onClick={reading.again}>
              Try again
            </button>
          </p>
        )}
        {proposal && (
          <fieldset className="read-controls" disabled={running}>
            <ChoiceField
              label="Read as"
              value={proposal.as}
              choices={Object.entries(targetWords).map(([as, { offered }]) => [as, offered])}
              onChange={(as) => reading.answer("as", as)}
            />
            {proposal.sheets.length > 1 && (
              <ChoiceField label="Sheet" value={proposal.sheet ?? ""} choices={proposal.sheets.map((each) => [each, each])} onChange={(sheet) => reading.choose({ sheet })} />
            )}
            {proposal.as === "budget" && <ChoiceField label="Amounts in" value={proposal.unit ?? "pounds"} choices={unitWords} onChange={(unit) => reading.answer("unit", unit)} />}
            <HeaderRow key={proposal.headerRow} row={proposal.headerRow} onRow={(headerRow) => reading.choose({ ...choices, headerRow })} />
          </fieldset>
        )}
      </div>
      <div className="read-body">
        <div className="read-table">
          {proposal &&
            (across ? (
              <AcrossTable across={across} names={proposal.names} disabled={running} onColumn={column} />
            ) : (
              <ReadTable proposal={proposal} disabled={running} onColumn={column} onRow={row} />
            ))}
        </div>
        <aside className="read-findings" aria-label="What was found">
          {proposal && (
            <div className="findings-list">
              {proposal.remembered && (
                <p className="question">
                  Answered as for the last table with these columns{rememberedSaid(proposal.remembered)}.{" "}
                  <button type="button" className="quiet" disabled={running} onClick={() => reading.choose({ afresh: true })}>
                    Ask again
                  </button>
                </p>
              )}
              <Questions questions={reading.questions} years={years} disabled={running} onAnswer={answer} />
              {proposal.authorities && <Authorities authorities={proposal.authorities} />}
              <Names names={proposal.names} disabled={running} onName={name} />
              <Totals proposal={proposal} />
              <LeftOutList proposal={proposal} />
              <ColumnChecks checks={proposal.columnChecks} />
            </div>
          )}
          {course.at !== "nowhere" && <CourseView course={course} fileName={held.name} outdated={false} onStop={onStop} />}
        </aside>
      </div>
      <div className="read-foot">
        <button type="button" className="primary" disabled={!importable} onClick={() => run(false)}>
          {proposal && proposal.incoming.count > 0 ? `Import ${incomingSaid(proposal)}` : "Import"}
        </button>
        <button type="button" disabled={!importable} onClick={() => run(true)}>
          What would change
        </button>
        <span className="hint">{footSaid({ refused: proposal?.refused ?? null, open, importable, running, imported })}</span>
        {held.columns.length > 0 && (
          <button type="button" className="quiet by-hand" disabled={running} onClick={onByHand}>
            Set the columns by hand
          </button>
        )}
      </div>
    </div>
  );
}

/** ": Havering, NetCurrentExpenditure". */
function rememberedSaid({ where, authorities, amount, columns, rows, names }: Choices): string {
  const out = Object.entries(columns ?? {}).map(([name, said]) => `${said === "out" ? "without" : "with"} ${name}`);
  const kinds = Object.entries(rows ?? {}).map(([name, kind]) => `“${name}” as ${kind === "leaf" ? "a line" : kind === "out" ? "left out" : `a ${kind}`}`);
  const named = Object.entries(names ?? {}).map(([name, as]) => (name === as ? `“${name}” as new` : `“${name}” as “${as}”`));
  const parts = [
    ...(where ?? []).map(({ value }) => value),
    ...(authorities === "all" ? ["all authorities"] : []),
    ...(amount === undefined ? [] : [amount]),
    ...out,
    ...kinds,
    ...named,
  ];
  return parts.length > 0 ? `: ${parts.join(", ")}` : "";
}

function footSaid({ refused, open, importable, running, imported }: { refused: string | null; open: number; importable: boolean; running: boolean; imported: boolean }): string {
  if (running) return "";
  if (imported) return "Imported. It can be undone at the foot of the page.";
  if (refused !== null) return "Nothing of it can come in as it is read now.";
  if (open > 0) return open === 1 ? "One question is to be answered first." : `${open} questions are to be answered first.`;
  return importable ? "All of it, or nothing. Nothing is written before." : "";
}
