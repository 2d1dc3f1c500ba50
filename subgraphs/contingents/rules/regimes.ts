import type { Day } from "../../../schema/scalars.js";
import type { LegacyRecognitionFact } from "../../kernel/facts.js";
import { LegacyScheme } from "../../kernel/legacy-scheme.js";
import type { Partnership } from "../entities/partnership.js";
import { Regime, type PartnershipRegime } from "../entities/regime.js";

/** The rules of AMA WSE by time, with the acts that they rest on (numac 2021040238 and 2023040043). */
export const AMA_REGIMES: readonly { regime: Regime; validFrom: Day; validTo: Day | null; basis: string }[] = [
  {
    regime: Regime.AMA_2021,
    validFrom: "2021-04-01",
    validTo: "2023-12-31",
    basis: "BVR 2 februari 2018, hoofdstuk 3/1, ingevoegd bij BVR 8 januari 2021",
  },
  {
    regime: Regime.AMA_2024,
    validFrom: "2024-01-01",
    validTo: null,
    basis: "Decreet 8 juli 2022 en BVR 18 november 2022, hoofdstuk 3, afdeling 2",
  },
];

const LEGACY: Readonly<Record<LegacyScheme, { regime: Regime; basis: string }>> = {
  [LegacyScheme.SOCIAL_WORKSHOP]: {
    regime: Regime.SOCIAL_WORKSHOP,
    basis: "Decreet 14 juli 1998 en BVR 8 december 1998 (sociale werkplaatsen)",
  },
  [LegacyScheme.EXPERIMENT]: {
    regime: Regime.EXPERIMENT,
    basis: "Experimenten in beschutte werkplaatsen en samenwerkingsverbanden",
  },
  [LegacyScheme.OUTFLOW_PROJECT]: {
    regime: Regime.OUTFLOW_PROJECT,
    basis: "Oproep doorstroomtrajecten september 2012",
  },
  [LegacyScheme.UNKNOWN]: { regime: Regime.UNKNOWN, basis: "Stelsel van voor 1 april 2021, code niet gekend" },
};

export function legacyRegime(scheme: LegacyScheme): Regime {
  return LEGACY[scheme].regime;
}

/** A period cut to those of the AMA regimes that it touches, oldest first. */
export function cutByRegime(period: {
  validFrom: Day;
  validTo: Day | null;
}): { regime: Regime; validFrom: Day; validTo: Day | null; basis: string }[] {
  return AMA_REGIMES.flatMap((regime) => {
    const validFrom = period.validFrom > regime.validFrom ? period.validFrom : regime.validFrom;
    const validTo = earlier(period.validTo, regime.validTo);
    return validTo !== null && validTo < validFrom ? [] : [{ ...regime, validFrom, validTo }];
  });
}

/** Under which rules a partnership and its members worked, oldest first. */
export function partnershipRegimes(
  { members, contingents }: Pick<Partnership, "members" | "contingents">,
  recognitions: readonly LegacyRecognitionFact[],
): PartnershipRegime[] {
  const before = recognitions.map(({ organisation, scheme, validFrom, validTo, participantFte, supportStaffFte }) => ({
    ...LEGACY[scheme],
    validFrom,
    validTo,
    organisation: { enterpriseNumber: organisation },
    participantFte,
    supportStaffFte,
    trajectories: null,
  }));
  const since = cutByRegime(spanOf(members)).map((period) => ({
    ...period,
    organisation: null,
    participantFte: null,
    supportStaffFte: null,
    trajectories: newestGrant(contingents, period),
  }));
  return [...before, ...since].sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0));
}

/** From the first member's first day to the last one's last. */
function spanOf(members: Partnership["members"]): { validFrom: Day; validTo: Day | null } {
  const first = members.map(({ validFrom }) => validFrom).sort()[0];
  const ends = members.map(({ validTo }) => validTo);
  // Without members there is nothing to cut: a span that ends before any regime began.
  if (first === undefined) return { validFrom: "1900-01-01", validTo: "1900-01-01" };
  return { validFrom: first, validTo: ends.includes(null) ? null : (ends.sort().at(-1) ?? null) };
}

function newestGrant(
  contingents: Partnership["contingents"],
  { validFrom, validTo }: { validFrom: Day; validTo: Day | null },
): number | null {
  const inPeriod = contingents.filter(
    ({ year, granted }) =>
      granted !== null && `${year}` >= validFrom.slice(0, 4) && (validTo === null || `${year}` <= validTo.slice(0, 4)),
  );
  return inPeriod.at(-1)?.granted ?? null;
}

function earlier(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
