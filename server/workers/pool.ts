// A few threads beside the event loop, each with connections of its own: bounded in number and in what waits for them, started when first needed,
// kept, and replaced when one has been stopped.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { WriteTurns } from "../../db/engine/connected.ts";
import { passOnFault, tellFault } from "../http/faults.ts";
import type { FromThread, ThreadData, ToThread } from "./messages.ts";
import type { Tasks } from "./tasks.ts";
import { ToldError, unavailable } from "./told.ts";

export interface PoolSize {
  /** How many threads. */
  readonly threads: number;
  /** How many large tasks at once. */
  readonly large: number;
  /** How many tasks may wait for one. */
  readonly waiting: number;
  /** How long a task may go on when nobody waits for it any more, in milliseconds: a short one ends by itself, which costs less than a new thread. */
  readonly patience: number;
  /** The most memory of one thread's own, in MB. From 2,048 on V8 lets it grow to four times what is in use before it tidies up; below, to less than twice. */
  readonly memory: number;
}

export interface Asking {
  /** Stopped when whoever asked is gone. */
  readonly signal?: AbortSignal | undefined;
  /** True of what may take minutes, or as long as its reader takes: one thread is always left for the rest. */
  readonly long?: boolean;
  /** True of what takes much memory while it is worked out: others pass what waits for its turn. */
  readonly large?: boolean;
  /** True of what stops by itself, and is not to be ended in the midst of a write. */
  readonly endsItself?: boolean;
  /** Is given each part of the answer. The thread waits where much of it has not been taken. */
  readonly take?: (part: unknown) => void | Promise<void>;
}

/**
 * As many threads as there are processors, and three at the least: a file and an import may go on beside a table. Of what is large, two at the
 * most, and so that a processor is left: two at a time on one processor take as long as one after the other, and twice the memory.
 */
export function usualSize(): PoolSize {
  const processors = availableParallelism();
  return { threads: Math.min(8, Math.max(3, processors)), large: Math.max(1, Math.min(2, processors - 1)), waiting: 50, patience: 1_000, memory: 1_024 };
}

/** Room for what was made just now, of which V8 uses a third at a time: with the usual 48 a thread that rests has three times the memory. */
const newObjectsMb = 12;

interface Task extends Asking {
  readonly name: string;
  readonly given: unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  task: Task | null;
  /** Gives back the turn to write that it has. */
  turnOver: (() => void) | null;
}

const busy = "Tabled is working out as much as it can at once. Try again in a moment.";
const ended = "This is more than Tabled can work out at once. Ask for less.";

export class Pool {
  private readonly threads = new Set<Thread>();
  private readonly queue: Task[] = [];
  private closing = false;
  private finished = 0;

  /** `turn` runs a write of a thread while this process makes none. */
  constructor(
    private readonly data: ThreadData,
    private readonly turn: WriteTurns,
    private readonly size: PoolSize,
  ) {}

  /** How many tasks are being worked on, how many wait, and how many have been done. */
  get load(): { running: number; waiting: number; finished: number } {
    return { running: this.working().length, waiting: this.queue.length, finished: this.finished };
  }

  /** Has a thread ready before it is first needed. */
  warm(): void {
    if (this.threads.size === 0) this.start();
  }

  /** Runs a task of `tasks.ts` on a thread. @throws ToldError: UNAVAILABLE where too many wait, and what the task is refused for. */
  run<Name extends keyof Tasks>(name: Name, given: Tasks[Name][0], asking: Asking = {}): Promise<Tasks[Name][1]> {
    return this.put(name, given, asking) as Promise<Tasks[Name][1]>;
  }

  private put(name: string, given: unknown, asking: Asking): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const task: Task = { ...asking, name, given, resolve, reject };
      if (asking.signal?.aborted) return reject(stopped());
      if (this.closing || (this.queue.length >= this.size.waiting && !this.hasRoomFor(task))) return reject(unavailable(busy));
      this.queue.push(task);
      asking.signal?.addEventListener("abort", () => this.stop(task), { once: true });
      this.next();
    });
  }

  /** Ends every thread; what they were at is not finished. */
  async close(): Promise<void> {
    this.closing = true;
    for (const task of this.queue.splice(0)) task.reject(unavailable(busy));
    await Promise.all([...this.threads].map(({ worker }) => worker.terminate()));
  }

  private working(): Thread[] {
    return [...this.threads].filter(({ task }) => task !== null);
  }

  private hasRoomFor({ long, large }: Task): boolean {
    const working = this.working();
    if (working.length >= this.size.threads) return false;
    if (large && working.filter(({ task }) => task?.large).length >= this.size.large) return false;
    return !long || working.filter(({ task }) => task?.long).length < Math.max(1, this.size.threads - 1);
  }

  /** Gives what waits to the threads that are free, in its order; what is long lets others pass. */
  private next(): void {
    for (let at = this.queue.findIndex((task) => this.hasRoomFor(task)); at >= 0 && !this.closing; at = this.queue.findIndex((task) => this.hasRoomFor(task))) {
      const [task] = this.queue.splice(at, 1) as [Task];
      const thread = [...this.threads].find((each) => each.task === null) ?? this.start();
      thread.task = task;
      send(thread, { kind: "do", task: task.name, given: task.given });
    }
  }

  private start(): Thread {
    const worker = new Worker(new URL("./start.mjs", import.meta.url), {
      workerData: this.data,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.size.memory, maxYoungGenerationSizeMb: newObjectsMb },
    });
    // A server that stops is not to wait for a thread that has nothing to do.
    worker.unref();
    const thread: Thread = { worker, task: null, turnOver: null };
    this.threads.add(thread);
    worker.on("message", (message: FromThread) => this.heard(thread, message));
    worker.on("error", (error: Error & { code?: string }) => {
      if (error.code !== "ERR_WORKER_OUT_OF_MEMORY") tellFault(error);
    });
    worker.on("exit", () => {
      this.threads.delete(thread);
      thread.turnOver?.();
      const { task } = thread;
      thread.task = null;
      task?.reject(task.signal?.aborted ? stopped() : unavailable(ended));
      this.next();
    });
    return thread;
  }

  private heard(thread: Thread, message: FromThread): void {
    const { task } = thread;
    if (message.kind === "turn") {
      const taken = this.turn(async (until) => {
        send(thread, { kind: "turn", waitMs: until - performance.now() });
        await new Promise<void>((resolve) => {
          // A thread that was ended while it waited writes nothing any more.
          if (!this.threads.has(thread)) return resolve();
          thread.turnOver = resolve;
        });
      });
      taken.catch(() => send(thread, { kind: "turn", waitMs: null }));
    } else if (message.kind === "turnOver") {
      thread.turnOver?.();
      thread.turnOver = null;
    } else if (message.kind === "fault") {
      passOnFault(message.fault);
    } else if (message.kind === "told") {
      const taken = () => send(thread, { kind: "taken", bytes: message.bytes });
      Promise.resolve(task?.take?.(message.value)).then(taken, () => task && this.stop(task));
    } else {
      thread.task = null;
      this.finished += 1;
      if (message.kind === "done") task?.resolve(message.value);
      else task?.reject(new ToldError(message.error));
      this.next();
    }
  }

  /** Nobody waits for it any more: it is taken from the queue, or its thread is asked to leave it, and ended if it does not. */
  private stop(task: Task): void {
    const at = this.queue.indexOf(task);
    if (at >= 0) {
      this.queue.splice(at, 1);
      task.reject(stopped());
      return;
    }
    const thread = this.working().find((each) => each.task === task);
    if (!thread) return;
    send(thread, { kind: "stop" });
    if (task.endsItself) return;
    setTimeout(() => {
      if (thread.task === task) void thread.worker.terminate();
    }, this.size.patience).unref();
  }
}

function send({ worker }: Thread, message: ToThread): void {
  worker.postMessage(message);
}

function stopped(): ToldError {
  return unavailable("Nobody waits for this any more, and it was stopped.");
}
