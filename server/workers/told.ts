// An error that has its sentence already: a thread's, or that there is no thread for what was asked.
import type { GraphQLFormattedError } from "graphql";

export class ToldError extends Error {
  constructor(readonly shown: GraphQLFormattedError) {
    super(shown.message);
  }
}

export function unavailable(message: string): ToldError {
  return new ToldError({ message, extensions: { code: "UNAVAILABLE", field: null } });
}
