import type { PaidWorkFact } from "../../kernel/facts.js";
import type { PeopleTable } from "../../kernel/statistics/people-table.js";
import { smallRows } from "../../kernel/statistics/withhold-rows.js";

/** How many flowed out to paid work, by year, with what could single out few people left out. */
export function paidWorkFacts(paidWork: PeopleTable, limit: number): PaidWorkFact[] {
  const withheld = smallRows(paidWork, limit);
  return paidWork.rows().map((row) => ({
    year: Number(row),
    people: withheld.has(row) ? null : paidWork.count(row),
  }));
}
