import { Fault } from "../../schema/faults.js";
import { unlessAboutPerson } from "../kernel/authorise.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { StatementProblem } from "./entities/quarterly-statement.js";
import { readableAgreements } from "./find-guidance.js";
import type { Loaders } from "./loaders.js";
import { linesOf, partnershipsIn } from "./rules/attendance.js";
import { reportedTwice } from "./rules/counter-problem.js";
import { holdAgainstCounter, type HeldLine, type StatementTime } from "./rules/hold-against-counter.js";
import { quarterPeriod } from "./rules/quarter.js";
import type { StatementLine } from "./rules/statement-line.js";

type Context = SubgraphContext<Loaders>;

/**
 * Lines of a statement held against what the counter says of their agreements and their people.
 * @param known agreements that need not be asked for
 * @throws Fault when the counter does not answer
 */
export async function holdLines(
  lines: readonly StatementLine[],
  time: StatementTime,
  { load, today }: Context,
  known: readonly GuidanceAgreement[] = [],
): Promise<HeldLine[]> {
  const agreements = new Map<string, GuidanceAgreement | "UNREADABLE" | null>(known.map((one) => [one.id, one]));
  const asked = [...new Set(lines.flatMap(({ agreementId }) => agreementId ?? []))].filter((id) => !agreements.has(id));
  const found = await load.agreement.loadMany(asked);
  for (const [i, id] of asked.entries()) agreements.set(id, readable(found[i]));
  const agreementOf = (id: string) => agreements.get(id) ?? null;
  const people = await newestOf(
    lines.flatMap(({ participantId, agreementId }) => {
      const agreement = agreementId === null ? null : agreementOf(agreementId);
      if (participantId === null || agreement === null || agreement === "UNREADABLE") return [];
      return agreement.participant.id === participantId ? [] : [participantId, agreement.participant.id];
    }),
    load,
  );
  const members = lines.some(({ sheet }) => sheet.enterpriseNumbers?.length)
    ? await membersOf(time.partnershipId, load)
    : new Set<string>();
  const facts = {
    agreementOf,
    personOf: (id: string) => people.get(id) ?? id,
    isOfPartnership: (enterpriseNumbers: readonly string[]) => enterpriseNumbers.some((each) => members.has(each)),
  };
  return holdAgainstCounter(lines, time, facts, today);
}

async function membersOf(partnershipId: string, load: Loaders): Promise<Set<string>> {
  const partnership = await load.partnership.load(partnershipId);
  const organisations = partnership?.members.map(({ organisation }) => organisation.enterpriseNumber) ?? [];
  return new Set<string>([...organisations, ...(partnership ? [partnership.lead.enterpriseNumber] : [])]);
}

/** The ids of people under their newest numbers, by the ids given; who is not known to the counter is left out. */
export async function newestOf(ids: readonly string[], load: Loaders): Promise<Map<string, string>> {
  const found = await Promise.all(
    [...new Set(ids)].map(async (id) => [id, (await unlessAboutPerson(load.person.load(id), null))?.id] as const),
  );
  return new Map(found.flatMap(([id, newest]) => (newest === undefined ? [] : [[id, newest] as const])));
}

/** Days that the statement of another partnership lists as well for the same person, line by line. */
export async function findReportedTwice(
  held: readonly HeldLine[],
  { partnershipId, quarter }: StatementTime,
  { load }: Context,
): Promise<StatementProblem[]> {
  const { from, to } = quarterPeriod(quarter);
  const known = held.filter(({ isKnown }) => isKnown);
  const people = [...new Set(known.flatMap(({ participantId }) => participantId ?? []))];
  const files = new Map(
    await Promise.all(people.map(async (id) => [id, await unlessAboutPerson(load.person.load(id), null)] as const)),
  );
  const problems = await Promise.all(
    known.map(async ({ line, participantId }) => {
      const file = participantId === null ? null : files.get(participantId);
      if (!file) return [];
      const others = partnershipsIn(file.agreements, quarter).filter((other) => other !== partnershipId);
      const own = new Set(readableAgreements(file).map(({ id }) => id));
      const told = await Promise.all(
        others.map(async (other) => {
          const contents = await unlessUnreadable(load.statement.load(`${other}_${quarter}`));
          const listed = new Set(
            linesOf(contents?.lines ?? [], [file.id, file.filedAs], own).flatMap(({ days }) => days),
          );
          const twice = line.days.filter((day) => day >= from && day <= to && listed.has(day));
          return twice.length > 0 ? [reportedTwice(line, twice, other)] : [];
        }),
      );
      return told.flat();
    }),
  );
  return problems.flat();
}

/** A statement of somebody else that cannot be read says nothing here: its own partnership is told. */
export async function unlessUnreadable<T>(answer: Promise<T | null>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Fault && error.code === "STATEMENT_UNREADABLE") return null;
    throw error;
  }
}

function readable(found: GuidanceAgreement | Error | null | undefined): GuidanceAgreement | "UNREADABLE" | null {
  if (!(found instanceof Error)) return found ?? null;
  if (found instanceof Fault && found.code === "AGENCY_RECORD_INVALID") return "UNREADABLE";
  throw found;
}
