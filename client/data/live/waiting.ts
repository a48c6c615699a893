// What was typed and is not stored yet, in the order in which it was typed. It is kept by the browser, so that neither a reload nor a server
// that is away loses any of it.
import type { Unit } from "../../address.ts";
import type { Conflict, Question } from "../graphql.ts";
import { newKey } from "../newKey.ts";
import { confirm, isConfirmed } from "./confirmed.ts";
import { held } from "./held.ts";
import { leave, leftAt, rememberStep, type Stand } from "./stands.ts";

export interface WaitingCell {
  row: string;
  column: string;
  /** "Roach Vale, 2023/24". */
  place: string;
  typed: string;
  /** The cell's address, as its `edits` has it. */
  address: string;
  /** What the person saw there: an amount in pence, or of a field the text to type over. */
  expected: number | string | null;
  /** The change before it at this cell that is not stored yet: what that leaves is what this one expects. */
  after: string | null;
  /** True where the person was asked, and meant what she typed. */
  sure?: boolean;
  /** How the cell stood before. */
  was?: Stand;
}

export interface WaitingChange {
  /** Sent with it, so that it is kept once however often it is sent. */
  key: string;
  authority: string;
  version: string;
  unit: Unit;
  /** What its cells are: amounts of a version's table, forecasts of its monitoring, or fields of a register's things. */
  into: "cells" | "forecasts" | "fields";
  why: string;
  /** What is said of it when it is stored, where that is more than how many amounts changed. */
  said?: string;
  cells: WaitingCell[];
  /** What else goes with the batch, as the page gave it. */
  more?: Record<string, unknown>;
  /** The names of the rows that are added so. */
  adds?: string[];
  /** "waiting" until it is answered; then it is gone, unless somebody has to decide. */
  state: "waiting" | "conflict" | "refused" | "unsure";
  /** When it was typed. */
  typedAt?: number;
  /** What is asked about its numbers before they are stored. */
  questions?: Question[];
  /** True from when the server could not be reached: it is shown to wait. */
  delayed?: boolean;
  /** Where two wrote to one cell: what is there now, by whom. */
  conflicts?: Conflict[];
  /** Why it was refused. */
  sentence?: string;
}

/** What was being typed into a row that another took away. */
export interface LostText {
  place: string;
  typed: string;
}

export const waiting = held<readonly WaitingChange[]>([]);
export const lostTexts = held<readonly LostText[]>([]);
/** True where the browser keeps nothing more: what waits is lost with the page. */
export const keptNowhere = held(false);

const storedAs = "tabled.waiting";

/** What another version of the page, or something else on this machine, left there may be anything. */
function isChange(found: Partial<WaitingChange> | null): found is WaitingChange {
  return typeof found?.key === "string" && typeof found.state === "string" && Array.isArray(found.cells);
}

function readStored(): readonly WaitingChange[] | null {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(storedAs) ?? "[]");
    return Array.isArray(found) ? found.filter(isChange) : [];
  } catch {
    return null;
  }
}

/** Changes what waits. Read afresh each time: another tab of the browser may have sent some of it. */
export function changeWaiting(change: (before: readonly WaitingChange[]) => readonly WaitingChange[]): void {
  const next = change(keptNowhere.get() ? waiting.get() : (readStored() ?? waiting.get()));
  try {
    if (next.length === 0) window.localStorage.removeItem(storedAs);
    else window.localStorage.setItem(storedAs, JSON.stringify(next));
    keptNowhere.set(false);
  } catch {
    keptNowhere.set(true);
  }
  waiting.set(next);
}

waiting.set(readStored() ?? []);
window.addEventListener("storage", (event) => {
  if (event.key === storedAs || event.key === null) waiting.set(readStored() ?? []);
});

/** The amount that a change of a cell has to expect: what the person saw there, or what a change of hers left since. */
export function expectedAt(version: string, address: string, seen: number, saw: number | string | null): number | string | null {
  const asked = askedAbout(waiting.get(), version, address);
  if (asked) return asked.expected;
  const ours = leftAt(version, address, seen);
  return ours ? ours.stored : saw;
}

/** A cell whose number is asked about: it stands as it was typed, and the next change of it expects what this one does. */
function askedAbout(list: readonly WaitingChange[], version: string, address: string): WaitingCell | undefined {
  return list.flatMap((each) => (each.version === version && each.state === "unsure" ? each.cells : [])).find((cell) => cell.address === address);
}

export interface NewChange extends Omit<WaitingChange, "cells" | "state" | "key" | "typedAt"> {
  /** `seen`: the data's version of the table in which the person saw the amount. */
  cells: (Omit<WaitingCell, "after"> & { seen: number })[];
}

/** Lets a change wait. What was refused of these cells, or is undecided, gives way to it. */
export function letWait(change: NewChange): WaitingChange {
  const { version } = change;
  const addresses = new Set(change.cells.map(({ address }) => address));
  confirm(
    version,
    change.cells.filter(({ sure }) => sure),
  );
  let added: WaitingChange | undefined;
  changeWaiting((before) => {
    const list = without(before, (each, cell) => each.version === version && addresses.has(cell.address) && each.state !== "waiting");
    const cells = change.cells.map(({ seen, ...given }): WaitingCell => {
      const cell = isConfirmed(version, given.address, given.typed) ? { ...given, sure: true } : given;
      const earlier = list.findLast((each) => each.version === version && each.cells.some(({ address }) => address === cell.address));
      if (earlier) return { ...cell, after: earlier.key };
      const asked = askedAbout(before, version, cell.address);
      if (asked) return { ...cell, expected: asked.expected, was: asked.was, after: asked.after };
      const ours = leftAt(version, cell.address, seen);
      return { ...cell, ...(ours && { expected: ours.stored, was: ours }), after: null };
    });
    added = { ...change, cells, key: newKey(), state: "waiting", typedAt: Date.now() };
    return [...list, added];
  });
  return added as WaitingChange;
}

/** The next that can be sent: the first whose cells wait for nothing. */
export function nextToSend(list: readonly WaitingChange[]): WaitingChange | undefined {
  return list.find((change) => change.state === "waiting" && change.cells.every(({ after }) => after === null || !list.some(({ key }) => key === after)));
}

/** Takes a change that was stored off the list; those that wait for it expect what it left. */
export function stored(
  { key, version, unit, cells }: WaitingChange,
  { batchId, seen }: { batchId: string | null; seen: number | null },
  amounts: readonly (number | string | null)[],
  shown: readonly (Pick<Stand, "pence" | "shown"> & { entry?: string })[],
): void {
  const leaves = new Map(
    cells.map(({ address, typed }, index) => {
      const { pence, shown: text, entry = typed } = shown[index] ?? { pence: null, shown: typed };
      return [address, { pence, shown: text, entry, unit, stored: amounts[index] ?? null }];
    }),
  );
  const were = new Map(cells.flatMap(({ address, was }) => (was ? [[address, was]] : [])));
  if (batchId !== null) {
    leave(seen ?? 0, { version, cells: leaves });
    rememberStep(batchId, { to: { version, cells: were }, from: { version, cells: leaves } });
  }
  changeWaiting((before) =>
    before
      .filter((each) => each.key !== key)
      .map((each) =>
        withCells(each, (cell) => {
          const was = cell.after === key ? leaves.get(cell.address) : undefined;
          return was ? { ...cell, after: null, expected: was.stored, was } : cell;
        }),
      ),
  );
}

/** Takes a change back, or some cells of it. What waits for them expects what they expected. */
export function giveUp(key: string, which?: (cell: WaitingCell) => boolean): void {
  changeWaiting((before) => {
    const rest = without(before, (change, cell) => change.key === key && (which === undefined || which(cell)));
    // The whole of it: the rows, too, that it would have added.
    return which === undefined ? rest.filter((change) => change.key !== key) : rest;
  });
}

function without(list: readonly WaitingChange[], gone: (change: WaitingChange, cell: WaitingCell) => boolean): WaitingChange[] {
  let rest = [...list];
  for (const change of list) {
    const removed = new Map(change.cells.filter((cell) => gone(change, cell)).map((cell) => [cell.address, cell]));
    if (removed.size === 0) continue;
    rest = rest.map((each) => {
      if (each.key !== change.key) {
        return withCells(each, (cell) => {
          const before = cell.after === change.key ? removed.get(cell.address) : undefined;
          return before ? { ...cell, after: before.after, expected: before.expected } : cell;
        });
      }
      const conflicts = each.conflicts?.filter(({ cell }) => !removed.has(cell));
      return { ...each, cells: each.cells.filter(({ address }) => !removed.has(address)), ...(conflicts && { conflicts }) };
    });
  }
  return rest.filter(({ cells, more }) => cells.length > 0 || more !== undefined).map(decided);
}

/** A change all of whose conflicts are decided waits to be sent again. */
function decided(change: WaitingChange): WaitingChange {
  return change.state === "conflict" && change.conflicts?.length === 0 ? { ...change, state: "waiting" } : change;
}

function withCells(change: WaitingChange, alter: (cell: WaitingCell) => WaitingCell): WaitingChange {
  const cells = change.cells.map(alter);
  return cells.some((cell, index) => cell !== change.cells[index]) ? { ...change, cells } : change;
}

/**
 * Two wrote to one cell: the change stands until somebody decides. What the same person typed into such a cell later is what she means, and stands in
 * its place.
 */
export function conflicted(key: string, conflicts: readonly Conflict[]): void {
  changeWaiting((before) => {
    const at = new Set(conflicts.map(({ cell }) => cell));
    let list = [...before];
    const meant = list.find((each) => each.key === key);
    if (!meant) return before;
    for (const later of before) {
      const again = later.cells.filter((cell) => at.has(cell.address) && later.version === meant.version && chain(list, cell, key));
      for (const { address, typed } of again)
        list = list.map((each) => (each.key === key ? withCells(each, (cell) => (cell.address === address ? { ...cell, typed } : cell)) : each));
      if (again.length > 0) list = list.map((each) => (each.key === later.key ? { ...each, cells: each.cells.filter((cell) => !again.includes(cell)) } : each));
    }
    return list
      .filter(({ cells, more }) => cells.length > 0 || more !== undefined)
      .map((each) => (each.key === key ? { ...each, state: "conflict", conflicts: [...conflicts] } : each));
  });
}

/** Some of its numbers can hardly be meant: it waits until somebody says. What was typed into such a cell since stands instead. */
export function unsure(key: string, questions: readonly Question[]): void {
  const later = new Set(waiting.get().flatMap(({ cells }) => cells.flatMap(({ address, after }) => (after === key ? [address] : []))));
  giveUp(key, ({ address }) => later.has(address) && questions.some(({ cell }) => cell === address));
  const left = questions.filter(({ cell }) => !later.has(cell));
  mark(new Set([key]), left.length > 0 ? { state: "unsure", questions: left } : { state: "waiting" });
}

/** The numbers are meant as one of their readings: it waits to be sent again. */
export function answer(key: string, reading: number): void {
  changeWaiting((before) =>
    before.map((each) => {
      if (each.key !== key || each.state !== "unsure") return each;
      const { questions = [], ...change } = each;
      const meant = new Map(questions.map(({ cell, readings }) => [cell, readings[reading]?.typed]));
      const cells = change.cells.map((cell) => ({ ...cell, typed: meant.get(cell.address) ?? cell.typed, sure: true }));
      // As typed: the same again in this cell is meant so, too.
      if (reading === 0)
        confirm(
          change.version,
          cells.filter(({ address }) => meant.has(address)),
        );
      return { ...change, cells, state: "waiting", typedAt: Date.now() };
    }),
  );
}

/** Whether a cell's change waits, directly or not, for the change of this key. */
function chain(list: readonly WaitingChange[], cell: WaitingCell, key: string): boolean {
  for (let after = cell.after; after !== null; ) {
    if (after === key) return true;
    const before: WaitingCell | undefined = list.find((each) => each.key === after)?.cells.find(({ address }) => address === cell.address);
    after = before?.after ?? null;
  }
  return false;
}

/** The person's own text is to stand: it is sent again, expecting what is there now. */
export function keepMine(key: string, addresses: ReadonlySet<string>): void {
  changeWaiting((before) =>
    before.map((each) => {
      if (each.key !== key || each.state !== "conflict") return each;
      const current = new Map(each.conflicts?.filter(({ cell }) => addresses.has(cell)).map((conflict) => [conflict.cell, conflict.current]));
      const altered = withCells(each, (cell) => (current.has(cell.address) ? { ...cell, expected: current.get(cell.address) ?? null } : cell));
      return decided({ ...altered, conflicts: each.conflicts?.filter(({ cell }) => !addresses.has(cell)) ?? [] });
    }),
  );
}

/** What the other put there is to stand. */
export function keepTheirs(key: string, addresses: ReadonlySet<string>): void {
  giveUp(key, ({ address }) => addresses.has(address));
}

export function mark(keys: ReadonlySet<string>, change: Partial<WaitingChange>): void {
  changeWaiting((before) => before.map((each) => (keys.has(each.key) ? { ...each, ...change } : each)));
}
