import type { Connection } from "./answers.js";
import { AskFailed, type Ask } from "./ask.js";
import { readPages } from "./read-pages.js";

interface List<Node> {
  readonly document: string;
  /** Name of the connection in the answer. */
  readonly root: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether an agency told all of an item; each is whole when left out. */
  readonly isWhole?: (node: Node) => boolean;
}

/**
 * All of a list of the graph, telling what there is so far after each page.
 * @throws AskFailed where an agency is silent, be it on one item: sums over the others would be wrong
 */
export async function readList<Node>(
  ask: Ask,
  { document, root, variables, isWhole = () => true }: List<Node>,
  onPage: (nodes: readonly Node[]) => void,
): Promise<void> {
  await readPages<Node>(async (after) => {
    const asked = { ...variables, ...(after !== null && { after }) };
    const { data, errors } = await ask<Record<string, Connection<Node> | null>>(document, asked);
    const connection = data[root];
    if (!connection?.edges.every(({ node }) => node === null || isWhole(node)))
      throw new AskFailed(errors[0]?.extensions?.code ?? "UNKNOWN");
    return connection;
  }, onPage);
}

export function byKey<Node, Value>(
  nodes: readonly Node[],
  keyOf: (node: Node) => string,
  valueOf: (node: Node) => Value,
): ReadonlyMap<string, Value> {
  return new Map(nodes.map((node) => [keyOf(node), valueOf(node)]));
}
