import type { World } from "../../population/world.js";

/** The part of the world that the ledger is made from; small enough to hand to another process. */
export function ledgerWorld(world: World): World {
  return {
    ...world,
    now: `${world.now.slice(0, 10)}T00:00:00Z`,
    municipalities: [],
    sicknessFunds: [],
    ocmws: new Map(),
    organisations: new Map(),
    guides: [],
    workplaces: [],
    persons: world.persons.map(({ index, insz, former, agreements }) => ({
      index,
      insz,
      ...(former && { former }),
      agreements: agreements.map(({ id, partnershipId, organisation, workplaceId, startsOn, endsOn, weekdays }) => ({
        id,
        partnershipId,
        organisation,
        workplaceId,
        startsOn,
        ...(endsOn !== undefined && { endsOn }),
        weekdays,
        hours: [],
      })),
      firstName: "",
      lastName: "",
      birthDate: "",
      nis: "",
      service: "",
      transfers: [],
      statutes: [],
      referrals: [],
      assessments: [],
      permissions: [],
      inscribed: true,
    })),
  };
}
