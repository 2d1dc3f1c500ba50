import { z } from "zod";
import type { Fault } from "../../../schema/faults.js";
import type { Insz } from "../../../schema/identifiers.js";
import type { Day } from "../../../schema/scalars.js";
import type { SupportMeasure } from "../entities/support-measure.js";
import type { PermissionDecision, PermissionFault } from "../rules/permission-decision.js";
import type { Withheld } from "./read-repliek.js";
import {
  DisabilityFileRecord,
  LivingWageRecord,
  PermissionsRecord,
  SocialStatutesRecord,
  SupportMeasuresRecord,
  SupportMeasureSubject,
} from "./records.js";
import { translateLivingWage } from "./translate-living-wage.js";
import {
  STATUTE_NAMES,
  translateDisabilityFile,
  translatePermissions,
  translateSocialStatutes,
  translateSupportMeasures,
  type Confirmation,
} from "./translate.js";
import { tag, type Tag } from "./write-xml.js";

/** One service of MAGDA: what is asked of it, and what its answers mean. */
export interface Service<Facts> {
  name: string;
  version: string;
  namespace: string;
  /** What stands in the Vraag beside its reference. */
  question(insz: Insz, today: Day): Tag;
  /** The content of one Antwoord, checked and translated; undefined when it is not of the service's form. */
  read(content: unknown, withheld: Withheld): Facts | { replacedBy: Insz } | Fault | undefined;
  /** Whom the content says it is about; none where it does not say. */
  subjects(content: unknown): readonly string[];
  /** The facts when there is no data. */
  none: Facts;
}

const insz = (number: Insz): Tag => tag("INSZ", number.reveal());
const inhoud = (...criteria: Tag[]): Tag => tag("Inhoud", [tag("Criteria", criteria)]);

function reading<Form extends z.ZodType, Facts>(
  form: Form,
  translate: (record: z.output<Form>, withheld: Withheld) => Facts | { replacedBy: Insz } | Fault,
): Service<Facts>["read"] {
  return (content, withheld) => {
    const record = form.safeParse(content);
    return record.success ? translate(record.data, withheld) : undefined;
  };
}

export const PERMISSIONS: Service<(PermissionDecision | PermissionFault)[]> = {
  name: "GeefToelatingAMA",
  version: "01.00.0000",
  namespace: "urn:ama-wse:magda:geeftoelatingama:v01_00",
  question: (number) => inhoud(insz(number)),
  read: reading(PermissionsRecord, translatePermissions),
  subjects: () => [],
  none: [],
};

export const SOCIAL_STATUTES: Service<Confirmation[]> = {
  name: "GeefSociaalStatuut",
  version: "03.00.0000",
  namespace: "http://magda.vlaanderen.be/soczek/soap/geefsociaalstatuut/v03_00",
  question: (number, today) =>
    inhoud(
      insz(number),
      tag(
        "SocialeStatuten",
        Object.keys(STATUTE_NAMES).map((name) =>
          tag("SociaalStatuut", [tag("Naam", name), tag("Datum", [tag("Datum", today)])]),
        ),
      ),
    ),
  read: reading(SocialStatutesRecord, translateSocialStatutes),
  subjects: (content) => told(SocialStatutesRecord.safeParse(content).data?.Persoon.INSZ),
  none: [],
};

export const LIVING_WAGE: Service<Confirmation[]> = {
  name: "GeefLeefloonbedragen",
  version: "02.00.0000",
  namespace: "http://webservice.geefleefloonbedragendienst-02_00.soczek-02_00.vip.vlaanderen.be",
  question: (number, today) =>
    inhoud(insz(number), tag("Jaar", today.slice(0, 4), { Huidig: "0" }), tag("AantalJaarTerug", "1")),
  read: reading(LivingWageRecord, translateLivingWage),
  // It names who is paid and the partner, and the person asked for may be either.
  subjects: () => [],
  none: [],
};

export const DISABILITY_FILE: Service<Confirmation[]> = {
  name: "GeefDossierHandicap",
  version: "03.00.0000",
  namespace: "http://magda.vlaanderen.be/soczek/soap/geefdossierhandicap/v03_00",
  question: (number, today) =>
    tag("Criteria", [
      tag("ConsultFilesByDateCriteria", [
        tag("ssin", number.reveal()),
        tag("handicapAuthenticSources", [tag("DGPH", "true")]),
        tag("referenceDate", today),
        tag("parts", [tag("rights", "true")]),
        tag("decisionStatus", "true"),
        tag("enrichedRecognition", "false"),
      ]),
    ]),
  read: reading(DisabilityFileRecord, translateDisabilityFile),
  subjects: (content) => {
    const record = DisabilityFileRecord.safeParse(content).data;
    const ssin = (record?.ConsultFilesByDateResponse ?? record?.ConsultFilesByPeriodResponse)?.ssin;
    return typeof ssin === "string" ? told(ssin.trim()) : [];
  },
  none: [],
};

export const SUPPORT_MEASURES: Service<(SupportMeasure | Fault)[]> = {
  name: "GeefStatusRechtOndersteuningen",
  version: "02.00.0000",
  namespace: "http://webservice.geefstatusrechtondersteuningen-02_00.socecon-02_00.vip.vlaanderen.be",
  question: (number) => inhoud(insz(number)),
  read: reading(SupportMeasuresRecord, translateSupportMeasures),
  subjects: (content) =>
    (SupportMeasuresRecord.safeParse(content).data?.StatusRechtOndersteuningen.StatusRechtOndersteuning ?? []).flatMap(
      (measure) => told(SupportMeasureSubject.safeParse(measure).data?.INSZ),
    ),
  none: [],
};

function told(number: string | undefined): string[] {
  return number ? [number] : [];
}
