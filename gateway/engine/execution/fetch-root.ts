import { askSubgraph, isFailure, writeVariables, type RequestFailure } from "./ask-subgraph.js";
import type { CompiledFetch, CompiledPlan, CompiledRoot } from "./compile-plan.js";
import { copyData, type Data } from "./data.js";
import { markErrors } from "./mark-errors.js";
import { mergeData } from "./merge-data.js";
import type { Reply } from "./read-reply.js";
import { rewriteData } from "./rewrite-data.js";
import type { Run } from "./run.js";

/** Fetches fields of a root type and adds them to each object at the path. */
export function fetchRoot(
  fetch: CompiledFetch,
  root: CompiledRoot,
  plan: CompiledPlan,
  run: Run,
): Promise<void> | undefined {
  const targets: readonly Data[] = root.atTop ? [run.root] : [...new Set(root.collect(run.root).objects)];
  if (targets.length === 0) return undefined;
  return askRoot(fetch, root, plan, run, targets);
}

async function askRoot(
  fetch: CompiledFetch,
  root: CompiledRoot,
  plan: CompiledPlan,
  run: Run,
  targets: readonly Data[],
): Promise<void> {
  const reply = await askSubgraph(fetch, fetch.query, `{${writeVariables(fetch.variables, run)}}`, run);
  addReply(reply, fetch, root, plan, run, targets);
}

/** Adds what a subgraph said of a root type to each of these objects. */
export function addReply(
  reply: Reply | RequestFailure,
  fetch: CompiledFetch,
  root: CompiledRoot,
  plan: CompiledPlan,
  run: Run,
  targets: readonly Data[],
): void {
  if (isFailure(reply)) {
    const fault = run.faults.of(reply, fetch.subgraph);
    for (const target of targets) run.faults.mark(target, root.keys, fault);
    return;
  }
  const { data, errors } = reply;
  if (data && root.outputRewrites.length > 0) rewriteData(data, root.outputRewrites, plan.matches);
  targets.forEach((target, index) => {
    if (data) mergeData(target, index === 0 ? data : copyData(data), plan.isAbstract);
  });
  for (const error of errors) {
    const fault = run.faults.of(error, fetch.subgraph);
    for (const target of targets) markErrors(target, error.path, root.keys, fault, run);
  }
}
