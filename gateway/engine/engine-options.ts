import type { GraphQLSchema } from "graphql";
import type { OperationText } from "./operation/operation-cache.js";
import type { Planners } from "./planners/start-planners.js";
import type { SubgraphAddress, SubgraphTransport } from "./subgraph-transport.js";

export interface EngineOptions<Derived = unknown> {
  readonly supergraphSdl: string;
  /** Called once for each subgraph of each generation. */
  readonly transports: (subgraph: SubgraphAddress, derived: Derived) => SubgraphTransport;
  /** Makes what else follows from a supergraph, before it serves; one for which it throws does not serve. */
  readonly derive?: (facts: GenerationFacts) => Derived;
  /** Operations that are planned before a supergraph serves, and stay so. */
  readonly known?: (derived: Derived) => readonly OperationText[];
  /** Rejects for a supergraph that may not take the place of the one that serves, unless that is forced. */
  readonly mayReplace?: (supergraphSdl: string, servingSdl: string) => Promise<void>;
  readonly logger: EngineLogger;
  readonly limits?: Partial<EngineLimits>;
  /** Whether a progressive `@override` with this label is on for this caller; off where there is no such function. */
  readonly override?: (label: string, context: unknown) => boolean;
  /** What is seen of planning from outside. */
  readonly watch?: EngineWatch;
  /** How planning is started; in processes of their own unless told otherwise. */
  readonly startPlanner?: (supergraphSdl: string, limits: EngineLimits) => Promise<Planners>;
}

/** What a supergraph says, as far as others depend on it. */
export interface GenerationFacts {
  readonly supergraphSdl: string;
  /** What clients see: without anything inaccessible. */
  readonly apiSchema: GraphQLSchema;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
}

/** What is seen of planning from outside. */
export interface EngineWatch {
  /** Told of each operation whether it was planned and compiled already. */
  onFound(isKept: boolean): void;
  /** Sees one being planned for a request with this context. */
  planning<T>(context: unknown, plan: Promise<T>): Promise<T>;
}

/** How one supergraph follows another. */
export interface SwapOptions {
  /** Without asking whether it may. */
  readonly force?: boolean;
}

/** The part of pino that the engine uses. */
export interface EngineLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface EngineLimits {
  /** Whether Hive Router's planner, which is no JavaScript, is tried before Apollo's. */
  readonly nativePlanner: boolean;
  /** After this time a plan is given up and its process ended. */
  readonly planTimeoutMs: number;
  /** What a planner's process may hold; a plan that takes more is given up and the process ended. */
  readonly plannerMemoryMb: number;
  /** A supergraph that takes longer to build is taken for one that does not build. */
  readonly buildTimeoutMs: number;
  /** Compiled operations kept, by number and by the bytes they are reckoned to hold. */
  readonly keptOperations: number;
  readonly keptBytes: number;
  /** After this time in which nobody asked for it a compiled operation is let go. */
  readonly idleMs: number;
  /** So long an operation that could not be planned is refused without trying again. */
  readonly refusedMs: number;
  /** Operations of the old supergraph that are planned on the new one before it serves. */
  readonly rewarmedOperations: number;
}

export const DEFAULT_LIMITS: EngineLimits = {
  nativePlanner: true,
  planTimeoutMs: 5_000,
  plannerMemoryMb: 768,
  buildTimeoutMs: 60_000,
  keptOperations: 2_000,
  keptBytes: 128 * 1024 * 1024,
  idleMs: 10 * 60_000,
  refusedMs: 30_000,
  rewarmedOperations: 100,
};
