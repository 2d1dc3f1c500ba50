import type { Log } from "../../../platform/log.js";
import { readWrittenData } from "../../engine/written-answer.js";
import type { Admitted } from "../../pipeline/admit.js";

/** One answer of so many is looked into: reading the largest costs a fifth of what answering it did. */
const EVERY = 32;

/**
 * Compares what answers did cost with what was reckoned for them, of one answer in 32, the first among them. What was
 * reckoned too low is charged and logged, for then the schema's weights or list sizes are wrong; what was reckoned too
 * high is not given back (docs/adr/0011-cost-is-reserved.md).
 */
export function createCostComparison(log: Log, every = EVERY) {
  let answers = 0;
  return (requestId: string, admitted: Admitted, data: unknown): void => {
    if (answers++ % every !== 0) return;
    const { cost: estimated, loggedId: documentId } = admitted;
    const cost = admitted.reckon(readWrittenData(data));
    if (cost > estimated) {
      admitted.charge(cost - estimated);
      log.warn({ requestId, documentId, estimated, cost }, "a question cost more than was reckoned");
    } else log.debug({ requestId, documentId, estimated, cost }, "a question was answered");
  };
}
