// A paste of a table with names: it is read first, what of it is left out is told, and it can still be pasted by its place.
import { useEffect, useMemo, useRef, useState } from "react";
import { plannedByName } from "./byName.ts";
import type { Displayed } from "./displayed.ts";
import type { NamedBlock, NamedLines, NearNames } from "./namedTable.ts";
import { PastePreview, type PastePreviewProps } from "./PastePreview.tsx";
import { nothingPlanned, type Planned } from "./planned.ts";
import type { SheetTable } from "./table.ts";

export interface NamedPasteProps extends Omit<PastePreviewProps, "plan" | "children" | "heading" | "verb"> {
  named: NamedBlock;
  /** What it would change by its place. */
  byPlace: Planned;
  displayed: Displayed;
  /** The row that it was pasted onto. */
  top: number;
  onRead: (named: NamedBlock, table: SheetTable, near: NearNames) => Promise<NamedLines>;
}

export function NamedPaste({ named, byPlace, displayed, top, onRead, table, ...preview }: NamedPasteProps) {
  const [read, setRead] = useState<NamedLines | string | null>(null);
  const [near, setNear] = useState<NearNames>("new");
  const [isByPlace, setByPlace] = useState(false);
  // The sheet as it was when it was pasted: what is looked at does not change under the hand.
  const at = useRef({ table, displayed, top, onRead });
  useEffect(() => {
    let over = false;
    at.current.onRead(named, at.current.table, near).then(
      (lines) => over || setRead(lines),
      (error: unknown) => over || setRead(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      over = true;
    };
  }, [named, near]);
  const byName = useMemo(() => (read === null || typeof read === "string" ? null : plannedByName(at.current.table, at.current.displayed, at.current.top, read)), [read]);
  const told = typeof read === "object" ? read : null;
  const plan = read === null ? nothingPlanned : isByPlace || !byName ? byPlace : byName.plan;
  return (
    <PastePreview key={plan === byPlace ? "place" : "name"} {...preview} heading="Paste" verb="Paste" table={table} plan={plan} reads={read === null}>
      {typeof read === "string" && <p className="refusal" role="alert">{`It goes by its place, since its names could not be read. ${read}`}</p>}
      {told && byName && (
        <section className="named-paste" aria-label="How it was read">
          <p>
            {isByPlace ? "It goes by its place." : `Each line goes to the row of its name${named.namesYears ? ` and to its years, read in ${told.unit}` : ""}.`}
            {byName.moved && !isByPlace && " The names stand in another order than on the sheet."}
          </p>
          {byName.otherYears.length > 0 && !isByPlace && <p className="refusal">{`Not on this sheet, and left out: ${byName.otherYears.join(", ")}.`}</p>}
          {!isByPlace &&
            told.wrong.map((sentence) => (
              <p key={sentence} className="refusal">
                {sentence}
              </p>
            ))}
          {!isByPlace && told.leftOut.length > 0 && (
            <details open={told.leftOut.length <= 6}>
              <summary>{`Left out: ${told.leftOut.length === 1 ? "1 row" : `${told.leftOut.length} rows`}`}</summary>
              <ul>
                {told.leftOut.map(({ said, why }) => (
                  <li key={said}>{`${said}: ${why}`}</li>
                ))}
              </ul>
            </details>
          )}
          {!isByPlace && told.near.length > 0 && (
            <label className="check">
              <input type="checkbox" checked={near === "same"} onChange={(event) => setNear(event.target.checked ? "same" : "new")} />
              {`Take names for those that they are near: ${told.near.map(({ name, stored }) => `“${name}” for “${stored}”`).join(", ")}`}
            </label>
          )}
          <label className="check">
            <input type="checkbox" checked={isByPlace} onChange={(event) => setByPlace(event.target.checked)} />
            Paste it by its place instead
          </label>
        </section>
      )}
    </PastePreview>
  );
}
