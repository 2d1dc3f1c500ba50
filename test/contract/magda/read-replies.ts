import type { Answers } from "../../../subgraphs/permissions/source/read-answers.js";
import {
  readDisabilityFile,
  readLivingWage,
  readPermissions,
  readSocialStatutes,
  readSupportMeasures,
} from "../../../subgraphs/permissions/source/read-answers.js";
import { Fault } from "../../../schema/faults.js";

/** The reader of each service, by the name that its folder of replies has. */
export const READERS: Readonly<Record<string, (xml: string) => Answers<readonly unknown[]>>> = {
  GeefSociaalStatuut: (xml) => readSocialStatutes(xml),
  GeefLeefloonbedragen: (xml) => readLivingWage(xml),
  GeefDossierHandicap: (xml) => readDisabilityFile(xml),
  GeefStatusRechtOndersteuningen: (xml) => readSupportMeasures(xml),
  GeefToelatingAMA: (xml) => readPermissions(xml),
};

/** What a reader makes of a reply: what it says by reference, or the code of the Fault it throws. Anything else is a crash. */
export function outcomeOf(service: string, xml: string): Record<string, unknown> | string {
  try {
    return Object.fromEntries([...READERS[service]!(xml)].map(([referte, answer]) => [referte, shown(answer)]));
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}

/** Faults by their code, a replaced number by its successor, values as they are. */
function shown(answer: unknown): unknown {
  if (answer instanceof Fault) return answer.code;
  if (Array.isArray(answer)) return answer.map(shown);
  if (typeof answer !== "object" || answer === null) return answer;
  if ("value" in answer) return shown(answer.value);
  if ("replacedBy" in answer) return { replacedBy: (answer.replacedBy as { reveal(): string }).reveal() };
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, shown(value)]));
}
