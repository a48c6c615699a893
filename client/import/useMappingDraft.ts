// The mapping that is being filled in by hand: guessed from a file's columns, or one that was saved, and changed in its form or in its text.
import { useState } from "react";
import type { SavedMap } from "../data/documents/importing.ts";
import type { Look } from "./files.ts";
import { asText, fits, fromText, guess, guessTarget, type Known, type Mapping, type Target } from "./mapping.ts";
import { targetOf } from "./SavedMaps.tsx";

/** Its text is ahead of it while it is no JSON yet. */
export interface Draft {
  readonly map: Mapping;
  readonly text: string;
  readonly trouble: string | null;
}

export interface Filled {
  readonly draft: Draft;
  /** The saved mapping that it began as. */
  readonly chosen: string | null;
}

const draftOf = (map: Mapping): Draft => ({ map, text: asText(map), trouble: null });

export function useMappingDraft(saved: readonly SavedMap[], known: Known) {
  const [filled, setFilled] = useState<Filled | null>(null);
  const draft = filled?.draft ?? null;
  const setDraft = (next: Draft) => setFilled((before) => ({ chosen: before?.chosen ?? null, draft: next }));
  return {
    draft,
    filled,
    savedChosen: saved.find(({ id }) => id === filled?.chosen),
    put: setFilled,
    /** Fills it in for a file: by the one saved mapping that fits it, else by a guess. Tells whether one fitted. */
    fill(look: Look): boolean {
      const fitting = saved.filter((each) => {
        const read = fromText(each.map);
        return "map" in read && fits(read.map, look.columns);
      });
      const [only] = fitting.length === 1 ? fitting : [];
      const read = only && fromText(only.map);
      setFilled({ chosen: only?.id ?? null, draft: draftOf(read && "map" in read ? read.map : guess(guessTarget(look), look, known)) });
      return only !== undefined;
    },
    choose(of: SavedMap | undefined, look: Look) {
      if (!of) return setFilled({ chosen: null, draft: draftOf(guess(guessTarget(look), look, known)) });
      const read = fromText(of.map);
      setFilled({ chosen: of.id, draft: "map" in read ? draftOf(read.map) : { map: guess(targetOf(of), look, known), text: of.map, trouble: read.trouble } });
    },
    chooseSaved: (id: string | null) => setFilled((before) => before && { ...before, chosen: id }),
    change: (map: Mapping) => setDraft(draftOf(map)),
    target: (next: Target, look: Look) => setDraft(draftOf(guess(next, look, known))),
    retype(text: string) {
      const read = fromText(text);
      if (draft) setDraft("map" in read ? { map: read.map, text, trouble: null } : { ...draft, text, trouble: read.trouble });
    },
  };
}

export type MappingDraft = ReturnType<typeof useMappingDraft>;

export function isAsSaved(text: string, { map }: Draft): boolean {
  const read = fromText(text);
  return "map" in read && asText(read.map) === asText(map);
}
