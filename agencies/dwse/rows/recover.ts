import { dayNumber, isoDay } from "../../population/calendar.js";
import type { World } from "../../population/world.js";
import type { SettlementRow } from "./settle-years.js";
import { WORKING_RULES } from "./working-rules.js";

export interface RecoveryRow {
  partnershipId: string;
  year: number;
  settlementVersion: number;
  cents: bigint;
  reason: "SALDO_NEGATIEF" | "VOORWAARDE_NIET_VOLDAAN";
  imposedOn: string;
  paidOn: string | null;
}

/**
 * What was paid too much is asked back, after a second settlement what the first left; one first settlement in nineteen
 * also for a condition that was not met. One in five stays open.
 */
export function recover(world: World, settlements: readonly SettlementRow[]): RecoveryRow[] {
  const today = world.now.slice(0, 10);
  return settlements.flatMap((settlement, place) => {
    const { partnershipId, year, version, subsidyCents, advanceCents, settledOn } = settlement;
    const imposedOn = isoDay(dayNumber(settledOn) + WORKING_RULES.daysToRecover);
    if (imposedOn > today) return [];
    const due = isoDay(dayNumber(imposedOn) + WORKING_RULES.daysToPay);
    const paidOn = due <= today && place % 5 !== 0 ? due : null;
    const base = { partnershipId, year, settlementVersion: version, imposedOn, paidOn };
    const rows: RecoveryRow[] = [];
    // A first settlement pays out or asks back the whole balance: only what changed since is left to the second.
    const received = version === 1 ? advanceCents : settlements[place - 1]!.subsidyCents;
    if (subsidyCents < received) rows.push({ ...base, cents: received - subsidyCents, reason: "SALDO_NEGATIEF" });
    if (version === 1 && place % 19 === 7 && subsidyCents > 100n)
      rows.push({ ...base, cents: subsidyCents / 50n, reason: "VOORWAARDE_NIET_VOLDAAN" });
    return rows;
  });
}
