// The writes of one process to Postgres: those of one authority wait for each other here, where waiting takes no connection, and some connections are left to read.
import type { Owners } from "./open.ts";
import { changeTakesLong } from "./postgresFailure.ts";

interface Waiting {
  /** Whose facts it writes; null of everybody's. */
  readonly written: readonly string[] | null;
  start(): void;
}

export type WriteQueue = <Result>(owners: Owners | undefined, work: () => Promise<Result>) => Promise<Result>;

/** At most `most` writes run at a time. Whoever has waited for `lockMs` is refused, and leaves the queue. */
export function writeQueue(lockMs: number, most: number): WriteQueue {
  const running = new Set<Waiting>();
  const waiting = new Set<Waiting>();

  /** Starts, in their order, those that need wait for nobody who runs or came before them. */
  function startThose(): void {
    const before = [...running];
    for (const each of waiting) {
      if (running.size >= most) return;
      if (!before.some((other) => meet(each, other))) {
        waiting.delete(each);
        running.add(each);
        each.start();
      }
      before.push(each);
    }
  }

  return (owners, work) =>
    new Promise((resolve, reject) => {
      const write: Waiting = {
        written: owners?.written ?? null,
        start() {
          clearTimeout(timer);
          work()
            .then(resolve, reject)
            .finally(() => {
              running.delete(write);
              startThose();
            });
        },
      };
      const timer = setTimeout(() => {
        waiting.delete(write);
        reject(changeTakesLong());
        startThose();
      }, lockMs);
      waiting.add(write);
      startThose();
    });
}

function meet(one: Waiting, other: Waiting): boolean {
  return one.written === null || other.written === null || one.written.some((each) => other.written?.includes(each));
}
