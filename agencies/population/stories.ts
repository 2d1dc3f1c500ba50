import { addMonths, isoDay, workdayUpTo } from "./calendar.js";
import { PLOEG_GUIDES, PLOEG_ID, PLOEG_WORKPLACES } from "./de-ploeg.js";
import { HASSELT } from "./municipalities.js";
import { agreementId, dimonaNumber, permissionId, referralId } from "./numbers.js";
import { fundOf, ocmwOf, serviceOf } from "./organisations.js";
import type {
  Advice, Agreement, Assessment, Guide, HoursStep, Permission, Person, Referral, Statute, System, Workplace,
} from "./world.js"; // prettier-ignore

/** Who somebody is, the same in every world. */
interface Identity {
  /** Place in `World.persons`. */
  index: number;
  insz: string;
  /** The number before the current one. */
  formerInsz?: string;
  firstName: string;
  lastName: string;
  birthDate: string;
}

/** A person invented once, with a story that tests and sample queries rely on. All of them live in Hasselt. */
export interface Story extends Identity {
  /** The person as things stand on `today`, a day number. */
  tell: (today: number) => Person;
}

const CM = fundOf("CM").kbo;
const SOLIDARIS = fundOf("Solidaris").kbo;
const OCMW = ocmwOf(HASSELT).kbo;
const { bikes, packing, garden, kitchen, textile } = PLOEG_WORKPLACES;

/** The days of a story, counted back from today. */
interface Ago {
  today: number;
  days: (days: number) => string;
  months: (months: number) => string;
}

function story(identity: Identity, life: (ago: Ago) => Partial<Person>): Story {
  const { formerInsz: _, ...shown } = identity;
  return {
    ...identity,
    tell: (today) => ({
      ...shown,
      nis: HASSELT,
      service: serviceOf("Limburg").ovo,
      transfers: [],
      statutes: [],
      referrals: [],
      assessments: [],
      permissions: [],
      agreements: [],
      inscribed: true,
      ...life({
        today,
        days: (days) => isoDay(today - days),
        months: (months) => isoDay(workdayUpTo(addMonths(today, -months))),
      }),
    }),
  };
}

function jobSeeker(from: string, to?: string): Statute {
  return { kind: "NWWZ", confirmed: true, from, ...(to !== undefined && { to }) };
}

function sick(payer: string, from: string): Statute {
  return { kind: "ZIEKTE", payer, confirmed: true, from };
}

function livingWage(from: string): Statute {
  return { kind: "LEEFLOON", payer: OCMW, confirmed: true, from };
}

function advised(decidedOn: string, closedOn?: string): Advice {
  const closed = closedOn !== undefined;
  return {
    decidedOn,
    state: closed ? "AFGESLOTEN" : "TOEGEKEND",
    period: { from: decidedOn, ...(closed && { to: closedOn }) },
  };
}

function referred(
  { index }: Identity,
  { organisation }: Workplace,
  state: Referral["state"],
  referredOn: string,
  answeredOn?: string,
): Referral {
  const answer = answeredOn === undefined ? {} : { answeredOn };
  return { id: referralId(index, 0), partnershipId: PLOEG_ID, organisation, referredOn, ...answer, state };
}

function assessed(
  { today }: Ago,
  monthsAgo: number,
  hoursPerWeekAble: number,
  outcome: Assessment["outcome"] = "VERDERZETTEN",
): Assessment {
  const day = workdayUpTo(addMonths(today, -monthsAgo));
  return { assessedOn: isoDay(day), outcome, hoursPerWeekAble, nextDueOn: isoDay(addMonths(day, 12)) };
}

function granted(
  { index }: Identity,
  n: number,
  about: Omit<Permission, "id" | "state" | "evidence" | "workplace">,
  at: Workplace,
): Permission {
  const evidence = about.statute === "ZIEKTE" ? "FORMULIER" : "BESLISSING";
  return { id: permissionId(index, n), ...about, state: "TOEGESTAAN", workplace: at.name, evidence };
}

/** An agreement with everything in order, from `startsOn`. */
function agreed(
  { index }: Identity,
  { id, organisation }: Workplace,
  guide: Guide,
  hours: [HoursStep, ...HoursStep[]],
  rest: Partial<Agreement> = {},
): Agreement {
  const startsOn = hours[0].from;
  const to = rest.endsOn === undefined ? {} : { to: rest.endsOn };
  return {
    id: agreementId(index, 0),
    partnershipId: PLOEG_ID,
    organisation,
    guideId: guide.id,
    workplaceId: id,
    startsOn,
    signedOn: startsOn,
    signedByWorkplaceOn: startsOn,
    hours,
    dimona: { number: dimonaNumber(index, 0), from: startsOn, ...to },
    weekdays: [1, 2, 4],
    ...rest,
  };
}

const amina = { index: 0, insz: "91631412462", firstName: "Amina", lastName: "El Idrissi", birthDate: "1991-03-14" };

/** Everything in order: sickness with a permission of CM, assessed 3 months ago, built up from 12 to 16 to 20 hours. */
export const AMINA = story(amina, (ago) => ({
  statutes: [jobSeeker(ago.months(40), ago.months(18)), sick(CM, isoDay(addMonths(ago.today, -18) + 1))],
  advice: advised(ago.months(14)),
  referrals: [referred(amina, garden, "GESTART", ago.months(12), ago.days(350))],
  assessments: [assessed(ago, 14, 14), assessed(ago, 3, 20)],
  permissions: [
    granted(
      amina,
      0,
      {
        statute: "ZIEKTE",
        issuer: CM,
        requestedOn: ago.months(12),
        decidedOn: ago.months(11),
        from: ago.months(11),
        to: ago.days(-400),
      },
      garden,
    ),
  ],
  agreements: [
    agreed(
      amina,
      garden,
      PLOEG_GUIDES.heft,
      [
        { from: ago.months(10), hoursPerWeek: 12 },
        { from: ago.months(7), hoursPerWeek: 16 },
        { from: ago.months(3), hoursPerWeek: 20 },
      ],
      { endsOn: ago.days(-200), weekdays: [1, 2, 4, 5] },
    ),
  ],
}));

const bart = { index: 1, insz: "78710231712", firstName: "Bart", lastName: "Claes", birthDate: "1978-11-02" };

/** Guided, but the permission was revoked yesterday. */
export const BART = story(bart, (ago) => ({
  statutes: [sick(SOLIDARIS, ago.months(30))],
  advice: advised(ago.months(9)),
  referrals: [referred(bart, bikes, "GESTART", ago.months(8), ago.months(7))],
  assessments: [assessed(ago, 9, 16)],
  permissions: [
    {
      ...granted(
        bart,
        0,
        {
          statute: "ZIEKTE",
          issuer: SOLIDARIS,
          requestedOn: ago.months(7),
          decidedOn: ago.months(6),
          from: ago.months(6),
          to: ago.days(-540),
        },
        bikes,
      ),
      state: "HERROEPEN",
      revokedOn: ago.days(1),
    },
  ],
  agreements: [agreed(bart, bikes, PLOEG_GUIDES.ploeg, [{ from: ago.months(6), hoursPerWeek: 16 }])],
}));

const chantal = { index: 2, insz: "69662120806", firstName: "Chantal", lastName: "Mukendi", birthDate: "1969-06-21" };

/** The permission ends in 20 days, the agreement only in 120. */
export const CHANTAL = story(chantal, (ago) => ({
  statutes: [sick(CM, ago.months(36))],
  advice: advised(ago.months(13)),
  referrals: [referred(chantal, textile, "GESTART", ago.months(12), ago.months(12))],
  assessments: [assessed(ago, 13, 12), assessed(ago, 2, 14)],
  permissions: [
    granted(
      chantal,
      0,
      {
        statute: "ZIEKTE",
        issuer: CM,
        requestedOn: ago.days(375),
        decidedOn: ago.days(350),
        from: ago.days(345),
        to: ago.days(-20),
      },
      textile,
    ),
  ],
  agreements: [
    agreed(chantal, textile, PLOEG_GUIDES.balans, [{ from: ago.months(11), hoursPerWeek: 14 }], {
      endsOn: ago.days(-120),
    }),
  ],
}));

const dries = {
  index: 3, insz: "85613045581", formerInsz: "85610145578", firstName: "Dries", lastName: "Vanhoof", birthDate: "1985-01-30",
}; // prettier-ignore

/** Got another INSZ 60 days ago; the social enterprises and the department still file him under the old one. */
export const DRIES = story(dries, (ago) => ({
  former: { insz: dries.formerInsz, replacedOn: ago.days(60), stillUsedBy: ["loket", "dwse"] satisfies System[] },
  statutes: [
    { kind: "IVT", confirmed: true, from: ago.months(60) },
    { kind: "IT", confirmed: true, from: ago.months(60) },
  ],
  advice: advised(ago.months(10)),
  referrals: [referred(dries, packing, "GESTART", ago.months(9), ago.months(9))],
  assessments: [assessed(ago, 10, 20)],
  agreements: [
    agreed(dries, packing, PLOEG_GUIDES.ploeg, [{ from: ago.months(8), hoursPerWeek: 20 }], { weekdays: [1, 2, 3, 5] }),
  ],
}));

const els = { index: 4, insz: "94690906288", firstName: "Els", lastName: "Theunis", birthDate: "1994-09-09" };

/** Living wage and sickness: CM granted its permission, the one of OCMW Hasselt is still only requested. Not started. */
export const ELS = story(els, (ago) => ({
  statutes: [livingWage(ago.months(15)), sick(CM, ago.months(8))],
  advice: advised(ago.months(3)),
  referrals: [referred(els, kitchen, "AANVAARD", ago.months(2), ago.days(50))],
  assessments: [assessed(ago, 3, 12)],
  permissions: [
    granted(
      els,
      0,
      {
        statute: "ZIEKTE",
        issuer: CM,
        requestedOn: ago.days(45),
        decidedOn: ago.days(30),
        from: ago.days(30),
        to: ago.days(-700),
      },
      kitchen,
    ),
    {
      id: permissionId(els.index, 1),
      statute: "LEEFLOON",
      issuer: OCMW,
      state: "AANGEVRAAGD",
      requestedOn: ago.days(45),
      from: ago.days(-7),
      workplace: kitchen.name,
      evidence: "BRIEF",
    },
  ],
}));

const fatima = { index: 5, insz: "01651738694", firstName: "Fatima", lastName: "Amrani", birthDate: "2001-05-17" };

/** Waiting: referred 40 days ago, not answered, not started. */
export const FATIMA = story(fatima, (ago) => ({
  statutes: [jobSeeker(ago.months(20))],
  advice: advised(ago.days(55)),
  referrals: [referred(fatima, bikes, "VERWEZEN", ago.days(40))],
  assessments: [
    {
      assessedOn: ago.days(55),
      outcome: "VERDERZETTEN",
      hoursPerWeekAble: 16,
      nextDueOn: isoDay(addMonths(ago.today - 55, 12)),
    },
  ],
}));

const geert = { index: 6, insz: "66720509197", firstName: "Geert", lastName: "Swinnen", birthDate: "1966-12-05" };

/** The last assessment is 14 months old: overdue for two. */
export const GEERT = story(geert, (ago) => ({
  statutes: [jobSeeker(ago.months(48))],
  advice: advised(ago.months(14)),
  referrals: [referred(geert, packing, "GESTART", ago.months(13), ago.months(13))],
  assessments: [assessed(ago, 14, 20)],
  agreements: [
    agreed(geert, packing, PLOEG_GUIDES.ploeg, [{ from: ago.months(12), hoursPerWeek: 20 }], {
      weekdays: [1, 2, 3, 4],
    }),
  ],
}));

const hilde = { index: 7, insz: "73622654065", firstName: "Hilde", lastName: "Govaerts", birthDate: "1973-02-26" };

/** Job seeker only, so no permission is needed; all in order. */
export const HILDE = story(hilde, (ago) => ({
  statutes: [jobSeeker(ago.months(26))],
  advice: advised(ago.months(7)),
  referrals: [referred(hilde, kitchen, "GESTART", ago.months(6), ago.months(6))],
  assessments: [assessed(ago, 7, 19)],
  agreements: [
    agreed(hilde, kitchen, PLOEG_GUIDES.heft, [
      { from: ago.months(5), hoursPerWeek: 12 },
      { from: ago.months(2), hoursPerWeek: 19 },
    ]),
  ],
}));

const ivan = { index: 8, insz: "88681171320", firstName: "Ivan", lastName: "Petrov", birthDate: "1988-08-11" };

/** Ended two months ago, and nobody recorded where he went. */
export const IVAN = story(ivan, (ago) => ({
  statutes: [jobSeeker(ago.months(30))],
  advice: advised(ago.months(12)),
  referrals: [referred(ivan, bikes, "BEEINDIGD", ago.months(11), ago.months(11))],
  assessments: [assessed(ago, 12, 24)],
  agreements: [
    agreed(ivan, bikes, PLOEG_GUIDES.ploeg, [{ from: ago.months(10), hoursPerWeek: 24 }], {
      endsOn: ago.months(2),
      endReason: "EINDE_OVEREENKOMST",
    }),
  ],
}));

const jamila = { index: 9, insz: "96640327859", firstName: "Jamila", lastName: "Yildirim", birthDate: "1996-04-03" };

/** Ended eight months ago with paid work, and still employed after six. */
export const JAMILA = story(jamila, (ago) => ({
  statutes: [jobSeeker(ago.months(36), ago.months(8))],
  advice: advised(ago.months(20), ago.months(8)),
  referrals: [referred(jamila, textile, "BEEINDIGD", ago.months(19), ago.months(19))],
  assessments: [assessed(ago, 20, 20), assessed(ago, 9, 28, "DOORSTROOM_MOGELIJK")],
  outflow: { on: ago.months(8), destination: "NORMAAL_ECONOMISCH_CIRCUIT", employedAfter6: true },
  agreements: [
    agreed(
      jamila,
      textile,
      PLOEG_GUIDES.balans,
      [
        { from: ago.months(18), hoursPerWeek: 16 },
        { from: ago.months(13), hoursPerWeek: 24 },
      ],
      { endsOn: ago.months(8), endReason: "DOORSTROOM" },
    ),
  ],
}));

const koen = { index: 10, insz: "81701916994", firstName: "Koen", lastName: "Hendrickx", birthDate: "1981-10-19" };

/** Everything in order but the Dimona, which was forgotten. */
export const KOEN = story(koen, (ago) => {
  const { dimona: _, ...agreement } = agreed(koen, garden, PLOEG_GUIDES.heft, [
    { from: ago.months(4), hoursPerWeek: 14 },
  ]);
  return {
    statutes: [jobSeeker(ago.months(22))],
    advice: advised(ago.months(6)),
    referrals: [referred(koen, garden, "GESTART", ago.months(5), ago.months(5))],
    assessments: [assessed(ago, 6, 14)],
    agreements: [agreement],
  };
});

const leen = { index: 11, insz: "02672884420", firstName: "Leen", lastName: "Jans", birthDate: "2002-07-28" };

/** Guided and in order, but the right to read her dossier at VDAB ended ten days ago. */
export const LEEN = story(leen, (ago) => ({
  statutes: [jobSeeker(ago.months(18))],
  advice: advised(ago.months(8)),
  referrals: [referred(leen, kitchen, "GESTART", ago.months(7), ago.months(7))],
  assessments: [assessed(ago, 8, 16)],
  agreements: [agreed(leen, kitchen, PLOEG_GUIDES.heft, [{ from: ago.months(6), hoursPerWeek: 16 }])],
  readRightEndedOn: ago.days(10),
}));

/** In the order of their place in `World.persons`. */
export const STORIES: readonly Story[] = [
  AMINA, BART, CHANTAL, DRIES, ELS, FATIMA, GEERT, HILDE, IVAN, JAMILA, KOEN, LEEN,
]; // prettier-ignore
