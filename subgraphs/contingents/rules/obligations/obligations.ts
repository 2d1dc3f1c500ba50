import type { Day } from "../../../../schema/scalars.js";
import { ObligationKind } from "../../entities/finding.js";
import { MemberRole } from "../../entities/membership.js";
import { adviceInForce } from "./advice-in-force.js";
import type { AgreementFacts, AgreementRule } from "./agreement-facts.js";
import { assessedYearly } from "./assessed-yearly.js";
import { declaredDays } from "./declared-days.js";
import { evaluatedYearly } from "./evaluated-yearly.js";
import { hoursBuiltUp } from "./hours-built-up.js";
import { insuredForAccidents, insuredForLiability } from "./insured-from-start.js";
import type { Lapse } from "./lapse.js";
import { leadInFlanders } from "./lead-in-flanders.js";
import type { MemberFacts, MemberRule } from "./member-facts.js";
import { memberInsuredForAccidents, memberInsuredForLiability } from "./member-insured.js";
import type { JudgePolicy } from "./obligation-policy.js";
import { permissionHeld } from "./permission-held.js";
import { planRegistered } from "./plan-registered.js";
import { qualifiedGuide } from "./qualified-guide.js";
import { signedAtStart } from "./signed-at-start.js";
import { welfareNotCombined } from "./welfare-not-combined.js";

/** One obligation of the law: what it asks, where that is read, and the rules that judge it. */
export interface Obligation {
  kind: ObligationKind;
  /** The sentence of the source, in our words. */
  sentence: string;
  /** Act and page: where it is read. */
  source: string;
  /** What of it no text confirmed, and what holds instead; left out where all of it was read. */
  notConfirmed?: string;
  /** Judged over the term of each agreement. */
  ofAgreement?: AgreementRule;
  /** Judged over the term of each membership. */
  ofMember?: MemberRule;
  /** Whether it rests on the lead alone, not on its partners. */
  leadOnly?: true;
}

const ACTS = "BVR 2/2/2018 hfdst. 3/1 (from 1/4/2021), BVR 18/11/2022 hfdst. 3 afd. 2 (from 1/1/2024)";

/** Every obligation. What has no rule here is judged by `findings.ts`: it is about a partnership on one day. */
export const OBLIGATIONS: readonly Obligation[] = [
  {
    kind: ObligationKind.ADVICE,
    sentence: "VDAB decides on access for everybody, whatever the statute.",
    source: `${ACTS}, onderafd. 1; extranet.vdab.be/voor-se-initiatieven/ama-sociale-economie`,
    ofAgreement: adviceInForce,
  },
  {
    kind: ObligationKind.ASSESSMENT,
    sentence: "VDAB assesses at least yearly whether the conditions still hold.",
    source: `${ACTS}, onderafd. 1; vlaanderen.be/sociale-economie/arbeidsmatige-activiteiten-in-de-sociale-economie`,
    ofAgreement: assessedYearly,
  },
  {
    kind: ObligationKind.PERMISSION,
    sentence: "A living wage needs the permission of the OCMW, recognised work incapacity that of the adviserend arts.",
    source: `${ACTS}, onderafd. 1; vlaanderen.be/sociale-economie/arbeidsmatige-activiteiten-in-de-sociale-economie`,
    notConfirmed:
      "That the permission is tied to the workplace is read for AMA welzijn alone: READINESS_PERMISSION_WORKPLACE.",
    ofAgreement: permissionHeld,
  },
  {
    kind: ObligationKind.INSURANCE_BODILY_ACCIDENT,
    sentence:
      "Before the start the member is insured for bodily accidents at the workplace and on the way to and from it.",
    source: `${ACTS}, onderafd. 3; socialeeconomie.be/arbeidsmatige-activiteiten-de-sociale-economie-ama-wse`,
    ofAgreement: insuredForAccidents,
    ofMember: memberInsuredForAccidents,
  },
  {
    kind: ObligationKind.INSURANCE_LIABILITY,
    sentence: "Before the start the member is insured for civil liability.",
    source: `${ACTS}, onderafd. 3; socialeeconomie.be/arbeidsmatige-activiteiten-de-sociale-economie-ama-wse`,
    ofAgreement: insuredForLiability,
    ofMember: memberInsuredForLiability,
  },
  {
    kind: ObligationKind.AGREEMENT_SIGNED,
    sentence: "At the start the participant and who answers for the workplace sign the begeleidingsovereenkomst.",
    source: `${ACTS}, onderafd. 3; socialeeconomie.be/arbeidsmatige-activiteiten-de-sociale-economie-ama-wse`,
    ofAgreement: signedAtStart,
  },
  {
    kind: ObligationKind.DIMONA,
    sentence: "The guidance is declared with a Dimona of type DWD.",
    source: "herwin.be/question/welke-personeelsgerelateerde-zaken-moeten-er-bij-een-ama-wse-traject-worden-verricht",
    ofAgreement: declaredDays,
  },
  {
    kind: ObligationKind.HOURS,
    sentence: "A participant is active at least twelve hours a week; the hours may be built up gradually.",
    source: `${ACTS}, onderafd. 1; vlaanderen.be/sociale-economie/arbeidsmatige-activiteiten-in-de-sociale-economie`,
    notConfirmed:
      "How long building up may take: OBLIGATIONS_HOURS_MONTHS, 12. Whether agreements count together: OBLIGATIONS_HOURS_OVER, AGREEMENT.",
    ofAgreement: hoursBuiltUp,
  },
  {
    kind: ObligationKind.EVALUATION,
    sentence: "The guide evaluates formally at least yearly.",
    source: "BVR 18/11/2022 art. 66; herwin.be/question/is-er-een-begeleidingsnorm-binnen-de-regelgeving-van-ama-wse",
    notConfirmed: "From when the year counts: from the start of the agreement, then from each evaluation.",
    ofAgreement: evaluatedYearly,
  },
  {
    kind: ObligationKind.DEVELOPMENT_PLAN,
    sentence: "The personal development plan (POP) is registered on the electronic platform, with every change.",
    source: "BVR 18/11/2022 art. 66; herwin.be/question/is-er-een-begeleidingsnorm-binnen-de-regelgeving-van-ama-wse",
    notConfirmed: "By when it must be registered: OBLIGATIONS_PLAN_DAYS after the start, 90.",
    ofAgreement: planRegistered,
  },
  {
    kind: ObligationKind.WELFARE_NOT_COMBINED,
    sentence: "AMA in the social economy and AMA welzijn are not combined.",
    source: "departementwvg.be/arbeidsmatige-activiteiten",
    notConfirmed: "Who records AMA welzijn: read from VDAB's dossier.",
    ofAgreement: welfareNotCombined,
  },
  {
    kind: ObligationKind.QUALIFIED_GUIDE,
    sentence: "The maatwerkbedrijf and each partner employ at least one qualified guide.",
    source: `${ACTS}, onderafd. 3; socialeeconomie.be/arbeidsmatige-activiteiten-de-sociale-economie-ama-wse`,
    ofMember: qualifiedGuide,
  },
  {
    kind: ObligationKind.LEAD_IN_FLANDERS,
    sentence: "The maatwerkbedrijf operates in the Vlaams Gewest.",
    source: `${ACTS}, onderafd. 1; socialeeconomie.be/arbeidsmatige-activiteiten-de-sociale-economie-ama-wse`,
    notConfirmed: "What operating means: the municipality of the seat is looked at.",
    ofMember: leadInFlanders,
    leadOnly: true,
  },
  {
    kind: ObligationKind.QUARTERLY_STATEMENT,
    sentence:
      "In the first month of each quarter the lead delivers a statement of every day that a participant was present.",
    source: "herwin.be/question/hoe-wordt-de-subsidie-ama-wse-subsidie-berekend",
  },
  {
    kind: ObligationKind.QUARTERLY_STATEMENT_READABLE,
    sentence: "A statement is made in the department's template, so that its days can be summed.",
    source: "herwin.be/question/hoe-wordt-de-subsidie-ama-wse-subsidie-berekend",
  },
  {
    kind: ObligationKind.QUARTERLY_STATEMENT_IN_TIME,
    sentence: "A statement is delivered in the first month after its quarter.",
    source: "herwin.be/question/hoe-wordt-de-subsidie-ama-wse-subsidie-berekend",
  },
  {
    kind: ObligationKind.QUARTERLY_STATEMENT_SETTLED,
    sentence: "The balance of a year is settled on the statements that the department has by then.",
    source: "herwin.be/question/hoe-wordt-de-subsidie-ama-wse-subsidie-berekend",
    notConfirmed: "What follows from a statement that comes after the settlement: it is a finding for the department.",
  },
  {
    kind: ObligationKind.CONTINGENT_NOT_EXCEEDED,
    sentence: "Trajectories are funded up to the contingent.",
    source: `${ACTS}, onderafd. 2; herwin.be/question/hoe-wordt-de-subsidie-ama-wse-subsidie-berekend`,
  },
];

/** Every lapse of an agreement, in the order of the table. */
export function agreementLapses(facts: AgreementFacts, policy: JudgePolicy, today: Day): Lapse[] {
  return OBLIGATIONS.flatMap(({ ofAgreement }) => ofAgreement?.(facts, policy, today) ?? []);
}

/** Every obligation of a member with its lapses, in the order of the table. */
export function memberLapses(facts: MemberFacts, today: Day): { kind: ObligationKind; lapses: Lapse[] }[] {
  return OBLIGATIONS.flatMap(({ kind, ofMember, leadOnly }) =>
    ofMember && (!leadOnly || facts.member.role === MemberRole.LEAD) ? [{ kind, lapses: ofMember(facts, today) }] : [],
  );
}
