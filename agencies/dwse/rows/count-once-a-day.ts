import type { DaysRow, FiledStatements, StatementRow } from "./statements.js";

interface Line {
  statement: StatementRow;
  row: DaysRow;
}

/** Which statements were in force on a day, and the days that they then came to. */
export interface DayCount {
  /** The newest version of each quarter that was accepted by then. */
  inForce(partnershipId: string, year: number, on: string): StatementRow[];
  /** Days attended, each person once a day over all partnerships: the one with the earlier agreement has the day. */
  count(partnershipId: string, year: number, on: string): number;
}

export function countOnceADay(filed: FiledStatements): DayCount {
  const statementsOf = new Map<string, StatementRow[]>();
  for (const statement of filed.statements) {
    const key = `${statement.partnershipId} ${statement.year}`;
    const own = statementsOf.get(key);
    if (own) own.push(statement);
    else statementsOf.set(key, [statement]);
  }
  const shared = linesAtSeveral(filed);

  function inForce(partnershipId: string, year: number, on: string): StatementRow[] {
    const newest = new Map<number, StatementRow>();
    for (const statement of statementsOf.get(`${partnershipId} ${year}`) ?? [])
      if (statement.acceptedOn !== null && statement.acceptedOn <= on) newest.set(statement.quarter, statement);
    return [...newest.values()];
  }

  function countLine(line: Line, on: string): number {
    const others = (shared.get(quarterOfPerson(line)) ?? []).filter(
      (other) =>
        other.statement.partnershipId !== line.statement.partnershipId &&
        isEarlier(other.row, line.row) &&
        inForce(other.statement.partnershipId, other.statement.year, on).includes(other.statement),
    );
    if (others.length === 0) return line.row.attended;
    const isElsewhere = (place: number) => others.some(({ row }) => row.present[place] === "1");
    return [...line.row.present].filter((digit, place) => digit === "1" && !isElsewhere(place)).length;
  }

  return {
    inForce,
    count: (partnershipId, year, on) =>
      inForce(partnershipId, year, on)
        .flatMap((statement) => filed.days[statement.id - 1]!.map((row) => countLine({ statement, row }, on)))
        .reduce((sum, days) => sum + days, 0),
  };
}

/** The lines of people whom several partnerships reported, by person and quarter. */
function linesAtSeveral({ statements, days }: FiledStatements): Map<string, Line[]> {
  const firstAt = new Map<string, string>();
  const several = new Set<string>();
  const lines = statements.flatMap((statement) => days[statement.id - 1]!.map((row): Line => ({ statement, row })));
  for (const { statement, row } of lines) {
    const first = firstAt.get(row.insz);
    if (first === undefined) firstAt.set(row.insz, statement.partnershipId);
    else if (first !== statement.partnershipId) several.add(row.insz);
  }
  const found = new Map<string, Line[]>();
  for (const line of lines) {
    if (!several.has(line.row.insz)) continue;
    const key = quarterOfPerson(line);
    found.set(key, [...(found.get(key) ?? []), line]);
  }
  return found;
}

function quarterOfPerson({ statement, row }: Line): string {
  return `${row.insz} ${statement.year}Q${statement.quarter}`;
}

function isEarlier(one: DaysRow, other: DaysRow): boolean {
  if (one.startedOn !== other.startedOn) return one.startedOn < other.startedOn;
  return one.agreement < other.agreement;
}
