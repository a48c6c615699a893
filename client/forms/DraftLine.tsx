// The line that says of a form that it was begun before, and what can be done about that.
import type { ReactNode } from "react";
import { begunSaid } from "./drafts.ts";

export interface DraftLineProps {
  begunAt: string;
  busy?: boolean;
  onDiscard: () => void;
  children?: ReactNode;
}

export function DraftLine({ begunAt, busy = false, onDiscard, children }: DraftLineProps) {
  return (
    <p className="draft-line">
      You began this on {begunSaid(begunAt)}.
      <button type="button" className="quiet" disabled={busy} onClick={onDiscard}>
        Discard
      </button>
      {children}
    </p>
  );
}
