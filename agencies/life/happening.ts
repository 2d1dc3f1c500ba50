import type {
  Agreement,
  Assessment,
  EndReason,
  HoursStep,
  Outflow,
  Permission,
  Person,
  Referral,
  World,
} from "../population/world.js";

/** Something that happens in the invented world. Persons by their place in it; days and periods as everywhere in it. */
export type Happening =
  | { what: "MOVED"; person: number; nis: string }
  /** VDAB hands a dossier to another of its services. */
  | { what: "TRANSFERRED"; person: number; to: string; on: string }
  | { what: "REFERRED"; person: number; referral: Referral }
  | { what: "REFERRAL_ANSWERED"; person: number; referral: string; state: "AANVAARD" | "GEWEIGERD"; on: string }
  | { what: "ASSESSED"; person: number; assessment: Assessment }
  | { what: "PERMISSION_ASKED"; person: number; permission: Permission }
  | {
      what: "PERMISSION_DECIDED";
      person: number;
      permission: string;
      state: "TOEGESTAAN" | "GEWEIGERD";
      on: string;
      to?: string;
    }
  | { what: "PERMISSION_REVOKED"; person: number; permission: string; on: string }
  /** The network confirms a statute that VDAB recorded, or no longer does. */
  | { what: "STATUTE_CONFIRMED"; person: number; statute: number; confirmed: boolean }
  | { what: "AGREEMENT_CONCLUDED"; person: number; agreement: Agreement; referral: string }
  | { what: "AGREEMENT_ENDED"; person: number; agreement: string; on: string; reason: EndReason; outflow?: Outflow }
  | { what: "HOURS_CHANGED"; person: number; agreement: string; step: HoursStep }
  | { what: "CONTINGENT_CHANGED"; partnership: string; year: number; granted: number; on: string }
  /** The department books a further advance, a share of one trajectory. */
  | { what: "ADVANCE_BOOKED"; partnership: string; year: number; cents: number; on: string }
  /** The department takes in a quarterly statement that was delivered, or a corrected one; of a year, if one is named. */
  | { what: "STATEMENT_TAKEN_IN"; partnership: string; year?: number; on: string }
  /** The department settles a year a further time, if a statement came since. */
  | { what: "YEAR_SETTLED"; partnership: string; year: number; on: string }
  /** A partnership pays back what was asked of it, if anything is open. */
  | { what: "RECOVERY_PAID"; partnership: string; on: string };

export type HappeningTo<What extends Happening["what"]> = Extract<Happening, { what: What }>;

export function personOf(world: World, { person }: { person: number }): Person {
  const found = world.persons[person];
  if (!found) throw new Error("Nobody at this place of the world");
  return found;
}

/** The one of a person's things with this id. */
export function thingOf<Thing extends { id: string }>(things: readonly Thing[], id: string): Thing {
  const found = things.find((thing) => thing.id === id);
  if (!found) throw new Error("The person has nothing under this id");
  return found;
}
