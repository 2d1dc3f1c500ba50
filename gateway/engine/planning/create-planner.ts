import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner, type PlanNode } from "@apollo/query-planner";
import {
  GraphQLError,
  isAbstractType,
  parse,
  printSchema,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { addLeftOut } from "./add-left-out.js";
import { askTypeNames } from "./ask-type-names.js";
import { checkCoverage } from "./check-coverage.js";
import { createArgumentFiller, unlinkExecutable, withExecutableDirectives } from "./executable-directives.js";
import { joinFetches } from "./join-fetches.js";
import { partConflictingRequires } from "./part-conflicting-requires.js";
import { PlanFault } from "./plan-fault.js";
import { planFetches, type PlannedFetch } from "./plan-fetches.js";
import { readPossibleTypes } from "./possible-types.js";
import type { PreparedPlan } from "./prepared-plan.js";
import { findNamedOnly, findUnmetRequires, takeOutNamedOnly } from "./find-unmet-requires.js";
import { readRequiresOf } from "./supergraph-requires.js";
import { putResolvableKeysFirst } from "./put-resolvable-keys-first.js";
import { askForUnmet, awaitNeeds, refuseMissing, repairRequires } from "./repair-requires.js";
import { nameRequiredArguments } from "./required-arguments.js";

/** What a supergraph says, for those who must not load the planner to know it. */
export interface SupergraphFacts {
  readonly apiSdl: string;
  /** Object types of each interface and union, inaccessible ones included. */
  readonly possibleTypes: Readonly<Record<string, readonly string[]>>;
  /** Interfaces of which some subgraph gives objects without knowing their type. */
  readonly interfaceObjects: readonly string[];
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** Labels of progressive overrides. */
  readonly overrideLabels: readonly string[];
  /** Field sets that each field requires, as `Type.field`. */
  readonly requires: Readonly<Record<string, readonly string[]>>;
}

export interface PlanningRequest {
  /** One operation with its fragments. */
  readonly source: string;
  /** Override labels that are on for this request. */
  readonly overrides: readonly string[];
}

export interface Planner {
  readonly facts: SupergraphFacts;
  /** Throws a `PlanFault` where no plan gives the right answer. */
  plan(request: PlanningRequest): PreparedPlan;
}

/** Builds a planner in this thread; both building and planning can hold the thread for long. */
export function createPlanner(givenSdl: string): Planner {
  const supergraphSdl = unlinkExecutable(givenSdl);
  const required = nameRequiredArguments(putResolvableKeysFirst(supergraphSdl));
  const options = { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, validateSupergraph: true };
  const original = Supergraph.build(supergraphSdl, options);
  const isChanged = required.supergraphSdl !== supergraphSdl;
  const supergraph = isChanged
    ? Supergraph.build(required.supergraphSdl, { ...options, validateSupergraph: false })
    : original;
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, {
    reuseQueryFragments: false,
    incrementalDelivery: { enableDefer: true },
    debug: { maxEvaluatedPlans: 500 },
  });
  const possibleTypes = readPossibleTypes(supergraph);
  const requires = readRequiresOf(required.supergraphSdl, supergraph.schema.toGraphQLJSSchema());
  const overrideLabels = labelsOf(supergraphSdl);
  const fillArguments = createArgumentFiller(supergraphSdl);

  const rootTypeOf = ({ operation }: OperationDefinitionNode): string =>
    apiSchema.schemaDefinition.rootType(operation)?.name ?? operation;

  const schemas = new Map<string, GraphQLSchema | undefined>();
  const schemaOf = (subgraph: string): GraphQLSchema | undefined => {
    const schema = schemas.get(subgraph) ?? supergraph.subgraphs().get(subgraph)?.schema.toGraphQLJSSchema();
    schemas.set(subgraph, schema);
    return schema;
  };

  interface Planned {
    /** The fetch that starts a subscription. */
    readonly primary: readonly PlannedFetch[];
    readonly rest: readonly PlannedFetch[];
  }

  function planOnce(document: DocumentNode, overrideConditions: Map<string, boolean>): Planned {
    const operation = ask(() => operationFromDocument(apiSchema, document), "OPERATION_INVALID");
    const { node } = ask(() => planner.buildQueryPlan(operation, { overrideConditions }), "PLAN_REFUSED");
    const fetchesOf = (it: PlanNode | undefined) =>
      it ? planFetches(it).map((fetch) => askTypeNames(fetch, supergraph, possibleTypes)) : [];
    if (node?.kind !== "Subscription") return { primary: [], rest: fetchesOf(node) };
    return { primary: fetchesOf(node.primary), rest: fetchesOf(node.rest) };
  }

  /** The planner also fails at operations that it plans well without `@defer`: those are answered at once. */
  function planOnceOrWhole(document: DocumentNode, conditions: Map<string, boolean>): Planned {
    try {
      return planOnce(document, conditions);
    } catch (error) {
      const whole = withoutDeferral(document);
      if (whole === document || !(error instanceof PlanFault) || error.code !== "PLAN_REFUSED") throw error;
      return planOnce(whole, conditions);
    }
  }

  function planned(document: DocumentNode, conditions: Map<string, boolean>): Planned {
    const first = planOnceOrWhole(document, conditions);
    const unmet = findUnmetRequires([...first.primary, ...first.rest], requires);
    // What is deferred is where the planner errs most; told at once, it is right.
    const isDeferred = first.rest.some(({ part }) => part !== 0);
    if (isDeferred && (unmet.length > 0 || first.rest.some((it) => takeOutNamedOnly(it, requires)))) {
      return planned(withoutDeferral(document), conditions);
    }
    const [one] = unmet;
    // What a subscription's rest needs, its own fetch may have brought.
    if (!one) return { ...first, rest: awaitNeeds(first.rest, () => undefined) };
    const why = `${one.type}.${one.field.name.value} was planned without what it requires`;
    if (first.primary.length > 0) throw new PlanFault("PLAN_REFUSED", why);
    const second = planOnce(askForUnmet(document, unmet, requires), conditions);
    return { primary: [], rest: repairRequires(second.rest, requires) };
  }

  /**
   * The same, where no subgraph is asked for what it only names; undefined where none is. Throws a `PlanFault` where nobody
   * else brings it.
   */
  function withoutNamedOnly({ primary, rest }: Planned): Planned | undefined {
    const taken = rest.map((fetch) => takeOutNamedOnly(fetch, requires));
    if (!taken.some(Boolean)) return undefined;
    const kept = rest.map((fetch, index) => taken[index] ?? fetch);
    return { primary, rest: awaitNeeds(kept, refuseMissing) };
  }

  /**
   * A plan in which no subgraph is asked for what it only names: as it is without that, else planned anew with it asked for.
   * Undefined where none is, or where nobody brings it: then a subgraph may answer for more than it says.
   */
  function askingOwners(
    found: Planned,
    document: DocumentNode,
    conditions: Map<string, boolean>,
  ): PreparedPlan | undefined {
    const named = findNamedOnly(found.rest, requires);
    if (named.length === 0) return undefined;
    const asItIs = () => withoutNamedOnly(found);
    const anew = () => {
      const again = planned(askForUnmet(document, named, requires), conditions);
      return withoutNamedOnly(again) ?? again;
    };
    for (const plan of found.primary.length === 0 ? [asItIs, anew] : [asItIs]) {
      try {
        const better = plan();
        if (better) return finish(better, document);
      } catch (error) {
        if (!(error instanceof PlanFault)) throw error;
      }
    }
    return undefined;
  }

  /** Throws a `PlanFault` where not all comes. */
  function finish(found: Planned, document: DocumentNode): PreparedPlan {
    const all = [...found.primary, ...found.rest];
    const completed = addLeftOut(all, document, possibleTypes, rootTypeOf, schemaOf);
    const unplanned = completed ? checkCoverage(document, completed, possibleTypes, rootTypeOf) : [];
    const whole = completed ?? all;
    const fetches = joinFetches(partConflictingRequires(whole.slice(found.primary.length), required), required);
    const [event] = joinFetches(whole.slice(0, found.primary.length), required);
    const plan = event ? { fetches, primary: event } : { fetches };
    return unplanned.length > 0 ? { ...plan, unplanned } : plan;
  }

  return {
    facts: {
      apiSdl: printSchema(withExecutableDirectives(original.apiSchema().toGraphQLJSSchema({ includeDefer: true }))),
      possibleTypes: possibleTypesOf(original),
      interfaceObjects: interfaceObjectsOf(original),
      subgraphs: [...original.subgraphsMetadata()].map(({ name, url }) => ({ name, url })),
      overrideLabels,
      requires: requires.all(),
    },
    plan({ source, overrides }) {
      const document = fillArguments(parse(source, { noLocation: true }));
      const conditions = new Map(overrideLabels.map((label) => [label, overrides.includes(label)]));
      const found = planned(document, conditions);
      const better = askingOwners(found, document, conditions);
      if (better) return better;
      try {
        return finish(found, document);
      } catch (fault) {
        if (!(fault instanceof PlanFault) || found.primary.length > 0) throw fault;
        // What requires nothing may travel with what requires something that does not come for every type.
        return orElse(fault, () => finish({ primary: [], rest: repairRequires(found.rest, requires) }, document));
      }
    },
  };
}

function orElse<T>(fault: PlanFault, again: () => T): T {
  try {
    return again();
  } catch {
    throw fault;
  }
}

function withoutDeferral(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: (node) => (node.name.value === "defer" ? null : undefined) });
}

function ask<T>(plan: () => T, code: "OPERATION_INVALID" | "PLAN_REFUSED"): T {
  try {
    return plan();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof GraphQLError) throw new PlanFault(code, message);
    throw new PlanFault(/limit|exceed|too many/i.test(message) ? "PLAN_TOO_COMPLEX" : "PLAN_REFUSED", message);
  }
}

function possibleTypesOf(supergraph: Supergraph): Record<string, string[]> {
  const schema = supergraph.schema.toGraphQLJSSchema();
  const possible: Record<string, string[]> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) possible[type.name] = schema.getPossibleTypes(type).map((it) => it.name);
  }
  return possible;
}

function interfaceObjectsOf({ schema }: Supergraph): string[] {
  const isInterfaceObject = (it: { arguments(): object }) =>
    (it.arguments() as { isInterfaceObject?: boolean }).isInterfaceObject === true;
  const interfaces = schema
    .interfaceTypes()
    .filter((it) => it.appliedDirectivesOf("join__type").some(isInterfaceObject));
  return interfaces.map(({ name }) => name);
}

function labelsOf(supergraphSdl: string): string[] {
  return [...new Set([...supergraphSdl.matchAll(/overrideLabel:\s*"([^"]*)"/g)].map(([, label = ""]) => label))];
}
