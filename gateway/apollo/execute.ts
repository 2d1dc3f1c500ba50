import { executeQueryPlan, type GraphQLDataSource } from "@apollo/gateway";
import type { ExecutionResult, GraphQLSchema } from "graphql";
import { AGENCIES } from "../../schema/agencies.js";
import { Fault, FAULTS } from "../../schema/faults.js";
import { parseJson } from "../../platform/json/parse-json.js";
import type { Log } from "../../platform/log.js";
import { REPLY_BOUNDS } from "../engine/execution/read-reply.js";
import type { RequestContext } from "../request-context.js";
import type { SubgraphLink } from "../subgraph-links/subgraph-link.js";
import type { LoadedSupergraph } from "../supergraph.js";
import type { PlannedOperation } from "./plan.js";
import { replyOfFailure, type SubgraphReply } from "./reply-of-failure.js";

type ExecutorRequest = Parameters<typeof executeQueryPlan>[2];

/** Runs plans: asks the subgraphs and joins what they answer. A subgraph that does not answer costs its own fields. */
export function createExecuteStage(
  { wholeSchema, api }: LoadedSupergraph,
  links: readonly SubgraphLink[],
  log: Log,
): (planned: PlannedOperation, context: RequestContext) => Promise<ExecutionResult> {
  const sources = Object.fromEntries(links.map((link) => [link.name, createDataSource(link, wholeSchema, log)]));
  return ({ plan, operation, variables }, context) => {
    // Of a whole request context the executor reads no more than this.
    const request = { request: { variables }, context, metrics: {}, logger: log } as Partial<ExecutorRequest>;
    return executeQueryPlan(plan, sources, request as ExecutorRequest, operation, wholeSchema, api);
  };
}

function createDataSource(link: SubgraphLink, schema: GraphQLSchema, log: Log): GraphQLDataSource {
  const agency = AGENCIES.find(({ subgraph }) => subgraph === link.name)?.name;
  return {
    async process({ request, context }) {
      const query = request.query ?? "";
      const variables = request.variables ?? {};
      const asked = context as RequestContext;
      let reply: SubgraphReply;
      try {
        const answer = await link.ask({
          query,
          kind: kindOf(query),
          variables: JSON.stringify(variables),
          context: asked,
          signal: asked.deadline.signal,
        });
        reply = checkShape(readReply(answer, link.name), variables, link.name);
      } catch (error) {
        const fault = error instanceof Fault ? error : new Fault("INTERNAL", undefined, undefined, { cause: error });
        log.warn(
          { requestId: asked.requestId, subgraph: link.name, code: fault.code, detail: fault.detail, err: fault.cause },
          "a subgraph gave no answer",
        );
        const extensions = { code: fault.code, ...(agency && { agency }), retryable: FAULTS[fault.code].retry };
        reply = replyOfFailure(query, variables, { message: fault.message, extensions }, schema);
      }
      return withPlaces(reply, query, variables, schema);
    },
  };
}

/** Its plans print the kind of each operation first. */
function kindOf(query: string): "query" | "mutation" {
  return query.startsWith("mutation") ? "mutation" : "query";
}

/** @throws Fault when it is no GraphQL answer */
function readReply(reply: string | object, name: string): SubgraphReply {
  let answer: unknown = reply;
  try {
    if (reply instanceof Uint8Array) answer = parseJson(Buffer.from(reply).toString("utf8"), REPLY_BOUNDS);
    else if (typeof reply === "string") answer = parseJson(reply, REPLY_BOUNDS);
  } catch (error) {
    throw new Fault("SUBGRAPH_REPLY_INVALID", undefined, `${name}: ${(error as Error).message}`);
  }
  const { data, errors } = (answer ?? {}) as SubgraphReply;
  const isObject =
    typeof answer === "object" && !Array.isArray(answer) && typeof data === "object" && !Array.isArray(data);
  if (!isObject && !(Array.isArray(errors) && errors.length > 0))
    throw new Fault("SUBGRAPH_UNAVAILABLE", undefined, `${name}: not a GraphQL answer`);
  return answer as SubgraphReply;
}

/** @throws Fault when entities were asked for and another number of them came back */
function checkShape(reply: SubgraphReply, { representations }: Record<string, unknown>, name: string): SubgraphReply {
  if (!Array.isArray(representations) || !reply.data) return reply;
  const entities = reply.data["_entities"];
  if (!Array.isArray(entities) || entities.length !== representations.length)
    throw new Fault("SUBGRAPH_UNAVAILABLE", undefined, `${name}: not the entities that were asked for`);
  return reply;
}

/** A refusal of the whole question comes without data or path: it is told at every field that was asked. */
function withPlaces(
  reply: SubgraphReply,
  query: string,
  variables: Record<string, unknown>,
  schema: GraphQLSchema,
): SubgraphReply {
  const [first] = reply.errors ?? [];
  if (reply.data || !first || first.path) return reply;
  return replyOfFailure(query, variables, first, schema);
}
