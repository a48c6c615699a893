// Adding, changing and removing a noun: the three mutations that every noun has, made from its declaration.
import { randomUUID } from "node:crypto";
import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { authorityById } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import { requireChange, type Viewer } from "../../db/viewer.ts";
import type { Change, Kept } from "../../db/write/change.ts";
import { writeOnce } from "../../db/write/once.ts";
import type { AnyNoun, InputOf, StatedOf } from "../../schema/nouns/noun.ts";
import { Key, Seen, WriteResult } from "../../schema/write.ts";
import { requireOwnReferences, stated } from "../entry/stated.ts";
import { type Stored, writesFields } from "../fields/writings.ts";
import type { Context } from "../http/context.ts";
import { written } from "./written.ts";

/** How a noun is stored. */
interface Things<N extends AnyNoun, Held> {
  byId(on: On, viewer: Viewer, id: string): Promise<Held>;
  create(on: On, viewer: Viewer, authorityId: string, id: string, wanted: StatedOf<N>): Promise<Kept>;
  change(on: On, viewer: Viewer, id: string, wanted: StatedOf<N>, seen: number): Promise<Kept>;
  remove(on: On, viewer: Viewer, id: string, seen: number): Promise<Kept>;
  /** The changes that make the one held what is stated, and those that add one: where it can be written field by field, and copied. */
  changes?(held: Held, wanted: StatedOf<N>): Change[];
  additions?(on: On, authorityId: string, id: string, wanted: StatedOf<N>, behind: number, like: Held | null): Promise<Change[]>;
}

/** What a noun's own check knows of the write. */
export interface Writing<Held> {
  readonly on: On;
  readonly viewer: Viewer;
  readonly authorityId: string;
  /** The thing's id, and what is stored of it; null for a new one. */
  readonly id: string;
  readonly held: Held | null;
}

interface About<N extends AnyNoun, Held> {
  /** What each of the mutations does, in a sentence. */
  readonly create: string;
  /** Null where its resolver has a change of its own. */
  readonly change: string | null;
  readonly remove: string;
  /** What its id is of, where that is not "The <noun>.", and whose it is, where that is not "The authority.". */
  readonly one?: string;
  readonly whose?: string;
  /** What else its writer has to be allowed. */
  readonly rights?: (viewer: Viewer, authorityId: string) => void;
  /** What a new one begins with where that depends on what the authority has. */
  readonly begins?: (on: On, authorityId: string) => Promise<Partial<InputOf<N>>>;
  /** Completes what is stated, or refuses it, beyond what each field alone tells. */
  readonly check?: (wanted: StatedOf<N>, writing: Writing<Held>, given: InputOf<N>) => StatedOf<N> | Promise<StatedOf<N>>;
}

/** What is to be stored of what is given, once it has been checked. @throws InputError, or a Refusal, naming the field at fault. */
export async function statedIn<N extends AnyNoun, Held>(noun: N, input: InputOf<N>, writing: Writing<Held>, check: About<N, Held>["check"]): Promise<StatedOf<N> & object> {
  const thing = stated(noun, input as object, "input", writing.held as object | null);
  await requireOwnReferences(writing.on, writing.authorityId, noun, thing, "input");
  return check ? check(thing, writing, input) : thing;
}

const unused: MethodDecorator = () => {};

/** A resolver class with `create<Noun>`, `change<Noun>` and `remove<Noun>`. */
export function nounWrites<N extends AnyNoun, Held extends { authorityId: string }>(noun: N, things: Things<N, Held>, about: About<N, Held>): new () => object {
  const one = about.one ?? `The ${noun.said}.`;
  const whose = about.whose ?? "The authority.";

  function allow(viewer: Viewer, authorityId: string): void {
    requireChange(viewer, authorityId);
    about.rights?.(viewer, authorityId);
  }
  const wanted = (input: InputOf<N>, writing: Writing<Held>) => statedIn(noun, input, writing, about.check);
  const { changes, additions } = things;
  if (changes && additions)
    writesFields({
      begins: about.begins as ((on: On, authorityId: string) => Promise<Readonly<Record<string, unknown>>>) | undefined,
      noun,
      allow,
      byId: async (on, viewer, id) => (await things.byId(on, viewer, id)) as unknown as Stored,
      wanted: (given, writing) => wanted(given as InputOf<N>, writing as unknown as Writing<Held>),
      changes: (held, stated) => changes(held as unknown as Held, stated as StatedOf<N>),
      additions: (on, authorityId, id, stated, behind, like) => additions(on, authorityId, id, stated as StatedOf<N>, behind, like as unknown as Held | null),
    });

  @Resolver()
  class NounWrites {
    @Mutation(() => WriteResult, { name: `create${noun.name}`, description: about.create })
    async create(
      @Ctx() { db, viewer }: Context,
      @Arg("authority", () => ID, { description: whose }) authorityId: string,
      @Arg("input", () => noun.Input, { description: `The ${noun.said}.` }) input: InputOf<N>,
      @Key() key?: string,
    ): Promise<WriteResult> {
      const id = randomUUID();
      const kept = await writeOnce(db, viewer, key, authorityId, async (on) => {
        await authorityById(on, viewer, authorityId);
        allow(viewer, authorityId);
        return things.create(on, viewer, authorityId, id, await wanted(input, { on, viewer, authorityId, id, held: null }));
      });
      return written(kept, id);
    }

    @(about.change === null ? unused : Mutation(() => WriteResult, { name: `change${noun.name}`, description: about.change }))
    async change(
      @Ctx() { db, viewer }: Context,
      @Arg("id", () => ID, { description: one }) id: string,
      @Arg("input", () => noun.Input, { description: "The whole of it, as it is to be." }) input: InputOf<N>,
      @Seen() seen: number,
      @Key() key?: string,
    ): Promise<WriteResult> {
      const kept = await writeOnce(db, viewer, key, id, async (on) => {
        const held = await things.byId(on, viewer, id);
        const { authorityId } = held;
        allow(viewer, authorityId);
        return things.change(on, viewer, id, await wanted(input, { on, viewer, authorityId, id, held }), seen);
      });
      return written(kept, id);
    }

    @Mutation(() => WriteResult, { name: `remove${noun.name}`, description: about.remove })
    async remove(@Ctx() { db, viewer }: Context, @Arg("id", () => ID, { description: one }) id: string, @Seen() seen: number, @Key() key?: string): Promise<WriteResult> {
      const kept = await writeOnce(db, viewer, key, id, async (on) => {
        allow(viewer, (await things.byId(on, viewer, id)).authorityId);
        return things.remove(on, viewer, id, seen);
      });
      return written(kept, id);
    }
  }
  return NounWrites;
}
