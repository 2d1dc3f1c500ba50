import type {
  ConstDirectiveNode,
  DirectiveNode,
  DocumentNode,
  SelectionSetNode,
  VariableDefinitionNode,
} from "graphql";
import type { KeyRenamer, PathStep, Rewrite, UnplannedType } from "./prepared-plan.js";
import type { SupergraphTypes } from "../supergraph/supergraph-types.js";

/** What passes work on: the fetches of a plan, read and not yet written. */
export interface Plan {
  /** Each stands after all that it waits for. */
  readonly fetches: readonly Fetch[];
  /** For a subscription: the fetch whose events start each run. */
  readonly primary?: Fetch;
  /** Objects that may come though not all that was asked of them could be planned. */
  readonly unplanned?: readonly UnplannedType[];
}

export interface Fetch {
  readonly subgraph: string;
  readonly kind: "query" | "mutation" | "subscription";
  /** From the root of the answer to the objects that it is about. */
  readonly path: readonly PathStep[];
  /** Positions of the fetches that have to end before it starts. */
  readonly after: readonly number[];
  /** The part of the answer for whose sake it is made; 0 is what is not deferred. */
  readonly part: number;
  /** What is asked of the root type, or of each entity. Holds no named fragments. */
  readonly selectionSet: SelectionSetNode;
  /** Client variables that it may use. */
  readonly variables: readonly VariableDefinitionNode[];
  readonly directives: readonly (DirectiveNode | ConstDirectiveNode)[];
  /** What a representation of an entity holds; absent for a fetch from a root type. */
  readonly requires?: readonly Required[] | undefined;
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
  readonly contextRewrites: readonly KeyRenamer[];
}

/** A selection as both planners write what a representation holds: what stands under `name` is sent as `alias`. */
export type Required =
  | {
      readonly kind: "Field";
      readonly name: string;
      readonly alias?: string;
      readonly selections?: readonly Required[];
    }
  | { readonly kind: "InlineFragment"; readonly typeCondition?: string; readonly selections: readonly Required[] };

/** Completes or checks the plan of an operation. Throws a `PlanFault` where it would not give the right answer. */
export type Pass = (plan: Plan, document: DocumentNode, types: SupergraphTypes) => Plan;

/** The plan with each of its fetches changed, the first one of a subscription too. */
export function mapFetches({ fetches, primary, ...rest }: Plan, change: (fetch: Fetch) => Fetch): Plan {
  return { ...rest, fetches: fetches.map(change), ...(primary && { primary: change(primary) }) };
}

export function allFetches({ fetches, primary }: Plan): readonly Fetch[] {
  return primary ? [primary, ...fetches] : fetches;
}
