import { z } from "zod";
import { wireDay, wireEnterpriseNumber, wireInsz } from "../../kernel/wire-values.js";

/*
 * What the department's counter sends, checked on arrival. Codes stay as they are; translate gives them meaning.
 */

/** The counter writes an open end as null, as the last day of the year 9999, or not at all. */
export const wireEnd = wireDay.nullish().transform((day) => (day == null || day.startsWith("9999") ? null : day));

/** Hours come as a number and, from older screens, as a text with a comma. */
const wireHours = z
  .union([z.number(), z.string().regex(/^\d{1,2}([.,]\d{1,2})?$/)])
  .transform((value) => (typeof value === "number" ? value : Number(value.replace(",", "."))))
  .refine((hours) => hours >= 0 && hours <= 60, "not hours a week");

const Place = z.object({ nis: z.string().regex(/^\d{5}$/), naam: z.string().nullish() });
const count = z.number().int().min(0);

export const OrganisationRecord = z.object({
  ondernemingsnummer: wireEnterpriseNumber,
  naam: z.string().min(1),
  soort: z.string(),
  gemeente: Place.nullish(),
});
export type OrganisationRecord = z.output<typeof OrganisationRecord>;

export const MemberRecord = z.object({
  organisatie: wireEnterpriseNumber,
  rol: z.enum(["PENHOUDER", "PARTNER"]),
  van: wireDay,
  tot: wireEnd,
});
export const InsuranceRecord = z.object({
  organisatie: wireEnterpriseNumber,
  soort: z.string(),
  polis: z.string().nullish(),
  verzekeraar: z.string().nullish(),
  van: wireDay,
  tot: wireEnd,
});
export type InsuranceRecord = z.output<typeof InsuranceRecord>;
export const ContingentRecord = z.object({
  jaar: z.number().int().min(2021).max(2100),
  aanvraag: z.object({ aantal: count, ingediendOp: wireDay.nullish() }),
  toekenning: z.object({ aantal: count, beslistOp: wireDay.nullish() }).nullish(),
});

/** The items of its lists are checked each by itself. */
export const PartnershipRecord = z.object({
  id: z.string().min(1),
  naam: z.string().min(1),
  regelgeving: z.string(),
  status: z.string(),
  penhouder: wireEnterpriseNumber,
  gemeente: Place.nullish(),
  leden: z.array(z.unknown()),
  contingenten: z.array(z.unknown()),
  verzekeringen: z.array(z.unknown()),
});
export type PartnershipRecord = z.output<typeof PartnershipRecord>;

export const GuideRecord = z.object({
  id: z.string().min(1),
  samenwerkingsverband: z.string().min(1),
  organisatie: wireEnterpriseNumber,
  voornaam: z.string().nullish(),
  naam: z.string().min(1),
  inDienst: z.object({ van: wireDay, tot: wireEnd }),
  kwalificatie: z.object({ code: z.string(), behaaldOp: wireDay.nullish(), bewijs: z.string().nullish() }).nullish(),
});
export type GuideRecord = z.output<typeof GuideRecord>;

export const WorkplaceRecord = z.object({
  id: z.string().min(1),
  organisatie: wireEnterpriseNumber,
  naam: z.string().min(1),
  gemeente: Place.nullish(),
  activiteit: z.string().nullish(),
});
export type WorkplaceRecord = z.output<typeof WorkplaceRecord>;

/** A person as the counter files it; the successor where it still uses a replaced number. */
export const PersonRecord = z.object({
  insz: wireInsz,
  opvolger: z.object({ insz: wireInsz, sinds: wireDay.nullish() }).nullish(),
});
export type PersonRecord = z.output<typeof PersonRecord>;

export const HoursRecord = z.object({ vanaf: wireDay, urenPerWeek: wireHours });
export const DimonaRecord = z
  .object({ nummer: z.string().nullish(), type: z.string(), van: wireDay, tot: wireEnd })
  .nullish();

/** What has a period of its own is checked by itself, so that it costs only itself. */
const dated = z.array(z.object({ datum: wireDay }));
/** Null where the counter does not tell. */
export const EvaluationsRecord = dated.nullish();
/** Null where none is registered, left out where the counter does not tell. */
export const DevelopmentPlanRecord = z.object({ geregistreerdOp: wireDay, wijzigingen: dated.default([]) }).nullish();

export const AgreementRecord = z
  .object({
    id: z.string().min(1),
    samenwerkingsverband: z.string().min(1),
    organisatie: wireEnterpriseNumber,
    deelnemer: PersonRecord,
    begeleider: z.string().nullish(),
    werkpost: z.string().nullish(),
    startdatum: wireDay,
    einddatum: wireEnd,
    stopreden: z.string().nullish(),
    getekendOp: wireDay.nullish(),
    getekendWerkpostOp: wireDay.nullish(),
    urenstappen: z.array(z.unknown()).default([]),
    evaluaties: z.unknown().optional(),
    ontwikkelingsplan: z.unknown().optional(),
    dimona: z.unknown().optional(),
  })
  .refine(({ startdatum, einddatum }) => einddatum === null || startdatum <= einddatum, "ends before it starts");
export type AgreementRecord = z.output<typeof AgreementRecord>;

/** One person's answer within a batch: data only when found. */
export const PersonAnswer = z.discriminatedUnion("status", [
  z.object({ gevraagd: wireInsz, status: z.literal("ONBEKEND") }),
  z.object({ gevraagd: wireInsz, status: z.literal("VERVANGEN"), vervangenDoor: wireInsz }),
  PersonRecord.extend({ gevraagd: wireInsz, status: z.literal("GEVONDEN"), overeenkomsten: z.array(z.unknown()) }),
]);
export type PersonAnswer = z.output<typeof PersonAnswer>;

const without = z.object({ aantal: count, sinds: wireDay.nullish() });
export const TallyRecord = z.object({
  samenwerkingsverband: z.string().min(1),
  op: wireDay,
  overeenkomsten: count,
  deelnemers: count,
  begeleidingsdagen: count,
  leden: z.array(
    z.object({
      organisatie: wireEnterpriseNumber,
      overeenkomsten: count,
      deelnemers: count,
      nietGetekend: without,
      zonderDimona: without,
    }),
  ),
  begeleiders: z.array(z.object({ begeleider: z.string().min(1), deelnemers: count })),
});
export type TallyRecord = z.output<typeof TallyRecord>;

export const ItemsReply = z.object({ items: z.array(z.unknown()) });
export const PersonsReply = z.object({ personen: z.array(z.unknown()) });
/** Where the next page starts, opaque; it goes into an address and into cursors of ours. Empty is none. */
const nextPlace = z
  .string()
  .max(200)
  .nullish()
  .transform((place) => place || null);
export const PageReply = ItemsReply.extend({ volgende: nextPlace, totaal: count });
export const AnswersReply = z.object({ antwoorden: z.array(PageReply.extend({ ref: z.string() })) });

/** What changed, and at whose: never what it is now. */
export const ChangeRecord = z.object({
  nummer: z.number().int(),
  soort: z.string(),
  samenwerkingsverband: z.string().regex(/^[\w-]{1,32}$/),
  deelnemer: PersonRecord.nullish(),
  tijdstip: z.iso.datetime({ offset: true }),
});

export const ChangesReply = z.object({
  items: z.array(z.unknown()),
  volgende: z.string().min(1).max(200),
  meer: z.boolean(),
  onvolledig: z.boolean().default(false),
});
