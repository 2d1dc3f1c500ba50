import {
  getNamedType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  valueFromASTUntyped,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";

/** How many items a list has, in the words of `@listSize`. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Arguments that say how many, `first` or `input.first`. */
  readonly slicingArguments: readonly string[];
  /** Fields of the answer that have so many items; where there are none, the field itself has. */
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

export interface FieldCost {
  /** Of one item. */
  readonly weight: number;
  /** Lists within lists: 0 for none. */
  readonly lists: number;
  readonly listSize: ListSize | undefined;
  /** Name of the type of what it answers, when that has fields of its own. */
  readonly answers: string | undefined;
  readonly arguments: ReadonlyMap<string, InputCost>;
}

/** What the value of an argument or of a field of an input costs. */
export interface InputCost {
  readonly weight: number;
  readonly fields: ReadonlyMap<string, InputCost> | undefined;
  readonly defaultValue: unknown;
}

/** Costs of the fields that a client can ask for. */
export interface CostTable {
  readonly schema: GraphQLSchema;
  fieldOf(type: string, field: string): FieldCost | undefined;
}

type Directives = readonly DirectiveNode[];

/**
 * Reads `@cost` and `@listSize` out of a supergraph. Weights are 1 for an object and 0 for a scalar or enum unless the
 * schema says otherwise (GraphQL Cost Directives specification; Apollo Federation 2.9).
 * @param schema what clients see of it
 */
export function readCostTable(supergraphSdl: string, schema: GraphQLSchema): CostTable {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = importedNames(document);
  const directivesAt = directivesByPlace(document);
  const types = new Map<string, Map<string, FieldCost>>();
  const inputs = new Map<string, InputCost["fields"]>();
  return {
    schema,
    fieldOf(type, field) {
      let fields = types.get(type);
      if (!fields) types.set(type, (fields = readFields(type)));
      return fields.get(field);
    },
  };

  function readFields(typeName: string): Map<string, FieldCost> {
    const type = schema.getType(typeName);
    const costs = new Map<string, FieldCost>();
    if (!type || !("getFields" in type) || isInputObjectType(type)) return costs;
    for (const field of Object.values(type.getFields())) {
      const answered = getNamedType(field.type);
      const places = [`${typeName}.${field.name}`];
      // Asking through an interface may not be cheaper than asking the types behind it.
      if (isInterfaceType(type))
        places.push(...schema.getPossibleTypes(type).map(({ name }) => `${name}.${field.name}`));
      const found = places.map((place) => directivesAt.get(place) ?? []);
      const weights = found.map(readWeight).filter((weight) => weight !== undefined);
      const fallback = readWeight(directivesAt.get(answered.name) ?? []) ?? (isCompositeType(answered) ? 1 : 0);
      costs.set(field.name, {
        weight: weights.length > 0 ? Math.max(...weights) : fallback,
        lists: countLists(field.type),
        listSize: found.map(readListSize).find((size) => size !== undefined),
        answers: isCompositeType(answered) ? answered.name : undefined,
        arguments: new Map(
          field.args.map((argument) => [
            argument.name,
            readInput(argument.type, directivesAt.get(`${places[0]}(${argument.name})`), argument.defaultValue),
          ]),
        ),
      });
    }
    return costs;
  }

  function readInput(type: GraphQLInputType, directives: Directives = [], defaultValue: unknown): InputCost {
    const named = getNamedType(type);
    const own = readWeight(directives) ?? readWeight(directivesAt.get(named.name) ?? []);
    if (!isInputObjectType(named)) return { weight: own ?? 0, fields: undefined, defaultValue };
    let fields = inputs.get(named.name);
    if (!fields) {
      const made = new Map<string, InputCost>();
      inputs.set(named.name, (fields = made));
      for (const field of Object.values(named.getFields()))
        made.set(
          field.name,
          readInput(field.type, directivesAt.get(`${named.name}.${field.name}`), field.defaultValue),
        );
    }
    return { weight: own ?? 1, fields, defaultValue };
  }

  function readWeight(directives: Directives): number | undefined {
    const weight = readArguments(directives, names.cost)?.["weight"];
    const value = Number(weight);
    return weight === undefined || !Number.isFinite(value) ? undefined : Math.max(0, value);
  }

  function readListSize(directives: Directives): ListSize | undefined {
    const given = readArguments(directives, names.listSize);
    if (!given) return undefined;
    const slicingArguments = readNames(given["slicingArguments"]);
    return {
      assumedSize: typeof given["assumedSize"] === "number" ? Math.max(0, given["assumedSize"]) : undefined,
      slicingArguments,
      sizedFields: readNames(given["sizedFields"]),
      requireOneSlicingArgument: slicingArguments.length > 0 && given["requireOneSlicingArgument"] !== false,
    };
  }
}

function readNames(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

function readArguments(directives: Directives, name: string): Record<string, unknown> | undefined {
  const directive = directives.find((node) => node.name.value === name);
  if (!directive) return undefined;
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

/** What the two directives are called in this supergraph: an import may rename them. */
function importedNames(document: DocumentNode): { cost: string; listSize: string } {
  const names = { cost: "cost", listSize: "listSize" };
  for (const node of document.definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const link of node.directives ?? []) {
      const given = readArguments([link], "link");
      if (!given || !/\/cost\/v\d/.test(String(given["url"]))) continue;
      const prefix = typeof given["as"] === "string" ? given["as"] : "cost";
      // Without an import a directive is called by its feature: @cost itself, and @cost__listSize.
      names.cost = prefix;
      names.listSize = `${prefix}__listSize`;
      for (const one of Array.isArray(given["import"]) ? (given["import"] as unknown[]) : []) {
        const { name, as } = typeof one === "string" ? { name: one, as: one } : (one as { name: string; as?: string });
        const called = (as ?? name).replace("@", "");
        if (name === "@cost") names.cost = called;
        if (name === "@listSize") names.listSize = called;
      }
    }
  }
  return names;
}

/** Directives of types (`Type`), fields (`Type.field`) and arguments (`Type.field(argument)`). */
function directivesByPlace(document: DocumentNode): Map<string, Directives> {
  const places = new Map<string, Directives>();
  for (const node of document.definitions) {
    if (!("name" in node) || !node.name || node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const type = node.name.value;
    if (node.directives) places.set(type, node.directives);
    if (!("fields" in node)) continue;
    for (const field of node.fields ?? []) {
      places.set(`${type}.${field.name.value}`, field.directives ?? []);
      if (field.kind === Kind.FIELD_DEFINITION)
        for (const argument of field.arguments ?? [])
          places.set(`${type}.${field.name.value}(${argument.name.value})`, argument.directives ?? []);
    }
  }
  return places;
}

function countLists(type: GraphQLOutputType): number {
  if (isNonNullType(type)) return countLists(type.ofType);
  return isListType(type) ? 1 + countLists(type.ofType) : 0;
}
