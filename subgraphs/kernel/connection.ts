import { Directive, Field, Int, ObjectType, type ClassType } from "type-graphql";
import { Refusal } from "../../schema/faults.js";

@ObjectType({ description: "Where a page stands in its list, as Relay connections say it." })
@Directive("@shareable")
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after this page." })
  hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: "Cursor of the last item: ask `after` it for the next page." })
  endCursor!: string | null;
}

export interface Page<Node> {
  edges: { cursor: string; node: Node }[];
  pageInfo: PageInfo;
  totalCount: number;
}

/**
 * The connection and edge types over `node`, named `<name>Connection` and `<name>Edge`.
 * @param nullable whether one item may fail (a Fault in its place) without taking the page with it
 */
export function connectionOf<Node extends object>(
  node: () => ClassType<Node>,
  name: string,
  { nullable = false } = {},
): ClassType<Page<Node>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with its cursor.` })
  @Directive("@shareable")
  class Edge {
    @Field(() => String, { description: "Opaque place in the list." })
    cursor!: string;
    @Field(node, {
      nullable,
      description: nullable ? "The item itself; null when the agency's record of it is not right." : "The item itself.",
    })
    node!: Node;
  }
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}, in a stable order.` })
  @Directive("@shareable")
  class Connection implements Page<Node> {
    @Field(() => [Edge], { description: "The items of this page." })
    edges!: Edge[];
    @Field(() => PageInfo, { description: "Where this page stands." })
    pageInfo!: PageInfo;
    @Field(() => Int, { description: "How many items the whole list has." })
    totalCount!: number;
  }
  return Connection;
}

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 200;

/** What a field that answers a page tells of its size: as many edges as `first` says. For `@Directive`. */
export const PAGED = `@listSize(assumedSize: ${DEFAULT_PAGE}, slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)`;

/**
 * How many items are asked for: 50 unless told, 200 at most.
 * @throws Refusal ARGUMENT_INVALID
 */
export function readFirst(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE;
  if (size < 1 || size > LARGEST_PAGE)
    throw new Refusal("ARGUMENT_INVALID", `\`first\` must be between 1 and ${LARGEST_PAGE}.`);
  return size;
}

/** Cuts one page out of a whole list that is kept in a stable order of its keys. `after` is a cursor this gave. */
export function pageOf<Node>(
  all: readonly Node[],
  keyOf: (node: Node) => string,
  first: number | null | undefined,
  after: string | null | undefined,
): Page<Node> {
  const size = readFirst(first);
  let start = 0;
  if (after) {
    const key = readCursor(after);
    start = all.findIndex((node) => keyOf(node) === key) + 1;
    if (start === 0) throw new Refusal("CURSOR_INVALID");
  }
  const nodes = all.slice(start, start + size);
  const edges = nodes.map((node) => ({ cursor: writeCursor(keyOf(node)), node }));
  return {
    edges,
    pageInfo: { hasNextPage: start + size < all.length, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: all.length,
  };
}

/** A list without anything in it. */
export function emptyPage(): Page<never> {
  return { edges: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 };
}

export function writeCursor(place: string): string {
  return Buffer.from(`1:${place}`, "utf8").toString("base64url");
}

/** @throws Refusal CURSOR_INVALID */
export function readCursor(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  if (!text.startsWith("1:")) throw new Refusal("CURSOR_INVALID");
  return text.slice(2);
}
