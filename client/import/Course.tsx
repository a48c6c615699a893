// How an import goes, and what came of it: the counts, or what is wrong with which row.
import { useState } from "react";
import { goTo } from "../address.ts";
import { counted, withCommas } from "../text/format.ts";
import type { Progress, Result, RowError } from "./files.ts";
import type { Asked, Course, Failure } from "./useImport.ts";

const rowsSaid = (count: number) => counted(count, "row");

/** Whether a preview found something to import and nothing wrong. */
export function canBeImported({ errorCount, added, revised }: Result): boolean {
  return errorCount === 0 && added + revised > 0;
}

/** How many batches a file of several authorities came in as. */
const batchesOf = ({ authorities }: Result) => authorities.filter(({ batchId }) => batchId !== null).length;

/** What was imported, for the foot. */
export function importedSaid(name: string, asked: Asked, result: Result): string {
  const batches = batchesOf(result);
  const of = batches > 1 ? `, in ${withCommas(batches)} batches, one of each authority` : "";
  return `Imported ${name}: ${counted(result.added, ...asked.facts)} added, ${withCommas(result.revised)} revised${of}.`;
}

export interface CourseViewProps {
  course: Course;
  fileName: string;
  /** Whether what was previewed or imported is no longer what the form says. */
  outdated: boolean;
  onStop: () => void;
}

export function CourseView({ course, fileName, outdated, onStop }: CourseViewProps) {
  switch (course.at) {
    case "nowhere":
      return (
        <div className="course">
          <h2>What would change</h2>
          <p className="quiet-text">
            Say on the left what the file is and which column is which. Preview then reads every row and says what would change; nothing is written before Import.
          </p>
        </div>
      );
    case "running":
      return <Running course={course} onStop={onStop} />;
    case "failed":
      return course.stopped ? (
        <div className="course" role="status">
          <h2>Stopped</h2>
          <p>Nothing was written. Preview or import it again when you like.</p>
        </div>
      ) : (
        <div className="course" role="alert">
          <h2>{course.asked.preview ? "It could not be previewed" : course.error.uncertain ? "It is not known whether this was imported" : "Nothing was imported"}</h2>
          <p className="refusal">{course.error.message}</p>
          <p className="quiet-text">{whatToDo(course.error, course.asked.preview)}</p>
        </div>
      );
    case "done":
      return course.result.errorCount > 0 ? (
        <Errors result={course.result} fileName={fileName} />
      ) : (
        <Counts result={course.result} preview={course.asked.preview} facts={course.asked.facts} outdated={outdated} />
      );
  }
}

function whatToDo({ field, uncertain }: Failure, preview: boolean): string {
  if (uncertain && !preview) return "Import it again: rows that are already stored as in the file are left unchanged.";
  if (field?.startsWith("choices")) return "Answer it above, then import it again.";
  if (field?.startsWith("map")) return "Correct it on the left, then preview again.";
  if (field === "id") return "The server keeps a file for an hour. Choose it again above; what you have chosen stays as it is.";
  if (field === "file") return "Correct it in the file and choose it again; what you have chosen stays as it is.";
  return "Nothing was written. Try again, or first correct what it names.";
}

function Running({ course, onStop }: { course: Course & { at: "running" }; onStop: () => void }) {
  const { progress, stopping, asked } = course;
  const share = progress && progress.of > 0 && progress.stage !== "comparing" ? progress.done / progress.of : null;
  return (
    <div className="course">
      <h2>{asked.preview ? "Previewing" : "Importing"}</h2>
      <div className="running">
        <progress aria-label="How far it is" {...(share === null ? {} : { value: share, max: 1 })} />
        <button type="button" onClick={onStop} disabled={stopping}>
          Stop
        </button>
      </div>
      <p className="quiet-text" role="status">
        {stopping ? "Stopping…" : progressSaid(progress)}
      </p>
    </div>
  );
}

function progressSaid(progress: Progress | null): string {
  if (!progress) return "Reading the file…";
  const share = progress.of > 0 ? Math.floor((progress.done / progress.of) * 100) : 0;
  if (progress.stage === "reading") return `Reading the file: ${share}%`;
  if (progress.stage === "comparing") return `Comparing ${withCommas(progress.of)} figures with those recorded…`;
  return `Writing: ${withCommas(progress.done)} of ${withCommas(progress.of)}`;
}

function Counts({ result, preview, facts, outdated }: { result: Result; preview: boolean; facts: Asked["facts"]; outdated: boolean }) {
  const { rows, leftOut, stated, added, revised } = result;
  const changes = added + revised > 0;
  const batches = batchesOf(result);
  const asHeld = Math.max(0, stated - added - revised);
  const first = !changes
    ? `${rowsSaid(rows)}: nothing ${preview ? "would change" : "has changed"}.`
    : preview
      ? `${rowsSaid(rows)}: ${counted(added, ...facts)} would be added, ${withCommas(revised)} revised.`
      : `${rowsSaid(rows)}: ${counted(added, ...facts)} added, ${withCommas(revised)} revised.`;
  const heldSaid = changes ? `${counted(asHeld, ...facts)} ${asHeld === 1 ? "is" : "are"} already recorded as in the file.` : "Everything is already recorded as in the file.";
  return (
    <div className="course" role="status">
      <h2>{preview ? "What would change" : changes ? "Imported" : "Nothing was imported"}</h2>
      <p>{first}</p>
      {(asHeld > 0 || !changes) && <p className="quiet-text">{heldSaid}</p>}
      {leftOut > 0 && <p className="quiet-text">{rowsSaid(leftOut)} left out by the mapping.</p>}
      {preview && outdated && <p className="quiet-text">The mapping has changed since. Preview it again before it is imported.</p>}
      {!preview && changes && (
        <p>
          {batches > 1
            ? `It is ${withCommas(batches)} batches, one in the history of each authority, and they are undone together: below, or later from `
            : "It is one entry in the history, and can be undone as a whole: below, or later from "}
          <button type="button" className="quiet" onClick={() => goTo({ panel: "history" })}>
            History
          </button>
        </p>
      )}
    </div>
  );
}

function Errors({ result, fileName }: { result: Result; fileName: string }) {
  const { errors, errorCount, rows } = result;
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () =>
    void window.navigator.clipboard?.writeText(errorsAsCsv(errors)).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="course errors">
      <div role="alert">
        <h2>
          {errorCount === 1 ? "1 row" : rowsSaid(errorCount)} of {withCommas(rows)} cannot be imported
        </h2>
        <p>Nothing was written: a file is imported whole or not at all. Correct the rows in the file and choose it again, or change the mapping.</p>
      </div>
      <div className="error-actions">
        <button type="button" onClick={() => save(errorsAsCsv(errors), `${fileName.replace(/\.[^.]*$/, "")} errors.csv`)}>
          Download as CSV
        </button>
        <button type="button" className="quiet" onClick={copy}>
          Copy as CSV
        </button>
        <span className="quiet-text" role="status">
          {copied === true && "Copied."}
          {copied === false && "The browser did not allow copying. Download it."}
          {copied === null && errorCount > errors.length && `The first ${withCommas(errors.length)} of ${withCommas(errorCount)} are shown.`}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself has to be reached with the keyboard. */}
      <section className="error-rows" aria-label="What is wrong with which row" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col" className="figure">
                Line
              </th>
              <th scope="col">Column</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((error, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line may be at fault more than once, and the list does not change.
              <tr key={at}>
                <td className="figure">{withCommas(error.line)}</td>
                <td>{error.column ?? ""}</td>
                <td>{error.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function errorsAsCsv(errors: readonly RowError[]): string {
  const quoted = (text: string) => {
    // What a workbook would take for a formula is kept from being one.
    const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
  };
  const rows = errors.map(({ line, column, reason }) => [String(line), quoted(column ?? ""), quoted(reason)].join(","));
  return `${["line,column,reason", ...rows].join("\r\n")}\r\n`;
}

function save(text: string, name: string): void {
  // With the mark by which Excel knows UTF-8.
  const address = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
