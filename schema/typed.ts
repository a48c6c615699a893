// What a person types for a field of an input, declared where the field is and read by the query readEntries.
import { type GraphQLInputField, valueFromASTUntyped } from "graphql";
import { Directive } from "type-graphql";

/** How a form's field is read, where its scalar alone does not tell. */
export interface TypedAs {
  /** Of a decimal: pounds, a share that is typed in per cent, a plain number, or whatever the form says (a KPI's value). Of a text: an amount as a cell takes it. */
  as?: "pounds" | "percent" | "number" | "unit" | "cell";
  /** What a whole number counts: "month" shows 48 as "48 months". */
  count?: string;
  /** The least and the most that it may be, as stored: pence, and a share of 1. A whole number is not negative unless this says so. */
  least?: number;
  most?: number;
  /** A form has to fill it in, though a program may leave it out. */
  needed?: boolean;
}

const name = "typed";

/**
 * Declares how a field of an input is read: `@Typed({ as: "percent", least: 0, most: 1 })`. It is a directive and no extension, since
 * type-graphql drops extensions of fields that an input inherits.
 */
export function Typed(how: TypedAs): PropertyDecorator & MethodDecorator {
  const written = Object.entries(how).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return Directive(`@${name}(${written.join(", ")})`);
}

/** What was declared of a field; nothing where its scalar tells all. */
export function typedAs(field: GraphQLInputField): TypedAs {
  const found = field.astNode?.directives?.find((directive) => directive.name.value === name);
  return Object.fromEntries((found?.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]));
}
