import type { Assessment, Outflow, Person, Referral, World } from "../population/world.js";
import { ADVICE, ASSESSMENT, DESTINATION, REFERRAL, STATUTE } from "./codes.js";

/** Stories (the first persons) are clean; among the others each oddity of the real system comes back now and then. */
const STORIES = 12;
function odd(person: Person, every: number): boolean {
  return person.index >= STORIES && person.index % every === 7;
}

/** The number VDAB files the person under. */
export function numberAtVdab(person: Person): string {
  return person.former?.stillUsedBy.includes("vdab") ? person.former.insz : person.insz;
}

/** VDAB's own client number, eight digits. */
export function clientNumber(person: Person): string {
  return String(20_000_000 + person.index * 37);
}

export function nextAssessment(person: Person): string | undefined {
  return person.assessments
    .map((assessment) => assessment.nextDueOn)
    .sort()
    .at(-1);
}

/** The last moment at which anything in the dossier changed. */
export function changedAt(person: Person): string {
  const days = [
    person.advice?.decidedOn,
    person.outflow?.on,
    ...person.referrals.flatMap((referral) => [referral.referredOn, referral.answeredOn]),
    ...person.assessments.map((assessment) => assessment.assessedOn),
    ...person.statutes.map((statute) => statute.from),
    ...person.transfers.map(({ on }) => on),
  ];
  const last =
    days
      .filter((day) => day !== undefined)
      .sort()
      .at(-1) ?? "2021-04-01";
  return `${last}T06:00:00Z`;
}

export function clientRecord(person: Person, towns: ReadonlyMap<string, string>) {
  const { advice, former } = person;
  const number = numberAtVdab(person);
  return {
    klantnummer: clientNumber(person),
    insz: number,
    ...(former && (number === person.insz ? { vorigInsz: former.insz } : { opvolgendInsz: person.insz })),
    ...(former && { inszGewijzigdOp: former.replacedOn }),
    voornaam: person.firstName,
    naam: person.lastName,
    geboortejaar: Number(person.birthDate.slice(0, 4)),
    woonplaats: { nisCode: person.nis, ...(!odd(person, 53) && { gemeente: towns.get(person.nis) }) },
    statuten: [
      ...person.statutes.map((statute) => ({
        code: STATUTE[statute.kind],
        van: statute.from,
        tot: statute.to ?? null,
      })),
      ...(odd(person, 211) ? [{ code: "BIU", van: "2022-03-01", tot: "2022-11-31" }] : []),
    ],
    bemiddelingsadvies: advice
      ? {
          product: "AMA_SE",
          status: odd(person, 151)
            ? { code: "ABC" }
            : odd(person, 61)
              ? { code: ADVICE[advice.state].code }
              : // GG stands beside TG in the code list and means the same for access.
                odd(person, 17) && advice.state === "TOEGEKEND"
                ? { code: "GG", omschrijving: "Goedgekeurd" }
                : ADVICE[advice.state],
          datumBeslissing: odd(person, 19) ? `${advice.decidedOn}T00:00:00+01:00` : advice.decidedOn,
          periode: { begin: advice.period.from, einde: advice.period.to ?? null },
        }
      : null,
    amaWelzijn: (person.welfareActivities ?? []).map(({ from, to }) => ({ van: from, tot: to ?? null })),
    volgendeInschattingVoor: nextAssessment(person) ?? null,
    dienst: person.service,
    overdrachten: person.transfers.map(({ from, to, on }) => ({ van: from, naar: to, datum: on })),
    gewijzigdOp: changedAt(person),
  };
}

export function referralRecord(referral: Referral, leads: ReadonlyMap<string, string>) {
  return {
    nummer: referral.id,
    samenwerkingsverband: referral.partnershipId,
    ondernemingsnummer: referral.organisation,
    penhouder: leads.get(referral.partnershipId),
    datum: referral.referredOn,
    ...(referral.answeredOn && { antwoordOp: referral.answeredOn }),
    status: REFERRAL[referral.state],
  };
}

export function assessmentRecord(assessment: Assessment) {
  return {
    datum: assessment.assessedOn,
    uitkomst: ASSESSMENT[assessment.outcome],
    urenPerWeek: assessment.hoursPerWeekAble ?? null,
    volgendeVoor: assessment.nextDueOn,
  };
}

export function outflowRecord(outflow: Outflow) {
  return {
    datum: outflow.on,
    bestemming: { code: DESTINATION[outflow.destination] },
    opvolging: { na6: outflow.employedAfter6, na12: outflow.employedAfter12, na24: outflow.employedAfter24 },
  };
}

/**
 * For whom a dossier is, or was, open. Beside a dossier that may no longer be read it tells who may hear that the right
 * ended; others must not learn that there is a dossier.
 */
export function readersOf(person: Person, leads: ReadonlyMap<string, string>) {
  return person.referrals
    .filter(({ state }) => state !== "GEWEIGERD" && state !== "INGETROKKEN")
    .map(({ organisation, partnershipId }) => ({
      ondernemingsnummer: organisation,
      penhouder: leads.get(partnershipId),
    }));
}

/** A dossier for statistics: where somebody lives, which statutes, which referrals, how it ended. No name, no advice. */
export function trajectoryRecord(person: Person, registers: Registers) {
  const { klantnummer, insz, opvolgendInsz, statuten } = {
    opvolgendInsz: undefined,
    ...clientRecord(person, registers.towns),
  };
  return {
    klantnummer,
    insz,
    ...(opvolgendInsz && { opvolgendInsz }),
    nisCode: person.nis,
    statuten,
    toeleidingen: person.referrals.map(({ organisation, referredOn, state }) => ({
      ondernemingsnummer: organisation,
      datum: referredOn,
      status: REFERRAL[state].code,
    })),
    doorstroom: person.outflow ? outflowRecord(person.outflow) : null,
  };
}

/** Lists that VDAB holds beside its dossiers. */
export interface Registers {
  /** Names of municipalities by NIS code. */
  towns: ReadonlyMap<string, string>;
  /** KBO of the lead by partnership. */
  leads: ReadonlyMap<string, string>;
}

/** Everything a resource says of one person. */
export const RESOURCES = {
  klanten: (person: Person, { towns }: Registers) => ({ klant: clientRecord(person, towns) }),
  toeleidingen: (person: Person, { leads }: Registers) => ({
    toeleidingen: person.referrals.map((referral) => referralRecord(referral, leads)),
  }),
  inschattingen: (person: Person) => ({ inschattingen: person.assessments.map(assessmentRecord) }),
  doorstroom: (person: Person) => ({ doorstroom: person.outflow ? outflowRecord(person.outflow) : null }),
};
export type Resource = keyof typeof RESOURCES;

export function registersOf(world: World): Registers {
  return {
    towns: new Map(world.municipalities.map(({ nis, name }) => [nis, name])),
    leads: new Map(world.partnerships.map(({ id, lead }) => [id, lead])),
  };
}
