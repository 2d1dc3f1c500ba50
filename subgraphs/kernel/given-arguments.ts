import { isDeepStrictEqual } from "node:util";
import {
  getArgumentValues,
  getNamedType,
  isInputObjectType,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
} from "graphql";

type AnyField = GraphQLField<unknown, unknown>;

/**
 * The arguments of a field that are given, by name: coerced, variables and their defaults filled in. Null is not given, nor
 * an empty object, nor what the schema takes when nothing is given.
 */
export function givenArguments(
  field: AnyField,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, unknown> {
  const values = getArgumentValues(field, node, variables);
  return new Map(
    field.args.flatMap(({ name, defaultValue }) => {
      const value = withoutNulls(values[name]);
      return value === undefined || isDeepStrictEqual(value, defaultValue) ? [] : [[name, value] as const];
    }),
  );
}

function withoutNulls(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((item: unknown) => withoutNulls(item) ?? null);
  if (!isPlainObject(value)) return value;
  const kept = Object.entries(value).flatMap(([name, item]) => {
    const bare = withoutNulls(item);
    return bare === undefined ? [] : [[name, bare] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  const prototype: unknown = typeof value === "object" && value !== null ? Object.getPrototypeOf(value) : undefined;
  return typeof value === "object" && (prototype === null || prototype === Object.prototype);
}

/** Every coordinate that `coordinatesOf` can give for an argument. */
export function allCoordinatesOf(parent: string, field: AnyField, argument: GraphQLArgument): string[] {
  const found = new Set<string>();
  const entered = new Set<string>();
  const collect = (type: GraphQLInputType, coordinate: string) => {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) found.add(coordinate);
    else if (!entered.has(named.name)) {
      entered.add(named.name);
      for (const inner of Object.values(named.getFields())) collect(inner.type, `${named.name}.${inner.name}`);
    }
  };
  collect(argument.type, `${parent}.${field.name}(${argument.name}:)`);
  return [...found];
}

/** The schema coordinates of what a value gives: of the argument itself, or of each field of an input object. */
export function coordinatesOf(
  parent: string,
  field: AnyField,
  argument: GraphQLArgument,
  value: unknown,
): ReadonlySet<string> {
  const found = new Set<string>();
  const collect = (type: GraphQLInputType, given: unknown, coordinate: string): void => {
    const named = getNamedType(type);
    if (Array.isArray(given)) for (const item of given) collect(type, item, coordinate);
    else if (!isInputObjectType(named) || !isPlainObject(given)) found.add(coordinate);
    else
      for (const [name, inner] of Object.entries(given)) {
        const own = named.getFields()[name];
        if (own) collect(own.type, inner, `${named.name}.${name}`);
      }
  };
  collect(argument.type, value, `${parent}.${field.name}(${argument.name}:)`);
  return found;
}
