// Two wrote to one cell: both values, and the choice between them, for each cell and for all.
import { momentSaid, poundsFromPence, timeSaid } from "../../text/format.ts";
import type { Conflict } from "../graphql.ts";
import { sendWaiting } from "./sending.ts";
import { keepMine, keepTheirs, type WaitingChange } from "./waiting.ts";

interface Line {
  change: WaitingChange;
  conflict: Conflict;
  place: string;
  typed: string;
}

/** Of a paste of thousands not each is listed; the choice for all is for all. */
const mostLines = 40;
const inUnit = { POUNDS: "", THOUSANDS: " in £000s", MILLIONS: " in £m" } as const;

export function ConflictLines({ changes }: { changes: readonly WaitingChange[] }) {
  const lines = changes.flatMap((change) =>
    (change.conflicts ?? []).flatMap((conflict): Line[] => {
      const cell = change.cells.find(({ address }) => address === conflict.cell);
      return cell ? [{ change, conflict, place: cell.place, typed: cell.typed }] : [];
    }),
  );
  const decide = (choose: typeof keepMine, some: readonly Line[]) => {
    for (const change of changes) {
      const cells = new Set(some.filter((line) => line.change === change).map(({ conflict }) => conflict.cell));
      if (cells.size > 0) choose(change.key, cells);
    }
    void sendWaiting();
  };
  return (
    <>
      <p className="live-head">
        <span role="alert">
          {lines.length === 1 ? "Somebody else changed a cell that you changed." : `Others changed ${lines.length} cells that you changed.`} Nothing of yours is stored there until
          you choose.
        </span>
        <kbd>F6</kbd>
        {lines.length > 1 && (
          <>
            <button type="button" onClick={() => decide(keepMine, lines)}>
              Keep all mine
            </button>
            <button type="button" onClick={() => decide(keepTheirs, lines)}>
              Keep all theirs
            </button>
          </>
        )}
      </p>
      {lines.slice(0, mostLines).map((line) => (
        <p key={`${line.change.key} ${line.conflict.cell}`}>
          <span>
            <strong>{line.place}</strong>: {mineSaid(line)} {theirsSaid(line.conflict)}
          </span>
          <button type="button" aria-label={`Keep mine: ${line.place}`} onClick={() => decide(keepMine, [line])}>
            Keep mine
          </button>
          <button type="button" aria-label={`Keep theirs: ${line.place}`} onClick={() => decide(keepTheirs, [line])}>
            Keep theirs
          </button>
        </p>
      ))}
      {lines.length > mostLines && <p>And {lines.length - mostLines} more.</p>}
    </>
  );
}

function mineSaid({ typed, change }: Line): string {
  if (typed === "") return "you emptied it.";
  return `you typed ${typed}${change.into !== "fields" && /^[\d,.()\s-]+$/.test(typed) ? inUnit[change.unit] : ""}.`;
}

function theirsSaid({ current, by, at }: Conflict): string {
  if (by === null || at === null) return current === null ? "It is empty now." : `It is ${currentSaid(current)} now.`;
  return `${by} ${current === null ? "emptied it" : `made it ${currentSaid(current)}`} ${whenSaid(at)}.`;
}

const currentSaid = (current: number | string) => (typeof current === "number" ? poundsFromPence(current) : `“${current}”`);

/** "at 10:32", or with its day where that is not today. */
function whenSaid(instant: string): string {
  const then = new Date(instant);
  if (then.toDateString() !== new Date().toDateString()) return `on ${momentSaid(instant)}`;
  return `at ${timeSaid(instant)}`;
}
