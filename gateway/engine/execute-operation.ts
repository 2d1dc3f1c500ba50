import { GraphQLError } from "graphql";
import { writeValue } from "./execution/write-json.js";
import { createRun } from "./execution/run.js";
import { runPlan } from "./execution/run-plan.js";
import type { CompiledOperation } from "./operation/compiled-operation.js";
import { exactInput } from "./operation/exact-input.js";
import { introspect } from "./operation/introspect.js";
import { INTROSPECTION } from "./projection/compile-projection.js";
import { ProjectionRun } from "./projection/projection-run.js";
import { beginEvent } from "./subscription/begin-event.js";

const OPENING_BRACE = 0x7b;

/** What a request got. */
export interface EngineAnswer {
  /** JSON text of the data, `null` included; undefined where the request was refused before anything ran. */
  readonly data: string | undefined;
  readonly errors: readonly GraphQLError[];
  /** How many requests went to subgraphs. */
  readonly fetches: number;
  /** The same text in UTF-8, where it came so. */
  readonly bytes?: Buffer;
}

/** An answer that was copied from a reply. Its text is made for those who want it. */
class CopiedAnswer implements EngineAnswer {
  readonly errors = [];

  constructor(
    readonly bytes: Buffer,
    readonly fetches: number,
  ) {}

  get data(): string {
    return this.bytes.toString();
  }
}

export interface OperationRun {
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The same with an `ExactNumber` for each number that JavaScript would write in another way; absent where none is. */
  readonly exactVariables?: Readonly<Record<string, unknown>> | undefined;
  readonly context: unknown;
  readonly signal?: AbortSignal | undefined;
  /** What the subgraph said of the event, where the operation is a subscription. The engine makes an object its own. */
  readonly event?: string | object;
}

/** Runs a compiled operation and writes the answer. Rejects only by our own mistake. */
export async function executeOperation(compiled: CompiledOperation, request: OperationRun): Promise<EngineAnswer> {
  const { run, write } = startOperation(compiled, request);
  if (compiled.plan.fetches.length > 0) await runPlan(compiled.plan, run);
  if (run.copied !== undefined) return new CopiedAnswer(run.copied, run.counts.fetches);
  const { projection, data } = write();
  projection.tellRest();
  return { data, errors: projection.errors, fetches: run.counts.fetches };
}

/** The run of a compiled operation, and how what is there so far is written. */
export function startOperation(compiled: CompiledOperation, request: OperationRun) {
  const { plan, shape } = compiled;
  const run = createRun({
    context: request.context,
    signal: request.signal,
    variableText: (name) => writeVariable(compiled, request, name),
    questionCount: plan.questionCount,
    copyData: request.event !== undefined ? undefined : compiled.copyData,
  });
  if (request.event !== undefined) beginEvent(request.event, plan, run);
  return {
    run,
    write: () => {
      const projection = new ProjectionRun(run.faults, run.shared);
      if (shape.introspects) {
        const { apiSchema } = compiled.generation;
        const { data, errors } = introspect(apiSchema, shape.operation, shape.fragments, request.variables);
        for (const name of Object.keys(data)) run.root[INTROSPECTION + name] = data[name];
        projection.errors.push(...errors);
      }
      const data = compiled.writeData(run.root, projection, 0);
      // V8 keeps a text that was put together as a tree of its parts, which the collector walks for as long as anybody has
      // it; looking at a letter makes it one piece.
      return { projection, data: data?.charCodeAt(0) === OPENING_BRACE ? data : "null" };
    },
  };
}

/** JSON text of a variable by the planner's name for it; undefined where the client gave none. */
export function writeVariable(
  { variableNames, literals, generation, shape }: CompiledOperation,
  { variables, exactVariables }: Pick<OperationRun, "variables" | "exactVariables">,
  name: string,
): string | undefined {
  const literal = literals.get(name);
  if (literal !== undefined) return literal;
  const given = variableNames.get(name) ?? name;
  if (!Object.hasOwn(variables, given)) return undefined;
  if (!exactVariables) return JSON.stringify(variables[given]);
  return writeValue(exactInput(generation.apiSchema, shape.operation, given, exactVariables[given]));
}
