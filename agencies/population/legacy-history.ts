import type { LegacyScheme } from "./legacy.js";
import { Random } from "./random.js";
import type { Partnership, Person, World } from "./world.js";

/** What an organisation was recognised or subsidised for before AMA WSE; its capacity is in full-time equivalents. */
export interface LegacyRecognition {
  kbo: string;
  scheme: LegacyScheme;
  from: string;
  to: string;
  participantFte: number;
  supportStaffFte?: number;
}

/** Somebody's place in work-oriented care before AMA WSE. */
export interface LegacyParticipation {
  kbo: string;
  scheme: LegacyScheme;
  from: string;
  to: string;
  fte: number;
}

const FIRST_DAY = "2021-04-01";
const DAY_BEFORE = "2021-03-31";
const WORKSHOP_FROM = ["2002-04-01", "2005-01-01", "2009-01-01"];
const SHARE_OF_LEADS = 0.7;
const SHARE_OF_PARTNERS = 0.3;
const SHARE_OF_PERSONS = 0.75;
/** Five participants for each member of the staff, as the 60 workshops had together (390 and 78). */
const PARTICIPANTS_PER_STAFF = 5;

/** The recognitions of those organisations that were members from the first day of AMA WSE on. */
export function legacyRecognitionsOf({
  seed,
  partnerships,
}: Pick<World, "seed" | "partnerships">): LegacyRecognition[] {
  return partnerships.flatMap((partnership, index) =>
    recognitionsOf(new Random(seed, "recognition", index), partnership),
  );
}

function recognitionsOf(random: Random, { id, members }: Partnership): LegacyRecognition[] {
  return members.flatMap(({ organisation, role, from }): LegacyRecognition[] => {
    const drawn = random.fraction();
    const participantFte = random.between(3, 8);
    const since = random.pick(WORKSHOP_FROM);
    if (from !== FIRST_DAY) return [];
    const base = { kbo: organisation, to: DAY_BEFORE, participantFte };
    if (role === "LEAD")
      return drawn < SHARE_OF_LEADS || id === "SV-0001"
        ? [
            {
              ...base,
              scheme: "SOCIALE_WERKPLAATS",
              from: since,
              supportStaffFte: participantFte / PARTICIPANTS_PER_STAFF,
            },
          ]
        : [];
    return drawn < SHARE_OF_PARTNERS ? [{ ...base, scheme: "EXPERIMENT", from: "2009-01-01" }] : [];
  });
}

/** Where those who started on the first day of AMA WSE came from, for most of them; none without a recognition there. */
export function legacyParticipationsOf(
  { seed }: Pick<World, "seed">,
  { index, agreements }: Pick<Person, "index" | "agreements">,
  recognitions: ReadonlyMap<string, LegacyRecognition>,
): LegacyParticipation[] {
  const first = agreements.find(({ startsOn }) => startsOn === FIRST_DAY);
  const recognition = first && recognitions.get(first.organisation);
  const random = new Random(seed, "legacy participation", index);
  if (!recognition || !random.chance(SHARE_OF_PERSONS)) return [];
  const years = random.between(1, 6);
  const from = `${2021 - years}-${String(random.between(1, 12)).padStart(2, "0")}-01`;
  const { kbo, scheme } = recognition;
  const place = { kbo, scheme, fte: random.pick([0.25, 0.4, 0.5, 0.6]) };
  // Some changed their hours once: two entries, one after the other.
  if (from >= "2020-01-01" || !random.chance(0.3)) return [{ ...place, from, to: DAY_BEFORE }];
  return [
    { ...place, from, to: "2019-12-31" },
    { ...place, from: "2020-01-01", to: DAY_BEFORE, fte: 0.5 },
  ];
}
