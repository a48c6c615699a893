// A form while it is filled in: its texts, what each was read as, the draft that it is kept as, and sending it.
import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import type { Refused } from "../data/graphql.ts";
import { newKey } from "../data/newKey.ts";
import { useWrite } from "../shell/useWrite.ts";
import { assembled, wrongWith } from "./assembled.ts";
import { type Described, decides, fieldAt } from "./describe.ts";
import { type DraftPlace, draftAt, dropDraft, keepDraft } from "./drafts.ts";
import type { Field, Fields } from "./fieldKinds.ts";
import type { InputName, ListsOf, Opening, PathOf, WholeInput } from "./input.ts";
import { merged } from "./merged.ts";
import { type Reading, read, readingOf } from "./readings.ts";
import { sendAgain } from "./sendAgain.ts";
import { rowsIn, sameTexts, type Texts, type Typed, textsOf, typedIn, withoutRow, withRow } from "./texts.ts";

export interface FormOptions<Of extends InputName> {
  form: Described<Of>;
  /** What the form opens with: the thing as it is stored, or what a new one begins with. */
  stored: Opening<Of>;
  /** The data version at which that was read. */
  seen: number | null;
  place: DraftPlace;
  /** What the form is called. */
  title: string;
}

/** How a change is sent: with the data version that its form began with, under a key of its own. */
export interface Sending {
  readonly seen: number;
  readonly key: string;
}

/** What the parts of a form need of it. */
export interface FormParts {
  /** What it is described as. */
  readonly fields: Fields;
  /** The input that it fills. */
  readonly of: InputName;
  readonly texts: Texts;
  /** What it opened with, and whether anything was changed since. */
  readonly base: Texts;
  readonly begun: boolean;
  readonly refused: Refused | null;
  readonly busy: boolean;
  /** True while a change waits for the server to be back. */
  readonly waiting: boolean;
  /** When it was begun, where it is a draft that was taken up again. */
  readonly begunAt: string | null;
  /** Grows with each refusal of a field: the first of them gets the keyboard. */
  readonly refusals: number;
  text(path: string): string;
  field(path: string): Field | undefined;
  set(path: string, text: string): void;
  rows(list: string): number;
  addRow(list: string, given?: Readonly<Record<string, string>>): void;
  removeRow(list: string, row: number): void;
  /** What a text that was typed here was read as. */
  shown(path: string): string | null;
  reading(path: string): Reading | undefined;
  /** What is wrong with it, once it has been left or the form was sent. */
  refusal(path: string): string | null;
  left(path: string): void;
  discard(): void;
  /** What the form is of, where it was begun and somebody else has changed it since. */
  readonly overtaken: string | null;
  /** Takes in what somebody else changed, where nothing was typed over it. */
  bringIn(): void;
}

/** What every change answers. */
export interface Kept {
  /** Null where nothing was changed. */
  readonly batchId: string | null;
  /** What has been read with it. */
  readonly seen: number | null;
}

export interface FormState<Of extends InputName> extends FormParts {
  text(path: PathOf<Of>): string;
  set(path: PathOf<Of>, text: string): void;
  setAll(texts: Readonly<Record<string, string>>): void;
  rows(list: ListsOf<Of>): number;
  addRow(list: ListsOf<Of>, given?: Readonly<Record<string, string>>): void;
  removeRow(list: ListsOf<Of>, row: number): void;
  /** What it would send now; null while a text has not been read, or cannot be. */
  readonly input: WholeInput<Of> | null;
  /** Whether a text cannot be read, or is missing. */
  readonly unreadable: boolean;
  /** What an error says of a path of the form. */
  refusalIn(error: Refused | null, path: string): string | null;
  /** Sends it once everything has been read. Null where it was refused. `as` tells apart what the same input may be sent as. */
  save<Result extends Kept>(send: (input: WholeInput<Of>, sending: Sending) => Promise<Result | null>, as?: string): Promise<Result | null>;
  /** Sends what takes the whole thing away. */
  remove<Result extends Kept>(send: (sending: Sending) => Promise<Result>): Promise<Result | null>;
}

const pauseMs = 150;

export function useForm<Of extends InputName>({ form, stored, seen, place, title }: FormOptions<Of>): FormState<Of> {
  const [draft, setDraft] = useState(() => draftAt(place));
  const [start, setStart] = useState(() => ({ base: draft?.base ?? textsOf(form, stored), seen: draft ? draft.seen : seen }));
  const [texts, setTexts] = useState<Texts>(() => draft?.texts ?? start.base);
  const [leftAt, setLeftAt] = useState<ReadonlySet<string>>(() => new Set());
  const [sent, setSent] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [sending, setSending] = useState(false);
  const [refusals, refuse] = useReducer((count: number) => count + 1, 0);
  const [, renew] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(texts);
  latest.current = texts;
  const { run, busy, refused, clear } = useWrite();
  const open = useOpen();
  const attempts = useRef(draft?.sent);

  const typed = useMemo(() => typedIn(form, texts), [form, texts]);
  const touched = (path: string) => (texts[path] ?? "") !== (start.base[path] ?? "");
  const unread = typed.filter(({ path, entry }) => unknown(entry, touched(path)));
  const asked = JSON.stringify(unread.map(({ entry }) => entry));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked tells of all that is unread.
  useEffect(() => {
    if (unread.length === 0) return;
    const timer = setTimeout(() => {
      // What cannot be asked now is asked again when the form is sent.
      read(unread.map(({ entry }) => entry)).then(renew, () => {});
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [asked]);

  // A form in which nothing was typed follows what somebody else changes.
  const storedNow = JSON.stringify(stored);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of what is stored now, whatever object it comes as.
  const now = useMemo(() => textsOf(form, stored), [storedNow]);
  const begun = !sameTexts(texts, start.base);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is stored, and nothing else.
  useEffect(() => {
    if (!sameTexts(latest.current, start.base)) return;
    if (!sameTexts(now, start.base)) setTexts(now);
    setStart({ base: now, seen });
  }, [storedNow, seen]);

  const keep = (next: Texts, from = start) => {
    if (sameTexts(next, from.base)) return dropDraft(place);
    const begunAt = draftAt(place)?.begunAt ?? new Date().toISOString();
    keepDraft(place, { texts: next, ...from, begunAt, title, address: window.location.pathname + window.location.search, sent: attempts.current });
  };
  const change = (next: Texts) => {
    latest.current = next;
    setTexts(next);
    keep(next);
  };

  const made = assembled(form, texts);
  const refusedAt = refused && formPath(refused.field, made.formPaths);
  const byPath = useMemo(() => new Map(typed.map((each) => [each.path, each])), [typed]);
  const reading = (path: string) => {
    const found = byPath.get(path);
    return found && readingOf(found.entry);
  };
  const wrong = (path: string) => {
    const found = byPath.get(path);
    return found && wrongWith(found.field, found.entry);
  };

  /** Begins again with these texts, on what is stored now. */
  function startFrom(next: Texts) {
    setStart({ base: now, seen });
    setSent(false);
    setLeftAt(new Set());
    clear();
    latest.current = next;
    setTexts(next);
  }

  /** Sends what `content` tells of; that is null where there is nothing to send, since something typed cannot be read. */
  async function outcome<Result extends Kept>(content: () => Promise<string | null>, send: (key: string) => Promise<Result | null>): Promise<Result | null> {
    setSending(true);
    setSent(true);
    let went = latest.current;
    const sendOnce = async () => {
      const holds = await content();
      if (holds === null) return null;
      // The same again, after an answer that was lost, goes under the same key.
      if (attempts.current?.content !== holds) attempts.current = { content: holds, key: newKey() };
      went = latest.current;
      keep(went);
      return send(attempts.current.key);
    };
    try {
      const kept = await run(() => sendAgain(sendOnce, setWaiting, () => !open.current));
      if (kept === null) {
        refuse();
        return null;
      }
      attempts.current = undefined;
      const next = { base: went, seen: kept.seen ?? start.seen };
      setStart(next);
      setDraft(null);
      setSent(false);
      setLeftAt(new Set());
      keep(latest.current, next);
      return kept;
    } finally {
      setSending(false);
    }
  }

  return {
    of: form.of,
    fields: form.fields,
    texts,
    base: start.base,
    begun,
    overtaken: place.id !== null && begun && !sending && !sameTexts(now, start.base) ? title : null,
    busy: busy || sending,
    waiting,
    refused,
    refusals,
    begunAt: draft?.begunAt ?? null,
    input: made.input,
    unreadable: made.unreadable,
    refusalIn: (error, path) => (error && formPath(error.field, made.formPaths) === path ? error.message : null),
    text: (path) => texts[path] ?? "",
    field: (path) => fieldAt(form.fields, path),
    set(path, text) {
      // A refusal goes with what was refused, and with what decides whether that applies at all.
      if (refusedAt && (refusedAt === path || decides(path, fieldAt(form.fields, refusedAt)))) clear();
      change({ ...latest.current, [path]: text });
    },
    setAll: (some) => change({ ...latest.current, ...some }),
    rows: (list) => rowsIn(texts, list),
    addRow: (list, given = {}) => change(withRow(latest.current, list, form.fields[list] as Field, given)),
    removeRow: (list, row) => change(withoutRow(latest.current, list, row)),
    reading,
    shown: (path) => (touched(path) ? (reading(path)?.shown ?? null) : null),
    refusal: (path) => ((sent || leftAt.has(path)) && wrong(path)) || (refusedAt === path ? (refused?.message ?? null) : null),
    left: (path) => setLeftAt((before) => (before.has(path) ? before : new Set([...before, path]))),
    discard() {
      dropDraft(place);
      setDraft(null);
      startFrom(now);
    },
    bringIn() {
      const next = { base: now, seen };
      startFrom(merged(latest.current, start.base, now));
      keep(latest.current, next);
    },
    save: (send, as) => {
      const newest = () => assembled(form, latest.current);
      return outcome(
        async () => {
          await readAll(typedIn(form, latest.current));
          renew();
          const { input } = newest();
          return input && JSON.stringify([place, start.seen, as, input]);
        },
        (key) => send(newest().input as WholeInput<Of>, { seen: start.seen ?? 0, key }),
      );
    },
    remove: (send) =>
      outcome(
        async () => JSON.stringify([place, start.seen, "remove"]),
        (key) => send({ seen: start.seen ?? 0, key }),
      ),
  };
}

/** The same form, which also shows at its fields what another question of it was refused for. */
export function withRefusal<Of extends InputName>(form: FormState<Of>, error: Refused | null): FormState<Of> {
  return { ...form, refusal: (path) => form.refusal(path) ?? form.refusalIn(error, path) };
}

/** Whether a text is still to be read, or, where it was typed here, said again. */
function unknown(entry: Typed["entry"], touched: boolean): boolean {
  const reading = readingOf(entry);
  return reading === undefined || (touched && reading.shown === undefined);
}

async function readAll(typed: readonly Typed[]): Promise<void> {
  const unread = typed.map(({ entry }) => entry).filter((entry) => readingOf(entry) === undefined);
  if (unread.length > 0) await read(unread);
}

/** Where the form has what the server names: a mutation "input.places[0]", a projection "terms.places[0]". "input.amounts[0].amountPence" may be its second amount, where the first is empty. */
function formPath(field: string | null, paths: ReadonlyMap<string, string>): string {
  const path = (field ?? "").replace(/^(input|terms)\./, "");
  return path.replace(/^\w+\[\d+\]/, (row) => paths.get(row) ?? row);
}

/** Whether the form is still there. */
function useOpen() {
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  return open;
}
