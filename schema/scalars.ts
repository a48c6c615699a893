// The scalars of Tabled: money, exact decimals, financial years, days and moments.
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

/** A value as an error quotes it, at no great length. */
function quoted(value: unknown): string {
  return `“${(typeof value === "string" ? value : String(JSON.stringify(value))).slice(0, 60)}”`;
}

/** `node` is where a value written into the query stands, from which the field at fault is told. */
function badValue(message: string, node?: ValueNode): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_INPUT" }, nodes: node });
}

interface TextScalar {
  name: string;
  description: string;
  read: (text: string) => string | null;
  refuse: string;
}

/** A scalar that travels as text, checked on its way in. */
function textScalar({ name, description, read, refuse }: TextScalar): GraphQLScalarType<string, string> {
  const parse = (value: unknown, node?: ValueNode): string => {
    const text = typeof value === "string" && value.length <= 60 ? read(value.trim()) : null;
    if (text === null) throw badValue(`${quoted(value)} is not ${refuse}`, node);
    return text;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => value as string,
    parseValue: (value) => parse(value),
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : node.kind === Kind.INT || node.kind === Kind.FLOAT ? Number(node.value) : null, node),
  });
}

function readPence(value: unknown, node?: ValueNode): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  if (typeof value === "number" && Number.isInteger(value)) {
    throw badValue(`${value} pence is beyond the largest amount that can be held exactly, ${Number.MAX_SAFE_INTEGER} pence.`, node);
  }
  throw badValue(`${quoted(value)} is not an amount in whole pence.`, node);
}

export const PenceScalar = new GraphQLScalarType<number, number>({
  name: "Pence",
  description: "Money in whole pence, as an integer of up to 9,007,199,254,740,991: £4,646,000.00 is 464600000. Negative for a deduction.",
  serialize: (value) => readPence(value),
  parseValue: (value) => readPence(value),
  parseLiteral: (node) => readPence(node.kind === Kind.INT ? Number(node.value) : "value" in node ? node.value : null, node),
});

export const DecimalScalar = textScalar({
  name: "Decimal",
  description: 'An exact decimal, as text so that no digit is lost: "5963.00" pounds, "0.028" for 2.8%.',
  read: (text) => {
    const match = /^([+-]?)0*(\d+(?:\.\d+)?)$/.exec(text);
    if (!match || text.length > 40) return null;
    return match[1] === "-" && /[1-9]/.test(text) ? `-${match[2]}` : (match[2] ?? null);
  },
  refuse: 'a decimal number. Write it as text with digits and a point, as in "5963.00".',
});

export const FinancialYearScalar = textScalar({
  name: "FinancialYear",
  description: 'A financial year, 1 April to 31 March, written "2023/24".',
  read: (text) => {
    const match = /^((?:19|20)\d\d)\/(\d\d)$/.exec(text);
    return match && (Number(match[1]) + 1) % 100 === Number(match[2]) && Number(match[1]) >= 1990 && Number(match[1]) <= 2090 ? text : null;
  },
  refuse: "a financial year that Tabled knows. Write it as 2023/24, between 1990/91 and 2090/91.",
});

export const DayScalar = textScalar({
  name: "Day",
  description: 'A day of the calendar, written "2023-10-01".',
  read: (text) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
    const parsed = new Date(`${text}T00:00:00Z`);
    // A day that is not in the calendar (29 February of a common year) either does not parse or comes back as another day.
    return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text ? text : null;
  },
  refuse: "a day of the calendar. Write it as year-month-day, 2023-10-01.",
});

export const InstantScalar = textScalar({
  name: "Instant",
  description: 'A moment in UTC, ISO 8601: "2023-09-12T10:00:00.000Z".',
  read: (text) => (Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString()),
  refuse: "a moment. Write it as 2023-09-12T10:00:00Z.",
});

function readSequence(value: unknown, node?: ValueNode): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw badValue(`${quoted(value)} is not a data version.`, node);
}

export const SequenceScalar = new GraphQLScalarType<number, number>({
  name: "DataVersion",
  description:
    "A number that counts batches of changes. An authority's data version is the number of those that changed its facts: it moves by one with each, and with no other authority's.",
  serialize: (value) => value as number,
  parseValue: (value) => readSequence(value),
  parseLiteral: (node) => readSequence(node.kind === Kind.INT ? Number(node.value) : "value" in node ? node.value : null, node),
});
