import type { Contingent } from "../entities/contingent.js";
import { QualificationKind, type Guide } from "../entities/guide.js";
import { InsuranceKind, type Insurance } from "../entities/insurance.js";
import { MemberRole } from "../entities/membership.js";
import { OrganisationKind, type Organisation } from "../entities/organisation.js";
import { PartnershipStatus, Regulation, type Partnership } from "../entities/partnership.js";
import type { Workplace } from "../entities/workplace.js";
import type {
  GuideRecord,
  InsuranceRecord,
  OrganisationRecord,
  PartnershipRecord,
  TallyRecord,
  WorkplaceRecord,
} from "./records.js";
import type { Tally } from "../rules/tally.js";

const ORGANISATION: Record<string, OrganisationKind> = {
  MWB: OrganisationKind.SOCIAL_ENTERPRISE,
  PARTNER: OrganisationKind.PARTNER,
  ZF: OrganisationKind.SICKNESS_FUND,
  OCMW: OrganisationKind.PCSW,
  VDAB: OrganisationKind.VDAB,
  DEPT: OrganisationKind.DEPARTMENT,
};
const REGULATION: Record<string, Regulation> = { "2021": Regulation.DECREE_2021, "2024": Regulation.DECREE_2024 };
const STATUS: Record<string, PartnershipStatus> = {
  ACTIEF: PartnershipStatus.ACTIVE,
  STOPGEZET: PartnershipStatus.ENDED,
};
const INSURANCE: Record<string, InsuranceKind> = {
  LO: InsuranceKind.BODILY_ACCIDENT,
  BA: InsuranceKind.CIVIL_LIABILITY,
};
const QUALIFICATION: Record<string, QualificationKind> = {
  BACH: QualificationKind.BACHELOR,
  BBK: QualificationKind.PROFESSIONAL_TITLE,
  AND: QualificationKind.OTHER,
};

function place(record: { nis: string; naam?: string | null } | null | undefined) {
  return record ? { nis: record.nis, name: record.naam ?? null } : null;
}

export function translateOrganisation(record: OrganisationRecord): Organisation {
  return {
    enterpriseNumber: record.ondernemingsnummer,
    name: record.naam,
    kind: ORGANISATION[record.soort] ?? OrganisationKind.UNKNOWN,
    municipality: place(record.gemeente),
  };
}

function translateInsurance(record: InsuranceRecord): Insurance {
  return {
    organisation: { enterpriseNumber: record.organisatie },
    kind: INSURANCE[record.soort] ?? InsuranceKind.UNKNOWN,
    policyNumber: record.polis ?? null,
    insurer: record.verzekeraar ?? null,
    validFrom: record.van,
    validTo: record.tot,
  };
}

export function translatePartnership(record: PartnershipRecord): Partnership {
  const insurances = record.verzekeringen.map(translateInsurance);
  const contingents: Contingent[] = record.contingenten.map(({ jaar, aanvraag, toekenning }) => ({
    year: jaar,
    appliedFor: aanvraag.aantal,
    appliedOn: aanvraag.ingediendOp ?? null,
    granted: toekenning?.aantal ?? null,
    grantedOn: toekenning?.beslistOp ?? null,
  }));
  return {
    id: record.id,
    name: record.naam,
    regulation: REGULATION[record.regelgeving] ?? Regulation.UNKNOWN,
    status: STATUS[record.status] ?? PartnershipStatus.UNKNOWN,
    lead: { enterpriseNumber: record.penhouder },
    municipality: place(record.gemeente),
    members: record.leden.map((member) => ({
      partnershipId: record.id,
      organisation: { enterpriseNumber: member.organisatie },
      role: member.rol === "PENHOUDER" ? MemberRole.LEAD : MemberRole.PARTNER,
      validFrom: member.van,
      validTo: member.tot,
      insurances: insurances.filter(({ organisation }) => organisation.enterpriseNumber === member.organisatie),
    })),
    contingents: contingents.sort((a, b) => a.year - b.year),
    insurances,
  };
}

export function translateGuide(record: GuideRecord): Guide {
  const { kwalificatie } = record;
  return {
    id: record.id,
    partnershipId: record.samenwerkingsverband,
    name: [record.voornaam, record.naam].filter(Boolean).join(" "),
    organisation: { enterpriseNumber: record.organisatie },
    employedFrom: record.inDienst.van,
    employedTo: record.inDienst.tot,
    qualification: kwalificatie
      ? {
          kind: QUALIFICATION[kwalificatie.code] ?? QualificationKind.UNKNOWN,
          obtainedOn: kwalificatie.behaaldOp ?? null,
          evidence: kwalificatie.bewijs ?? null,
        }
      : null,
  };
}

export function translateWorkplace(record: WorkplaceRecord): Workplace {
  return {
    id: record.id,
    name: record.naam,
    organisation: { enterpriseNumber: record.organisatie },
    municipality: place(record.gemeente),
    activity: record.activiteit ?? null,
  };
}

export function translateTally(record: TallyRecord): Tally {
  return {
    on: record.op,
    agreements: record.overeenkomsten,
    participants: record.deelnemers,
    guidedDays: record.begeleidingsdagen,
    members: new Map(
      record.leden.map((member) => [
        member.organisatie,
        {
          agreements: member.overeenkomsten,
          unsigned: { count: member.nietGetekend.aantal, since: member.nietGetekend.sinds ?? null },
          withoutDimona: { count: member.zonderDimona.aantal, since: member.zonderDimona.sinds ?? null },
        },
      ]),
    ),
    guides: new Map(record.begeleiders.map(({ begeleider, deelnemers }) => [begeleider, deelnemers])),
  };
}
