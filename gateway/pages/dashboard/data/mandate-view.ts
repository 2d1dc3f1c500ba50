import { hasScope, IDENTIFY, mayRead } from "../../../../schema/groups.js";
import type { Capacity, Purpose } from "../../../../schema/mandate.js";

/** Which parts of the dashboard a mandate may read: the others are neither asked for nor shown. */
export interface MandateView {
  /** Persons by name; by their id alone otherwise. */
  readonly identify: boolean;
  readonly person: boolean;
  readonly guidance: boolean;
  readonly permissions: boolean;
  readonly assessments: boolean;
  readonly readiness: boolean;
  readonly funding: boolean;
  readonly personFunding: boolean;
  /** Whether changes of persons are told without naming them first. */
  readonly personChanges: boolean;
  /** How people are found: by the counter's lists, by VDAB's, or not at all. */
  readonly peopleBy: "COUNTER" | "VDAB" | null;
  /** Whether all partnerships are shown, or those of the own organisation as lead or as member. */
  readonly partnerships: "ALL" | "LED" | "MEMBER";
}

/** By the table that the graph itself decides with. */
export function viewOf({ capacity, purpose }: { capacity: Capacity; purpose: Purpose }): MandateView {
  const asker = { capacity, purpose };
  const listed = mayRead("person-list", asker);
  const readiness = listed && mayRead("readiness", asker) && mayRead("guidance", asker);
  return {
    identify: hasScope(IDENTIFY, { ...asker, scopes: [IDENTIFY] }),
    person: mayRead("person", asker),
    guidance: mayRead("guidance", asker),
    permissions: mayRead("permissions", asker),
    assessments: listed && mayRead("guidance", asker),
    readiness,
    funding: mayRead("funding", asker),
    personFunding: mayRead("funding-person", asker),
    personChanges: listed && mayRead("person-by-id", asker),
    peopleBy: readiness ? (capacity === "VDAB_MEDIATOR" ? "VDAB" : "COUNTER") : null,
    partnerships: capacity === "LEAD" ? "LED" : capacity === "PARTNER_GUIDE" ? "MEMBER" : "ALL",
  };
}
