import { addMonths, isoDay } from "./calendar.js";
import { serviceOf, VDAB_SERVICES } from "./organisations.js";
import { Random } from "./random.js";
import type { Municipality, Person } from "./world.js";

const SHARE_STAYED_BEHIND = 0.05;
const SHARE_CAME_FROM_ELSEWHERE = 0.06;

/**
 * At which service of VDAB a person's dossier is, and from where it came. Most are at the service of the home; some came
 * from another, and some stayed where the person lived before. Drawn apart from all else, so that it changes nothing else.
 */
export function drawService(
  seed: number,
  { index, home, today }: { index: number; home: Municipality; today: number },
): Pick<Person, "service" | "transfers"> {
  const random = new Random(seed, "service", index);
  const own = serviceOf(home.province).ovo;
  const other = random.pick(VDAB_SERVICES.filter(({ ovo }) => ovo !== own)).ovo;
  const drawn = random.fraction();
  if (drawn < SHARE_STAYED_BEHIND) return { service: other, transfers: [] };
  if (drawn > SHARE_STAYED_BEHIND + SHARE_CAME_FROM_ELSEWHERE) return { service: own, transfers: [] };
  const on = isoDay(random.between(addMonths(today, -18), today - 1));
  return { service: own, transfers: [{ from: other, to: own, on }] };
}
