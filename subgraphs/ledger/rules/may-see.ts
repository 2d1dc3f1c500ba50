import type { Capacity, Mandate } from "../../../schema/mandate.js";
import { Sight } from "../../kernel/authorise.js";

type Asker = Pick<Mandate, "capacity" | "organisation">;

const PERSONS: Readonly<Record<Capacity, Sight>> = {
  VDAB_MEDIATOR: Sight.NOBODY,
  OCMW_WORKER: Sight.NOBODY,
  SICKNESS_FUND_EMPLOYEE: Sight.NOBODY,
  LEAD: Sight.RELATED,
  PARTNER_GUIDE: Sight.NOBODY,
  DOSSIER_MANAGER: Sight.EVERYBODY,
  INSPECTOR: Sight.EVERYBODY,
  ANALYST: Sight.NOBODY,
  CITIZEN: Sight.SELF,
};

/** Whose days a mandate sees. */
export function sightOf({ capacity }: Pick<Mandate, "capacity">): Sight {
  return PERSONS[capacity];
}

/** Which partnerships: all, or those that an organisation leads. */
export type Cut = "ALL" | { lead: string };

/** Of which partnerships a mandate sees the funding; undefined for none. */
export function fundingCut({ capacity, organisation }: Asker): Cut | undefined {
  if (capacity === "LEAD") return { lead: organisation };
  return ["DOSSIER_MANAGER", "INSPECTOR", "ANALYST"].includes(capacity) ? "ALL" : undefined;
}

/** Whether the asker has a right to the days of each person behind the figures of the funding in its sight. */
export function seesFigures({ capacity }: Pick<Mandate, "capacity">): boolean {
  return capacity === "LEAD" || sightOf({ capacity }) === Sight.EVERYBODY;
}

/** In which partnerships a mandate sees the days of a participant; undefined for none. */
export function daysCut(asker: Asker & Pick<Mandate, "participant">, participant: string): Cut | undefined {
  switch (sightOf(asker)) {
    case Sight.EVERYBODY:
      return "ALL";
    case Sight.SELF:
      return asker.participant === participant ? "ALL" : undefined;
    case Sight.RELATED:
      return { lead: asker.organisation };
    case Sight.NOBODY:
      return undefined;
  }
}
