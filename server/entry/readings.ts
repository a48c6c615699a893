// How each kind of field is read from what a person types: the value that the change takes, and the words that tell it.
import { type GraphQLLeafType, isEnumType } from "graphql";
import type { EntryUnit } from "../../schema/entry.ts";
import type { TypedAs } from "../../schema/typed.ts";
import { dayInWords } from "../finance/day.ts";
import { decimalText, Exact } from "../finance/exact.ts";
import { InputError } from "../finance/inputError.ts";
import { type MoneyUnit, poundsAndPence, ratePounds } from "../finance/money.ts";
import { typedAmount, typedPrice } from "../finance/typedAmount.ts";
import { typedDay, typedYear } from "../finance/typedDay.ts";
import { shareInPercent, typedDecimal, typedShare, typedWhole } from "../finance/typedValue.ts";
import { noteIfGiven } from "./words.ts";

/** A value as it goes into a mutation's variables, and what it was read as. Null where nothing was typed. */
export interface Reading {
  value: string | number | boolean;
  shown: string | null;
  /** The value as a number in the measure of `least` and `most`, where it has one. */
  number?: Exact;
}

/** What a field's reading knows of it: what was declared, and the unit that the form gave. */
export interface Asked {
  how: TypedAs;
  unit: EntryUnit | null;
  type: GraphQLLeafType;
}

/** A way of reading. */
export interface Kind {
  /** @throws InputError with the sentence for whoever typed it. */
  read(typed: string, asked: Asked): Reading | null;
  /** The sentence where it is required and nothing was typed. */
  missing(asked: Asked): string;
  /** How a limit is told. */
  shown(limit: Exact, asked: Asked): string;
}

const moneyUnits: Partial<Record<EntryUnit, MoneyUnit>> = { POUNDS: "pounds", THOUSANDS: "thousands", MILLIONS: "millions" };
const moneyUnit = ({ unit }: Asked): MoneyUnit => (unit && moneyUnits[unit]) ?? "pounds";
const orNil = (shown: string, value: Exact) => (value.isNil() ? "nil" : shown);
const grouped = (value: Exact) => {
  const [, part = ""] = value.toString().split(".");
  return decimalText(value.rounded(part.length), part.length, ",").replace("-", "–");
};
const counted = (value: Exact, { how }: Asked) => (how.count ? `${grouped(value)} ${how.count}${value.equals(Exact.one) ? "" : "s"}` : grouped(value));

/** The most signs that an exact number may have where it is stored. */
const longestDecimal = 40;
function decimalOf(value: Exact): string {
  const text = value.toString();
  if (text.length > longestDecimal) throw new InputError("typed", "This number has more digits than can be stored. Round it, and type that.");
  return text;
}

const amount: Kind = {
  read(typed, asked) {
    const { pence } = typedAmount(typed, moneyUnit(asked));
    return pence === null ? null : { value: pence, shown: orNil(poundsAndPence(Exact.pence(pence)), Exact.whole(pence)), number: Exact.whole(pence) };
  },
  missing: () => "An amount is needed here, as 4,646 or £4.6m.",
  shown: (limit) => poundsAndPence(limit.times(Exact.ratio(1n, 100n))),
};

const price: Kind = {
  read(typed, asked) {
    const pounds = typedPrice(typed, moneyUnit(asked));
    return pounds && { value: decimalOf(pounds), shown: orNil(ratePounds(pounds), pounds), number: pounds };
  },
  missing: () => "A price in pounds is needed here, as 5,963 or £5,963.50.",
  shown: (limit) => ratePounds(limit),
};

const share: Kind = {
  read(typed) {
    const found = typedShare(typed);
    return found && { value: decimalOf(found), shown: shareInPercent(found), number: found };
  },
  missing: () => "A percentage is needed here, as 2.8 or 2.8%.",
  shown: (limit) => shareInPercent(limit),
};

const plainNumber: Kind = {
  read(typed) {
    const found = typedDecimal(typed);
    return found && { value: decimalOf(found), shown: orNil(grouped(found), found), number: found };
  },
  missing: () => "A number is needed here, as 26.5.",
  shown: (limit) => grouped(limit),
};

const whole: Kind = {
  read(typed, asked) {
    const found = typedWhole(typed, asked.how.count ?? null);
    return found === null ? null : { value: found, shown: orNil(counted(Exact.whole(found), asked), Exact.whole(found)), number: Exact.whole(found) };
  },
  missing: ({ how }) => (how.count ? `Say how many ${how.count}s, as 12.` : "A whole number is needed here, as 12."),
  shown: counted,
};

const day: Kind = {
  read(typed) {
    const found = typedDay(typed);
    return found === null ? null : { value: found, shown: dayInWords(found) };
  },
  missing: () => "A day is needed here, as 31/03/2026.",
  shown: String,
};

const year: Kind = {
  read(typed) {
    const found = typedYear(typed);
    return found === null ? null : { value: found, shown: found };
  },
  missing: () => "A financial year is needed here, as 2023/24.",
  shown: String,
};

const text: Kind = {
  read(typed) {
    return noteIfGiven(typed, "typed") === null ? null : { value: typed, shown: null };
  },
  missing: () => "This cannot be left empty.",
  shown: String,
};

/** An amount that goes on as it was typed, since a batch of cells is read where it is written. */
const cell: Kind = {
  read(typed, asked) {
    const read = amount.read(typed, asked);
    return { value: typed, shown: read?.shown ?? null, ...(read?.number && { number: read.number }) };
  },
  missing: amount.missing,
  shown: amount.shown,
};

const choice: Kind = {
  read(typed, { type }) {
    if (typed.trim() === "") return null;
    if (isEnumType(type) && type.getValue(typed) == null) throw new InputError("typed", "This is none of the choices here. Choose one from the list.");
    return { value: typed, shown: null };
  },
  missing: () => "Choose one.",
  shown: String,
};

const flag: Kind = {
  read(typed) {
    const word = typed.trim().toLowerCase();
    if (word === "") return null;
    if (!["true", "false", "yes", "no"].includes(word)) throw new InputError("typed", `“${typed.trim().slice(0, 40)}” is neither yes nor no.`);
    return { value: word === "true" || word === "yes", shown: null };
  },
  missing: () => "Say yes or no.",
  shown: String,
};

/** Identifiers and versions of the data are nobody's typing: a form sends them as they are. */
const version: Kind = {
  read: (typed) => (/^\d{1,15}$/.test(typed) ? { value: Number(typed), shown: null } : null),
  missing: () => "This cannot be left empty.",
  shown: String,
};

const byScalar: Record<string, Kind> = { Pence: amount, Int: whole, Day: day, FinancialYear: year, String: text, Boolean: flag, ID: choice, DataVersion: version };
const byReading = { pounds: price, percent: share, number: plainNumber, cell };
const byUnit: Record<EntryUnit, Kind> = { POUNDS: price, THOUSANDS: price, MILLIONS: price, PERCENT: share, NUMBER: plainNumber, DAY: day };

/**
 * How a field is read: null where its scalar does not tell and nothing is declared, which a test refuses of every input.
 * @throws InputError naming `at`, where the form has to say the unit and does not.
 */
export function kindOf(asked: Asked, at: string): Kind | null {
  const { how, type, unit } = asked;
  if (how.as === "unit") {
    if (unit !== null) return byUnit[unit];
    if (type.name === "String") return text;
    throw new InputError(`${at}.unit`, "This field is in pounds, in per cent or a number by what another one says: give its unit.");
  }
  // A number of pounds, as the counts of a KPI in pounds are.
  if (how.as === "number" && unit && unit in moneyUnits) return price;
  if (how.as !== undefined) return byReading[how.as];
  return isEnumType(type) ? choice : (byScalar[type.name] ?? null);
}
