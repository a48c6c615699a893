// Answers a GraphQL request, wherever it is worked out: on the event loop, or on a thread beside it.
import { ApolloServer, HeaderMap } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import type { FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Context } from "./context.ts";
import { publicError } from "./errors.ts";
import { compiledExecution } from "./execute.ts";
import type { Limits } from "./settings.ts";

/** A request as a thread can be given it. */
export interface GraphqlRequest {
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly search: string;
  readonly body: unknown;
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** Text, or the same in UTF-8. */
  readonly body: string | Uint8Array;
  /** True where the body is packed (`packed.ts`). */
  readonly packed?: boolean;
}

export interface GraphqlAnswers {
  answer(request: GraphqlRequest, context: Context): Promise<GraphqlAnswer & { readonly body: string }>;
  stop(): Promise<void>;
}

export async function graphqlAnswers(schema: GraphQLSchema, limits: Limits): Promise<GraphqlAnswers> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    parseOptions: { maxTokens: limits.tokens },
    allowBatchedHttpRequests: true,
    stopOnTerminationSignals: false,
    formatError: (_, error) => publicError(error),
    plugins: [compiledExecution(limits), ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
  });
  await apollo.start();
  return {
    async answer({ method, headers, search, body: asked }, context) {
      const given = { method, headers: new HeaderMap(headers), search, body: asked };
      const { status = 200, headers: told, body } = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest: given, context: async () => context });
      // No query of the schema can be answered in parts: it has neither @defer nor @stream.
      if (body.kind !== "complete") throw new Error("An answer came in parts.");
      return { status, headers: [...told], body: body.string };
    },
    stop: () => apollo.stop(),
  };
}

export function graphqlRequest({ method, headers, url, body }: FastifyRequest): GraphqlRequest {
  const search = url.indexOf("?");
  return {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) => (value ? [[name, Array.isArray(value) ? value.join(", ") : value] as const] : [])),
    search: search < 0 ? "" : url.slice(search),
    body,
  };
}
