import { Fault } from "../../../schema/faults.js";
import type { Insz } from "../../../schema/identifiers.js";
import type { PersonReply } from "../../kernel/ask-persons.js";
import { readRepliek, type Outcome } from "./read-repliek.js";
import { unreadable } from "./read-xml.js";
import {
  DISABILITY_FILE,
  LIVING_WAGE,
  PERMISSIONS,
  SOCIAL_STATUTES,
  SUPPORT_MEASURES,
  type Service,
} from "./services.js";

/** Who was asked about, by the reference of the question. */
export type Asked = ReadonlyMap<string, Insz>;

/** The answers by the reference of their question; with `asked`, one for each of those. */
export type Answers<Facts> = ReadonlyMap<string, PersonReply<Facts>>;

/**
 * Reads the reply of a service: facts, a replaced number or a Fault under each reference.
 * @throws Fault when the reply fails as a whole
 */
export function readAnswers<Facts>(service: Service<Facts>, xml: string, asked?: Asked): Answers<Facts> {
  const { outcomes, noData } = readRepliek(xml, service.name);
  if (!asked) return new Map([...outcomes].map(([referte, outcome]) => [referte, answerIn(service, outcome)]));
  return new Map(
    [...asked].map(([referte, insz]) => {
      const outcome = outcomes.get(referte) ?? (noData ? "NO_DATA" : unreadable("no answer to a question"));
      return [referte, answerIn(service, outcome, insz)];
    }),
  );
}

function answerIn<Facts>(service: Service<Facts>, outcome: Outcome, insz?: Insz): PersonReply<Facts> {
  if (outcome === "NO_DATA") return { value: service.none };
  if (outcome instanceof Fault || "replacedBy" in outcome) return outcome;
  const { content, withheld } = outcome;
  const facts = service.read(content, withheld);
  if (facts === undefined) return invalid(`${service.name}: not of its form`);
  if (facts instanceof Fault || isReplaced(facts)) return facts;
  if (insz && service.subjects(content).some((subject) => subject !== insz.reveal()))
    return invalid(`${service.name}: about somebody else`);
  return { value: facts };
}

function isReplaced(facts: unknown): facts is { replacedBy: Insz } {
  return typeof facts === "object" && facts !== null && "replacedBy" in facts;
}

function invalid(detail: string): Fault {
  return new Fault("AGENCY_RECORD_INVALID", "MAGDA", detail);
}

const readerOf =
  <Facts>(service: Service<Facts>) =>
  (xml: string, asked?: Asked): Answers<Facts> =>
    readAnswers(service, xml, asked);

/** GeefToelatingAMA. */
export const readPermissions = readerOf(PERMISSIONS);
/** GeefSociaalStatuut. */
export const readSocialStatutes = readerOf(SOCIAL_STATUTES);
/** GeefLeefloonbedragen. */
export const readLivingWage = readerOf(LIVING_WAGE);
/** GeefDossierHandicap. */
export const readDisabilityFile = readerOf(DISABILITY_FILE);
/** GeefStatusRechtOndersteuningen. */
export const readSupportMeasures = readerOf(SUPPORT_MEASURES);
