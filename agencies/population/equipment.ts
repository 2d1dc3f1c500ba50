import { isoDay } from "./calendar.js";
import { PLOEG_GUIDES, PLOEG_ID, PLOEG_WORKPLACES } from "./de-ploeg.js";
import { nameOf, WORKPLACES } from "./names.js";
import type { Place, Setting } from "./partnerships.js";
import type { Random } from "./random.js";
import type { Guide } from "./world.js";

const PARTICIPANTS_PER_GUIDE = 12;

/** The setting with an unqualified partner in every world, however small. */
const UNQUALIFIED = 2;

/** Gives every place its guides and workplaces, for so many expected participants a place; ids count on in `counters`. */
export function equip(
  random: Random,
  setting: Setting,
  expected: number,
  today: number,
  counters: { guide: number; workplace: number },
): void {
  const fixed = setting.partnership.id === PLOEG_ID;
  setting.places.forEach((place, n) => {
    const member = { partnershipId: setting.partnership.id, organisation: place.organisation.kbo };
    if (fixed) {
      const mine = ({ organisation }: { organisation: string }): boolean => organisation === member.organisation;
      place.guides.push(...structuredClone(Object.values(PLOEG_GUIDES).filter(mine)));
      place.workplaces.push(...structuredClone(Object.values(PLOEG_WORKPLACES).filter(mine)));
    }
    const neverQualified = !fixed && n > 0 && (random.chance(0.05) || (n === 1 && setting.index === UNQUALIFIED));
    const guides = Math.max(1, Math.round(expected / PARTICIPANTS_PER_GUIDE));
    while (place.guides.length < guides) {
      const id = `BG-${String(++counters.guide).padStart(5, "0")}`;
      const first = place.guides.length === 0;
      const employed = first ? place.from : random.between(place.from, Math.max(place.from, today - 700));
      const guide: Guide = {
        id,
        ...member,
        ...nameOf(random, random.chance(0.65) ? "F" : "M"),
        employed: { from: isoDay(employed), ...(place.to !== undefined && { to: isoDay(place.to) }) },
      };
      if (!neverQualified && (first || random.chance(0.85))) guide.qualification = drawQualification(random);
      place.guides.push(guide);
    }
    const workplaces = random.between(1, 3);
    while (place.workplaces.length < workplaces) {
      const [name, activity] = random.pick(WORKPLACES);
      const id = `WP-${String(++counters.workplace).padStart(5, "0")}`;
      place.workplaces.push({
        id,
        ...member,
        name: `${name} ${shortName(place)}`,
        nis: place.organisation.nis,
        activity,
      });
    }
  });
}

function shortName({ organisation }: Place): string {
  return organisation.name.replace(/^(Maatwerkbedrijf|vzw|AC) /, "");
}

function drawQualification(random: Random): Guide["qualification"] {
  const [kind, evidence] = random.weighted([
    [["BACHELOR_SOCIAAL", "Diploma bachelor sociaal werk"], 45],
    [["BACHELOR_SOCIAAL", "Diploma bachelor orthopedagogie"], 25],
    [["BEROEPSBEKWAAMHEID", "Titel van beroepsbekwaamheid begeleider-animator"], 22],
    [["ANDERE", "Gelijkgesteld door het departement"], 8],
  ] as const);
  return { kind, evidence, obtainedOn: `${random.between(1995, 2020)}-06-30` };
}
