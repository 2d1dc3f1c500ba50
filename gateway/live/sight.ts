import { EVENTS, type AgencyEvent } from "../../schema/events.js";
import type { AgencyName } from "../../schema/agencies.js";
import { Fault, FAULTS, Refusal, type FaultCode } from "../../schema/faults.js";
import { readWrittenData } from "../engine/written-answer.js";
import type { Executor } from "../executor.js";
import type { RequestContext } from "../request-context.js";
import type { ChangeRoot } from "./change-filter.js";
import type { LiveSubgraph } from "./live-subgraph.js";
import { ownOperation, planPush } from "./planned-push.js";

/** How each agency is asked whether it lets the mandate know of somebody. What it answers is told to nobody. */
const FILES: Partial<Record<AgencyName, string>> = {
  VDAB: "vdabFile { agency }",
  MAGDA: "networkFile { agency }",
  LOKET: "counterFile { agency }",
};
const RELATIONS = "agreements { partnership { id } } referrals { partnership { id } }";
const FUNDING = `subscription Sight($year: Int!) { partnershipChanged { partnership { funding(year: $year) { year } } } }`;

interface SeenParticipant {
  readonly file?: { agency: AgencyName } | null;
  readonly agreements?: readonly { partnership: { id: string } | null }[] | null;
  readonly referrals?: readonly { partnership: { id: string } | null }[] | null;
}

/** Whether a mandate may hear of an event. */
export type Sight = (
  event: AgencyEvent,
  root: ChangeRoot,
  partnership: string | undefined,
  context: RequestContext,
) => Promise<boolean>;

/**
 * Asks the agency that told of a change, under the subscriber's mandate, about the person or partnership: who would get no
 * answer to a query hears of no event either. The kinds of event that a mandate may hear of were sorted out before.
 * The sight throws Fault where the agency does not say: then nobody knows, and nobody is told yet.
 */
export function createSight(executor: Executor, live: () => LiveSubgraph | undefined): Sight {
  return async (event, root, partnership, context) => {
    const { agency, group } = EVENTS[event.kind];
    if (root === "partnershipChanged" && event.participant === undefined) {
      if (agency !== "DWSE") return true;
      const year = event.year ?? Number(event.occurredAt.slice(0, 4));
      return ask(FUNDING, { year }, { partnership: { id: event.partnership } }, context, ({ partnership: seen }) =>
        Boolean((seen as { funding?: unknown } | null)?.funding),
      );
    }
    const file = FILES[agency];
    if (file === undefined || group === null) return false;
    const placed = partnership !== undefined && event.partnership === undefined;
    const question = `subscription Sight { participantChanged { participant { file: ${file} ${placed ? RELATIONS : ""} } } }`;
    return ask(question, {}, { participant: { id: event.participant } }, context, ({ participant }) => {
      const seen = participant as SeenParticipant | null;
      if (!seen?.file) return false;
      if (!placed) return true;
      return [...(seen.agreements ?? []), ...(seen.referrals ?? [])].some((one) => one.partnership?.id === partnership);
    });
  };

  async function ask(
    source: string,
    variables: Record<string, unknown>,
    keys: object,
    context: RequestContext,
    isSeen: (told: Record<string, unknown>) => boolean,
  ): Promise<boolean> {
    let planned;
    try {
      planned = await planPush(executor, live, ownOperation(source, variables), context);
    } catch (error) {
      if (error instanceof Refusal && error.code === "UNAUTHORIZED_FIELD_OR_TYPE") return false;
      throw error;
    }
    try {
      const { data, errors = [] } = await planned.answer(keys, context);
      const root = readWrittenData(data) as Record<string, Record<string, unknown> | null> | null | undefined;
      const told = root?.[planned.root];
      if (told && isSeen(told)) return true;
      const silent = errors.map(({ extensions }) => extensions["code"] as FaultCode).find(isPassing);
      if (silent) throw new Fault(silent);
      return false;
    } finally {
      planned.release();
    }
  }
}

/** A fault that may be gone in a moment, so that it says nothing of who may see what. */
function isPassing(code: FaultCode): boolean {
  return code in FAULTS && FAULTS[code].retry;
}
