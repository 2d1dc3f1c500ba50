import { isoDay, workdayUpTo } from "./calendar.js";
import type { Course } from "./course.js";
import { permissionId } from "./numbers.js";
import type { Random } from "./random.js";
import type { EndReason, Permission, Statute } from "./world.js";

type Standing = "GRANTED" | "ENDING" | "EXPIRED" | "REVOKED" | "REQUESTED" | "REFUSED" | "NONE";

const WHILE_GUIDED: readonly (readonly [Standing, number])[] = [
  ["GRANTED", 78],
  ["ENDING", 8],
  ["EXPIRED", 5],
  ["REVOKED", 3],
  ["REQUESTED", 3.5],
  ["REFUSED", 1],
  ["NONE", 1.5],
];

const WHILE_WAITING: readonly (readonly [Standing, number])[] = [
  ["GRANTED", 32],
  ["REQUESTED", 42],
  ["REFUSED", 13],
  ["NONE", 13],
];

const TWO_YEARS = 730;
const ONE_YEAR = 365;

interface Request {
  personIndex: number;
  course: Course;
  statutes: readonly Statute[];
  workplace: string;
  endReason: EndReason | undefined;
  today: number;
}

/** The permissions asked and given for each statute that needs one, renewed for as long as somebody was guided. */
export function drawPermissions(
  random: Random,
  { personIndex, course, statutes, workplace, endReason, today }: Request,
): Permission[] {
  const needing = statutes.filter(({ kind, payer, to }) => {
    const current = to === undefined || (course.endedOn !== undefined && to === isoDay(course.endedOn));
    return payer !== undefined && (kind === "LEEFLOON" || kind === "ZIEKTE") && current;
  });
  // Of several statutes one has the trouble: that is the case that is easily overlooked.
  const troubled = random.between(0, Math.max(0, needing.length - 1));
  const drawn = random.weighted(course.startsOn === undefined ? WHILE_WAITING : WHILE_GUIDED);
  const standing: Standing =
    course.endedOn === undefined
      ? drawn
      : endReason === "TOELATING_BEEINDIGD"
        ? random.pick(["REVOKED", "EXPIRED"])
        : "GRANTED";

  const permissions: Permission[] = [];
  needing.forEach(({ kind, payer }, n) => {
    const add = (rest: Omit<Permission, "id" | "statute" | "issuer" | "workplace" | "evidence">): void => {
      permissions.push({
        id: permissionId(personIndex, permissions.length),
        statute: kind as Permission["statute"],
        issuer: payer ?? "",
        workplace,
        evidence: kind === "ZIEKTE" ? "FORMULIER" : random.pick(["BRIEF", "BESLISSING"]),
        ...rest,
      });
    };
    grant(random, kind, course, n === troubled ? standing : "GRANTED", today, add);
  });
  return permissions;
}

/** One statute's permissions, oldest first. */
function grant(
  random: Random,
  kind: Statute["kind"],
  course: Course,
  standing: Standing,
  today: number,
  add: (permission: Omit<Permission, "id" | "statute" | "issuer" | "workplace" | "evidence">) => void,
): void {
  if (standing === "NONE" || course.referredOn === undefined) return;
  const begin = course.startsOn ?? today + random.between(3, 30);
  const end = course.endedOn ?? Math.max(today, begin);
  let asked = workdayUpTo(Math.min(today, Math.max(course.referredOn, begin - random.between(20, 60))));
  if (standing === "REQUESTED" || standing === "REFUSED") {
    if (course.startsOn !== undefined) asked = workdayUpTo(today - random.between(3, 45));
    const from = isoDay(Math.max(begin, asked));
    const decidedOn = workdayUpTo(Math.min(today, asked + random.between(5, 30)));
    if (standing === "REQUESTED") add({ state: "AANGEVRAAGD", requestedOn: isoDay(asked), from });
    else add({ state: "GEWEIGERD", requestedOn: isoDay(asked), decidedOn: isoDay(Math.max(asked, decidedOn)), from });
    return;
  }

  let decided = Math.max(
    asked,
    workdayUpTo(Math.min(begin, today, asked + (kind === "ZIEKTE" ? random.between(4, 32) : random.between(2, 21)))),
  );
  let from = Math.max(decided, Math.min(begin, decided + 14));
  // What has not begun cannot have come to an end either.
  const current = from > today ? "GRANTED" : standing;
  const length = kind === "ZIEKTE" ? random.pick([ONE_YEAR, TWO_YEARS, TWO_YEARS]) : random.pick([183, ONE_YEAR]);
  const open = kind === "LEEFLOON" && random.chance(0.25);
  for (;;) {
    const last = open || from + length > end;
    const next = { requestedOn: isoDay(asked), decidedOn: isoDay(decided), from: isoDay(from) };
    if (!last) {
      add({ state: "TOEGESTAAN", ...next, to: isoDay(from + length - 1) });
      from += length;
      asked = workdayUpTo(from - random.between(25, 45));
      decided = workdayUpTo(Math.min(from - 1, asked + random.between(4, 20)));
      continue;
    }
    const to = open ? {} : { to: isoDay(Math.max(from + length - 1, today + 75 - (end < today ? today : 0))) };
    const broken = Math.max(from, course.endedOn ?? today - random.between(1, 80));
    if (current === "ENDING")
      add({ state: "TOEGESTAAN", ...next, to: isoDay(Math.max(from, today + random.between(1, 60))) });
    else if (current === "EXPIRED") add({ state: "TOEGESTAAN", ...next, to: isoDay(Math.min(broken, today)) });
    else if (current === "REVOKED")
      add({ state: "HERROEPEN", ...next, ...to, revokedOn: isoDay(Math.min(broken, today)) });
    else add({ state: "TOEGESTAAN", ...next, ...to });
    return;
  }
}
