import { createHash } from "node:crypto";
import { Kind, visit, type DocumentNode, type FieldNode } from "graphql";
import type { Mandate } from "../../schema/mandate.js";
import type { Admitted } from "../pipeline/admit.js";

/** Where one begins, which makes no difference to what an event is answered with. */
const PLACES: ReadonlySet<string> = new Set(["after", "snapshot"]);

/**
 * The same for subscriptions that get the same answer about an event: one supergraph, one document, the same variables and the same mandate,
 * the asking person included, since it is written down who was told what, and the same headers for subgraphs.
 */
export function pushKey(
  { documentId, operationName, document, variables, version }: Admitted,
  mandate: Mandate | undefined,
  /** The same for those whose headers make no difference to a subgraph. */
  headers: string,
): string {
  const free = placeVariables(document);
  const kept = Object.entries(variables)
    .filter(([name]) => !free.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const who = mandate && { ...mandate, requestId: undefined };
  return createHash("sha256")
    .update(JSON.stringify([documentId, operationName ?? null, kept, who ?? null, headers, version ?? null]))
    .digest("base64url");
}

/** Variables that say nothing but where the subscription begins. */
function placeVariables(document: DocumentNode): Set<string> {
  const places = new Set<string>();
  const uses = new Map<string, number>();
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
    [Kind.OPERATION_DEFINITION](operation) {
      for (const selection of operation.selectionSet.selections)
        if (selection.kind === Kind.FIELD) for (const name of namesAt(selection)) places.add(name);
    },
  });
  return new Set([...places].filter((name) => uses.get(name) === 1));
}

function namesAt({ arguments: given = [] }: FieldNode): string[] {
  return given.flatMap(({ name, value }) =>
    PLACES.has(name.value) && value.kind === Kind.VARIABLE ? [value.name.value] : [],
  );
}
