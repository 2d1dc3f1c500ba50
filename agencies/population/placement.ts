import type { Place, Setting } from "./partnerships.js";
import type { Random } from "./random.js";
import type { Municipality } from "./world.js";

/** Where somebody is guided. */
export interface Spot {
  setting: Setting;
  place: Place;
}

const TRIES = 8;

/** Finds partnerships for people: near by, by their weight, and members only while they are members. */
export class Placement {
  readonly #near = new Map<Municipality["province"], (readonly [Setting, number])[]>();
  readonly #all: (readonly [Setting, number])[];

  constructor(readonly settings: readonly Setting[]) {
    this.#all = settings.map((setting) => [setting, setting.weight] as const);
    for (const entry of this.#all) {
      const list = this.#near.get(entry[0].province);
      if (list) list.push(entry);
      else this.#near.set(entry[0].province, [entry]);
    }
  }

  /** A member that is there from `start` to `end` (day numbers; no end: still). In the province where possible. */
  choose(random: Random, province: Municipality["province"], start: number, end?: number): Spot {
    const near = this.#near.get(province) ?? this.#all;
    for (let n = 0; n < TRIES; n++) {
      const spot = within(random, random.weighted(n < TRIES / 2 ? near : this.#all), start, end);
      if (spot) return spot;
    }
    return this.first(random, start, end);
  }

  /** A member of SV-0001, which is there all the time. */
  first(random: Random, start: number, end?: number): Spot {
    const spot = this.settings[0] && within(random, this.settings[0], start, end);
    if (!spot) throw new Error("SV-0001 has no member on that day");
    return spot;
  }
}

/** A member of the partnership other than `besides`, there all that time. */
export function within(
  random: Random,
  setting: Setting,
  start: number,
  end?: number,
  besides?: Place,
): Spot | undefined {
  const open = setting.places.filter(
    ({ from, to }) => from <= start && (to === undefined || (end !== undefined && end <= to)),
  );
  const others = open.filter((place) => place !== besides);
  return others.length > 0 ? { setting, place: random.pick(others) } : undefined;
}
