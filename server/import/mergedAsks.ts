// What is asked of a table of several authorities: a question that is the same of all of them once, and what only one of them was decided by with its name.
import type { Ask } from "../reading/proposal.ts";

export interface AsksOf {
  /** The authority. */
  readonly name: string;
  readonly asks: readonly Ask[];
}

export function mergedAsks(parts: readonly AsksOf[]): Ask[] {
  const abouts = [...new Set(parts.flatMap(({ asks }) => asks.map(({ about }) => about)))];
  return abouts.flatMap((about) => {
    const all = parts.flatMap(({ name, asks }) => asks.filter((ask) => ask.about === about).map((ask) => ({ name, ask })));
    const different = [...new Map(all.map((each) => [JSON.stringify(each.ask), each])).values()];
    const [only, another] = different;
    if (!only || !another) return only ? [only.ask] : [];
    const takens = new Set(different.map(({ ask }) => ask.taken));
    // Decided otherwise of each, each for a reason of its own.
    if (takens.size === 1 && !takens.has(undefined)) return different.map(({ name, ask }) => ({ ...ask, question: `${name}: ${ask.question}` }));
    // Else one answer is for all of them.
    const open = (different.find(({ ask }) => ask.taken === undefined) ?? only).ask;
    const { taken: _, ...asked } = open;
    return [{ ...asked, options: [...new Set(different.flatMap(({ ask }) => ask.options))] }];
  });
}
