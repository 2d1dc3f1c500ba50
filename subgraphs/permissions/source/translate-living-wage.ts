import { Fault } from "../../../schema/faults.js";
import type { EnterpriseNumber } from "../../../schema/identifiers.js";
import type { Day } from "../../../schema/scalars.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import { NetworkService } from "../entities/confirmed-statute.js";
import { LivingWageYearRecord, type LivingWageRecord, type PaymentRecord } from "./records.js";
import { FILTERED, toldDay, toldEnterpriseNumber, type Told } from "./told.js";
import type { Confirmation } from "./translate.js";

/** What was paid, and for when; in one month there may be several. */
interface Paid {
  /** `2026-03`; undefined when nothing tells. */
  month: string | undefined;
  from: Told<Day>;
  to: Told<Day>;
  payer: Told<EnterpriseNumber>;
}

/** Runs of months in which one OCMW paid a living wage, or its equivalent, without a month in between. Oldest first. */
export function translateLivingWage(record: LivingWageRecord): Confirmation[] {
  const years = record.Leefloonbedragen.Leefloonbedrag.map((year) => {
    const read = LivingWageYearRecord.safeParse(year);
    return read.success ? paidIn(read.data) : new Fault("AGENCY_RECORD_INVALID", "MAGDA", "a year of living wage");
  });
  const faults = years.filter((year) => year instanceof Fault);
  const paid = years.flatMap((year) => (year instanceof Fault ? [] : year));
  return [...runsOf(paid).map(confirmed), ...faults];
}

function paidIn({ Uitbetaling, Tegemoetkoming }: LivingWageYearRecord): Paid[] | Fault {
  if (!Tegemoetkoming) {
    if (Uitbetaling === "0") return [];
    return Uitbetaling === undefined
      ? new Fault("AGENCY_RECORD_INVALID", "MAGDA", "a year with neither payment nor its absence")
      : [NOTHING_BUT_THE_FACT];
  }
  const months = Tegemoetkoming.Maandelijks?.Maand ?? [];
  const paid = months.flatMap((month) =>
    [
      ...month.LeefloonPerPeriode.flatMap((part) => part.LeefloonPeriode),
      ...month.EquivalentLeefloonPerPeriode.flatMap((part) => part.EquivalentLeefloonPeriode),
    ]
      .filter(isPaid)
      .map((payment) => paidFor(payment, month["@JaarMaand"])),
  );
  const inTheYear = Tegemoetkoming.Jaarlijks.some(
    (year) => year.Leefloon !== undefined || year.EquivalentLeefloon !== undefined,
  );
  return months.length === 0 && inTheYear ? [NOTHING_BUT_THE_FACT] : paid;
}

const NOTHING_BUT_THE_FACT: Paid = {
  month: undefined,
  from: FILTERED("Periode"),
  to: FILTERED("Periode"),
  payer: FILTERED("OCMW"),
};

/** A payment of nothing, or one taken back, is none. */
function isPaid({ Bedrag }: PaymentRecord): boolean {
  return Bedrag === undefined || !(Number(Bedrag) <= 0);
}

/** Period and OCMW are there whenever we may see them: where they are missing, they were withheld. */
function paidFor({ Periode, OCMW }: PaymentRecord, month: string | undefined): Paid {
  return {
    month: /^\d{4}-\d{2}$/.test(month ?? "") ? month : /^\d{4}-\d{2}/.exec(Periode?.Begin ?? "")?.[0],
    from: toldDay(Periode?.Begin) ?? FILTERED("Periode"),
    to: Periode ? toldDay(Periode.Einde) : FILTERED("Periode"),
    payer: toldEnterpriseNumber(OCMW?.Ondernemingsnummer) ?? FILTERED("OCMW"),
  };
}

function runsOf(paid: readonly Paid[]): Paid[] {
  const runs: Paid[] = [];
  const ordered = [...paid].sort((a, b) => (a.month ?? "").localeCompare(b.month ?? ""));
  for (const next of ordered) {
    const run = runs.findLast((earlier) => follows(earlier, next));
    if (!run) runs.push({ ...next });
    else {
      if (run.month === next.month) run.from = earliest(run.from, next.from);
      run.to = run.month === next.month ? latest(run.to, next.to) : next.to;
      run.month = next.month;
    }
  }
  return runs;
}

function follows(earlier: Paid, next: Paid): boolean {
  if (earlier.month === undefined || next.month === undefined) return false;
  const samePayer = earlier.payer === next.payer || (earlier.payer instanceof Fault && next.payer instanceof Fault);
  return samePayer && monthNumber(next.month) - monthNumber(earlier.month) <= 1;
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}

function earliest(a: Told<Day>, b: Told<Day>): Told<Day> {
  return typeof a === "string" && typeof b === "string" ? (a < b ? a : b) : a instanceof Fault ? b : a;
}

function latest(a: Told<Day>, b: Told<Day>): Told<Day> {
  if (a === null || b === null) return null;
  return typeof a === "string" && typeof b === "string" ? (a > b ? a : b) : a instanceof Fault ? a : b;
}

function confirmed({ from, to, payer }: Paid): Confirmation {
  return {
    kind: StatuteKind.LIVING_WAGE,
    validFrom: from,
    validTo: to,
    payer: typeof payer === "string" ? { enterpriseNumber: payer } : payer,
    source: NetworkService.LIVING_WAGE_AMOUNTS,
  };
}
