import { Fault, Refusal, type FaultCode } from "../../schema/faults.js";
import type { Mandate } from "../../schema/mandate.js";

/**
 * Whom a mandate sees at one agency: everybody, nobody, the asker alone, or those to whom the agency's own facts relate
 * the asker. Each subgraph says which in its `rules/may-see.ts`.
 */
export enum Sight {
  EVERYBODY,
  NOBODY,
  SELF,
  RELATED,
}

/** Failures about one person: whoever is told of one is told that the agency has the person. */
const ABOUT_A_PERSON: ReadonlySet<FaultCode> = new Set([
  "DOSSIER_CLOSED",
  "NOT_INSCRIBED",
  "FILTERED",
  "INSZ_NOT_KNOWN",
  "AGENCY_RECORD_INVALID",
  "AGENCY_FAILED",
]);

/** A failure that is about one person; undefined for any other error. */
export function faultAboutPerson(error: unknown): Fault | undefined {
  return error instanceof Fault && ABOUT_A_PERSON.has(error.code) ? error : undefined;
}

/** The answer, or `instead` where it failed for a reason that is about the person. @throws whatever else went wrong */
export async function unlessAboutPerson<T>(answer: Promise<T>, instead: T): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (faultAboutPerson(error)) return instead;
    throw error;
  }
}

/** Whether a participant is in sight. Asks the agency nothing where the capacity alone decides. */
export interface SightOfPersons {
  (id: string): Promise<boolean>;
  /** Takes it that the agency itself has cut to who is in sight, as in a search. */
  prime(id: string): void;
}

/**
 * Decides on persons within one request.
 * @param isRelated by the agency's facts, asked where they alone decide; a failure about the person is a no, so that
 * it cannot be told from a person who does not exist
 * @param primed whom the agency itself put into sight in this request
 */
export function createSight(
  sight: Sight,
  { participant }: Mandate,
  isRelated: (id: string) => Promise<boolean>,
  primed = new Set<string>(),
): SightOfPersons {
  const sees = async (id: string) => {
    switch (sight) {
      case Sight.EVERYBODY:
        return true;
      case Sight.SELF:
        return participant !== undefined && participant === id;
      case Sight.RELATED:
        return primed.has(id) || unlessAboutPerson(isRelated(id), false);
      case Sight.NOBODY:
        return false;
    }
  };
  return Object.assign(sees, { prime: (id: string) => void primed.add(id) });
}

/** A part of a loader: what resolvers need of one. */
export interface Load<Value> {
  load(id: string): Promise<Value | null>;
}

/**
 * Loads of persons in sight alone: of the others nothing is asked, and each is refused OUT_OF_SIGHT as a person is whom the
 * agency does not have.
 */
export function inSight<Value>(sees: SightOfPersons, loader: Load<Value>): Load<Value> {
  return {
    async load(id) {
      if (!(await sees(id))) throw new Refusal("OUT_OF_SIGHT");
      return loader.load(id);
    },
  };
}
