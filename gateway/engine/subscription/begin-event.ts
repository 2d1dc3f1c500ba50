import { asFailure, type RequestFailure } from "../execution/ask-subgraph.js";
import type { CompiledPlan } from "../execution/compile-plan.js";
import { addReply } from "../execution/fetch-root.js";
import { readReply, type Reply } from "../execution/read-reply.js";
import type { Run } from "../execution/run.js";

/** Begins a run with what a subgraph said of one event: its data at the root, its errors where they belong. */
export function beginEvent(reply: string | object, plan: CompiledPlan, run: Run): void {
  const { primary } = plan;
  if (primary?.root) addReply(read(reply), primary, primary.root, plan, run, [run.root]);
}

function read(reply: string | object): Reply | RequestFailure {
  try {
    return readReply(reply);
  } catch (error) {
    return asFailure(error);
  }
}
