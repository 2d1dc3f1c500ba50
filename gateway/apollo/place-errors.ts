import { GraphQLError, type ExecutionResult, type GraphQLErrorExtensions } from "graphql";
import { onePerSelection } from "../pipeline/respond.js";

/**
 * Puts the errors of an execution where the client can see them: at fields it asked for. An error about a field that
 * only we asked for, to hand it to another subgraph, moves up to the nearest object the client knows.
 */
export function placeErrors({ data, errors }: ExecutionResult): ExecutionResult {
  if (!errors?.length) return { data: data ?? null };
  const placed = new Map<string, GraphQLError>();
  for (const error of errors) {
    const { message } = error;
    const { serviceName, ...rest } = error.extensions;
    const extensions: GraphQLErrorExtensions = rest;
    if (serviceName !== undefined) extensions["subgraph"] = serviceName;
    const path = error.path && data ? knownPart(error.path, data) : error.path;
    const key = JSON.stringify([path, extensions["code"], extensions["agency"], message]);
    if (!placed.has(key))
      placed.set(key, new GraphQLError(message, { path: path ?? null, extensions, originalError: error }));
  }
  return { data: data ?? null, errors: onePerSelection([...placed.values()]) };
}

function knownPart(path: readonly (string | number)[], data: object): readonly (string | number)[] {
  let value: unknown = data;
  for (const [depth, step] of path.entries()) {
    if (value === null) return path;
    if (typeof value !== "object" || !(step in value)) return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[step];
  }
  return path;
}
