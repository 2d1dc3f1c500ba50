import type { GraphQLResolveInfo } from "graphql";
import { Directive, Field, Int, ObjectType, type ClassType } from "type-graphql";
import { Refusal } from "../../schema/faults.js";
import { createCursors, type Cursors } from "../../schema/seal.js";
import { givenArguments } from "./given-arguments.js";
import type { SubgraphContext } from "./subgraph.js";

@ObjectType({ description: "Where a page stands in its list, as Relay connections say it." })
@Directive("@shareable")
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after this page." })
  hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: "Cursor of the last item: ask `after` it for the next page." })
  endCursor!: string | null;
}

interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Page<Node> {
  edges: Edge<Node>[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** A page of people, or of what tells of one each. */
export interface PageOfPersons<Node> extends Page<Node> {
  /** Everybody in the list where they are few, on this page or not; else nobody. */
  counted: Node[];
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
    @Field(() => Int, {
      description: nullable
        ? "How many items the whole list has that can be read; one that cannot is null in its place, with an error."
        : "How many items the whole list has.",
    })
    totalCount!: number;
  }
  return Connection;
}

/** A connection over people, or over what tells of one each: the access log is told whom it counts. */
export function personConnectionOf<Node extends object>(
  node: () => ClassType<Node>,
  name: string,
  { nullable = false } = {},
): ClassType<PageOfPersons<Node>> {
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}, in a stable order.` })
  @Directive("@shareable")
  class PersonConnection extends connectionOf(node, name, { nullable }) implements PageOfPersons<Node> {
    @Directive("@inaccessible")
    @Field(() => [node()], {
      nullable: nullable ? "items" : false,
      description: "Whoever is in the whole list where they are few, on this page or not. For the access log.",
    })
    counted!: Node[];
  }
  return PersonConnection;
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

/** Where a list is read on. */
const PAGING: ReadonlySet<string> = new Set(["first", "after"]);

/**
 * The cursors of the list that a resolver gives: good for this field, with these arguments, and for this asker.
 * @param of whose list it is, where the field is not a root
 */
export function cursorsOf(
  { parentType, fieldName, fieldNodes, variableValues }: GraphQLResolveInfo,
  { asking: { mandate }, seal }: Pick<SubgraphContext<unknown>, "asking" | "seal">,
  of = "",
): Cursors {
  const given = givenArguments(parentType.getFields()[fieldName]!, fieldNodes[0]!, variableValues);
  const which = [...given].filter(([name]) => !PAGING.has(name));
  const { capacity, organisation, subject } = mandate;
  return createCursors(seal, [`${parentType.name}.${fieldName}`, of, JSON.stringify(which), capacity, organisation, subject]); // prettier-ignore
}

/** An item in its place. Its cursor is sealed when it is read: most questions ask for none but the last. */
export function edgeAt<Node>(place: string, node: Node, cursors: Cursors): Edge<Node> {
  return {
    node,
    get cursor() {
      return cursors.write(place);
    },
  };
}

/** Cuts one page out of a whole list that is kept in a stable order of its keys. `after` is a cursor this gave. */
export function pageOf<Node>(
  all: readonly Node[],
  keyOf: (node: Node) => string,
  cursors: Cursors,
  { first, after }: Paging,
): Page<Node> {
  const size = readFirst(first);
  let start = 0;
  if (after) {
    const key = cursors.read(after);
    start = all.findIndex((node) => keyOf(node) === key) + 1;
    if (start === 0) throw new Refusal("CURSOR_INVALID");
  }
  const nodes = all.slice(start, start + size);
  const edges = nodes.map((node) => edgeAt(keyOf(node), node, cursors));
  return {
    edges,
    pageInfo: { hasNextPage: start + size < all.length, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: all.length,
  };
}

/** Which part of a list is asked for. */
export interface Paging {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/**
 * A page of people with whoever it counts.
 * @param few how many are so few that counting them tells of each
 * @param loadAll the whole list; called where it is short and the page does not hold it
 */
export async function countPersons<Node>(
  page: Page<Node>,
  few: number,
  loadAll: () => Promise<readonly Node[]>,
): Promise<PageOfPersons<Node>> {
  if (page.totalCount > few) return { ...page, counted: [] };
  const isWhole = page.edges.length >= page.totalCount;
  return { ...page, counted: isWhole ? page.edges.map(({ node }) => node) : [...(await loadAll())] };
}

/** A list without anybody in it. @throws Refusal CURSOR_INVALID */
export function emptyPage(cursors: Cursors, after: string | null | undefined): PageOfPersons<never> {
  if (after) cursors.read(after);
  return { edges: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0, counted: [] };
}
