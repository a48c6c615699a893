// What was begun in a form and neither saved nor discarded, kept by this browser. It keeps the data version that it was begun with, too: what
// somebody else changes meanwhile is then met, not overwritten.
import { useSyncExternalStore } from "react";
import type { Texts } from "./texts.ts";

/** Which form: whose, of which noun, and of which thing; null for a new one. */
export interface DraftPlace {
  readonly authority: string;
  readonly noun: string;
  readonly id: string | null;
}

export interface Draft {
  readonly texts: Texts;
  /** What the form opened with. */
  readonly base: Texts;
  /** The authority's number at which that was read. */
  readonly seen: number | null;
  readonly begunAt: string;
  /** What the form is called, and where it is opened. */
  readonly title: string;
  readonly address: string;
  /** What was sent and not answered, and its key: sent again, it is kept once. */
  readonly sent?: { readonly content: string; readonly key: string } | undefined;
}

export interface PlacedDraft extends Draft {
  readonly place: DraftPlace;
}

const prefix = "tabled.draft:";
const keptDays = 60;
/** By whose count a draft's number is. One of before, when all authorities were counted together, has seen nothing of this count. */
const seenBy = "authority";
const told = new EventTarget();
/** For a browser that keeps nothing: known until the page is left. */
const unkept = new Map<string, string>();

const keyOf = ({ authority, noun, id }: DraftPlace) => `${prefix}${JSON.stringify([authority, noun, id])}`;

export function draftAt(place: DraftPlace): Draft | null {
  return parsed(readKept(keyOf(place)));
}

export function keepDraft(place: DraftPlace, draft: Draft): void {
  const [key, text] = [keyOf(place), JSON.stringify({ ...draft, seenBy })];
  try {
    window.localStorage.setItem(key, text);
    unkept.delete(key);
  } catch {
    unkept.set(key, text);
  }
  told.dispatchEvent(new Event("told"));
}

export function dropDraft(place: DraftPlace): void {
  const key = keyOf(place);
  if (readKept(key) === null) return;
  unkept.delete(key);
  try {
    window.localStorage.removeItem(key);
  } catch {
    // It was never kept.
  }
  told.dispatchEvent(new Event("told"));
}

/** Every draft of an authority, the latest first. */
export function draftsOf(authority: string): PlacedDraft[] {
  return allKeys()
    .flatMap((key): PlacedDraft[] => {
      const place = placeOf(key);
      const draft = parsed(readKept(key));
      return place && draft && place.authority === authority ? [{ ...draft, place }] : [];
    })
    .sort((one, other) => other.begunAt.localeCompare(one.begunAt));
}

function readKept(key: string): string | null {
  try {
    return unkept.get(key) ?? window.localStorage.getItem(key);
  } catch {
    return unkept.get(key) ?? null;
  }
}

function allKeys(): string[] {
  try {
    return [...new Set([...Object.keys(window.localStorage), ...unkept.keys()])].filter((key) => key.startsWith(prefix));
  } catch {
    return [...unkept.keys()];
  }
}

function placeOf(key: string): DraftPlace | null {
  try {
    const [authority, noun, id] = JSON.parse(key.slice(prefix.length)) as [string, string, string | null];
    return { authority, noun, id };
  } catch {
    return null;
  }
}

const isTexts = (value: unknown): value is Texts => typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");

/** A draft as it was kept; null for what an older page or another hand left there, and for what is too old. */
function parsed(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const { seenBy: by, ...kept } = JSON.parse(text) as Draft & { seenBy?: string };
    const draft: Draft = by === seenBy || kept.seen === null ? kept : { ...kept, seen: 0 };
    const since = Date.now() - Date.parse(draft.begunAt);
    return isTexts(draft.texts) && isTexts(draft.base) && since < keptDays * 86_400_000 ? draft : null;
  } catch {
    return null;
  }
}

/** Takes away what is too old to be shown again. */
function sweep(): void {
  for (const key of allKeys()) {
    if (parsed(readKept(key)) !== null) continue;
    unkept.delete(key);
    try {
      window.localStorage.removeItem(key);
    } catch {
      // It stays, and is not shown.
    }
  }
}
sweep();

function listen(listener: () => void): () => void {
  told.addEventListener("told", listener);
  // Begun in another tab.
  window.addEventListener("storage", listener);
  return () => {
    told.removeEventListener("told", listener);
    window.removeEventListener("storage", listener);
  };
}

/** The drafts of an authority, as they come and go. */
export function useDrafts(authority: string): PlacedDraft[] {
  const kept = useSyncExternalStore(listen, () => JSON.stringify(draftsOf(authority)));
  return JSON.parse(kept) as PlacedDraft[];
}

const began = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

/** "29 November at 14:05". */
export function begunSaid(begunAt: string): string {
  return began.format(new Date(begunAt));
}
