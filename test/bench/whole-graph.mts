import { Supergraph } from "@apollo/federation-internals";
import {
  execute,
  isObjectType,
  Kind,
  parse,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from "graphql";
import type { BenchSubgraph } from "./workloads.mjs";

type Value = Record<string, unknown>;
type ResolveReference = (
  reference: object,
  context: object,
  info: GraphQLResolveInfo,
) => Value | undefined | Promise<Value | undefined>;

/**
 * What is right: the subgraphs of a workload as one schema that graphql-js executes, without a plan. A field is resolved where it
 * is declared; the entity is taken there by its reference first. Gives the data of an operation.
 */
export function wholeGraph(supergraphSdl: string, subgraphs: readonly BenchSubgraph[]) {
  const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  /** The subgraph that gave an object. */
  const origins = new WeakMap<object, BenchSubgraph>();

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (parent, args, _, info) => resolve(type.name, field.name, parent as Value, args, info);
    }
  }

  async function resolve(
    type: string,
    field: string,
    parent: Value | undefined,
    args: object,
    info: GraphQLResolveInfo,
  ) {
    const declaring = subgraphs.filter(({ schema }) => declares(schema, type, field));
    const origin = parent && origins.get(parent);
    const home = declaring.find((it) => it === origin) ?? declaring[0];
    if (!home) throw new Error(`${type}.${field} is declared nowhere`);
    const declared = objectType(home.schema, type)?.getFields()[field];
    const object = !parent || home === origin ? parent : await referred(home, type, field, parent, info);
    const value: unknown = declared?.resolve ? await declared.resolve(object, args, {}, info) : object?.[field];
    return noted(value, home);
  }

  async function referred(
    home: BenchSubgraph,
    type: string,
    field: string,
    parent: Value,
    info: GraphQLResolveInfo,
  ): Promise<Value> {
    const declared = objectType(home.schema, type);
    const reference: Value = { __typename: type, ...parent };
    for (const required of requiredBy(declared, field)) {
      reference[required] = await resolve(type, required, parent, {}, info);
    }
    const { resolveReference } =
      (declared?.extensions.apollo as { subgraph?: { resolveReference?: ResolveReference } })?.subgraph ?? {};
    return (await resolveReference?.(reference, {}, info)) ?? reference;
  }

  function noted(value: unknown, home: BenchSubgraph): unknown {
    if (Array.isArray(value)) return value.map((it) => noted(it, home));
    // Two places may hold the same object; each notes a copy, so that none changes the other's origin.
    if (typeof value !== "object" || value === null) return value;
    const copy = { ...value };
    origins.set(copy, home);
    return copy;
  }

  return async (query: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const { data, errors } = await execute({ schema, document: parse(query), variableValues: variables });
    if (errors) throw new AggregateError(errors);
    return data;
  };
}

function objectType(schema: GraphQLSchema, name: string): GraphQLObjectType | undefined {
  const type = schema.getType(name);
  return isObjectType(type) ? type : undefined;
}

function directive(type: GraphQLObjectType | undefined, field: string, name: string) {
  return type?.getFields()[field]?.astNode?.directives?.find((it) => it.name.value === name);
}

function declares(schema: GraphQLSchema, typeName: string, field: string): boolean {
  const type = objectType(schema, typeName);
  return type?.getFields()[field] !== undefined && !directive(type, field, "external");
}

function requiredBy(type: GraphQLObjectType | undefined, field: string): string[] {
  const fields = directive(type, field, "requires")?.arguments?.[0]?.value;
  return fields?.kind === Kind.STRING ? fields.value.split(" ") : [];
}
