import { Regulation, regulationOfYear } from "../../kernel/regulation.js";
import type { StatuteKind } from "../../kernel/statute-kind.js";
import { EVERYBODY, type PeopleTable } from "../../kernel/statistics/people-table.js";
import { shareOf } from "../../kernel/statistics/statistic-share.js";
import { withholdRows } from "../../kernel/statistics/withhold-rows.js";
import { OutflowDimension, type OutflowCell } from "./outflow-cell.js";
import { MONTHS, type Dimension, type Figure, type OutflowTables } from "./outflow-tables.js";
import type { Province } from "./province.js";

/** The cells of every division, with what could single out few people suppressed. */
export function outflowCells(
  { byFigure: tables, together }: OutflowTables,
  limit: number,
): (by: OutflowDimension | null) => OutflowCell[] {
  const withheld = withholdRows(tables, limit, together);
  const years = tables.YEAR.paidWork.rows();

  /** The rows that a cell adds up: several years make a regulation, which is withheld with one of them. */
  function cell(dimension: Dimension, rows: readonly (string | null)[], names: Partial<OutflowCell>): OutflowCell {
    const isWithheld = withheld.rows(dimension, rows);
    const count = (figure: Figure, part?: string) =>
      rows.reduce((sum, row) => sum + tables[dimension][figure].count(row, part), 0);
    const share = (figure: Figure) =>
      withheld.figure(dimension, figure, rows)
        ? shareOf(null)
        : shareOf({ count: count(figure, "YES"), of: count(figure, "YES") + count(figure, "NO") });
    return {
      statute: null,
      province: null,
      partner: null,
      year: null,
      regulation: null,
      ...names,
      started: isWithheld ? null : count("paidWork"),
      suppressed: isWithheld,
      paidWork: share("paidWork"),
      within: MONTHS.map((months) => ({ months, share: share(`within${months}`) })),
      stillEmployed: MONTHS.map((months) => ({ months, share: share(`employed${months}`) })),
    };
  }

  function each(dimension: Dimension, names: (row: string) => Partial<OutflowCell>): OutflowCell[] {
    const table: PeopleTable = tables[dimension].paidWork;
    return table.rows().map((row) => cell(dimension, [row], names(row)));
  }

  return (by) => {
    switch (by) {
      case null:
        return [cell("YEAR", [EVERYBODY], {})];
      case OutflowDimension.STATUTE:
        return each("STATUTE", (row) => ({ statute: row as StatuteKind }));
      case OutflowDimension.PROVINCE:
        return each("PROVINCE", (row) => ({ province: row as Province }));
      case OutflowDimension.PARTNER:
        return each("PARTNER", (row) => ({ partner: { enterpriseNumber: row } }));
      case OutflowDimension.YEAR:
        return each("YEAR", (row) => ({ year: Number(row) }));
      case OutflowDimension.REGULATION:
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
