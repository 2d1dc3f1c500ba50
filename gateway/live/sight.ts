import type { GraphQLError } from "graphql";
import { EVENTS, type AgencyEvent } from "../../schema/events.js";
import type { AgencyName } from "../../schema/agencies.js";
import { Fault, FAULTS, Refusal, type FaultCode } from "../../schema/faults.js";
import { readWrittenData } from "../engine/written-answer.js";
import type { Executor } from "../executor.js";
import type { RequestContext } from "../request-context.js";
import type { ChangeRoot } from "./change-filter.js";
import type { LiveSubgraph } from "./live-subgraph.js";
import { findSubject } from "./find-subject.js";
import { ownOperation, planPush } from "./planned-push.js";

/** How each agency is asked whether it lets the mandate know of somebody. What it answers is told to nobody. */
const FILES: Partial<Record<AgencyName, string>> = {
  VDAB: "vdabFile { agency }",
  MAGDA: "networkFile { agency }",
  LOKET: "counterFile { agency }",
};
const RELATIONS = "agreements { partnership { id } } referrals { partnership { id } }";
const FUNDING = `subscription Sight($year: Int!) { partnershipChanged { partnership { funding(year: $year) { year } } } }`;

interface Subject {
  readonly id: string;
}

interface SeenParticipant {
  readonly file?: { agency: AgencyName } | null;
  readonly agreements?: readonly { partnership: { id: string } | null }[] | null;
  readonly referrals?: readonly { partnership: { id: string } | null }[] | null;
}

/** Whom a mandate may hear of by an event: the person or partnership to push; undefined for no one. */
export type Sight = (
  event: AgencyEvent,
  root: ChangeRoot,
  partnership: string | undefined,
  context: RequestContext,
) => Promise<Subject | undefined>;

/**
 * Asks the agency that told of a change, under the subscriber's mandate, about the person or partnership: who would get no
 * answer to a query hears of no event either. Changes of persons are asked by the query `participant(id)` itself. The kinds of
 * event that a mandate may hear of were sorted out before.
 * The sight throws Fault where the agency does not say: then nobody knows, and nobody is told yet.
 */
export function createSight(executor: Executor, live: () => LiveSubgraph | undefined): Sight {
  return async (event, root, partnership, context) => {
    const { agency, group } = EVENTS[event.kind];
    const { participant: person } = event;
    if (root === "partnershipChanged") {
      const subject = { id: event.partnership! };
      return (await seesChange(event, context)) ? subject : undefined;
    }
    const file = FILES[agency];
    if (file === undefined || group === null || person === undefined) return undefined;
    const placed = partnership !== undefined && event.partnership === undefined;
    const more = `file: ${file} ${placed ? RELATIONS : ""}`;
    const { subject, errors } = await findSubject<SeenParticipant>(executor, "participant", person, context, more);
    const isPlaced = ({ agreements, referrals }: SeenParticipant) =>
      [...(agreements ?? []), ...(referrals ?? [])].some((one) => one.partnership?.id === partnership);
    if (subject?.file && (!placed || isPlaced(subject))) return { id: subject.id };
    checkAnswered(errors);
    return undefined;
  };

  /** Whether the mandate may know of what a partnership's change is about: its funding, or a person there. */
  async function seesChange(event: AgencyEvent, context: RequestContext): Promise<boolean> {
    const { agency, group } = EVENTS[event.kind];
    if (event.participant === undefined) {
      if (agency !== "DWSE") return true;
      const year = event.year ?? Number(event.occurredAt.slice(0, 4));
      return ask(FUNDING, { year }, { partnership: { id: event.partnership } }, context, ({ partnership: seen }) =>
        Boolean((seen as { funding?: unknown } | null)?.funding),
      );
    }
    const file = FILES[agency];
    if (file === undefined || group === null) return false;
    const question = `subscription Sight { participantChanged { participant { file: ${file} } } }`;
    return ask(question, {}, { participant: { id: event.participant } }, context, ({ participant }) =>
      Boolean((participant as SeenParticipant | null)?.file),
    );
  }

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
      checkAnswered(errors);
      return false;
    } finally {
      planned.release();
    }
  }
}

/** @throws Fault where an agency did not say, so that nobody knows who may see what */
function checkAnswered(errors: readonly GraphQLError[]): void {
  const silent = errors.map(({ extensions }) => extensions["code"] as FaultCode).find(isPassing);
  if (silent) throw new Fault(silent);
}

/** A fault that may be gone in a moment, so that it says nothing of who may see what. */
function isPassing(code: FaultCode): boolean {
  return code in FAULTS && FAULTS[code].retry;
}
