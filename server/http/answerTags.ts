// The tag of what is made anew each time it is asked for, a file or a chart: whoever has it already is told so before it is made.
import { LRUCache } from "lru-cache";
import { logNumbers } from "../../db/read/numbers.ts";
import type { Context } from "./context.ts";
import { type Whose, weakTag } from "./etag.ts";
import { scopeOf } from "./viewer.ts";

const mostKept = 5_000;

export interface AnswerTag {
  /** How many batches each authority had before anything of the answer was read. */
  readonly numbers: ReadonlyMap<string, number>;
  /** The tag that it will have; null where it has not been made before, and it is not known yet whose facts go into it. */
  readonly known: string | null;
  /** The tag of what has been made with the context. */
  finish(): string;
}

/** Remembers whose facts went into each answer when it was made last: until one of them writes, the same would be made again. */
export class AnswerTags {
  private readonly whose = new LRUCache<string, Whose>({ max: mostKept });

  async begin({ db, viewer, today, outcome }: Context, url: string): Promise<AnswerTag> {
    const question = JSON.stringify([scopeOf(viewer), today, url]);
    const known = this.whose.get(question);
    const numbers = await db.read(logNumbers);
    return {
      numbers,
      known: known === undefined ? null : weakTag(numbers, known, question),
      finish: () => {
        const { whose } = outcome.reads;
        this.whose.set(question, whose);
        return weakTag(numbers, whose, question);
      },
    };
  }
}
