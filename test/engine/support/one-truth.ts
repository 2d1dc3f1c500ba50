import {
  isAbstractType,
  isObjectType,
  parse,
  Kind,
  type ConstDirectiveNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import type { SubgraphSource } from "./world.js";

export type Facts = Record<string, unknown>;

/** What is true of one object. Methods give the fields that take arguments or are worked out from other fields. */
export type Thing = Facts & { readonly __typename: string };

/** Objects, root fields, and what one subgraph says differently. */
export interface Truth {
  /** By subgraph. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly things?: readonly Thing[];
  /** The root fields of all subgraphs. */
  readonly query?: Facts;
  readonly mutation?: Facts;
  /** By subgraph: resolvers that take the place of what is true. */
  readonly instead?: Readonly<Record<string, Readonly<Record<string, Facts>>>>;
}

/** An object as one subgraph has it: what it was told in a reference, and what a field around promised to provide. */
class View {
  constructor(
    readonly thing: Facts,
    readonly told: Facts | undefined,
    readonly provided: SelectionSetNode | undefined,
  ) {}
}

interface TypeModel {
  readonly keys: readonly SelectionSetNode[];
  readonly keyFields: ReadonlySet<string>;
  /** What the subgraph may name but does not know. */
  readonly external: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly provides: ReadonlyMap<string, SelectionSetNode>;
  readonly isEntity: boolean;
  readonly isAbstract: boolean;
}

/**
 * Subgraphs that share one truth, and each tell only what their schema lets them: an external field is null unless it came
 * with the reference or is provided, and a reference without a resolvable key is an error.
 */
export function subgraphsOf(truth: Truth): SubgraphSource[] {
  const { subgraphs, things = [], instead = {} } = truth;
  const kinds = kindsOf(Object.values(subgraphs));
  return Object.entries(subgraphs).map(([name, typeDefs]): SubgraphSource => {
    const models = readModels(typeDefs);
    const resolvers: Record<string, Facts> = {};
    for (const [type, model] of models) {
      const own: Facts = model.isAbstract ? { __resolveType: (value: unknown) => factsOf(value).__typename } : {};
      if (model.isEntity) {
        own.__resolveReference = (reference: Facts) => {
          const key = model.keys.find((it) => matches(reference, it, (wanted) => wanted !== undefined));
          if (!key) throw new Error(`${name} knows no ${type} by ${JSON.stringify(reference)}`);
          const found = things.find(
            (it) =>
              isOf(kinds, it.__typename, type) && matches(it, key, (fact, path) => same(fact, at(reference, path))),
          );
          return found ? new View(found, reference, undefined) : null;
        };
      }
      if (kindOfRoot(type)) Object.assign(own, rootOf(truth, type, model));
      else for (const field of model.fields) own[field] = tell(model, field);
      resolvers[type] = { ...own, ...instead[name]?.[type] };
    }
    return { name, typeDefs, resolvers };
  });
}

/** Gives the API schema resolvers that tell the whole truth at once. */
export function tellTruth(
  schema: GraphQLSchema,
  { query = {}, mutation = {} }: Truth,
): GraphQLFieldResolver<unknown, unknown> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value) => String((value as Thing).__typename);
    if (isObjectType(type)) delete type.isTypeOf;
  }
  return (parent, args, _context, { fieldName, parentType }) => {
    const facts =
      parentType === schema.getQueryType() ? query : parentType === schema.getMutationType() ? mutation : parent;
    return ask(facts as Facts, fieldName, args as Facts, facts);
  };
}

function ask(facts: Facts, field: string, args: Facts, self: unknown): unknown {
  const fact = facts[field];
  return typeof fact === "function"
    ? (fact as (this: unknown, args: Facts) => unknown).call(self, args)
    : (fact ?? null);
}

function rootOf({ query = {}, mutation = {} }: Truth, type: string, { fields, provides }: TypeModel): Facts {
  const facts = kindOfRoot(type) === "mutation" ? mutation : query;
  return Object.fromEntries(
    [...fields].map((field) => [
      field,
      (_: unknown, args: Facts) => viewed(ask(facts, field, args, facts), provides.get(field)),
    ]),
  );
}

const kindOfRoot = (type: string) => (type === "Query" ? "query" : type === "Mutation" ? "mutation" : undefined);

function tell({ external, keyFields, provides }: TypeModel, field: string) {
  return (parent: unknown, args: Facts): unknown => {
    const view = parent instanceof View ? parent : new View(parent as Facts, undefined, undefined);
    const within = selectionOf(view.provided, field);
    const known = (name: string) =>
      !external.has(name) || keyFields.has(name) || selectionOf(view.provided, name) !== undefined;
    const told = view.told;
    const isToldOf = (name: string) => told !== undefined && external.has(name) && Object.hasOwn(told, name);
    // What the subgraph does not know is not there for its own fields either, unless it was told.
    const self: Facts = new Proxy(view.thing, {
      get: (thing, name: string) => (isToldOf(name) ? told?.[name] : known(name) ? thing[name] : undefined),
    });
    const value = isToldOf(field) ? told?.[field] : known(field) ? ask(self, field, args, self) : null;
    return viewed(value, provides.get(field) ?? (within === true ? undefined : within));
  };
}

function viewed(value: unknown, provided: SelectionSetNode | undefined): unknown {
  if (provided === undefined || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((it: unknown) => viewed(it, provided));
  return new View(factsOf(value), value instanceof View ? value.told : undefined, provided);
}

const factsOf = (value: unknown): Facts => (value instanceof View ? value.thing : (value as Facts));

/** What a field set says below a field; true where it says no more than its name. */
function selectionOf(set: SelectionSetNode | undefined, field: string): SelectionSetNode | true | undefined {
  for (const it of set?.selections ?? []) {
    if (it.kind === Kind.FIELD && it.name.value === field) return it.selectionSet ?? true;
    const within = it.kind === Kind.INLINE_FRAGMENT ? selectionOf(it.selectionSet, field) : undefined;
    if (within) return within;
  }
  return undefined;
}

function matches(
  facts: Facts,
  key: SelectionSetNode,
  fits: (fact: unknown, path: readonly string[]) => boolean,
  path: readonly string[] = [],
): boolean {
  return key.selections.every((it) => {
    if (it.kind !== Kind.FIELD) return true;
    const here = [...path, it.name.value];
    const fact = facts[it.name.value];
    if (!it.selectionSet) return fits(fact, here);
    const set = it.selectionSet;
    if (Array.isArray(fact))
      return fact.every((one, index) => matches(one as Facts, set, fits, [...here, String(index)]));
    return typeof fact === "object" && fact !== null && matches(fact as Facts, set, fits, here);
  });
}

const at = (facts: Facts, path: readonly string[]) =>
  path.reduce<unknown>((value, step) => (value as Facts | undefined)?.[step], facts);

/** An ID may come as a number, a big number as text. */
const same = (one: unknown, other: unknown) =>
  JSON.stringify(one) === JSON.stringify(other) || String(one) === String(other);

/** By object type: the interfaces it implements anywhere. */
function kindsOf(sdls: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const sdl of sdls)
    for (const definition of parse(sdl).definitions)
      if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) {
        const known = kinds.get(definition.name.value) ?? new Set();
        for (const { name } of definition.interfaces ?? []) known.add(name.value);
        kinds.set(definition.name.value, known);
      }
  return kinds;
}

const isOf = (kinds: ReadonlyMap<string, ReadonlySet<string>>, type: string, wanted: string) =>
  type === wanted || kinds.get(type)?.has(wanted) === true;

function readModels(typeDefs: string): Map<string, TypeModel> {
  const models = new Map<string, TypeModel>();
  for (const definition of parse(typeDefs).definitions) {
    if (!("name" in definition) || definition.name === undefined) continue;
    const isUnion = definition.kind === Kind.UNION_TYPE_DEFINITION;
    if (!isUnion && !("fields" in definition)) continue;
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) continue;
    const directives = ("directives" in definition ? definition.directives : undefined) ?? [];
    const fields = isUnion ? [] : (("fields" in definition ? definition.fields : undefined) ?? []);
    const named = (it: { directives?: readonly ConstDirectiveNode[] | undefined }, name: string) =>
      it.directives?.filter((one) => one.name.value === name) ?? [];
    const keyNodes = named({ directives }, "key");
    const keys = keyNodes
      .filter(
        (it) =>
          !it.arguments?.some(
            (one) => one.name.value === "resolvable" && one.value.kind === Kind.BOOLEAN && !one.value.value,
          ),
      )
      .map(setOf);
    const isInterface = definition.kind.startsWith("Interface");
    const name = definition.name.value;
    const before = models.get(name);
    const allExternal = named({ directives }, "external").length > 0;
    models.set(name, {
      keys: [...(before?.keys ?? []), ...keys],
      keyFields: new Set([
        ...(before?.keyFields ?? []),
        ...keyNodes
          .map(setOf)
          .flatMap((set) => set.selections.map((it) => (it.kind === Kind.FIELD ? it.name.value : ""))),
      ]),
      external: new Set([
        ...(before?.external ?? []),
        ...fields.filter((it) => allExternal || named(it as never, "external").length > 0).map((it) => it.name.value),
      ]),
      fields: new Set([...(before?.fields ?? []), ...(isInterface ? [] : fields.map((it) => it.name.value))]),
      provides: new Map([
        ...(before?.provides ?? []),
        ...fields.flatMap((it) => named(it as never, "provides").map((one) => [it.name.value, setOf(one)] as const)),
      ]),
      isEntity: (before?.isEntity ?? false) || keyNodes.length > 0,
      isAbstract: isInterface || isUnion,
    });
  }
  return models;
}

/** The field set that a directive names. */
function setOf({ arguments: args = [] }: ConstDirectiveNode): SelectionSetNode {
  const fields = args.find((it) => it.name.value === "fields")?.value;
  const definition = parse(`{ ${fields?.kind === Kind.STRING ? fields.value : "__typename"} }`).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no field set");
  return definition.selectionSet;
}
