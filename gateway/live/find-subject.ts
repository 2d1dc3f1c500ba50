import type { GraphQLError } from "graphql";
import { readWrittenData } from "../engine/written-answer.js";
import type { Executor } from "../executor.js";
import type { RequestContext } from "../request-context.js";
import type { SubjectKey } from "./change-filter.js";
import { ownOperation } from "./planned-push.js";

/** A person or partnership as the query by its id finds it under a mandate: null where that query answers null. */
export interface FoundSubject<More extends object = object> {
  readonly subject: ({ readonly id: string } & More) | null;
  readonly errors: readonly GraphQLError[];
}

/**
 * Asks `participant(id)` or `partnership(id)`. A push is about what this finds, so that a subscription shows no one whom a
 * query does not, and shows each under the same id.
 * @param more further fields to select
 */
export async function findSubject<More extends object>(
  executor: Executor,
  key: SubjectKey,
  id: string,
  context: RequestContext,
  more = "",
): Promise<FoundSubject<More>> {
  const source = `query Subject($id: ID!) { subject: ${key}(id: $id) { id ${more} } }`;
  const { data, errors = [] } = await executor.execute(ownOperation(source, { id }), context);
  const found = readWrittenData(data) as { subject?: FoundSubject<More>["subject"] } | null | undefined;
  return { subject: found?.subject ?? null, errors };
}
