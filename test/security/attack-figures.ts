/*
 * What an attacker works out from figures about people: bounds for what was counted, and differences between days. Knows the
 * schema and its documentation, nobody's file.
 */

export interface OccupancyAnswer {
  readonly on: string;
  readonly countedOn: string;
  readonly roundedTo: number;
  readonly granted: number | null;
  readonly running: number | null;
  readonly agreements: number | null;
  readonly ratio: number | null;
  readonly used: number | null;
  readonly projectedYearEnd: number | null;
  readonly state: string;
  readonly projectedState: string;
}

export interface FundingAnswer {
  readonly days: number | null;
  readonly otherDays: number | null;
  readonly trajectories: number | null;
  readonly contingent: number | null;
  readonly unitAmount: { amount: { cents: number } } | null;
  readonly subsidy: { cents: number } | null;
  readonly balance: { cents: number } | null;
  readonly advances: readonly { amount: { cents: number } }[] | null;
  readonly shares: readonly { amount: { cents: number } | null }[] | null;
}

/** Least and most that something can be. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/** As many people tell of each of them. */
const FEW = 4;
const DAYS = 365;

/** Days on which a partnership is known to have one to four participants. */
export function findSmallGroups(days: readonly OccupancyAnswer[]): string[] {
  return days.filter((day) => isFew(peopleOn(day), FEW)).map(({ countedOn }) => countedOn);
}

/** Days between which one to four people are known to have begun or stopped, and when that is known to less than a month. */
export function findBeginnings(days: readonly OccupancyAnswer[]): { few: string[]; dated: string[] } {
  const few: string[] = [];
  const dated: string[] = [];
  for (const [index, day] of days.entries()) {
    const before = days[index - 1];
    if (!before) continue;
    const figures = ({ on: _, countedOn: __, projectedYearEnd: ___, used: ____, ...rest }: OccupancyAnswer) => rest;
    const more = minus(peopleOn(day), peopleOn(before));
    if (isFew(more, FEW) || isFew(minus(peopleOn(before), peopleOn(day)), FEW)) few.push(day.on);
    const isSeen = JSON.stringify(figures(day)) !== JSON.stringify(figures(before));
    const sameYear = day.on.slice(0, 4) === before.on.slice(0, 4);
    if (isSeen && sameYear && daysBetween(before.countedOn, day.countedOn) < 28) dated.push(day.on);
  }
  return { few, dated };
}

/** Days on which, or between which, the days of one to four people are known. */
export function findDaysGuided(days: readonly OccupancyAnswer[]): string[] {
  return days.flatMap((day, index) => {
    const now = daysUntil(day);
    const before = days[index - 1];
    const sameYear = before?.countedOn.slice(0, 4) === day.countedOn.slice(0, 4);
    const since = before && sameYear ? minus(now, daysUntil(before)) : undefined;
    const isFound =
      isFew(now, FEW * DAYS) || (since && isFew(since, FEW * daysBetween(before!.countedOn, day.countedOn)));
    return isFound ? [day.on] : [];
  });
}

/** Whether the days that a partnership is paid for are known to be those of one to four people, from any figure of its year. */
export function isFundingFound(funding: FundingAnswer, roundedTo: number): boolean {
  const step = roundedTo * DAYS;
  const width = roundedTo > 1 ? step - 1 : 0;
  const within = (days: number | null): Range =>
    days === null ? { least: 0, most: step - 1 } : { least: days, most: days + width };
  const unit = funding.unitAmount?.amount.cents;
  const ceiling = (funding.contingent ?? 0) * DAYS;
  const daysOf = (cents: number | undefined): number | undefined => {
    if (cents === undefined || !unit) return undefined;
    const days = Math.round((cents / unit) * DAYS);
    return days < ceiling - 1 ? days : undefined;
  };
  const advances = (funding.advances ?? []).reduce((sum, { amount }) => sum + amount.cents, 0);
  const shared = funding.shares?.every(({ amount }) => amount)
    ? funding.shares.reduce((sum, { amount }) => sum + amount!.cents, 0)
    : undefined;
  const known = [
    funding.days,
    funding.trajectories === null ? null : Math.round(funding.trajectories * DAYS),
    ...[funding.subsidy?.cents, funding.balance && funding.balance.cents + advances, shared]
      .map((cents) => daysOf(cents ?? undefined))
      .filter((days) => days !== undefined),
  ].map(within);
  return isFew(intersection(known), FEW * DAYS) || isFew(within(funding.otherDays), FEW * DAYS);
}

/** What the fields of occupancy say together of the people on a day. */
function peopleOn({ running, ratio, granted, agreements, roundedTo }: OccupancyAnswer): Range {
  const within = (people: number | null): Range =>
    people === null ? { least: 0, most: roundedTo - 1 } : { least: people, most: people + roundedTo - 1 };
  const byRatio = ratio === null || !granted ? undefined : within(Math.round(ratio * granted));
  const most = agreements === null ? Number.POSITIVE_INFINITY : within(agreements).most;
  return intersection([within(running), ...(byRatio ? [byRatio] : []), { least: 0, most }]);
}

/** What they say of the days under guidance so far. */
function daysUntil({ used, running, projectedYearEnd, countedOn, roundedTo }: OccupancyAnswer): Range {
  const step = roundedTo * DAYS;
  const width = roundedTo > 1 ? step - 1 : 0;
  const within = (days: number | null): Range =>
    days === null ? { least: 0, most: step - 1 } : { least: days, most: days + width };
  const left = daysBetween(countedOn, `${countedOn.slice(0, 4)}-12-31`);
  const byProjection =
    projectedYearEnd === null || running === null ? [] : [within(Math.round(projectedYearEnd * DAYS - running * left))];
  return intersection([within(used === null ? null : Math.round(used * DAYS)), ...byProjection]);
}

function isFew({ least, most }: Range, few: number): boolean {
  return least >= 1 && most <= few;
}

function minus(one: Range, other: Range): Range {
  return { least: one.least - other.most, most: one.most - other.least };
}

function intersection(ranges: readonly Range[]): Range {
  return { least: Math.max(...ranges.map(({ least }) => least)), most: Math.min(...ranges.map(({ most }) => most)) };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export interface Share {
  readonly of: number | null;
  readonly count: number | null;
}

export interface OutflowAnswer {
  readonly started: number | null;
  readonly paidWork: Share;
  readonly within: readonly { months: number; share: Share }[];
  readonly stillEmployed: readonly { months: number; share: Share }[];
}

/**
 * How many groups of one to four people follow from the rows of a division and the cell of all: the parts of a share, what is
 * left of all without the rows, and who flowed out within the longer time and not within the shorter.
 */
export function findByStatistics(rows: readonly OutflowAnswer[], all: OutflowAnswer): { few: number; shown: number } {
  const isFew = (people: number | null) => people !== null && people > 0 && people < 5;
  const figures = ({ started, paidWork, within, stillEmployed }: OutflowAnswer) => [
    started,
    ...[paidWork, ...within.map(({ share }) => share), ...stillEmployed.map(({ share }) => share)].flatMap(
      ({ of, count }) => [count, of === null || count === null ? null : of - count],
    ),
  ];
  let few = rows.flatMap(figures).filter(isFew).length;
  for (const [place, total] of figures(all).entries()) {
    const shown = rows.map((row) => figures(row)[place]!);
    // One row that is withheld is what is left.
    if (total !== null && shown.filter((people) => people === null).length <= 1)
      few += isFew(total - shown.reduce<number>((sum, people) => sum + (people ?? 0), 0)) ? 1 : 0;
  }
  for (const { paidWork, within, stillEmployed } of rows) {
    const shares = [...within.map(({ share }) => share), paidWork];
    for (const [place, shorter] of shares.entries())
      for (const longer of shares.slice(place + 1))
        if (shorter.of === longer.of && shorter.count !== null && longer.count !== null)
          few += isFew(longer.count - shorter.count) ? 1 : 0;
    for (const { share } of stillEmployed)
      if (paidWork.count !== null && share.of !== null) few += isFew(paidWork.count - share.of) ? 1 : 0;
  }
  return { few, shown: rows.flatMap(figures).filter((people) => people !== null).length };
}
