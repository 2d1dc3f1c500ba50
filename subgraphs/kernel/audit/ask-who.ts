import {
  GraphQLError,
  isAbstractType,
  isCompositeType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import type { Population } from "./find-population.js";

/** Aliases no document may use: they are put into every one, and taken out of every answer. */
export const WHO = "__ama_who";
export const IS = "__ama_is";
export const PAGE = "__ama_page";
export const COUNTED = "__ama_counted";
const OURS: ReadonlySet<string> = new Set([WHO, IS, PAGE, COUNTED]);

/** Whether something in an answer is there because we asked for it, and not the document. */
export function isOurs(path: readonly (string | number)[] | undefined): boolean {
  return path?.some((key) => typeof key === "string" && OURS.has(key)) ?? false;
}

/** @throws GraphQLError: under our alias a document could have us take any other text for an id */
export function refuseOurAliases(document: DocumentNode): void {
  visit(document, {
    Field({ alias }) {
      if (alias && OURS.has(alias.value)) throw new GraphQLError(`The name ${alias.value} is ours.`);
    },
  });
}

/** Puts the questions of whom an object tells, and of which type it is, wherever the answers will be looked through. */
export function askWho(schema: GraphQLSchema, { subjects, pages }: Population, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const type = types.getParentType();
          if (!isCompositeType(type)) return undefined;
          if (isAbstractType(type)) return { ...node, selections: [...node.selections, alias(IS, "__typename")] };
          const page = pages.get(type.name);
          if (page) return { ...node, selections: [...node.selections, ...askPage(page, node)] };
          return subjects.has(type.name) ? { ...node, selections: [...node.selections, who(type)] } : undefined;
        },
      },
    }),
  );

  /** Who is on a page, where its own items do not say so, and who is counted where they are few. */
  function askPage(node: string, { selections }: SelectionSetNode): FieldNode[] {
    const asked = selections.filter((one) => one.kind === Kind.FIELD && one.name.value !== "__typename") as FieldNode[];
    const item = who(schema.getType(node) as GraphQLObjectType);
    const isOfPage = asked.some(({ name }) => name.value === "edges" || name.value === "pageInfo");
    return [
      ...(isOfPage && !asked.some(asksItems) ? [alias(PAGE, "edges", alias("node", "node", item))] : []),
      ...(asked.length > 0 ? [alias(COUNTED, "counted", item)] : []),
    ];
  }
}

/** Whether a field is `edges` with their items, whatever the variables. */
function asksItems({ name, directives, selectionSet }: FieldNode): boolean {
  if (name.value !== "edges" || directives?.length) return false;
  return Boolean(
    selectionSet?.selections.some(
      (one) => one.kind === Kind.FIELD && one.name.value === "node" && !one.directives?.length,
    ),
  );
}

function who(type: GraphQLObjectType): FieldNode {
  return "participant" in type.getFields() ? alias(WHO, "participant", alias("id", "id")) : alias(WHO, "id");
}

function alias(key: string, field: string, ...selections: FieldNode[]): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: key },
    name: { kind: Kind.NAME, value: field },
    ...(selections.length > 0 && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
  };
}
