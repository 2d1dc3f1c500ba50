import { Fault } from "../../../schema/faults.js";
import { InszState, type AgencyFile } from "../../kernel/agency-file.js";
import type { Advance } from "../entities/advance.js";
import { DayReading, type Days } from "../entities/day-reading.js";
import { euros } from "../entities/money.js";
import type { SplitPart } from "../entities/funding-share.js";
import type { FundingFacts } from "../entities/funding-facts.js";
import type { UnitAmount } from "../entities/unit-amount.js";
import type {
  AdvanceRecord,
  DaysRecord,
  FileRecord,
  FundingYearRecord,
  SplitPartRecord,
  UnitAmountRecord,
} from "./records.js";

/** The department's way to write an open end. */
const NO_END = "9999-12-31";

export function translateFundingYear(record: FundingYearRecord): FundingFacts {
  return {
    contingent: record.contingent,
    days:
      record.onmogelijk > 0
        ? new Fault("AGENCY_RECORD_INVALID", "DWSE", "accepted lines of more days than a quarter has")
        : { [DayReading.ATTENDED]: record.aanwezig, [DayReading.CALENDAR]: record.begeleid },
    settledOn: record.vastgesteld_op,
  };
}

export function translateAdvance({ bedrag, betaald_op, mededeling }: AdvanceRecord): Advance {
  const [first, second, third] = [mededeling.slice(0, 3), mededeling.slice(3, 7), mededeling.slice(7)];
  return { amount: euros(bedrag), paidOn: betaald_op, paymentReference: `+++${first}/${second}/${third}+++` };
}

export function translateSplitPart({ ondernemingsnummer, delen }: SplitPartRecord): SplitPart {
  return { organisation: ondernemingsnummer, parts: delen };
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

/** Days of one person; undefined when no line was accepted. */
export function translateDays(records: readonly DaysRecord[]): Days | undefined {
  if (records.length === 0) return undefined;
  return {
    [DayReading.ATTENDED]: records.reduce((sum, { dagen_aanwezig }) => sum + dagen_aanwezig, 0),
    [DayReading.CALENDAR]: records.reduce((sum, { dagen_begeleid }) => sum + dagen_begeleid, 0),
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
  };
}
