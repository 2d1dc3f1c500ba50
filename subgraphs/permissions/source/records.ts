import { z } from "zod";
import { element, listOf, maybeText, text } from "./read-xml.js";

/*
 * What stands in the Inhoud of the services, checked on arrival. Codes stay as they are; translate.ts gives them meaning.
 * Of health, illness, category, points or amounts only what decides presence is read; the rest is not even named.
 */

const coded = element({ Code: text, Omschrijving: maybeText });
const period = element({ Begin: maybeText, Einde: maybeText });

export const SocialStatuteRecord = element({
  Naam: text,
  Resultaat: element({ Code: maybeText }).optional(),
  Periodes: element({ Periode: listOf(element({ Begindatum: maybeText, Einddatum: maybeText })) }).optional(),
});
export const SocialStatutesRecord = element({
  Persoon: element({
    INSZ: maybeText,
    SocialeStatuten: element({ SociaalStatuut: listOf(z.unknown()) }).optional(),
    Status: element({ Code: maybeText }).optional(),
  }),
});
export type SocialStatutesRecord = z.output<typeof SocialStatutesRecord>;

const PaymentRecord = element({
  Bedrag: maybeText,
  Periode: period.optional(),
  OCMW: element({ Ondernemingsnummer: maybeText }).optional(),
});
export type PaymentRecord = z.output<typeof PaymentRecord>;

/** Child benefit (Kinderbijslag) stands beside the living wage in the same month, and is not one. */
const MonthRecord = element({
  "@JaarMaand": maybeText,
  LeefloonPerPeriode: listOf(element({ LeefloonPeriode: listOf(PaymentRecord) })),
  EquivalentLeefloonPerPeriode: listOf(element({ EquivalentLeefloonPeriode: listOf(PaymentRecord) })),
});
export const LivingWageYearRecord = element({
  Uitbetaling: maybeText,
  Tegemoetkoming: element({
    Jaarlijks: listOf(element({ Leefloon: z.unknown().optional(), EquivalentLeefloon: z.unknown().optional() })),
    Maandelijks: element({ Maand: listOf(MonthRecord) }).optional(),
  }).optional(),
});
export type LivingWageYearRecord = z.output<typeof LivingWageYearRecord>;
export const LivingWageRecord = element({
  Leefloonbedragen: element({ Leefloonbedrag: listOf(z.unknown()) }),
});
export type LivingWageRecord = z.output<typeof LivingWageRecord>;

const status = element({ value: maybeText, code: maybeText });
export const RightRecord = element({
  period: element({ beginDate: maybeText, endDate: maybeText }).optional(),
  categoryIVT: maybeText,
  categoryIT: maybeText,
  decisionStatus: maybeText,
});
const ConsultedRecord = element({
  status: status.optional(),
  ssin: z.unknown().optional(),
  dataFilters: element({ filteredElement: listOf(maybeText) }).optional(),
  results: element({
    dgphResult: element({
      status: status.optional(),
      file: listOf(element({ rights: listOf(z.looseObject({ right: listOf(z.unknown()) })) })),
    }).optional(),
  }).optional(),
});
export type ConsultedRecord = z.output<typeof ConsultedRecord>;
export const DisabilityFileRecord = element({
  ConsultFilesByDateResponse: ConsultedRecord.optional(),
  ConsultFilesByPeriodResponse: ConsultedRecord.optional(),
});
export type DisabilityFileRecord = z.output<typeof DisabilityFileRecord>;
/** A number, and in its attributes whether it was replaced or canceled. */
export const SsinRecord = z.looseObject({ "@replacedBy": maybeText, "@canceled": maybeText });

export const SupportMeasureRecord = element({
  Maatregel: coded,
  INSZ: maybeText,
  Status: coded,
  DatumBeslissing: maybeText,
  Periode: period.optional(),
});
export type SupportMeasureRecord = z.output<typeof SupportMeasureRecord>;
/** Whom a measure says it is about. */
export const SupportMeasureSubject = element({ INSZ: maybeText });
export const SupportMeasuresRecord = element({
  StatusRechtOndersteuningen: element({ StatusRechtOndersteuning: listOf(z.unknown()) }),
});
export type SupportMeasuresRecord = z.output<typeof SupportMeasuresRecord>;

export const PermissionRecord = element({
  Identificatie: text,
  Statuut: coded,
  Status: coded,
  Beslisser: element({ Ondernemingsnummer: maybeText }).optional(),
  DatumAanvraag: maybeText,
  DatumBeslissing: maybeText,
  Periode: period.optional(),
  DatumHerroeping: maybeText,
  Werkpost: maybeText,
  Bewijsstuk: coded.optional(),
});
export type PermissionRecord = z.output<typeof PermissionRecord>;
export const PermissionsRecord = element({ Toelatingen: element({ Toelating: listOf(z.unknown()) }) });
export type PermissionsRecord = z.output<typeof PermissionsRecord>;

/** Whose data changed in which service: `Sleutel` is the person's number. */
export const MutationRecord = element({
  Volgnummer: text,
  Datum: text,
  Tijdstip: maybeText,
  Dienst: text,
  Subject: element({ Type: text, Sleutel: text }),
});
export type MutationRecord = z.output<typeof MutationRecord>;

export const MutationsRecord = element({
  Mutaties: element({
    OudsteVolgnummer: text,
    LaatsteVolgnummer: text,
    Stand: text,
    Mutatie: listOf(z.unknown()),
  }),
});
