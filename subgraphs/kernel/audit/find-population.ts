import {
  getNamedType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";

/** Types that tell of one participant, by name: how the value found under `WHO` gives the participant's id. */
export type Subjects = ReadonlyMap<string, (id: string) => string>;

/** What a schema says of where people are. */
export interface Population {
  readonly subjects: Subjects;
  /** Connections whose items tell of a participant each: the type of the items, by the connection's name. */
  readonly pages: ReadonlyMap<string, string>;
  /** Connections and edges, of people or not: that one stands in them says no more than what led there. */
  readonly holders: ReadonlySet<string>;
}

export const PERSON = "Participant";

/**
 * Where people are in a schema.
 * @param declared types whose own id says of whom they tell
 * @throws Error where a connection of people does not say whom it counts
 */
export function findPopulation(
  schema: GraphQLSchema,
  declared: Readonly<Record<string, (id: string) => string>>,
): Population {
  const subjects = findSubjects(schema, declared);
  const pages = new Map<string, string>();
  const holders = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const edge = type.getFields()["edges"] && getNamedType(type.getFields()["edges"]!.type);
    const node = isObjectType(edge) && edge.getFields()["node"] && getNamedType(edge.getFields()["node"]!.type);
    if (!isObjectType(edge) || !isObjectType(node)) continue;
    holders.add(type.name).add(edge.name);
    if (!subjects.has(node.name)) continue;
    if (!type.getFields()["counted"])
      throw new Error(`${type.name} lists people: it needs a field \`counted\`, for the access log.`);
    pages.set(type.name, node.name);
  }
  return { subjects, pages, holders };
}

/** The types of a schema that tell of one participant each. */
function findSubjects(schema: GraphQLSchema, declared: Readonly<Record<string, (id: string) => string>>): Subjects {
  const subjects = new Map<string, (id: string) => string>([[PERSON, same], ...Object.entries(declared)]);
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !subjects.has(type.name) && !isRoot(type) && tellsOfOne(type))
      subjects.set(type.name, same);
  return subjects;

  function isRoot(type: GraphQLObjectType): boolean {
    return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
  }
}

const same = (id: string): string => id;

function tellsOfOne(type: GraphQLObjectType): boolean {
  const field = type.getFields()["participant"];
  return field !== undefined && isObjectType(nullableOf(field.type)) && getNamedType(field.type).name === PERSON;
}

export function nullableOf(type: GraphQLOutputType): GraphQLOutputType {
  return isNonNullType(type) ? type.ofType : type;
}
