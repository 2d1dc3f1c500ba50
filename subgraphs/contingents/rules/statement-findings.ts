import type { Day, QuarterName } from "../../../schema/scalars.js";
import type { FilingFacts } from "../../kernel/facts.js";
import { Actor } from "../entities/actor.js";
import { ObligationKind, type Finding } from "../entities/finding.js";
import type { Partnership } from "../entities/partnership.js";
import { dayAfter } from "../../../schema/days.js";
import { isPremature } from "./hold-against-counter.js";

/** A statement that is delivered or must be, with its deliveries, oldest first. */
export interface StatementFact {
  quarter: QuarterName;
  dueOn: Day;
  /** `isReadable` is null where that is not known yet. */
  deliveries: readonly { deliveredOn: Day; isReadable: boolean | null }[];
}

export interface StatementFacts {
  partnership: Pick<Partnership, "lead">;
  /** In the order of the quarters; null where the drop folder did not answer. */
  statements: readonly StatementFact[] | null;
  /** Null where the ledger did not answer. */
  filings: FilingFacts | null;
}

/** The obligations of a lead about its quarterly statements (BVR 18/11/2022 hoofdstuk 3 afdeling 2; domain.md 1, subsidy 1). */
export function statementFindings(
  { partnership, statements, filings }: StatementFacts,
  today: Day,
): Omit<Finding, "answerable">[] {
  const subject = partnership.lead;
  const kinds = [
    ObligationKind.QUARTERLY_STATEMENT,
    ObligationKind.QUARTERLY_STATEMENT_READABLE,
    ObligationKind.QUARTERLY_STATEMENT_IN_TIME,
  ] as const;
  const ofFolder = statements
    ? [delivered(statements, today), readable(statements), inTime(statements)]
    : kinds.map((kind) => unknown(kind, "The drop folder did not answer."));
  return [...ofFolder, unchanged(filings)].map((finding) => ({ ...finding, subject, until: null }));
}

type Found = Omit<Finding, "subject" | "until" | "answerable">;

/** A delivery that is a statement: it can be read, and the quarter had ended. */
function meeting({ quarter, deliveries }: StatementFact) {
  return deliveries.filter(
    ({ deliveredOn, isReadable }) => isReadable !== false && !isPremature({ quarter, deliveredOn }),
  );
}

function delivered(statements: readonly StatementFact[], today: Day): Found {
  const kind = ObligationKind.QUARTERLY_STATEMENT;
  const missing = statements.filter((statement) => meeting(statement).length === 0 && statement.dueOn < today);
  const [oldest] = missing;
  if (oldest)
    return broken(kind, dayAfter(oldest.dueOn), Actor.LEAD, `Not delivered, or not as a statement: ${list(missing)}.`);
  const last = statements.filter((statement) => meeting(statement).length > 0).at(-1);
  const since = last && meeting(last)[0]!.deliveredOn;
  return met(kind, last ? `Delivered up to ${last.quarter}.` : "None is due.", since);
}

/** A file that cannot be read must be delivered again, unless a later one can. */
function readable(statements: readonly StatementFact[]): Found {
  const kind = ObligationKind.QUARTERLY_STATEMENT_READABLE;
  const newest = statements.flatMap(({ quarter, deliveries }) => {
    const last = deliveries.at(-1);
    return last ? [{ quarter, ...last }] : [];
  });
  const bad = newest.filter(({ isReadable }) => isReadable === false);
  const [oldest] = bad.map(({ deliveredOn }) => deliveredOn).sort();
  if (oldest !== undefined) return broken(kind, oldest, Actor.LEAD, `The last delivery cannot be read: ${list(bad)}.`);
  const unread = newest.filter(({ isReadable }) => isReadable === null);
  if (unread.length > 0) return unknown(kind, `Not read in time: ${list(unread)}. Ask again in a while.`);
  return met(kind, newest.length > 0 ? "Every last delivery can be read." : "None is delivered.");
}

function inTime(statements: readonly StatementFact[]): Found {
  const kind = ObligationKind.QUARTERLY_STATEMENT_IN_TIME;
  const late = statements.filter((statement) => {
    const [first] = meeting(statement);
    return first !== undefined && first.deliveredOn > statement.dueOn;
  });
  const [oldest] = late;
  if (!oldest) return met(kind, "Every statement that is delivered came in time.");
  return broken(kind, dayAfter(oldest.dueOn), Actor.LEAD, `Delivered late: ${list(late)}.`);
}

/** A settlement does not move: what comes later asks for a revision by the department. */
function unchanged(filings: FilingFacts | null): Found {
  const kind = ObligationKind.QUARTERLY_STATEMENT_SETTLED;
  if (!filings) return unknown(kind, "The department's ledger did not answer.");
  if (filings.withheldFor !== null) return unknown(kind, "The ledger tells this to the lead and the department alone.");
  const later = filings.filings.flatMap(({ settledBefore, ...filing }) =>
    settledBefore === null ? [] : [{ ...filing, settledBefore }],
  );
  const since = later
    .map(({ deliveredOn, acceptedOn, settledBefore }) => (deliveredOn > settledBefore ? deliveredOn : acceptedOn!))
    .sort()[0];
  if (since === undefined) return met(kind, "No statement was delivered or accepted after its year was settled.");
  const named = later.map(({ quarter, version }) => `${quarter} version ${version}`).join(", ");
  return broken(kind, since, Actor.DEPARTMENT, `Delivered or accepted after its year was settled: ${named}.`);
}

function met(kind: ObligationKind, explanation: string, since: Day | null = null): Found {
  return { kind, met: true, since, actor: null, explanation };
}

function broken(kind: ObligationKind, since: Day, actor: Actor, explanation: string): Found {
  return { kind, met: false, since, actor, explanation };
}

function unknown(kind: ObligationKind, explanation: string): Found {
  return { kind, met: null, since: null, actor: Actor.LEAD, explanation };
}

function list(statements: readonly { quarter: QuarterName }[]): string {
  return statements.map(({ quarter }) => quarter).join(", ");
}
