// Faults of Tabled's own as the log has them: enough to find them, and nothing that people typed, since a log is read by others than the store.
import { StoreFailure } from "../../db/engine/storeFailure.ts";

/** What is known of a fault: its kind, its code, its message without figures and quotations, and where it came up. */
export interface Fault {
  kind: string;
  code?: string;
  message: string;
  /** Of a statement that failed its text, without what was put into it. */
  statement?: string;
  at?: string[];
  cause?: Fault;
}

/** A fault with the number that the reader was given, where she was given one. */
export type NumberedFault = Fault & { number?: string };

const mostFrames = 12;
/** Data that Postgres could not read: its message quotes them. */
const dataException = /^22/;

/** A fault for the log. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { kind: typeof error, message: withoutFacts(String(error)) };
  const { code, query, cause } = error as { code?: unknown; query?: unknown; cause?: unknown };
  // A failed statement's message repeats all that was put into it; its cause says what was wrong.
  const isStatement = typeof query === "string";
  const quotes = isStatement || dataException.test(String(code));
  return {
    kind: error.name === "Error" ? error.constructor.name : error.name,
    ...(code !== undefined && { code: String(code) }),
    message: error instanceof StoreFailure ? error.message : quotes ? "" : withoutFacts(error.message),
    ...(isStatement && { statement: query.slice(0, 500) }),
    ...(!(error instanceof StoreFailure) && { at: framesOf(error) }),
    ...(cause !== undefined && cause !== error && { cause: faultOf(cause) }),
  };
}

function framesOf({ stack = "" }: Error): string[] {
  return stack
    .split("\n")
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, mostFrames)
    .map((line) => line.slice(7));
}

/** A message without what may be a figure or a name: quotations and digits. */
function withoutFacts(message: string): string {
  return message
    .replace(/“[^”]*”|"[^"]*"/g, "“…”")
    .replace(/\d+/g, "#")
    .slice(0, 300);
}

/** Where faults go: a line of the log, or, in commands and tests, what is printed beside the output. */
let tell = (fault: NumberedFault): void => console.error(fault.number ? `[${fault.number}]` : fault.message, fault);
const counters = new Set<(code: string) => void>();

export function faultsGoTo(log: (fault: NumberedFault) => void): void {
  tell = log;
}

/** Has each failure of the store counted from here on, until what is returned is called. */
export function countStoreFailures(count: (code: string) => void): () => void {
  counters.add(count);
  return () => counters.delete(count);
}

/** Tells the log of a fault; `number` is the one that the reader was given. */
export function tellFault(error: unknown, number?: string): void {
  passOnFault({ ...(number !== undefined && { number }), ...faultOf(error) });
}

/** The same of a fault of a thread's. */
export function passOnFault(fault: NumberedFault): void {
  if (fault.kind === StoreFailure.name) for (const count of counters) count(fault.code ?? "");
  tell(fault);
}
