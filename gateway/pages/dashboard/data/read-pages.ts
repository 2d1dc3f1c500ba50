import type { Connection } from "./answers.js";

function nodesOf<Node>({ edges }: Connection<Node>): Node[] {
  return edges.flatMap(({ node }) => (node === null ? [] : [node]));
}

/**
 * Reads a connection to its end, page by page, telling what there is so far after each.
 * @param most pages; a list that never ends is left there
 */
export async function readPages<Node>(
  readPage: (after: string | null) => Promise<Connection<Node>>,
  onPage: (nodes: readonly Node[], totalCount: number) => void,
  most = 200,
): Promise<Node[]> {
  const all: Node[] = [];
  let after: string | null = null;
  for (let page = 0; page < most; page += 1) {
    const connection: Connection<Node> = await readPage(after);
    all.push(...nodesOf(connection));
    onPage(all, connection.totalCount);
    const { hasNextPage, endCursor } = connection.pageInfo;
    if (!hasNextPage || endCursor === null || endCursor === after) break;
    after = endCursor;
  }
  return all;
}
