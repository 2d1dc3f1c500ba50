import type { Day, QuarterName } from "../../../schema/scalars.js";
import { MemberRole } from "../entities/membership.js";
import type { Partnership } from "../entities/partnership.js";
import type { QuarterlyStatement } from "../entities/quarterly-statement.js";
import { quarterPeriod, quartersOf, statementDueOn } from "./quarter.js";

/**
 * The oldest quarter that the department keeps in the drop folder: the third of the year before. What is older was
 * settled and taken out, so that its absence means nothing.
 */
export function oldestKept(today: Day): QuarterName {
  return `${Number(today.slice(0, 4)) - 1}Q3`;
}

/** The statements of a year: those delivered, and those of ended quarters that are missing from the folder. */
export function statementsOf(
  year: number,
  partnership: Pick<Partnership, "id" | "members">,
  deliveries: readonly { quarter: QuarterName; deliveredOn: Day }[],
  today: Day,
): QuarterlyStatement[] {
  return quartersOf(year).flatMap((quarter) => {
    const days = deliveries.filter((delivery) => delivery.quarter === quarter).map(({ deliveredOn }) => deliveredOn);
    if (days.length === 0 && !isExpected(partnership, quarter, today)) return [];
    const dueOn = statementDueOn(quarter);
    const [first = today] = days.sort();
    return [{ partnershipId: partnership.id, quarter, dueOn, deliveredOn: days.at(-1) ?? null, late: first > dueOn }];
  });
}

/** Whether a statement must be there by now or soon: the quarter is over, is still kept, and the lead led in it. */
function isExpected({ members }: Pick<Partnership, "members">, quarter: QuarterName, today: Day): boolean {
  const { from, to } = quarterPeriod(quarter);
  const led = members.some(
    ({ role, validFrom, validTo }) =>
      role === MemberRole.LEAD && validFrom <= to && (validTo === null || validTo >= from),
  );
  return led && to < today && quarter >= oldestKept(today);
}

/** The quarters between two days of which the drop folder keeps the statement, oldest first. */
export function quartersKept(from: Day, to: Day, today: Day): QuarterName[] {
  const years = [Number(today.slice(0, 4)) - 1, Number(today.slice(0, 4))];
  return years.flatMap(quartersOf).filter((quarter) => {
    const period = quarterPeriod(quarter);
    return quarter >= oldestKept(today) && period.from <= to && period.to >= from;
  });
}
