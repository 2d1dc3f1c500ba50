import type { z } from "zod";
import { Fault } from "../../../schema/faults.js";
import { RecordFault } from "../../kernel/record-fault.js";
import { widestPeriod } from "../../kernel/widest-period.js";
import { wireEnterpriseNumber } from "../../kernel/wire-values.js";
import type { Contingent } from "../entities/contingent.js";
import { QualificationKind, type Guide } from "../entities/guide.js";
import { InsuranceKind, type Insurance, type InsuranceFault } from "../entities/insurance.js";
import { MemberRole } from "../entities/membership.js";
import { OrganisationKind, type Organisation } from "../entities/organisation.js";
import { PartnershipStatus, Regulation, type Partnership } from "../entities/partnership.js";
import type { Workplace } from "../entities/workplace.js";
import { eachChecked, endOf, fieldOf, textOf } from "./read-items.js";
import {
  ContingentRecord,
  InsuranceRecord,
  MemberRecord,
  type GuideRecord,
  type OrganisationRecord,
  type PartnershipRecord,
  type TallyRecord,
  type WorkplaceRecord,
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

/** The fault of an insurance of which the record cannot be read. */
function insuranceFault(item: unknown): InsuranceFault {
  return new RecordFault("LOKET", "an insurance", {
    organisation: wireEnterpriseNumber.safeParse(fieldOf(item, "organisatie")).data ?? null,
    kind: INSURANCE[textOf(item, "soort")] ?? null,
    ...widestPeriod(fieldOf(item, "van"), endOf(item, "tot")),
  });
}

function translateContingent({ jaar, aanvraag, toekenning }: z.output<typeof ContingentRecord>): Contingent {
  return {
    year: jaar,
    appliedFor: aanvraag.aantal,
    appliedOn: aanvraag.ingediendOp ?? null,
    granted: toekenning?.aantal ?? null,
    grantedOn: toekenning?.beslistOp ?? null,
  };
}

const invalid = (what: string) => () => new Fault("AGENCY_RECORD_INVALID", "LOKET", what);

export function translatePartnership(record: PartnershipRecord): Partnership {
  const insurances = eachChecked(InsuranceRecord, record.verzekeringen, translateInsurance, insuranceFault);
  const contingents = eachChecked(ContingentRecord, record.contingenten, translateContingent, invalid("a contingent"));
  const members = eachChecked(MemberRecord, record.leden, (member) => member, invalid("a member"));
  return {
    id: record.id,
    name: record.naam,
    regulation: REGULATION[record.regelgeving] ?? Regulation.UNKNOWN,
    status: STATUS[record.status] ?? PartnershipStatus.UNKNOWN,
    lead: { enterpriseNumber: record.penhouder },
    municipality: place(record.gemeente),
    members: members.read.map((member) => ({
      partnershipId: record.id,
      organisation: { enterpriseNumber: member.organisatie },
      role: member.rol === "PENHOUDER" ? MemberRole.LEAD : MemberRole.PARTNER,
      validFrom: member.van,
      validTo: member.tot,
      insurances: insurances.read.filter(({ organisation }) => organisation.enterpriseNumber === member.organisatie),
      // One that does not say whom it insures may be anybody's.
      insuranceFaults: insurances.faults.filter(({ readable: { organisation } }) =>
        [null, member.organisatie].includes(organisation),
      ),
    })),
    contingents: contingents.read.sort((a, b) => a.year - b.year),
    insurances: insurances.read,
    faults: { members: members.faults, contingents: contingents.faults, insurances: insurances.faults },
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
