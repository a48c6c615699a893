// Texts that no described form holds, a note and pasted lines, kept as drafts like the rest until they are sent or discarded.
import { useState } from "react";
import { type DraftPlace, draftAt, dropDraft, keepDraft } from "./drafts.ts";
import { sameTexts, type Texts } from "./texts.ts";

export interface TextDraft<Of extends Texts> {
  readonly texts: Of;
  readonly begunAt: string | null;
  set(change: Partial<Of>): void;
  /** Sent, or discarded: it is as it was. */
  done(): void;
}

export function useTextDraft<Of extends Texts>(place: DraftPlace, title: string, base: Of): TextDraft<Of> {
  const [draft, setDraft] = useState(() => draftAt(place));
  const [texts, setTexts] = useState<Of>(() => (draft ? { ...base, ...draft.texts } : base));
  return {
    texts,
    begunAt: draft?.begunAt ?? null,
    set(change) {
      const next: Of = { ...texts, ...change };
      setTexts(next);
      if (sameTexts(next, base)) return dropDraft(place);
      const begunAt = draftAt(place)?.begunAt ?? new Date().toISOString();
      keepDraft(place, { texts: next, base, seen: null, begunAt, title, address: window.location.pathname + window.location.search });
    },
    done() {
      dropDraft(place);
      setDraft(null);
      setTexts(base);
    },
  };
}
