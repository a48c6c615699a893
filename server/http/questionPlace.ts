// Where in a question an error stands, as whoever wrote the question named it: "input.places[0].startsOn".
import { type ASTNode, BREAK, Kind, parse, visit } from "graphql";

/** The kinds of a value written into a query. */
export const values: ReadonlySet<string> = new Set([Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL, Kind.ENUM, Kind.LIST, Kind.OBJECT, Kind.OBJECT_FIELD]);

/** The place within the variables, from graphql-js's words: `Variable "$edits" got invalid value … at "edits[0].pence"; …`. */
export function placeInVariables(message: string, sentence: string): string | null {
  const variable = /^Variable "\$(\w+)" (?:got invalid value|of required type|of non-null type)/.exec(message)?.[1];
  if (variable === undefined) return null;
  // A quote within the value is escaped, so this finds the path and nothing that somebody typed.
  const place = / at "(\w+[.[][^"]*)"; /.exec(message)?.[1] ?? variable;
  const named = /^Field "(\w+)" (?:of required type|is not defined)/.exec(sentence)?.[1];
  return named ? `${place}.${named}` : place;
}

/** The place of a node in the query's text. */
export function placeInText(node: ASTNode, sentence: string): string | null {
  if (node.kind === Kind.VARIABLE_DEFINITION) return node.variable.name.value;
  if (node.kind === Kind.FIELD) return /argument "(\w+)" of type/.exec(sentence)?.[1] ?? node.name.value;
  const { loc } = node;
  if (!loc) return null;
  let place: string | null = null;
  visit(parse(loc.source), {
    enter(each, _key, parent, path, ancestors) {
      if (each.kind !== node.kind || each.loc?.start !== loc.start) return undefined;
      place = named(path, [...ancestors, ...(parent ? [parent] : []), each]);
      return BREAK;
    },
  });
  const missing = /^Field "\w+\.(\w+)" of required type/.exec(sentence)?.[1];
  return missing ? [place, missing].filter(Boolean).join(".") : place;
}

/** Joins the names of the arguments and of the input's fields on the way to a node; a query's own fields are no part of it. */
function named(path: readonly (string | number)[], passed: readonly (ASTNode | readonly ASTNode[])[]): string | null {
  let place = "";
  for (const [depth, step] of path.entries()) {
    const node = passed[depth + 1];
    if (typeof step === "number" && path[depth - 1] === "values") place += `[${step}]`;
    else if (node && "kind" in node && node.kind === Kind.ARGUMENT) place = node.name.value;
    else if (node && "kind" in node && node.kind === Kind.OBJECT_FIELD) place += `.${node.name.value}`;
  }
  return place || null;
}
