import { UNIT_AMOUNTS } from "../../population/unit-amounts.js";
import type { World } from "../../population/world.js";
import type { FiledStatements } from "./statements.js";

export interface AdvanceRow {
  partnershipId: string;
  year: number;
  number: number;
  cents: bigint;
  paidOn: string;
  reference: string;
}

export interface SettlementRow {
  partnershipId: string;
  year: number;
  version: number;
  days: number;
  contingent: number;
  unitCents: bigint;
  subsidyCents: bigint;
  advanceCents: bigint;
  settledOn: string;
  splitKey: number | null;
  /** Ids of the statements that it stands on. */
  statementIds: number[];
}

export interface RecoveryRow {
  partnershipId: string;
  year: number;
  settlementVersion: number;
  cents: bigint;
  reason: "SALDO_NEGATIEF" | "VOORWAARDE_NIET_VOLDAAN";
  imposedOn: string;
  paidOn: string | null;
}

/** How the department pays. No law that could be read says so: its own working rule, to be changed here. */
const PAYMENT = {
  /** Of the granted contingent at the amount then in force, per instalment. */
  advancePercent: 20n,
  /** Month and day of each instalment. */
  advanceOn: ["01-20", "04-20", "07-20", "10-20"],
  /** A year is settled on this day of the next. */
  settleOn: "05-31",
};

export function payAdvances(world: World): AdvanceRow[] {
  const today = world.now.slice(0, 10);
  return world.partnerships.flatMap((partnership, place) =>
    partnership.contingents.flatMap(({ year, granted, grantedOn }) => {
      if (granted === undefined || grantedOn === undefined) return [];
      return PAYMENT.advanceOn.flatMap((monthAndDay, instalment): AdvanceRow[] => {
        const paidOn = `${year}-${monthAndDay}`;
        if (paidOn < grantedOn || paidOn > today || paidOn < UNIT_AMOUNTS[0]!.validFrom) return [];
        const number = instalment + 1;
        const cents = (hundredths(granted) * unitCentsOn(paidOn) * PAYMENT.advancePercent) / 10_000n;
        const reference = paymentReference(`${year}${String(place + 1).padStart(4, "0")}${number}0`, place % 2 === 1);
        return [{ partnershipId: partnership.id, year, number, cents, paidOn, reference }];
      });
    }),
  );
}

export function settleYears(world: World, filed: FiledStatements, advances: readonly AdvanceRow[]): SettlementRow[] {
  const today = world.now.slice(0, 10);
  const accepted = new Map<string, number[]>();
  for (const statement of filed.statements) {
    if (statement.status !== "AANVAARD") continue;
    const key = `${statement.partnershipId} ${statement.year}`;
    accepted.set(key, [...(accepted.get(key) ?? []), statement.id]);
  }
  return world.partnerships.flatMap(({ id, contingents, splitKeys }) =>
    contingents.flatMap(({ year, granted }): SettlementRow[] => {
      const settledOn = `${year + 1}-${PAYMENT.settleOn}`;
      if (granted === undefined || settledOn > today) return [];
      const statementIds = accepted.get(`${id} ${year}`) ?? [];
      const attended = statementIds
        .flatMap((statement) => filed.days[statement - 1]!)
        .reduce((sum, row) => sum + row.attended, 0);
      const unitCents = unitCentsOn(`${year}-12-31`);
      // In hundredths of a trajectory times 365, so that the lesser of days and contingent is exact.
      const paidFor = [BigInt(attended) * 100n, hundredths(granted) * 365n].sort((a, b) => (a < b ? -1 : 1))[0]!;
      const subsidyCents = (paidFor * unitCents * 2n + 36_500n) / 73_000n;
      const advanceCents = advances
        .filter((advance) => advance.partnershipId === id && advance.year === year)
        .reduce((sum, advance) => sum + advance.cents, 0n);
      return [
        {
          partnershipId: id,
          year,
          version: 1,
          days: attended,
          contingent: granted,
          unitCents,
          subsidyCents,
          advanceCents,
          settledOn,
          splitKey: splitKeys.findLast(({ fromYear }) => fromYear <= year)?.version ?? null,
          statementIds,
        },
      ];
    }),
  );
}

/** What was paid too much is asked back; one settlement in nineteen also for a condition that was not met. */
export function recover(world: World, settlements: readonly SettlementRow[]): RecoveryRow[] {
  const today = world.now.slice(0, 10);
  return settlements.flatMap(({ partnershipId, year, version, subsidyCents, advanceCents }, place) => {
    const imposedOn = `${year + 1}-06-15`;
    if (imposedOn > today) return [];
    const due = `${year + 1}-09-15`;
    const paidOn = due <= today && place % 5 !== 0 ? due : null;
    const base = { partnershipId, year, settlementVersion: version, imposedOn, paidOn };
    const rows: RecoveryRow[] = [];
    if (subsidyCents < advanceCents)
      rows.push({ ...base, cents: advanceCents - subsidyCents, reason: "SALDO_NEGATIEF" });
    if (place % 19 === 7 && subsidyCents > 100n)
      rows.push({ ...base, cents: subsidyCents / 50n, reason: "VOORWAARDE_NIET_VOLDAAN" });
    return rows;
  });
}

function unitCentsOn(day: string): bigint {
  const amount = UNIT_AMOUNTS.findLast(({ validFrom }) => validFrom <= day);
  if (!amount) throw new Error(`No unit amount on ${day}`);
  return BigInt(amount.cents);
}

function hundredths(trajectories: number): bigint {
  return BigInt(Math.round(trajectories * 100));
}

/** Structured message (OGM): ten digits and their remainder by 97, or 97 for 0. */
export function paymentReference(tenDigits: string, bare: boolean): string {
  const check = Number(tenDigits) % 97 || 97;
  const digits = tenDigits + String(check).padStart(2, "0");
  return bare ? digits : `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
}
