import { z } from "zod";
import { wireDay, wireEnterpriseNumber, wireInsz } from "../../kernel/wire-values.js";

/*
 * What VDAB's open services send, checked on arrival. Codes stay as they are; translate.ts gives them meaning.
 */

export const StatuteRecord = z.object({ code: z.string(), van: wireDay, tot: wireDay.nullish() });
export type StatuteRecord = z.output<typeof StatuteRecord>;

export const PeriodRecord = z.object({ van: wireDay, tot: wireDay.nullish() });

export const AdviceRecord = z.object({
  status: z.object({ code: z.string() }),
  datumBeslissing: wireDay.nullish(),
  periode: z.object({ begin: wireDay.nullish(), einde: wireDay.nullish() }).nullish(),
});
export type AdviceRecord = z.output<typeof AdviceRecord>;

/** The parts that can be wrong by themselves are checked by themselves, so that they cost only themselves. */
export const ClientRecord = z.object({
  klantnummer: z.string().regex(/^\d{8}$/),
  insz: wireInsz,
  opvolgendInsz: wireInsz.nullish(),
  inszGewijzigdOp: wireDay.nullish(),
  voornaam: z.string().nullish(),
  naam: z.string().min(1),
  geboortejaar: z.number().int().nullish(),
  woonplaats: z.object({ nisCode: z.string().regex(/^\d{5}$/), gemeente: z.string().nullish() }).nullish(),
  statuten: z.array(z.unknown()).default([]),
  amaWelzijn: z.array(z.unknown()).nullish(),
  bemiddelingsadvies: z.unknown(),
  volgendeInschattingVoor: wireDay.nullish(),
});
export type ClientRecord = z.output<typeof ClientRecord>;

/** What of a client record in a list tells its place there. */
export const ClientPlace = ClientRecord.pick({ klantnummer: true });
/** What of a client record tells whose it is. */
export const ClientNumber = ClientRecord.pick({ insz: true, opvolgendInsz: true });

export const ReferralRecord = z.object({
  nummer: z.string().min(1),
  samenwerkingsverband: z.string().nullish(),
  ondernemingsnummer: wireEnterpriseNumber.nullish(),
  penhouder: wireEnterpriseNumber.nullish(),
  datum: wireDay,
  antwoordOp: wireDay.nullish(),
  status: z.object({ code: z.string() }),
});
export type ReferralRecord = z.output<typeof ReferralRecord>;

/** Beside a dossier that may no longer be read: for whom it was open. */
export const FormerReaders = z.array(
  z.object({ ondernemingsnummer: wireEnterpriseNumber.nullish(), penhouder: wireEnterpriseNumber.nullish() }),
);

export const AssessmentRecord = z.object({
  datum: wireDay,
  uitkomst: z.object({ code: z.string() }),
  urenPerWeek: z.number().int().min(0).max(60).nullish(),
  volgendeVoor: wireDay,
});
export type AssessmentRecord = z.output<typeof AssessmentRecord>;

export const OutflowRecord = z.object({
  datum: wireDay,
  bestemming: z.object({ code: z.string() }),
  opvolging: z
    .object({ na6: z.boolean().nullish(), na12: z.boolean().nullish(), na24: z.boolean().nullish() })
    .default({}),
});
export type OutflowRecord = z.output<typeof OutflowRecord>;

/** One dossier within a batch: a status of its own, and data only under 200. */
export const BatchItem = z.looseObject({
  insz: wireInsz,
  status: z.number().int(),
  vervangenDoor: wireInsz.optional(),
  reden: z.string().optional(),
});
export type BatchItem = z.output<typeof BatchItem>;

/** Why VDAB refuses a whole request. */
export const RefusalReply = z.looseObject({ reden: z.string().optional() });

export const BatchReply = z.object({ _embedded: z.object({ dossiers: z.array(z.unknown()) }) });

export const SearchReply = z.object({
  totaal: z.number().int().min(0),
  naKlantnummer: z.string().optional(),
  _embedded: z.object({ klanten: z.array(z.unknown()) }),
});

/** What changed, as VDAB posts it and as it is read after a gap: whose, in which resource, never what. */
export const ChangeRecord = z.object({
  volgnummer: z.number().int().min(1),
  resource: z.string(),
  insz: wireInsz,
  opvolgendInsz: wireInsz.nullish(),
  tijdstip: z.iso.datetime({ offset: true }),
});
export type ChangeRecord = z.output<typeof ChangeRecord>;

const WireChange = z.looseObject({ volgnummer: z.number().int().min(1) });

export const ChangesReply = z.object({
  oudsteVolgnummer: z.number().int(),
  laatsteVolgnummer: z.number().int(),
  volgende: z.string().nullish(),
  _embedded: z.object({ wijzigingen: z.array(WireChange) }),
});

export const PostedChanges = z.object({ wijzigingen: z.array(WireChange).min(1).max(1_000) });
