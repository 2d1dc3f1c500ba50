import { dayNumber } from "./calendar.js";
import { contingentsOf, loadsOf } from "./contingents.js";
import { followUpOf } from "./follow-up.js";
import { MUNICIPALITIES } from "./municipalities.js";
import { insurancesOf, statementsOf } from "./obligations.js";
import { DEPARTEMENT, OCMWS, SICKNESS_FUNDS, VDAB } from "./organisations.js";
import { createSettings } from "./partnerships.js";
import { createPersons } from "./persons.js";
import { Placement } from "./placement.js";
import { welfareOf } from "./welfare.js";
import type { World, WorldOptions } from "./world.js";

/**
 * The invented Flanders of these options; the same options always give an equal world. Everything in it is relative to
 * the day of `now`, which has to lie in 2023 or later: the stories look back 20 months, and AMA WSE begins on 2021-04-01.
 */
export function createWorld({ seed, participants, now }: WorldOptions): World {
  const today = dayNumber(now);
  const settings = createSettings(seed, participants, today);
  const persons = createPersons(seed, participants, new Placement(settings), today);
  for (const person of persons) {
    for (const agreement of person.agreements) Object.assign(agreement, followUpOf(seed, person, agreement, today));
    const welfareActivities = welfareOf(seed, person, today);
    if (welfareActivities.length > 0) person.welfareActivities = welfareActivities;
  }
  const loads = loadsOf(persons, today);
  for (const setting of settings) {
    const { partnership } = setting;
    partnership.contingents = contingentsOf(seed, setting, loads.get(partnership.id), today);
    partnership.insurances = insurancesOf(seed, setting, today);
    partnership.statements = statementsOf(seed, setting, today);
  }
  const places = settings.flatMap((setting) => setting.places);
  // Copied, so that nothing done to one world shows in the next.
  const sicknessFunds = structuredClone([...SICKNESS_FUNDS]);
  const ocmws = structuredClone(new Map(OCMWS));
  const others = structuredClone([VDAB, DEPARTEMENT, ...places.map((place) => place.organisation)]);
  const organisations = [...others, ...sicknessFunds, ...ocmws.values()];
  return {
    seed,
    now,
    municipalities: structuredClone([...MUNICIPALITIES]),
    sicknessFunds,
    ocmws,
    organisations: new Map(organisations.map((organisation) => [organisation.kbo, organisation])),
    partnerships: settings.map((setting) => setting.partnership),
    guides: places.flatMap((place) => place.guides),
    workplaces: places.flatMap((place) => place.workplaces),
    persons,
  };
}
