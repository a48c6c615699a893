// What a person answers of a table that was read: how each question becomes a choice, and the reading that is asked for with them.
import type { Ask, Asked, Choices, NameMatch, Proposal, Target, Told } from "../written/proposal.ts";
import { answerOf } from "./files.ts";

/** @throws Refused */
export function askReading(id: string, choices: Choices, signal?: AbortSignal): Promise<Proposal> {
  return answerOf(`/imports/${id}/reading`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(choices), ...(signal && { signal }) });
}

const eachPlacement = "one for each placement";

const told: readonly Asked[] = ["prices", "nights", "ends", "codes", "shares", "sums"] satisfies Told[];
const isTold = (about: Asked): about is Told => told.includes(about);

/** Whether a person can answer it; else it only tells what was decided. */
export function isAnswerable({ about, options, taken }: Ask): boolean {
  return !isTold(about) && !(options.length === 1 && taken === options[0]);
}

/** The choices with a question answered. What an answer about the whole table says puts aside the answers that were of its columns. */
export function answered(choices: Choices, about: Asked, answer: string): Choices {
  if (about === "as")
    return { as: answer as Target, ...(choices.sheet !== undefined && { sheet: choices.sheet }), ...(choices.headerRow !== undefined && { headerRow: choices.headerRow }) };
  if (about === "places") return { ...choices, each: answer === eachPlacement };
  // Whose rows are wanted is answered once: of one, or of all.
  const { where: _, authorities: __, ...others } = choices;
  if (about === "authorities" || (about === "where" && answer === "all")) return { ...others, authorities: answer === "all" ? "all" : "one" };
  if (about !== "where") return { ...choices, [about]: answer };
  const cut = answer.indexOf("=");
  return { ...others, where: [{ column: answer.slice(0, cut), value: answer.slice(cut + 1) }] };
}

/** The choices with one answer for all names that are near a stored one, or exchanged: it goes before what was said of some of them. */
export function answeredOfNames(choices: Choices, matches: readonly NameMatch[], about: "near" | "exchanged", answer: string): Choices {
  const of = new Set(matches.filter(({ how }) => how === about).map(({ name }) => name));
  return { ...choices, names: Object.fromEntries(Object.entries(choices.names ?? {}).filter(([name]) => !of.has(name))), [about]: answer };
}

/** The choices with a column left out, or taken in. One that was left out here is then as it was before. */
export function withColumn(choices: Choices, name: string, said: "in" | "out"): Choices {
  const { [name]: before, ...others } = choices.columns ?? {};
  if (said === "in" && before === "out") return { ...choices, columns: others };
  return { ...choices, columns: { ...choices.columns, [name]: said } };
}

/** What a question was answered with; undefined where it was not. */
function answerIn(choices: Choices, about: Asked): string | undefined {
  if (about === "where" && choices.authorities === "all") return "all";
  if (about === "where") return choices.where?.[0] && `${choices.where[0].column}=${choices.where[0].value}`;
  if (about === "places") return choices.each ? eachPlacement : undefined;
  return isTold(about) ? undefined : choices[about];
}

/** The questions of a reading beside those that were asked before: an answered one stays where it is, so that it can be answered otherwise. */
export function questionsOf(before: readonly Ask[], asks: readonly Ask[], choices: Choices): readonly Ask[] {
  const withAnswer = (ask: Ask): Ask => {
    const answer = answerIn(choices, ask.about);
    return answer === undefined ? ask : { ...ask, taken: answer };
  };
  const abouts = [...new Set([...before, ...asks].map(({ about }) => about))];
  return abouts.flatMap((about) => {
    const now = asks.filter((ask) => ask.about === about);
    if (now.length > 0) return now.map(withAnswer);
    return answerIn(choices, about) === undefined ? [] : before.filter((ask) => ask.about === about).map(withAnswer);
  });
}

/** Whether something of it can come in now. */
export function isReady({ refused, clean, authorities }: Proposal): boolean {
  return refused === null && (clean !== null || (authorities?.some((each) => each.clean !== null) ?? false));
}
