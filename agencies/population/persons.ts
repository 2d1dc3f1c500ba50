import { dayNumber, isoDay } from "./calendar.js";
import { drawLife } from "./life.js";
import { inhabitantsOf, HASSELT, MUNICIPALITIES } from "./municipalities.js";
import { nameOf } from "./names.js";
import { testInsz } from "./numbers.js";
import type { Placement } from "./placement.js";
import { Random } from "./random.js";
import { drawService } from "./services.js";
import { STORIES } from "./stories.js";
import type { Municipality, Person, System } from "./world.js";

const SHARE_REPLACED = 0.02;
const SYSTEMS: readonly System[] = ["vdab", "magda", "loket", "dwse"];

/** Fixed years, not ages: somebody's INSZ does not depend on the moment at which one looks. Adult on the first day. */
const OLDEST = dayNumber("1961-01-01");
const YOUNGEST = dayNumber("2003-03-31");

/** So many persons after the stories are guided at SV-0001, so that it is of some size in the smallest world. */
const MORE_AT_FIRST = 12;

const HOMES = MUNICIPALITIES.map((m) => [m, inhabitantsOf(m.nis)] as const);
const HASSELT_ITSELF = MUNICIPALITIES.find(({ nis }) => nis === HASSELT);

/** The persons of the stories first, then as many drawn ones as there is room for. */
export function createPersons(seed: number, participants: number, placement: Placement, today: number): Person[] {
  const taken = new Set(STORIES.flatMap(({ insz, formerInsz }) => (formerInsz ? [insz, formerInsz] : [insz])));
  const persons = STORIES.slice(0, participants).map((story) => story.tell(today));
  for (let index = persons.length; index < participants; index++) {
    const random = new Random(seed, "person", index);
    const sex = random.chance(0.46) ? "F" : "M";
    const birthDate = isoDay(random.between(OLDEST, YOUNGEST));
    const atFirst = index < STORIES.length + MORE_AT_FIRST;
    const drawnHome = random.weighted(HOMES);
    const home: Municipality = atFirst && HASSELT_ITSELF ? HASSELT_ITSELF : drawnHome;
    const person: Person = {
      index,
      insz: freeInsz(random, birthDate, sex, taken),
      ...nameOf(random, sex),
      birthDate,
      nis: home.nis,
      ...drawLife(seed, { index, birthDate, home, atFirst }, placement, today),
      ...drawService(seed, { index, home, today }),
    };
    if (random.chance(SHARE_REPLACED)) {
      const recordedBirth = random.chance(0.5) ? birthDate : isoDay(random.between(OLDEST, YOUNGEST));
      person.former = {
        insz: freeInsz(random, recordedBirth, sex === "F" ? "M" : "F", taken),
        replacedOn: isoDay(today - random.between(3, 1000)),
        stillUsedBy: random.chance(0.3) ? [] : SYSTEMS.filter(() => random.chance(0.4)),
      };
    }
    persons.push(person);
  }
  return persons;
}

/** A test INSZ that nobody has yet: odd serials for men, even ones for women. */
function freeInsz(random: Random, birthDate: string, sex: "F" | "M", taken: Set<string>): string {
  for (;;) {
    const insz = testInsz(birthDate, random.between(0, 498) * 2 + (sex === "M" ? 1 : 2));
    if (taken.has(insz)) continue;
    taken.add(insz);
    return insz;
  }
}
