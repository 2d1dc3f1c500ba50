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

/** Likewise where it is not what is asked for: its readiness leads back to it. */
const ENTITIES_BELOW: Readonly<Record<string, string>> = { GuidanceAgreement: "{ id }" };

/** A field with all that is told under it, down to the entities it leads to. */
export function selectField(field: GraphQLField<unknown, unknown>, isBelow = false): string {
  const given = field.args
    .filter((one) => isRequiredArgument(one) && one.name in ARGUMENTS)
    .map(({ name }) => `${name}: ${ARGUMENTS[name]}`);
  const type = getNamedType(field.type);
  const known = isObjectType(type) ? (ENTITIES[type.name] ?? (isBelow ? ENTITIES_BELOW[type.name] : undefined)) : "";
  const under = isObjectType(type) ? (known ?? selectAll(type)) : "";
  return `${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""} ${under}`;
}

function selectAll(type: GraphQLObjectType): string {
  return `{ ${Object.values(type.getFields())
    .map((field) => selectField(field, true))
    .join(" ")} }`;
}
