import { z } from "zod";
import { wireDay, wireEnterpriseNumber, wireInsz } from "../../kernel/wire-values.js";

/*
 * What the ledger's tables hold, checked on arrival. Columns keep their names; translate.ts gives them meaning.
 */

/** An amount or a number with two decimals, as PostgreSQL writes `numeric(…, 2)`; hundredths from here on. */
const wireHundredths = z
  .string()
  .regex(/^-?\d{1,12}\.\d{2}$/)
  .transform((text) => BigInt(text.replace(".", "")));

/** A structured message (OGM): twelve digits with or without signs between them, the last two right. */
const wirePaymentReference = z
  .string()
  .transform((text) => text.replace(/[^\d]/g, ""))
  .refine((digits) => /^\d{12}$/.test(digits) && (Number(digits.slice(0, 10)) % 97 || 97) === Number(digits.slice(10)));

/** Where a row belongs: a row that does not tell cannot be blamed on anybody, and spoils the whole answer. */
export const FundingKey = z.object({ id: z.string().regex(/^SV-\d{4,}$/), jaar: z.number().int() });
export const PersonKey = z.object({ gevraagd: wireInsz });

const count = z.number().int().min(0);

/** A key with the version of a settlement; 0: what is accepted now. */
export const BasisKey = FundingKey.extend({ afrekening: count });

export const GrantRecord = z.object({
  volgnummer: count,
  soort: z.string(),
  contingent: wireHundredths,
  geldig_van: wireDay,
  geldig_tot: wireDay,
  toegekend_op: wireDay,
});
export type GrantRecord = z.output<typeof GrantRecord>;

export const SettlementRecord = z.object({
  versie: count,
  lezing: z.string(),
  vastgesteld_op: wireDay,
  dagen: z.number().int(),
  contingent: wireHundredths,
  eenheidsbedrag: wireHundredths,
  subsidie: wireHundredths,
  voorschotten: wireHundredths,
  saldo: wireHundredths,
  verdeelsleutel_versie: count.nullable(),
  overzichten: z.array(
    z.object({ jaar: count, kwartaal: z.number().int().min(1).max(4), versie: count, aanvaard_op: wireDay }),
  ),
});
export type SettlementRecord = z.output<typeof SettlementRecord>;

export const FundingYearRecord = FundingKey.extend({
  toekenningen: z.array(GrantRecord),
  afrekeningen: z.array(SettlementRecord),
});
export type FundingYearRecord = z.output<typeof FundingYearRecord>;

/** Days of a quarter: those reported, those paid, and those paid at one unit amount. `onmogelijk` counts lines that cannot be right. */
const SumsRecord = z.object({
  kwartaal: z.number().int().min(1).max(4),
  eenheid: wireDay.nullable(),
  aanwezig: z.number().int(),
  begeleid: z.number().int(),
  aanwezig_betaald: z.number().int(),
  begeleid_betaald: z.number().int(),
  aanwezig_eenheid: z.number().int(),
  begeleid_eenheid: z.number().int(),
  onmogelijk: count,
});

export const YearDaysRecord = BasisKey.extend(SumsRecord.shape).extend({ versie: count, aanvaard_op: wireDay });
export type YearDaysRecord = z.output<typeof YearDaysRecord>;

/** `onleesbaar` counts lines of which the agreement's number is none. */
export const PersonDaysRecord = SumsRecord.extend({ jaar: z.number().int(), onleesbaar: count });
export type PersonDaysRecord = z.output<typeof PersonDaysRecord>;

const wireBits = z.string().regex(/^[01]{92}$/);

/** One participant's days of a quarter that another partnership reports too, a digit for each day. */
export const SharedDaysRecord = BasisKey.extend({
  insz: wireInsz,
  van: wireDay,
  aanwezig: wireBits,
  begeleid: wireBits,
  aanwezig_betaald: wireBits,
  begeleid_betaald: wireBits,
  /** Ids with blanks between, some more than once. */
  verbanden: z
    .string()
    .transform((text) => text.split(" "))
    .pipe(z.array(FundingKey.shape.id)),
});
export type SharedDaysRecord = z.output<typeof SharedDaysRecord>;

export const RecoveryRecord = FundingKey.extend({
  bedrag: wireHundredths,
  reden: z.string(),
  afrekening_versie: count.nullable(),
  opgelegd_op: wireDay,
  betaald_op: wireDay.nullable(),
});
export type RecoveryRecord = z.output<typeof RecoveryRecord>;

export const PartnershipRecord = z.object({ id: FundingKey.shape.id });

export const AdvanceRecord = FundingKey.extend({
  bedrag: wireHundredths,
  betaald_op: wireDay,
  mededeling: wirePaymentReference,
});
export type AdvanceRecord = z.output<typeof AdvanceRecord>;

export const SplitPartRecord = BasisKey.extend({
  versie: count,
  ondernemingsnummer: wireEnterpriseNumber,
  delen: z.number().int().min(0),
});
export type SplitPartRecord = z.output<typeof SplitPartRecord>;

export const UnitAmountRecord = z.object({
  geldig_van: wireDay,
  geldig_tot: wireDay,
  bedrag: wireHundredths,
  bron: z.string(),
  bevestigd: z.boolean(),
});
export type UnitAmountRecord = z.output<typeof UnitAmountRecord>;

export const LegacyRegimeRecord = z.object({
  stelsel: z.string(),
  titel: z.string(),
  geldig_van: wireDay.nullable(),
  geldig_tot: wireDay.nullable(),
  werkplaatsen: z.number().int().nullable(),
  vte_omkadering: wireHundredths.nullable(),
  vte_deelnemers: wireHundredths.nullable(),
  trajecten: z.array(
    z.object({
      naam: z.string(),
      van: wireDay,
      tot: wireDay,
      partners: z.array(z.object({ naam: z.string(), rol: z.string() })),
      doelgroep: z.string().nullable(),
      deelnemers: z.number().int().min(0).nullable(),
      naar_sociale_economie: z.number().int().min(0).nullable(),
      naar_werkervaring: z.number().int().min(0).nullable(),
      naar_regulier: z.number().int().min(0).nullable(),
      onderdelen: z.array(z.string()),
    }),
  ),
});
export type LegacyRegimeRecord = z.output<typeof LegacyRegimeRecord>;

/** What a member of a partnership offered before AMA WSE. */
export const LegacyRecognitionRecord = z.object({
  ondernemingsnummer: wireEnterpriseNumber,
  stelsel: z.string(),
  van: wireDay,
  tot: wireDay,
  vte_deelnemers: wireHundredths.nullable(),
  vte_omkadering: wireHundredths.nullable(),
});
export type LegacyRecognitionRecord = z.output<typeof LegacyRecognitionRecord>;

/** Where a person took part before AMA WSE; all absent when nowhere. */
export const LegacyParticipationRecord = z.object({
  ondernemingsnummer: wireEnterpriseNumber,
  stelsel: z.string(),
  van: wireDay,
  tot: wireDay,
  vte: wireHundredths.nullable(),
});
export type LegacyParticipationRecord = z.output<typeof LegacyParticipationRecord>;

export const SuccessorRecord = z.object({ vervangen_door: wireInsz.nullable() });

/** `bijgewerkt_op` is absent when the ledger has no file. */
export const FileRecord = z.object({
  vervangen_op: wireDay.nullable(),
  bijgewerkt_op: z.iso.datetime().nullable(),
});
export type FileRecord = z.output<typeof FileRecord>;

/** Where the outbox is: of which series, and up to which row of which transaction. */
export const OutboxPlace = z.object({
  reeks: z.uuid(),
  transactie: z.string().regex(/^\d{1,20}$/),
  id: z.string().regex(/^\d{1,20}$/),
});
export type OutboxPlace = z.output<typeof OutboxPlace>;

/** A row of the outbox: `sleutel` is a partnership and a year. */
export const OutboxRecord = z.object({
  soort: z.string(),
  sleutel: z.string().regex(/^[\w-]{1,32}\/\d{4}$/),
  ontstaan_op: z.iso.datetime(),
});
