import type { TypedDocument } from "../../../../schema/typed-documents.js";
import type { Connection } from "./answers.js";
import { AskFailed, type Ask } from "./ask.js";
import { readPages } from "./read-pages.js";

interface List<Data, Variables, Node> {
  readonly document: TypedDocument<Data, Variables>;
  readonly variables: NoInfer<Variables>;
  readonly connectionOf: (data: Data) => Connection<Node> | null;
  /** Whether an agency told all of an item; each is whole when left out. */
  readonly isWhole?: (node: Node) => boolean;
}

/**
 * All of a list of the graph, telling what there is so far after each page.
 * @throws AskFailed where an agency is silent, be it on one item: sums over the others would be wrong
 */
export async function readList<Data, Variables extends { readonly after?: string | null }, Node>(
  ask: Ask,
  { document, variables, connectionOf, isWhole = () => true }: List<Data, Variables, Node>,
  onPage: (nodes: readonly Node[]) => void,
): Promise<void> {
  await readPages<Node>(async (after) => {
    const asked = { ...variables, ...(after !== null && { after }) };
    const { data, errors } = await ask(document, asked);
    const connection = connectionOf(data);
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
