import { Regulation, regulationOfYear } from "../../kernel/regulation.js";
import type { StatuteKind } from "../../kernel/statute-kind.js";
import { EVERYBODY, type PeopleTable } from "../../kernel/statistics/people-table.js";
import { shareOf } from "../../kernel/statistics/statistic-share.js";
import { withholdRows } from "../../kernel/statistics/withhold-rows.js";
import type { DecisionTables, Dimension, Part } from "./decision-tables.js";
import type { LeadTimeTables } from "./lead-time-tables.js";
import {
  PermissionDimension,
  type PermissionDecisionCell,
  type PermissionLeadTimeCell,
} from "./permission-statistics.js";

type Names = Pick<PermissionDecisionCell, "issuer" | "statute" | "year" | "regulation">;

/** What a cell adds up: several years make a regulation, which is withheld with one of them. */
interface Group {
  dimension: Dimension;
  rows: (string | null)[];
  names: Names;
}

/** What was decided, with what could single out few people suppressed. */
export function decisionCells(
  { people, days }: DecisionTables,
  by: PermissionDimension | null,
  limit: number,
): PermissionDecisionCell[] {
  const withheld = withholdRows(people, limit);
  return groupsOf(by, (dimension) => people[dimension].decision).map(({ dimension, rows, names }) => {
    const suppressed = withheld.rows(dimension, rows);
    const noShare = withheld.figure(dimension, "decision", rows);
    const count = (part?: Part) => rows.reduce((sum, row) => sum + people[dimension].decision.count(row, part), 0);
    const granted = count("GRANTED") + count("REVOKED");
    return {
      ...names,
      decided: suppressed ? null : count(),
      suppressed,
      refused: shareOf(noShare ? null : { count: count("REFUSED"), of: count() }),
      revoked: shareOf(noShare ? null : { count: count("REVOKED"), of: granted }),
      requestToDecision: suppressed ? null : days[dimension].quartiles(rows, limit),
    };
  });
}

/** How long people waited, with what could single out few of them suppressed. */
export function leadTimeCells(
  { people, days }: LeadTimeTables,
  by: PermissionDimension | null,
  limit: number,
): PermissionLeadTimeCell[] {
  const withheld = withholdRows(people, limit);
  return groupsOf(by, (dimension) => people[dimension].waited).map(({ dimension, rows, names }) => {
    const suppressed = withheld.figure(dimension, "waited", rows);
    const referralToPermission = suppressed ? null : days[dimension].quartiles(rows, limit);
    return { ...names, suppressed, referralToPermission };
  });
}

function groupsOf(by: PermissionDimension | null, tableOf: (dimension: Dimension) => PeopleTable): Group[] {
  const none: Names = { issuer: null, statute: null, year: null, regulation: null };
  const each = (dimension: Dimension, names: (row: string) => Partial<Names>) =>
    tableOf(dimension)
      .rows()
      .map((row) => ({ dimension, rows: [row], names: { ...none, ...names(row) } }));
  switch (by) {
    case null:
      return [{ dimension: "YEAR", rows: [EVERYBODY], names: none }];
    case PermissionDimension.ISSUER:
      return each("ISSUER", (row) => ({ issuer: { enterpriseNumber: row } }));
    case PermissionDimension.STATUTE:
      return each("STATUTE", (row) => ({ statute: row as StatuteKind }));
    case PermissionDimension.YEAR:
      return each("YEAR", (row) => ({ year: Number(row) }));
    case PermissionDimension.REGULATION: {
      const years = tableOf("YEAR").rows();
      return [Regulation.DECREE_2021, Regulation.DECREE_2024].map((regulation) => ({
        dimension: "YEAR",
        rows: years.filter((year) => regulationOfYear(Number(year)) === regulation),
        names: { ...none, regulation },
      }));
    }
  }
}
