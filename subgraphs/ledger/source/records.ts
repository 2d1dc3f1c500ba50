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

/** More days than a quarter has cannot be right. */
const daysOfQuarter = z.number().int().min(0).max(92);

/** Where a row belongs: a row that does not tell cannot be blamed on anybody, and spoils the whole answer. */
export const FundingKey = z.object({ id: z.string().regex(/^SV-\d{4,}$/), jaar: z.number().int() });
export const PersonKey = z.object({ gevraagd: wireInsz });

export const FundingYearRecord = FundingKey.extend({
  contingent: wireHundredths.nullable(),
  aanwezig: z.number().int(),
  begeleid: z.number().int(),
  onmogelijk: z.number().int().min(0),
  vastgesteld_op: wireDay.nullable(),
});
export type FundingYearRecord = z.output<typeof FundingYearRecord>;

export const PartnershipRecord = z.object({ id: FundingKey.shape.id });

export const AdvanceRecord = FundingKey.extend({
  bedrag: wireHundredths,
  betaald_op: wireDay,
  mededeling: wirePaymentReference,
});
export type AdvanceRecord = z.output<typeof AdvanceRecord>;

export const SplitPartRecord = FundingKey.extend({
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

/** One accepted line of days of a person; all absent when there is none. */
export const DaysRecord = z.object({
  overeenkomst: z.string().regex(/^BO-\d{7}$/),
  dagen_aanwezig: daysOfQuarter,
  dagen_begeleid: daysOfQuarter,
});
export type DaysRecord = z.output<typeof DaysRecord>;

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
