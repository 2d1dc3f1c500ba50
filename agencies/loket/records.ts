import type { Agreement, Guide, Organisation, Partnership, Person, Workplace } from "../population/world.js";
import { statusOn, type Books } from "./books.js";
import { odd, oddId, openEnd, withTime } from "./quirks.js";

const ORGANISATION = {
  MAATWERKBEDRIJF: "MWB",
  PARTNER: "PARTNER",
  ZIEKENFONDS: "ZF",
  OCMW: "OCMW",
  VDAB: "VDAB",
  DEPARTEMENT: "DEPT",
};
const QUALIFICATION = { BACHELOR_SOCIAAL: "BACH", BEROEPSBEKWAAMHEID: "BBK", ANDERE: "AND" };
const INSURANCE = { LICHAMELIJKE_ONGEVALLEN: "LO", BURGERLIJKE_AANSPRAKELIJKHEID: "BA" };
const ROLE = { LEAD: "PENHOUDER", PARTNER: "PARTNER" };

export function organisationRecord(organisation: Organisation, books: Books) {
  return {
    ondernemingsnummer: organisation.kbo,
    naam: organisation.name,
    soort: ORGANISATION[organisation.kind],
    gemeente: place(organisation.nis, books),
  };
}

function place(nis: string, books: Books) {
  const naam = books.town(nis);
  return { nis, ...(naam && { naam }) };
}

export function partnershipRecord(partnership: Partnership, books: Books) {
  const untidy = partnership.id !== "SV-0001" && oddId(partnership.id, 7);
  const lead = books.organisation(partnership.lead);
  return {
    id: partnership.id,
    naam: partnership.name,
    regelgeving: partnership.regulation,
    status: partnership.status,
    penhouder: partnership.lead,
    ...(lead && { gemeente: place(lead.nis, books) }),
    leden: partnership.members.map((member) => ({
      organisatie: member.organisation,
      rol: ROLE[member.role],
      van: untidy ? withTime(member.from) : member.from,
      tot: openEnd(member.to, untidy),
    })),
    contingenten: partnership.contingents.map((contingent) => ({
      jaar: contingent.year,
      aanvraag: { aantal: contingent.appliedFor, ingediendOp: contingent.appliedOn },
      ...(contingent.granted === undefined
        ? // Not decided: some screens leave the grant out, others write it empty.
          untidy
          ? {}
          : { toekenning: null }
        : { toekenning: { aantal: contingent.granted, beslistOp: contingent.grantedOn ?? null } }),
    })),
    verzekeringen: partnership.insurances.map((insurance) => ({
      organisatie: insurance.organisation,
      soort: INSURANCE[insurance.kind],
      polis: insurance.policyNumber,
      verzekeraar: insurance.insurer,
      van: insurance.from,
      tot: openEnd(insurance.to, untidy),
    })),
  };
}

export function guideRecord(guide: Guide) {
  const unknownCode = guide.partnershipId !== "SV-0001" && oddId(guide.id, 13);
  return {
    id: guide.id,
    samenwerkingsverband: guide.partnershipId,
    organisatie: guide.organisation,
    voornaam: guide.firstName,
    naam: guide.lastName,
    inDienst: { van: guide.employed.from, tot: guide.employed.to ?? null },
    ...(guide.qualification && {
      kwalificatie: {
        code: unknownCode ? "ABC" : QUALIFICATION[guide.qualification.kind],
        behaaldOp: guide.qualification.obtainedOn,
        bewijs: guide.qualification.evidence,
      },
    }),
  };
}

export function workplaceRecord(workplace: Workplace, books: Books) {
  return {
    id: workplace.id,
    samenwerkingsverband: workplace.partnershipId,
    organisatie: workplace.organisation,
    naam: workplace.name,
    gemeente: place(workplace.nis, books),
    ...(oddId(workplace.id, 11) ? {} : { activiteit: workplace.activity }),
  };
}

/** The number the counter files the person under. */
export function numberAtLoket(person: Person): string {
  return person.former?.stillUsedBy.includes("loket") ? person.former.insz : person.insz;
}

/** The person as the counter files it, with the successor of a number it has not taken over itself. */
export function personRecord(person: Person) {
  const insz = numberAtLoket(person);
  return {
    insz,
    ...(person.former && insz !== person.insz && { opvolger: { insz: person.insz, sinds: person.former.replacedOn } }),
  };
}

/** The agreements of one person for statistics: with whom, from when to when, and why they ended. */
export function exportRecord(person: Person, books: Books) {
  return {
    deelnemer: personRecord(person),
    overeenkomsten: person.agreements.map((agreement) => {
      const { id, samenwerkingsverband, organisatie, startdatum, einddatum, ...rest } = agreementRecord(
        person,
        agreement,
        books,
      );
      const stopreden = rest.stopreden;
      return { id, samenwerkingsverband, organisatie, startdatum, einddatum, ...(stopreden && { stopreden }) };
    }),
  };
}

export function agreementRecord(person: Person, agreement: Agreement, books: Books) {
  const timed = odd(person, 7, 3);
  const day = (text: string | undefined) => (text === undefined ? null : timed ? withTime(text) : text);
  const turned = odd(person, 97, 41) && agreement === person.agreements[0];
  return {
    id: agreement.id,
    status: statusOn(agreement, books.today),
    samenwerkingsverband: agreement.partnershipId,
    organisatie: agreement.organisation,
    deelnemer: personRecord(person),
    ...(odd(person, 19, 7)
      ? { begeleider: `BG-9${agreement.id.slice(-4)}` }
      : agreement.guideId !== undefined && { begeleider: agreement.guideId }),
    werkpost: agreement.workplaceId,
    startdatum: day(agreement.startsOn),
    einddatum: turned ? "2021-01-04" : (day(agreement.endsOn) ?? openEnd(undefined, odd(person, 5, 2))),
    ...(agreement.endReason && { stopreden: agreement.endReason }),
    getekendOp: day(agreement.signedOn),
    ...(odd(person, 11, 5) && agreement.signedByWorkplaceOn === undefined
      ? {}
      : { getekendWerkpostOp: day(agreement.signedByWorkplaceOn) }),
    urenstappen: agreement.hours.map((step) => ({
      vanaf: step.from,
      urenPerWeek: odd(person, 17, 4) ? String(step.hoursPerWeek).replace(".", ",") : step.hoursPerWeek,
    })),
    evaluaties: (agreement.evaluations ?? []).map((on) => ({ datum: day(on) })),
    ontwikkelingsplan: agreement.developmentPlan
      ? {
          geregistreerdOp: agreement.developmentPlan.registeredOn,
          wijzigingen: agreement.developmentPlan.changedOn.map((on) => ({ datum: on })),
        }
      : null,
    dimona: agreement.dimona
      ? { nummer: agreement.dimona.number, type: "DWD", van: agreement.dimona.from, tot: agreement.dimona.to ?? null }
      : null,
  };
}
