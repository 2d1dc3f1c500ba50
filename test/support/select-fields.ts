import { getNamedType, isObjectType, isRequiredArgument, type GraphQLField, type GraphQLObjectType } from "graphql";

/** Arguments that a field must have, for the world of the tests. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  quarter: '"2026Q3"',
  year: "2026",
  on: '["2026-03-31"]',
};
/** Reached by its key alone: its own fields are asked for where it is the root. */
const ENTITIES: Readonly<Record<string, string>> = {
  Participant: "{ id }",
  Partnership: "{ id }",
  Organisation: "{ enterpriseNumber }",
};

/** A field with all that is told under it, down to the entities it leads to; of a type that holds itself the id alone. */
export function selectField(field: GraphQLField<unknown, unknown>, within: readonly string[] = []): string {
  const given = field.args
    .filter((one) => isRequiredArgument(one) && one.name in ARGUMENTS)
    .map(({ name }) => `${name}: ${ARGUMENTS[name]}`);
  const type = getNamedType(field.type);
  const under = isObjectType(type) ? (ENTITIES[type.name] ?? selectAll(type, within)) : "";
  return `${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""} ${under}`;
}

function selectAll(type: GraphQLObjectType, within: readonly string[]): string {
  if (within.includes(type.name)) return type.getFields()["id"] ? "{ id }" : "{ __typename }";
  return `{ ${Object.values(type.getFields())
    .map((field) => selectField(field, [...within, type.name]))
    .join(" ")} }`;
}
