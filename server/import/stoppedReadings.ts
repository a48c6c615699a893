// Readings of files beside the event loop: stopped when nobody waits for them any more, when their file is forgotten, and when they take too long.
import type { FastifyReply } from "fastify";
import { InputError } from "../finance/inputError.ts";
import { whenGone } from "../http/gone.ts";

export class Readings {
  private readonly going = new Map<string, Set<AbortController>>();

  constructor(private readonly mostMs: number) {}

  /** Reads a file by `work`, which is stopped by the signal that it is given. @throws InputError of one that takes too long. */
  async of<Result>(id: string, reply: FastifyReply, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const forgotten = new AbortController();
    const late = AbortSignal.timeout(this.mostMs);
    const own = this.going.get(id) ?? new Set();
    this.going.set(id, own.add(forgotten));
    try {
      return await work(AbortSignal.any([whenGone(reply), forgotten.signal, late]));
    } catch (error) {
      if (late.aborted)
        throw new InputError("file", "This file takes too long to read. Save the table alone as “CSV UTF-8”, without the rows and columns around it, and choose that file.");
      throw error;
    } finally {
      own.delete(forgotten);
      if (own.size === 0) this.going.delete(id);
    }
  }

  /** Stops those of a file. */
  stop(id: string): void {
    for (const each of this.going.get(id) ?? []) each.abort();
  }
}
