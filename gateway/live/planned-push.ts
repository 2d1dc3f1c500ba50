import type { ExecutionResult } from "graphql";
import { GraphQLError, parse } from "graphql";
import { Refusal } from "../../schema/faults.js";
import type { Executor, OperationRequest, PlannedSubscription } from "../executor.js";
import type { RequestContext } from "../request-context.js";
import { LIVE, type LiveSubgraph } from "./live-subgraph.js";

/** A subscription that is planned: what it asks for, and how an event becomes an answer to it. */
export interface PlannedPush {
  readonly root: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  isRetired(): boolean;
  /** The answer about one event: what the live subgraph says of it, completed from the agencies under the mandate. */
  answer(event: object, context: RequestContext): Promise<ExecutionResult>;
  release(): void;
}

/** Plans a subscription. @throws OperationInvalid, GraphQLError, Refusal SUBSCRIPTION_NOT_SERVED, UNAUTHORIZED_FIELD_OR_TYPE */
export async function planPush(
  executor: Executor,
  current: () => LiveSubgraph | undefined,
  operation: OperationRequest,
  context: RequestContext,
): Promise<PlannedPush> {
  const planned = await executor.subscribe?.(operation, context);
  if (!planned) throw new Refusal("SUBSCRIPTION_NOT_SERVED");
  return pushOf(planned, current());
}

/** A planned subscription of which the live subgraph tells. @throws as `planPush`, and releases it then */
export function pushOf(planned: PlannedSubscription, live: LiveSubgraph | undefined): PlannedPush {
  const { query, variables } = planned;
  try {
    if (planned.subgraph !== LIVE.name || !live) throw new Refusal("SUBSCRIPTION_NOT_SERVED");
    const asked = live.readSubscription({ query, variables });
    return {
      ...asked,
      isRetired: () => planned.isRetired(),
      release: () => planned.release(),
      async answer(event, asking) {
        const told = await live.tell({ query, variables, context: asking, event: { [asked.root]: event } });
        const { errors: own = [] } = told;
        const completed = await planned.complete({ data: told.data ?? {} }, asking);
        const errors = [...own.map((error) => asGraphqlError(error)), ...(completed.errors ?? [])];
        return { ...completed, ...(errors.length > 0 && { errors }) };
      },
    };
  } catch (error) {
    planned.release();
    throw error;
  }
}

/** Its place is the planner's, not the client's, and so is not told. */
function asGraphqlError({ message, extensions }: { message: string; extensions?: Record<string, unknown> }) {
  return new GraphQLError(message, { ...(extensions && { extensions }) });
}

/** An operation of our own, which needs no validation. */
export function ownOperation(source: string, variables: Record<string, unknown>): OperationRequest {
  return { document: parseOnce(source), source, operationName: undefined, variables };
}

const parsed = new Map<string, ReturnType<typeof parse>>();
function parseOnce(source: string) {
  let document = parsed.get(source);
  if (!document) parsed.set(source, (document = parse(source, { noLocation: true })));
  return document;
}
