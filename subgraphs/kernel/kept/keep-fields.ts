import {
  defaultFieldResolver,
  isObjectType,
  responsePathAsArray,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from "graphql";
import type { Fault } from "../../../schema/faults.js";
import type { Instant } from "../../../schema/scalars.js";
import type { KeptTimes } from "./kept-times.js";

/** A value of before that stands in for one that the agency could not give now. */
export interface StaleValue {
  /** Why the agency could not. */
  readonly fault: Fault;
  readonly asOf: Instant;
}

/** A field of an answer that holds such a value. */
export interface StaleField extends StaleValue {
  readonly path: readonly (string | number)[];
}

/** The part of a context that reads through what is kept. */
export interface KeepingContext {
  /** Loaders for one field. */
  readonly loadKept?: (times: KeptTimes, tell: (stale: StaleValue) => void) => unknown;
  /** Where fields that hold a value of before are told. */
  readonly staleFields?: StaleField[];
}

/**
 * Gives the resolvers of these fields loaders that read through what is kept. Every other field has loaders that ask the agency: what a
 * rule is worked out from, and who is in sight of whom, is current unless its field is named here.
 */
export function keepFields(schema: GraphQLSchema, times: ReadonlyMap<string, KeptTimes>): void {
  for (const [coordinate, kept] of times) {
    const [typeName = "", fieldName = ""] = coordinate.split(".");
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (field) field.resolve = keeping(kept, field.resolve ?? defaultFieldResolver);
  }
}

type Resolver = GraphQLFieldResolver<unknown, KeepingContext>;

function keeping(times: KeptTimes, resolve: Resolver): Resolver {
  return async (source, args, context, info) => {
    const { loadKept, staleFields } = context;
    if (!loadKept || !staleFields) return resolve(source, args, context, info);
    const used: StaleValue[] = [];
    const load = loadKept(times, (stale) => used.push(stale));
    const value: unknown = await resolve(source, args, { ...context, load } as KeepingContext, info);
    const [oldest] = used.sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
    if (!oldest) return value;
    staleFields.push({ ...oldest, path: responsePathAsArray(info.path) });
    return saysItIsStale(value) ? { ...value, stale: true } : value;
  };
}

/** Whether the value has a field of its own for it, as an AgencyFile has. */
function saysItIsStale(value: unknown): value is { stale: boolean } {
  return typeof value === "object" && value !== null && "stale" in value;
}
