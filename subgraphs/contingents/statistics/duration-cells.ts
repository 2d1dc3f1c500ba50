import { Regulation, regulationOfYear } from "../../kernel/regulation.js";
import { EVERYBODY } from "../../kernel/statistics/people-table.js";
import { withholdRows } from "../../kernel/statistics/withhold-rows.js";
import type { EndReason } from "../entities/guidance-agreement.js";
import { DurationDimension, type DurationCell } from "./duration-statistics.js";
import type { Dimension, DurationTables } from "./duration-tables.js";

/** The cells of every division, with what could single out few people suppressed. */
export function durationCells(
  { people, days }: DurationTables,
  limit: number,
): (by: DurationDimension | null) => DurationCell[] {
  const withheld = withholdRows(people, limit);
  const years = people.YEAR.ended.rows();

  /** The rows that a cell adds up: several years make a regulation, which is withheld with one of them. */
  function cell(dimension: Dimension, rows: readonly (string | null)[], names: Partial<DurationCell>): DurationCell {
    const suppressed = withheld.rows(dimension, rows);
    const ended = rows.reduce((sum, row) => sum + people[dimension].ended.count(row), 0);
    return {
      endReason: null,
      partner: null,
      year: null,
      regulation: null,
      ...names,
      ended: suppressed ? null : ended,
      suppressed,
      days: suppressed ? null : days[dimension].quartiles(rows, limit),
    };
  }

  function each(dimension: Dimension, names: (row: string) => Partial<DurationCell>): DurationCell[] {
    return people[dimension].ended.rows().map((row) => cell(dimension, [row], names(row)));
  }

  return (by) => {
    switch (by) {
      case null:
        return [cell("YEAR", [EVERYBODY], {})];
      case DurationDimension.END_REASON:
        return each("END_REASON", (row) => ({ endReason: row as EndReason }));
      case DurationDimension.PARTNER:
        return each("PARTNER", (row) => ({ partner: { enterpriseNumber: row } }));
      case DurationDimension.YEAR:
        return each("YEAR", (row) => ({ year: Number(row) }));
      case DurationDimension.REGULATION:
        return [Regulation.DECREE_2021, Regulation.DECREE_2024].map((regulation) =>
          cell(
            "YEAR",
            years.filter((year) => regulationOfYear(Number(year)) === regulation),
            { regulation },
          ),
        );
    }
  };
}
