import { addDays } from "../../../schema/days.js";
import { InszState, type AgencyFile } from "../../kernel/agency-file.js";
import { readCode } from "../../kernel/read-code.js";
import type { Advance } from "../entities/advance.js";
import { DayReading } from "../entities/day-reading.js";
import { euros } from "../entities/money.js";
import type { SplitPart } from "../entities/funding-share.js";
import type { FundingFacts, GrantFact } from "../entities/funding-facts.js";
import { GrantKind } from "../entities/grant.js";
import type { QuarterDays } from "../entities/quarter-days.js";
import { RecoveryReason, type RecoveryFact } from "../entities/recovery.js";
import type { Settlement } from "../entities/settlement.js";
import type { SharedPerson } from "../entities/shared-days.js";
import type { UnitAmount } from "../entities/unit-amount.js";
import { writeFundingKey } from "../keys.js";
import { shown } from "../rules/hundredths.js";
import { groupBy } from "./group-by.js";
import type {
  AdvanceRecord,
  FileRecord,
  FundingYearRecord,
  GrantRecord,
  PersonDaysRecord,
  RecoveryRecord,
  SettlementRecord,
  SharedDaysRecord,
  SplitPartRecord,
  UnitAmountRecord,
  YearDaysRecord,
} from "./records.js";

/** The department's way to write an open end. */
const NO_END = "9999-12-31";

const GRANT: Record<string, GrantKind> = { TOEKENNING: GrantKind.GRANT, HERVERDELING: GrantKind.REDISTRIBUTION };
const READING: Record<string, DayReading> = { AANWEZIG: DayReading.ATTENDED, BEGELEID: DayReading.CALENDAR };
const REASON: Record<string, RecoveryReason> = {
  SALDO_NEGATIEF: RecoveryReason.NEGATIVE_BALANCE,
  VOORWAARDE_NIET_VOLDAAN: RecoveryReason.CONDITION_NOT_MET,
};

/** Undefined when a settlement stands on a reading of the days that we do not know: its figures are then not to be told. */
export function translateFundingYear(record: FundingYearRecord): FundingFacts | undefined {
  const { id, jaar, toekenningen, afrekeningen } = record;
  const settlements = afrekeningen.flatMap((each) => translateSettlement(each, writeFundingKey(id, jaar)) ?? []);
  if (settlements.length < afrekeningen.length) return undefined;
  return { grants: toekenningen.map(translateGrant), settlements };
}

function translateGrant(record: GrantRecord): GrantFact {
  return {
    number: record.volgnummer,
    kind: readCode(GRANT, record.soort) ?? GrantKind.UNKNOWN,
    contingent: shown(record.contingent),
    granted: record.contingent,
    validFrom: record.geldig_van,
    validTo: record.geldig_tot,
    grantedOn: record.toegekend_op,
  };
}

function translateSettlement(record: SettlementRecord, of: string): Settlement | undefined {
  const reading = readCode(READING, record.lezing);
  return (
    reading && {
      of,
      version: record.versie,
      settledOn: record.vastgesteld_op,
      days: record.dagen,
      reading,
      unitAmount: euros(record.eenheidsbedrag),
      contingent: shown(record.contingent),
      granted: record.contingent,
      subsidy: euros(record.subsidie),
      advances: euros(record.voorschotten),
      balance: euros(record.saldo),
      statements: record.overzichten.map(({ jaar, kwartaal, versie, aanvaard_op }) => ({
        quarter: `${jaar}Q${kwartaal}`,
        version: versie,
        acceptedOn: aanvaard_op,
      })),
      splitKeyVersion: record.verdeelsleutel_versie,
    }
  );
}

/** The accepted statements of one year, from a row for each and each unit amount in its quarter. */
export function translateYearDays(records: readonly YearDaysRecord[]): QuarterDays[] {
  return [...groupBy(records, ({ kwartaal }) => kwartaal).values()].map((rows) => {
    const { jaar, kwartaal, versie, aanvaard_op } = rows[0]!;
    return { quarter: `${jaar}Q${kwartaal}`, version: versie, acceptedOn: aanvaard_op, ...daysOf(rows) };
  });
}

/** The days of one person by quarter, whatever the statement. */
export function translatePersonDays(records: readonly PersonDaysRecord[]): QuarterDays[] {
  return [...groupBy(records, ({ kwartaal }) => kwartaal).values()].map((rows) => {
    const { jaar, kwartaal } = rows[0]!;
    return { quarter: `${jaar}Q${kwartaal}`, version: null, acceptedOn: null, ...daysOf(rows) };
  });
}

type Sums = Pick<
  YearDaysRecord,
  "eenheid" | `${"aanwezig" | "begeleid"}` | `${"aanwezig" | "begeleid"}_${"betaald" | "eenheid"}`
>;

function daysOf(rows: readonly Sums[]): Pick<QuarterDays, "reported" | "paid" | "byUnitAmount"> {
  const [row] = rows as [Sums];
  return {
    reported: { [DayReading.ATTENDED]: row.aanwezig, [DayReading.CALENDAR]: row.begeleid },
    paid: { [DayReading.ATTENDED]: row.aanwezig_betaald, [DayReading.CALENDAR]: row.begeleid_betaald },
    byUnitAmount: rows.flatMap(({ eenheid, aanwezig_eenheid, begeleid_eenheid }) =>
      eenheid === null
        ? []
        : [
            {
              validFrom: eenheid,
              days: { [DayReading.ATTENDED]: aanwezig_eenheid, [DayReading.CALENDAR]: begeleid_eenheid },
            },
          ],
    ),
  };
}

/** One person's shared days of a year, from a row for each quarter. */
export function translateSharedDays(records: readonly SharedDaysRecord[], participant: string): SharedPerson {
  const days = (pick: (record: SharedDaysRecord) => string) =>
    records.flatMap((record) =>
      [...pick(record)].flatMap((bit, day) => (bit === "1" ? [addDays(record.van, day)] : [])),
    );
  return {
    participant,
    shared: {
      [DayReading.ATTENDED]: days(({ aanwezig }) => aanwezig),
      [DayReading.CALENDAR]: days(({ begeleid }) => begeleid),
    },
    paid: {
      [DayReading.ATTENDED]: days(({ aanwezig_betaald }) => aanwezig_betaald),
      [DayReading.CALENDAR]: days(({ begeleid_betaald }) => begeleid_betaald),
    },
    others: [...new Set(records.flatMap(({ verbanden }) => verbanden))].sort(),
  };
}

export function translateRecovery(record: RecoveryRecord): RecoveryFact {
  return {
    amount: euros(record.bedrag),
    reason: readCode(REASON, record.reden) ?? RecoveryReason.UNKNOWN,
    settlementVersion: record.afrekening_versie,
    imposedOn: record.opgelegd_op,
    paidOn: record.betaald_op,
  };
}

export function translateAdvance({ bedrag, betaald_op, mededeling }: AdvanceRecord): Advance {
  const [first, second, third] = [mededeling.slice(0, 3), mededeling.slice(3, 7), mededeling.slice(7)];
  return { amount: euros(bedrag), paidOn: betaald_op, paymentReference: `+++${first}/${second}/${third}+++` };
}

export function translateSplitPart({ ondernemingsnummer, delen, versie }: SplitPartRecord): SplitPart {
  return { organisation: ondernemingsnummer, parts: delen, version: versie };
}

export function translateUnitAmount(record: UnitAmountRecord): UnitAmount {
  return {
    validFrom: record.geldig_van,
    validTo: record.geldig_tot === NO_END ? null : record.geldig_tot,
    amount: euros(record.bedrag),
    source: record.bron,
    confirmed: record.bevestigd,
  };
}

/** Undefined when the ledger has no file. */
export function translateFile({ vervangen_op, bijgewerkt_op }: FileRecord): AgencyFile | undefined {
  if (bijgewerkt_op === null) return undefined;
  return {
    agency: "DWSE",
    inszState: vervangen_op === null ? InszState.CURRENT : InszState.REPLACED,
    replacedOn: vervangen_op,
    asOf: bijgewerkt_op,
    stale: false,
  };
}
