import { isObjectType, Kind, type GraphQLField, type GraphQLSchema } from "graphql";
import type { KeptFields } from "../../../platform/settings.js";
import { StartRefused } from "../../../platform/start-refused.js";

/** How old an answer of an agency may be that a field is given from. */
export interface KeptTimes {
  /** While the agency is not asked. */
  readonly freshMs: number;
  /** While the agency is away; 0: never. */
  readonly staleMs: number;
}

/** What `@kept` means, for the SDL of a subgraph that uses it. */
export const KEPT_SDL = `
"How many seconds the field may be given from what the agency said before, and how many while the agency is away; then the answer says so."
directive @kept(seconds: Int!, staleSeconds: Int! = 0) on FIELD_DEFINITION
`;

/** For `@Directive` on what an agency says of a person: kept a minute, and four hours while the agency is away. */
export const KEPT = "@kept(seconds: 60, staleSeconds: 14400)";

/**
 * The fields of a schema that may be given from what the agency said before, by coordinate: what the directive says, or the
 * settings instead. A field of the settings that this schema does not have is another subgraph's.
 * @param keepsNothing whether the subgraph allows none
 * @throws StartRefused for a field that is given from the agency alone, or hands facts to other subgraphs: what they make of it
 * would look current
 */
export function readKeptTimes(
  schema: GraphQLSchema,
  configured: KeptFields = {},
  keepsNothing = false,
): ReadonlyMap<string, KeptTimes> {
  const found = new Map<string, KeptTimes>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const seconds = configured[coordinate] ?? declared(field);
      if (!seconds || (seconds.seconds === 0 && seconds.staleSeconds === 0)) continue;
      if (keepsNothing)
        throw new StartRefused([`AMA_KEPT_FIELDS: ${coordinate} is always asked of its agency: leave it out`]);
      if (field.astNode?.directives?.some(({ name }) => name.value === "inaccessible"))
        throw new StartRefused([
          `AMA_KEPT_FIELDS: ${coordinate} hands facts to other subgraphs, which take them as current: leave it out`,
        ]);
      found.set(coordinate, { freshMs: seconds.seconds * 1_000, staleMs: seconds.staleSeconds * 1_000 });
    }
  }
  return found;
}

function declared({ astNode }: GraphQLField<unknown, unknown>) {
  const kept = astNode?.directives?.find(({ name }) => name.value === "kept");
  if (!kept) return undefined;
  const read = (wanted: string) => {
    const value = kept.arguments?.find(({ name }) => name.value === wanted)?.value;
    return value?.kind === Kind.INT ? Number(value.value) : 0;
  };
  return { seconds: read("seconds"), staleSeconds: read("staleSeconds") };
}
