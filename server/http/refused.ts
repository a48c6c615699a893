// A refusal as every route sends it: its status, its code and its sentence, of which the log has the code alone.
import type { FastifyReply } from "fastify";
import type { GraphQLFormattedError } from "graphql";
import { noteCodes } from "./context.ts";
import { statusOf } from "./errors.ts";

/** `usual` is the status of what has none by its code. */
export function refused(reply: FastifyReply, { message, extensions = {} }: GraphQLFormattedError, usual?: number): FastifyReply {
  if (reply.request.outcome) noteCodes(reply.request.outcome, [String(extensions.code)]);
  return reply
    .code(statusOf({ message, extensions }, usual))
    .type("application/json; charset=utf-8")
    .send({ errors: [{ message, extensions }] });
}
