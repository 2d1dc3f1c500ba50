import type { Day, QuarterName } from "../../schema/scalars.js";
import type { SubgraphContext } from "../kernel/subgraph.js";
import type { GuidanceAgreement } from "./entities/guidance-agreement.js";
import type { Loaders } from "./loaders.js";
import { quarterPeriod } from "./rules/quarter.js";

/** Days reported as attended, by agreement, and the ended quarters whose statement is not there. */
export interface AttendedDays {
  byAgreement: Map<string, Day[]>;
  missing: QuarterName[];
}

/**
 * The days that the statements of these quarters list under these agreements while they ran, each once, none after today.
 * @throws Fault where a statement cannot be read: the days in the others alone would be too few
 */
export async function findAttendedDays(
  agreements: readonly GuidanceAgreement[],
  quarters: readonly QuarterName[],
  { load, today }: SubgraphContext<Loaders>,
): Promise<AttendedDays> {
  const wanted = new Map<string, { partnershipId: string; quarter: QuarterName }>();
  for (const { partnershipId, startsOn, endsOn } of agreements)
    for (const quarter of quarters) {
      const { from, to } = quarterPeriod(quarter);
      if (startsOn <= to && (endsOn === null || endsOn >= from) && from <= today)
        wanted.set(`${partnershipId}_${quarter}`, { partnershipId, quarter });
    }
  const statements = await Promise.all(
    [...wanted].map(async ([key, about]) => ({ ...about, contents: await load.statement.load(key) })),
  );
  const byId = new Map(agreements.map((agreement) => [agreement.id, agreement]));
  const days = new Map<string, Set<Day>>();
  const missing = new Set<QuarterName>();
  for (const { partnershipId, quarter, contents } of statements) {
    const { from, to } = quarterPeriod(quarter);
    if (!contents && to < today) missing.add(quarter);
    for (const { empty, agreementId, days: listed } of contents?.lines ?? []) {
      const agreement = empty || agreementId === null ? undefined : byId.get(agreementId);
      if (agreement?.partnershipId !== partnershipId) continue;
      const { id, startsOn, endsOn } = agreement;
      const own = days.get(id) ?? new Set<Day>();
      days.set(id, own);
      for (const day of listed)
        if (day >= from && day <= to && day <= today && day >= startsOn && (endsOn === null || day <= endsOn))
          own.add(day);
    }
  }
  return {
    byAgreement: new Map([...days].map(([id, own]) => [id, [...own].sort()])),
    missing: [...missing].sort(),
  };
}
