import type { CompiledPlan } from "../execution/compile-plan.js";
import type { CopyValue } from "../copying/copy.js";
import type { Generation } from "../generation.js";
import { PlanFault } from "../planning/plan-fault.js";
import { compileProjection, type WriteObject } from "../projection/compile-projection.js";
import type { Authorization } from "../subgraph-transport.js";
import { createIncludes } from "./conditions.js";
import { readDeferral } from "./deferral.js";
import { createFieldKeys } from "./field-keys.js";
import { normalizeOperation } from "./normalize-operation.js";
import type { OperationShape } from "./operation-shape.js";
import type { SharedPlan, SharedPlans } from "./shared-plans.js";

/** A client's operation, planned and compiled for one outcome of its conditions; serves any number of requests. */
export interface CompiledOperation {
  readonly generation: Generation;
  readonly shape: OperationShape;
  readonly plan: SharedPlan;
  /** JSON text of literals that are sent as variables. */
  readonly literals: ReadonlyMap<string, string>;
  readonly variableNames: ReadonlyMap<string, string>;
  readonly writeData: WriteObject;
  /** How the answer is copied from the one reply that is all of it; absent where there is more to it. */
  readonly copyData: CopyValue | undefined;
  /** About how many bytes this holds. */
  readonly size: number;
}

/** Rejects with a `PlanFault` where the operation cannot be answered rightly. The document has to be valid. */
export async function compileOperation(
  generation: Generation,
  plans: SharedPlans,
  shape: OperationShape,
  circumstances: {
    /** Values of the variables that conditions use. */
    readonly variables: Readonly<Record<string, unknown>>;
    readonly authorization: Authorization | undefined;
    readonly overrides: readonly string[];
    /** Whether what is deferred comes later; it comes with the rest where not. */
    readonly defers?: boolean;
  },
): Promise<CompiledOperation> {
  const schema = generation.apiSchema;
  const { operation, fragments } = shape;
  const { authorization, overrides, defers = false } = circumstances;
  const keys = createFieldKeys(operation.operation, generation.fieldNames);
  const includes = createIncludes(circumstances.variables);
  const deferral = defers ? readDeferral(operation, fragments, circumstances.variables) : undefined;
  const { interfaceObjects, requiredFacts } = generation;
  const common = { schema, operation, fragments, keys, includes, authorization, deferral, interfaceObjects };
  const { source, literals, variableNames } = normalizeOperation(common);
  const plan = await plans.find({ source, overrides, partCount: deferral?.partCount ?? 0 });
  const root = schema.getRootType(operation.operation);
  if (!root) throw new PlanFault("OPERATION_INVALID", `The schema has no ${operation.operation} type`);
  const projection = compileProjection({ ...common, requiredFacts, unplanned: plan.unplanned }, root);
  return {
    generation,
    shape,
    plan,
    literals,
    variableNames,
    writeData: projection.write,
    copyData: isOneReply(plan, shape) ? projection.copy : undefined,
    size: source.length * 8 + plan.size * 4,
  };
}

/** Whether a single reply is all that the answer is made of. */
function isOneReply({ fetches, primary, parts }: CompiledPlan, { introspects }: OperationShape): boolean {
  const [only, ...others] = fetches;
  const isPlain = !introspects && !primary && parts.length === 0 && others.length === 0;
  return isPlain && only?.root?.atTop === true && only.root.outputRewrites.length === 0;
}
