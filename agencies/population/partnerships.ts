import { dayNumber, FIRST_DAY, isoDay, workdayUpTo } from "./calendar.js";
import { PLOEG_GUIDES, PLOEG_WORKPLACES } from "./de-ploeg.js";
import { equip } from "./equipment.js";
import { HASSELT, inhabitantsOf, MUNICIPALITIES } from "./municipalities.js";
import { ENTERPRISE_NAMES, PARTNER_NAMES } from "./names.js";
import { BALANS, HEFT, otherOrganisation, PLOEG } from "./organisations.js";
import { Random } from "./random.js";
import { splitKeysOf } from "./split-keys.js";
import type { Guide, Municipality, Organisation, Partnership, Workplace } from "./world.js";

/** A member of a partnership as a place to be guided at; days as day numbers. */
export interface Place {
  organisation: Organisation;
  from: number;
  /** Last day, when the member left or the partnership stopped. */
  to?: number;
  guides: Guide[];
  workplaces: Workplace[];
}

/** A partnership in the making: what persons, obligations and contingents are made from. */
export interface Setting {
  /** Place in `World.partnerships`. */
  index: number;
  partnership: Partnership;
  province: Municipality["province"];
  from: number;
  to?: number;
  /** Share of all participants, relative to the other settings. */
  weight: number;
  places: Place[];
}

const SMALLEST = 5;
const LARGEST = 126;
const PARTICIPANTS_EACH = 20;
const SHARE_RUNNING = 0.5;

/** The setting that stopped in every world, however small. */
const STOPPED = 3;

/** The setting at which many of the first participants were guided, so that it was full in its first nine months. */
export const PIONEER = 4;

const MUNICIPALITY_WEIGHTS = MUNICIPALITIES.map((m) => [m, inhabitantsOf(m.nis)] as const);

/** All partnerships of a world of that many participants, the first of them SV-0001. */
export function createSettings(seed: number, participants: number, today: number): Setting[] {
  const count = Math.min(LARGEST, Math.max(SMALLEST, Math.round(participants / PARTICIPANTS_EACH)));
  const settings = [ploegSetting()];
  const names = new Set([PLOEG.name, HEFT.name, BALANS.name]);
  for (let index = 1; index < count; index++) settings.push(drawSetting(seed, index, participants, today, names));
  const weights = settings.reduce((sum, setting) => sum + setting.weight, 0);
  const counters = { guide: Object.keys(PLOEG_GUIDES).length, workplace: Object.keys(PLOEG_WORKPLACES).length };
  for (const setting of settings) {
    const running = (participants * SHARE_RUNNING * setting.weight) / weights;
    equip(new Random(seed, "equipment", setting.index), setting, running / setting.places.length, today, counters);
    setting.partnership.splitKeys = splitKeysOf(new Random(seed, "split key", setting.index), setting, today);
  }
  return settings;
}

function settingOf(
  index: number,
  from: number,
  to: number | undefined,
  places: Place[],
  about: Partial<Setting>,
): Setting {
  const lead = places[0]!.organisation;
  const partnership: Partnership = {
    id: `SV-${String(index + 1).padStart(4, "0")}`,
    name: lead.name,
    regulation: "2021",
    status: to === undefined ? "ACTIEF" : "STOPGEZET",
    lead: lead.kbo,
    members: places.map((place, i) => ({
      organisation: place.organisation.kbo,
      role: i === 0 ? "LEAD" : "PARTNER",
      from: isoDay(place.from),
      ...(place.to !== undefined && { to: isoDay(place.to) }),
    })),
    contingents: [],
    insurances: [],
    splitKeys: [],
    statements: [],
  };
  return {
    index,
    partnership,
    province: "Limburg",
    from,
    weight: 1,
    places,
    ...about,
    ...(to !== undefined && { to }),
  };
}

function ploegSetting(): Setting {
  const from = dayNumber(FIRST_DAY);
  const places = [PLOEG, HEFT, BALANS].map((organisation) => ({ organisation, from, guides: [], workplaces: [] }));
  return settingOf(0, from, undefined, places, { weight: 1.2 });
}

const FIRST_PROVINCES: Municipality["province"][] = [
  "Antwerpen",
  "Oost-Vlaanderen",
  "West-Vlaanderen",
  "Vlaams-Brabant",
];

function drawSetting(seed: number, index: number, participants: number, today: number, names: Set<string>): Setting {
  const random = new Random(seed, "partnership", index);
  const home = drawHome(random, FIRST_PROVINCES[index - 1]);
  const stopped = index === STOPPED || (random.chance(0.015) && index !== PIONEER);
  const to = stopped ? workdayUpTo(today - random.between(100, 160)) : undefined;
  const latest = (to ?? today) - 300;
  const drawnFrom = random.weighted([
    [FIRST_DAY, 68],
    ["2022-01-01", 9],
    ["2023-01-01", 8],
    ["2024-01-01", 10],
    ["2025-01-01", 5],
  ] as const);
  const later = to === undefined && index !== PIONEER && dayNumber(drawnFrom) <= latest;
  const from = dayNumber(later ? drawnFrom : FIRST_DAY);

  const crowd = participants > 10_000 ? 1 : 0;
  const partners = random.weighted([[1, 20], [2, 36], [3, 28], [4, 16]] as const) + crowd; // prettier-ignore
  const places: Place[] = [];
  for (let n = 0; n <= partners; n++) {
    const kind = n === 0 ? "MAATWERKBEDRIJF" : "PARTNER";
    const near = n === 0 || random.chance(0.6) ? home : drawHome(random, home.province);
    const name =
      n === 0
        ? `Maatwerkbedrijf ${nameFrom(ENTERPRISE_NAMES, index, near, names)}`
        : nameFrom(PARTNER_NAMES, index * 6 + n, near, names);
    const place: Place = {
      organisation: otherOrganisation(index * 10 + n, name, kind, near.nis),
      from,
      guides: [],
      workplaces: [],
    };
    if (n > 0 && random.chance(0.1) && from < latest - 200) place.from = random.between(from + 100, latest - 100);
    if (n > 0 && random.chance(0.08) && place.from < latest - 400)
      place.to = workdayUpTo(random.between(Math.max(place.from + 300, today - 800), today - 40));
    else if (to !== undefined) place.to = to;
    places.push(place);
  }
  const weight = 0.25 + 2.4 * random.fraction() ** 2;
  const about = { province: home.province, weight: index <= STOPPED ? 1 : weight };
  const setting = settingOf(index, from, to, places, about);
  if (from >= dayNumber("2024-01-01")) setting.partnership.regulation = "2024";
  return setting;
}

function drawHome(random: Random, province: Municipality["province"] | undefined): Municipality {
  for (;;) {
    const home = random.weighted(MUNICIPALITY_WEIGHTS);
    if ((province === undefined || home.province === province) && home.nis !== HASSELT) return home;
  }
}

/** A name that is still free, from the list; after the first round told apart by its municipality, then by a number. */
function nameFrom(list: readonly string[], place: number, home: Municipality, names: Set<string>): string {
  for (let n = place; ; n++) {
    const plain = list[(n * 7) % list.length] ?? "";
    const round = Math.floor((n - place) / list.length);
    const name = n < list.length ? plain : `${plain} ${home.name}${round > 0 ? ` ${round + 1}` : ""}`;
    if (names.has(name)) continue;
    names.add(name);
    return name;
  }
}
