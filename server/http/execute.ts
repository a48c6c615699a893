// Compiled GraphQL execution: each query is compiled once to JavaScript, and the compiled forms are kept up to a bound.
import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { getVariableValues, Kind } from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import { type Context, noteCodes } from "./context.ts";
import { publicError } from "./errors.ts";
import { checkLimits } from "./limits.ts";
import type { Limits } from "./settings.ts";

const compiledKept = 500;

/** Checks a query's limits and then runs it compiled. Resolvers, and whatever guards them, run as they would under graphql-js. */
export function compiledExecution(limits: Limits): ApolloServerPlugin<Context> {
  const kept = new LRUCache<string, CompiledQuery>({ max: compiledKept });
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (operation) checkLimits(schema, document, operation, request.variables ?? {}, limits);
        },
        async willSendResponse({ operation, operationName, response: { body, http }, contextValue: { outcome } }) {
          outcome.operation = operationName ?? null;
          if (operation) outcome.does = operation.operation;
          if (body.kind !== "single") return;
          const { data, errors = [] } = body.singleResult;
          const codes = errors.map(({ extensions }) => String(extensions?.code));
          noteCodes(outcome, codes);
          // Nothing could be had, and later it may be: whoever is between us and the asker is to know that, too.
          const nothing = data === undefined || data === null || Object.values(data).every((each) => each === null);
          if (nothing && codes.length > 0 && codes.every((code) => code === "UNAVAILABLE")) http.status = 503;
        },
        async responseForOperation({ schema, document, operation, operationName, queryHash, request, contextValue }) {
          // Which operation is meant is not said, or is none of these: graphql-js says so.
          if (!operation) return null;
          // graphql-jit asks for a value of a required variable though the query has one for it.
          if (operation.variableDefinitions?.some(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && defaultValue)) return null;
          const key = `${queryHash}:${operationName ?? ""}`;
          let compiled = kept.get(key);
          if (!compiled) {
            const made = compileQuery(schema, document, operationName ?? undefined);
            // What cannot be compiled is left to graphql-js, which answers the same.
            if (!isCompiledQuery(made)) return null;
            compiled = made;
            kept.set(key, compiled);
          }
          const result = await compiled.query(undefined, contextValue, request.variables ?? {});
          // Where no data came, the variables were refused; graphql-js names the field within them that graphql-jit does not.
          const refused = result.data === undefined ? getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}).errors : undefined;
          const errors = (refused ?? result.errors)?.map((error) => publicError(error, operation.operation === "mutation" ? contextValue.outcome.saved === true : undefined));
          contextValue.outcome.cacheable = operation.operation === "query" && errors === undefined && !contextValue.outcome.passing;
          return { http: { status: undefined, headers: new HeaderMap() }, body: { kind: "single", singleResult: { data: result.data, ...(errors && { errors }) } } };
        },
      };
    },
  };
}
