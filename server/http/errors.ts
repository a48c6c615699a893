// Every error that leaves the server: a code, a plain sentence, and the field at fault. Mapped here and nowhere else.
import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { StoreFailure } from "../../db/engine/storeFailure.ts";
import { Refusal } from "../../db/write/refusal.ts";
import { InputError } from "../finance/inputError.ts";
import { Unconfirmed } from "../tables/questions.ts";
import { ToldError } from "../workers/told.ts";
import { tellFault } from "./faults.ts";
import { plainRefusal } from "./plainRefusal.ts";
import { placeInText, placeInVariables, values } from "./questionPlace.ts";

/** The error beneath whatever execution wrapped around it. */
function cause(error: unknown): unknown {
  let found = error;
  while (found instanceof GraphQLError && found.originalError) found = found.originalError;
  return found;
}

/**
 * What a reader may see of an error. What Tabled itself refuses goes out as it is; a fault of Tabled's own is logged under a number, and the
 * reader gets the number. `saved` says whether the request had saved anything before it failed; where that is left out, nothing is said of it.
 */
export function publicError(error: unknown, saved?: boolean): GraphQLFormattedError {
  const found = cause(error);
  const place = error instanceof GraphQLError ? { ...(error.path && { path: error.path }) } : {};
  if (found instanceof ToldError) return found.shown;
  if (found instanceof InputError) return { message: found.message, ...place, extensions: { code: found.code, field: found.field } };
  if (found instanceof Unconfirmed) {
    return { message: found.message, ...place, extensions: { code: found.code, field: found.questions[0]?.field ?? null, questions: found.questions } };
  }
  if (found instanceof Refusal) {
    const { code, field, current, conflicts } = found;
    return { message: found.message, ...place, extensions: { code, field, ...(current !== undefined && { current }), ...(conflicts && { conflicts }) } };
  }
  if (found instanceof StoreFailure) {
    tellFault(found);
    const more = found.code === "UNCERTAIN" ? "" : whatBecame(saved, found.code === "UNAVAILABLE" ? "Try again in a moment." : "");
    return { message: found.message + more, ...place, extensions: { code: found.code, field: null } };
  }
  if (found instanceof RangeError && found.message.includes("call stack")) {
    return { message: "This request is nested deeper than Tabled can follow. Ask for it in several.", ...place, extensions: { code: "TOO_MUCH", field: "depth" } };
  }
  // graphql-jit gives none to its own errors, of an answer that a scalar cannot print: those are faults of Tabled's.
  const ofQuestion = found instanceof GraphQLError && (found.extensions as object | undefined) !== undefined;
  if (ofQuestion) return refusedQuestion(found, error instanceof GraphQLError ? error : found);
  const number = randomUUID().slice(0, 8);
  tellFault(found, number);
  return { message: `Something went wrong in Tabled.${whatBecame(saved)} It is logged under ${number}.`, ...place, extensions: { code: "INTERNAL", field: null } };
}

/** What became of what the request was to change, as far as it is known. */
function whatBecame(saved: boolean | undefined, whatToDo = ""): string {
  if (saved) return " Changes of this request had been saved before that: look at what is there now before you send it again.";
  return [saved === false ? " Nothing was changed." : "", whatToDo && ` ${whatToDo}`].join("");
}

/** The HTTP status of an answer that is this error and nothing else; `usual` is that of what was asked wrongly. */
export function statusOf({ extensions }: GraphQLFormattedError, usual = 400): number {
  return statuses[String(extensions?.code)] ?? usual;
}
const statuses: Record<string, number> = { NOT_FOUND: 404, FORBIDDEN: 403, INTERNAL: 500, BUSY: 503, UNAVAILABLE: 503, UNUSABLE: 503, UNCERTAIN: 503 };

/** An error in the question itself: a value that a scalar refuses, a field that is not there. `found` is the error beneath `outer`. */
function refusedQuestion(found: GraphQLError, outer: GraphQLError): GraphQLFormattedError {
  const inVariables = placeInVariables(outer.message, found.message);
  const node = found.nodes?.[0] ?? outer.nodes?.[0];
  const isValue = inVariables !== null || (node !== undefined && values.has(node.kind));
  const code = found.extensions.code ?? (isValue ? "BAD_INPUT" : "BAD_REQUEST");
  const field = found.extensions.field ?? inVariables ?? (node ? placeInText(node, found.message) : null) ?? "query";
  // What is wrong with a value may be read by whoever typed it; what is wrong with a query, by whoever wrote that.
  const message = code === "BAD_INPUT" ? plainRefusal(found.message) : found.message;
  return { message, ...(outer.locations && { locations: outer.locations }), extensions: { code, field } };
}
