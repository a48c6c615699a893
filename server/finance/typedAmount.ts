// What is typed into a cell: an amount, or an expression that gives one and is kept beside it.
import { Exact } from "./exact.ts";
import type { Figure } from "./figure.ts";
import { InputError } from "./inputError.ts";
import { type MoneyUnit, moneyUnits, poundsIn, storablePence, typedPence, typedPounds, unitLabel } from "./money.ts";
import { readWorkings } from "./workings.ts";

/** An amount in whole pence, or none, with the expression that it was typed as, where it was one. */
export interface TypedAmount {
  pence: number | null;
  /** The expression as it is kept, which says its unit: "=5963*9*26.07 in £", "=4646+354 in £000s", or "=£5,963*9*26.07". */
  entered: string | null;
}

const longest = 1_000;

/**
 * Reads an amount as `typedPence` does, and an expression behind = exactly, rounded half-up to the penny where it has parts of one. A bare
 * expression is in the table's unit, as a bare number is; where a term has £, k, m or bn it is in pounds; and one that ends in its unit
 * ("=4646+354 in £000s") is in that, whatever the table's.
 * In a table of £000s, `typedAmount("=4646+354", "thousands")` is 500000000 pence, and "=£5,963*9*26.07" is 139909869.
 * @throws InputError naming `field`: what `typedPence` refuses, and what `readWorkings` does.
 */
export function typedAmount(typed: string, unit: MoneyUnit, field = "typed"): TypedAmount {
  if (!/^\s*=/.test(typed)) return { pence: typedPence(typed, unit, field), entered: null };
  if (typed.length > longest) throw new InputError(field, `This expression has ${typed.length} characters; ${longest} is the most.`);
  const { body, pounds, unit: said } = expression(typed, unit, field);
  const pence = storablePence(pounds.rounded(2), field);
  return { pence, entered: said === null ? body : `${body} in ${unitLabel(said)}` };
}

/**
 * Reads a price in pounds as `typedAmount` reads an amount, with the parts of a penny that it has: "£2,149.125" and "=5963*1.028" are exact.
 * @throws InputError naming `field`: the same, and an expression whose decimals do not end.
 */
export function typedPrice(typed: string, unit: MoneyUnit, field = "typed"): Exact | null {
  const pounds = /^\s*=/.test(typed) ? expression(typed, unit, field).pounds : typedPounds(typed, unit, field);
  if (pounds === null) return null;
  if (!pounds.ends()) throw new InputError(field, "The decimals of this sum do not end. Round it to the penny, and type that.");
  storablePence(pounds.times(Exact.whole(100)).rounded(0), field);
  return pounds;
}

/** The expression as one would type it into a table of this unit: its unit is left out where it is the table's own. */
export function enteredIn(entered: string, unit: MoneyUnit): string {
  const ending = ` in ${unitLabel(unit)}`;
  return entered.endsWith(ending) ? entered.slice(0, -ending.length) : entered;
}

/** What an expression that was kept comes to, in whole pence. */
export function enteredPence(entered: string): bigint {
  return expression(entered, "pounds", "entered").pounds.rounded(2);
}

/** Whether the exact value of an expression that was kept has parts of a penny. */
export function isRounded(entered: string): boolean {
  const inPence = expression(entered, "pounds", "entered").pounds.times(Exact.whole(100));
  return !inPence.equals(Exact.whole(inPence.rounded(0)));
}

/** The expression without its unit, its exact value in pounds, and the unit that it has to say; null where its terms do. */
function expression(typed: string, unit: MoneyUnit, field: string): { body: string; pounds: Exact; unit: MoneyUnit | null } {
  const stated = moneyUnits.find((each) => typed.trimEnd().endsWith(` in ${unitLabel(each)}`));
  const body = (stated ? enteredIn(typed.trimEnd(), stated) : typed).replace(/[\t\r\n ]+/g, " ").trim();
  const figure = readWorkings(body, null, field, { longest, suffixedPounds: true });
  const { pounds, mixed } = saidInPounds(figure);
  if (!pounds) return { body, pounds: figure.value.times(poundsIn(stated ?? unit)), unit: stated ?? unit };
  if (stated && stated !== "pounds") throw new InputError(field, `A term of this is in pounds, and its end says ${unitLabel(stated)}. Say one or the other.`);
  if (mixed) throw new InputError(field, "One part of this sum is in pounds and another does not say so. Write £ before each amount, so that it is clear what is meant.");
  return { body, pounds: figure.value, unit: null };
}

function partsOf(figure: Figure): readonly Figure[] {
  if (figure.kind === "input") return [];
  if (figure.kind === "quotient") return [figure.of, figure.by];
  return "length" in figure.of ? figure.of : [figure.of];
}

/** Whether a term has a £, or a k, m or bn; and whether pounds are added anywhere to what does not say that it is pounds. */
interface SaidInPounds {
  pounds: boolean;
  /** 4,646 thousand to £200, or to 4,646 pounds. */
  mixed: boolean;
}

/** Each part is looked at once, so that a long expression takes no longer than its length. */
function saidInPounds(figure: Figure): SaidInPounds {
  if (figure.kind === "input") return { pounds: figure.unit === "pounds", mixed: false };
  let [some, all, mixed] = [false, true, false];
  for (const part of partsOf(figure)) {
    const said = saidInPounds(part);
    some ||= said.pounds;
    all &&= said.pounds || part.value.isNil();
    mixed ||= said.mixed;
  }
  return { pounds: some, mixed: mixed || (figure.kind === "sum" && some && !all) };
}
