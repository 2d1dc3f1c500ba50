import { Fault } from "../../../schema/faults.js";
import { Insz } from "../../../schema/identifiers.js";
import { PermissionStatus } from "../../kernel/facts.js";
import { StatuteKind } from "../../kernel/statute-kind.js";
import type { ConfirmedStatute } from "../entities/confirmed-statute.js";
import { NetworkService } from "../entities/confirmed-statute.js";
import { EvidenceKind } from "../entities/evidence-kind.js";
import { SupportMeasureKind, SupportMeasureStatus, type SupportMeasure } from "../entities/support-measure.js";
import { RecordFault } from "../../kernel/record-fault.js";
import { widestPeriod } from "../../kernel/widest-period.js";
import type { PermissionDecision, PermissionFault, ReadablePermission } from "../rules/permission-decision.js";
import type { Withheld } from "./read-repliek.js";
import {
  PermissionRecord,
  RightRecord,
  SocialStatuteRecord,
  SsinRecord,
  SupportMeasureRecord,
  type DisabilityFileRecord,
  type PermissionsRecord,
  type SocialStatutesRecord,
  type SupportMeasuresRecord,
} from "./records.js";
import { isElement } from "./read-xml.js";
import { FILTERED, toldDay, toldEnterpriseNumber, unlessWithheld } from "./told.js";

/** A confirmed statute without the moment of asking, or the fault of one that cannot be read. */
export type Confirmation = Omit<ConfirmedStatute, "asOf"> | Fault;

/** The names asked of GeefSociaalStatuut. The first is the network's; the other two are the stand-in's, see its README. */
export const STATUTE_NAMES: Readonly<Record<string, StatuteKind>> = {
  LIVING_WAGES_PCSA_HELP: StatuteKind.LIVING_WAGE,
  WORK_INCAPACITY_RECOGNISED: StatuteKind.WORK_INCAPACITY,
  JOBSEEKER_NOT_EMPLOYED: StatuteKind.JOB_SEEKER,
};
const MEASURES: Readonly<Record<string, SupportMeasureKind>> = {
  VOP: SupportMeasureKind.WAGE_SUPPORT,
  MWB: SupportMeasureKind.SOCIAL_ENTERPRISE,
  MWA: SupportMeasureKind.SOCIAL_ENTERPRISE_DEPARTMENT,
  LDE: SupportMeasureKind.LOCAL_SERVICES_ECONOMY,
};
const MEASURE_STATUSES: Readonly<Record<string, SupportMeasureStatus>> = {
  TG: SupportMeasureStatus.GRANTED,
  GG: SupportMeasureStatus.APPROVED,
  GW: SupportMeasureStatus.REFUSED,
  IB: SupportMeasureStatus.PENDING,
  AF: SupportMeasureStatus.CLOSED,
};
export const PERMISSION_STATUTES: Readonly<Record<string, StatuteKind>> = {
  LL: StatuteKind.LIVING_WAGE,
  AO: StatuteKind.WORK_INCAPACITY,
};
export const PERMISSION_STATES: Readonly<Record<string, PermissionDecision["state"]>> = {
  AA: PermissionStatus.REQUESTED,
  TG: PermissionStatus.GRANTED,
  GW: PermissionStatus.REFUSED,
  HR: PermissionStatus.REVOKED,
};
const EVIDENCE: Readonly<Record<string, EvidenceKind>> = {
  FORM: EvidenceKind.FORM,
  BRIEF: EvidenceKind.LETTER,
  BESL: EvidenceKind.DECISION,
};

const invalid = (what: string) => new Fault("AGENCY_RECORD_INVALID", "MAGDA", what);

export function translateSocialStatutes({ Persoon }: SocialStatutesRecord): Confirmation[] | Fault {
  if (!Persoon.SocialeStatuten) {
    const code = Persoon.Status?.Code;
    return code === undefined || code === "SSH00048" ? [] : new Fault("AGENCY_FAILED", "MAGDA", "status of the person");
  }
  return Persoon.SocialeStatuten.SociaalStatuut.flatMap((entry): Confirmation[] => {
    const read = SocialStatuteRecord.safeParse(entry);
    if (!read.success) return [invalid("a social statute")];
    const kind = Object.hasOwn(STATUTE_NAMES, read.data.Naam) ? STATUTE_NAMES[read.data.Naam] : undefined;
    // Statutes that were not asked for are no business of ours.
    if (!kind || read.data.Resultaat?.Code === "0") return [];
    if (read.data.Resultaat?.Code !== "1") return [invalid("a social statute with neither yes nor no")];
    const periods = read.data.Periodes?.Periode ?? [];
    return (periods.length > 0 ? periods : [{ Begindatum: undefined, Einddatum: undefined }]).map((period) => ({
      kind,
      validFrom: toldDay(period.Begindatum),
      validTo: toldDay(period.Einddatum),
      payer: null,
      source: NetworkService.SOCIAL_STATUTE,
    }));
  });
}

/** Only whether there is a right to IVT or IT, and when. Which category, and why, is never read. */
export function translateDisabilityFile(record: DisabilityFileRecord): Confirmation[] | { replacedBy: Insz } | Fault {
  const consulted = record.ConsultFilesByDateResponse ?? record.ConsultFilesByPeriodResponse;
  if (!consulted) return invalid("a dossier without an answer in it");
  const ssin = SsinRecord.safeParse(consulted.ssin).data;
  const successor = ssin?.["@replacedBy"];
  if (successor) return Insz.isValid(successor) ? { replacedBy: Insz.parse(successor) } : invalid("ssin replaced");
  if (ssin?.["@canceled"] === "true") return new Fault("INSZ_NOT_KNOWN", "MAGDA", "ssin canceled");
  const { status, dataFilters, results } = consulted;
  const filters = (dataFilters?.filteredElement ?? []).filter((name) => name !== undefined);
  const dgph = results?.dgphResult;
  const failed = new Fault("AGENCY_FAILED", "MAGDA", "DG HAN did not answer, or not wholly");
  const answered = dgph?.status?.value ?? status?.value;
  switch (answered) {
    case "NO_DATA_FOUND":
      // Not integrated at the source means that nothing was looked up, unless the whole says that there is no data.
      return dgph?.status?.code === "MSG00021" && status?.code !== "MSG00100"
        ? new Fault("NOT_INSCRIBED", "MAGDA", "code MSG00021")
        : [];
    case "DATA_FOUND":
    case "INCOMPLETE_DATA": {
      const rights = (dgph?.file ?? []).flatMap((file) => file.rights.flatMap(rightsIn));
      if (rights.length === 0 && filters.some(mayHideRights)) return FILTERED("rights");
      const read = rights.flatMap((right) => translateRight(right, filters.length > 0));
      return answered === "INCOMPLETE_DATA" ? [...read, failed] : read;
    }
    case undefined:
      return invalid("a dossier without a status");
    default:
      return failed;
  }
}

/** By date the rights are the element itself; by period they are a list in it. */
function rightsIn(rights: { right: unknown[] }): unknown[] {
  return rights.right.length > 0 ? rights.right : [rights];
}

/** The name of a filtered element hides rights unless it plainly is that of another part of the file. */
function mayHideRights(name: string): boolean {
  return !/address|evolution|recognition|card|payment/i.test(name);
}

function translateRight(right: unknown, filtered: boolean): Confirmation[] {
  const read = RightRecord.safeParse(right);
  if (!read.success) return [invalid("a right")];
  const { period, categoryIVT, categoryIT, decisionStatus } = read.data;
  if (decisionStatus !== undefined && decisionStatus !== "POSITIVE") return [];
  if (categoryIVT === undefined && categoryIT === undefined)
    return [filtered ? FILTERED("rights") : invalid("a right to nothing")];
  const held = (category: string | undefined) => category !== undefined && !["-", "0"].includes(category);
  const kinds = [
    ...(held(categoryIVT) ? [StatuteKind.INCOME_REPLACEMENT] : []),
    ...(held(categoryIT) ? [StatuteKind.INTEGRATION_ALLOWANCE] : []),
  ];
  return kinds.map((kind) => ({
    kind,
    validFrom: period ? toldDay(period.beginDate) : filtered ? FILTERED("period") : null,
    validTo: period ? toldDay(period.endDate) : filtered ? FILTERED("period") : null,
    payer: null,
    source: NetworkService.DISABILITY_FILE,
  }));
}

export function translateSupportMeasures(record: SupportMeasuresRecord): (SupportMeasure | Fault)[] {
  return record.StatusRechtOndersteuningen.StatusRechtOndersteuning.map((item) => {
    const measure = SupportMeasureRecord.safeParse(item);
    return measure.success ? translateSupportMeasure(measure.data) : invalid("a support measure");
  });
}

function translateSupportMeasure({
  Maatregel,
  Status,
  DatumBeslissing,
  Periode,
}: SupportMeasureRecord): SupportMeasure {
  return {
    kind: lookUp(MEASURES, Maatregel.Code) ?? SupportMeasureKind.OTHER,
    code: Maatregel.Code,
    name: Maatregel.Omschrijving ?? null,
    status: lookUp(MEASURE_STATUSES, Status.Code) ?? SupportMeasureStatus.UNKNOWN,
    decidedOn: toldDay(DatumBeslissing),
    validFrom: toldDay(Periode?.Begin),
    validTo: toldDay(Periode?.Einde),
  };
}

export function translatePermissions(
  record: PermissionsRecord,
  withheld: Withheld,
): (PermissionDecision | PermissionFault)[] {
  return record.Toelatingen.Toelating.map((toelating) => translatePermission(toelating, withheld));
}

function translatePermission(item: unknown, withheld: Withheld): PermissionDecision | PermissionFault {
  const { data: record } = PermissionRecord.safeParse(item);
  const statute = record && lookUp(PERMISSION_STATUTES, record.Statuut.Code);
  const state = record && lookUp(PERMISSION_STATES, record.Status.Code);
  if (!record || !statute || !state)
    return new RecordFault("MAGDA", "a permission of another form, or with an unknown statute or status", {
      statute: statute ?? null,
      state: state ?? null,
      ...stillReadable(item),
    });
  const withoutPeriod = !record.Periode && state !== PermissionStatus.REQUESTED && state !== PermissionStatus.REFUSED;
  const noPeriod = withoutPeriod && withheld("Periode");
  return {
    number: record.Identificatie,
    statute,
    state,
    issuer: unlessWithheld(
      toldEnterpriseNumber(record.Beslisser?.Ondernemingsnummer),
      withheld("Beslisser"),
      "Beslisser",
    ),
    requestedOn: unlessWithheld(toldDay(record.DatumAanvraag), withheld("DatumAanvraag"), "DatumAanvraag"),
    decidedOn: toldDay(record.DatumBeslissing),
    validFrom: unlessWithheld(toldDay(record.Periode?.Begin), noPeriod, "Periode"),
    validTo: unlessWithheld(toldDay(record.Periode?.Einde), noPeriod, "Periode"),
    revokedOn: toldDay(record.DatumHerroeping),
    workplace: record.Werkpost ?? null,
    evidence: record.Bewijsstuk ? (lookUp(EVIDENCE, record.Bewijsstuk.Code) ?? EvidenceKind.UNKNOWN) : null,
  };
}

/** By whom and for when an unreadable permission was given, as far as it says. */
function stillReadable(item: unknown): Pick<ReadablePermission, "issuer" | "validFrom" | "validTo"> {
  const part = (value: unknown, name: string) => (isElement(value) ? value[name] : undefined);
  const number = part(part(item, "Beslisser"), "Ondernemingsnummer");
  const issuer = toldEnterpriseNumber(typeof number === "string" ? number : undefined);
  const period = part(item, "Periode");
  return {
    issuer: issuer instanceof Fault ? null : issuer,
    ...widestPeriod(part(period, "Begin"), part(period, "Einde")),
  };
}

function lookUp<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
