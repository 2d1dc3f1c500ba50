import { LegacyDestination, type OutflowProject } from "../entities/outflow-project.js";

/** How many took part in a project and where they went; null is not known. */
interface Counts {
  participants: number | null;
  socialEconomy: number | null;
  workExperience: number | null;
  regularCircuit: number | null;
}

export function legacyOutflow(counts: Counts): Pick<OutflowProject, "participants" | "outflow"> {
  const { participants, socialEconomy, workExperience, regularCircuit } = counts;
  if (socialEconomy === null || workExperience === null || regularCircuit === null)
    return { participants, outflow: null };
  const cell = (destination: LegacyDestination, count: number) => ({
    destination,
    participants: count,
    suppressed: false,
  });
  return {
    participants,
    outflow: [
      cell(LegacyDestination.SOCIAL_ECONOMY, socialEconomy),
      cell(LegacyDestination.WORK_EXPERIENCE, workExperience),
      cell(LegacyDestination.REGULAR_CIRCUIT, regularCircuit),
    ],
  };
}
