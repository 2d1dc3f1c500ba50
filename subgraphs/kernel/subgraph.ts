import type { NonEmptyArray } from "type-graphql";
import type { SubgraphName } from "../../schema/agencies.js";
import type { ParticipantIds } from "../../schema/identifiers.js";
import type { Seal } from "../../schema/seal.js";
import type { Day } from "../../schema/scalars.js";
import type { Clock } from "../../platform/clock.js";
import type { Log } from "../../platform/log.js";
import type { Settings } from "../../platform/settings.js";
import type { Asking } from "./asking.js";
import type { Guard } from "./guards/guard.js";
import type { KeepingContext } from "./kept/keep-fields.js";
import type { Notices } from "./publish/notices.js";
import type { Reads } from "./reads.js";

/** What a source is made from. */
export interface SourceParts {
  readonly settings: Settings;
  readonly ids: ParticipantIds;
  /** For an agency's own numbers of records, which stay out of the graph. */
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: Log;
  readonly guard: Guard;
}

/** What every source can do besides its agency's own operations. */
export interface Source {
  /** One cheap read that proves the agency answers us. @throws Fault */
  probe(asking: Asking): Promise<void>;
  stop(): Promise<void>;
}

/** What a resolver finds in its context: loaders, the day, the seals. Never a source. */
export interface SubgraphContext<Load> extends KeepingContext {
  readonly asking: Asking;
  readonly load: Load;
  readonly ids: ParticipantIds;
  /** For cursors. */
  readonly seal: Seal;
  /** A list of so many people or fewer is so short that to count it tells of each of them. */
  readonly fewPersons: number;
  /** Fewer people than this behind a figure make it a small one; 1 where none is small. */
  readonly smallCellLimit: number;
  /** Today in Flanders. */
  readonly today: Day;
  /** The present moment, ISO. */
  readonly now: string;
}

/** Finds an entity by the key and the required fields another subgraph hands over; null when the agency has none. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each reference has its own representation
export type ReferenceResolver<Load> = (representation: any, context: SubgraphContext<Load>) => unknown;

/** One agency in the graph: the same slots for all four. */
export interface Subgraph<S extends Source, Load> {
  readonly name: SubgraphName;
  /** Entities and types that no field of this subgraph leads to. */
  readonly entities: readonly (new () => object)[];
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as type-graphql types its resolver classes
  readonly resolvers: NonEmptyArray<Function>;
  readonly references: Readonly<Record<string, ReferenceResolver<Load>>>;
  /**
   * Types that tell of one participant and say so by their own id, not by a field `participant`: how the participant's id is
   * read from theirs.
   */
  readonly subjects?: Readonly<Record<string, (id: string) => string>>;
  /** SDL that decorators cannot say: directives on enums and unions. */
  readonly sdl?: string;
  createSource(parts: SourceParts): S | Promise<S>;
  /** Called for each request, and again for each field that may be given from what is kept: what they remember is in `reads`. */
  createLoaders(source: S, asking: Asking, reads: Reads): Load;
  /** Whether no field may be given from what the agency said before, whatever the settings say. */
  readonly keepsNothing?: true;
  /** How the agency tells that something changed; left out where it does not. */
  readonly notices?: Notices<S>;
}
