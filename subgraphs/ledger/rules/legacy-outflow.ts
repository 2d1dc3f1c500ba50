import { suppressCells } from "../../kernel/small-figures/suppress-cells.js";
import { LegacyDestination, type LegacyOutflow, type OutflowProject } from "../entities/outflow-project.js";

/** How many took part in a project and where they went; null is not known. */
interface Counts {
  participants: number | null;
  socialEconomy: number | null;
  workExperience: number | null;
  regularCircuit: number | null;
}

const DIMENSION = "destination";

/** How many took part and where they went, as far as it singles nobody out: fewer than `limit` are withheld. */
export function legacyOutflow(
  { participants, socialEconomy, workExperience, regularCircuit }: Counts,
  limit: number,
): Pick<OutflowProject, "participants" | "outflow"> {
  const known = participants === null ? null : shown(participants, limit);
  if (socialEconomy === null || workExperience === null || regularCircuit === null)
    return { participants: known, outflow: null };
  const went = new Map<string | null, number>([
    [LegacyDestination.SOCIAL_ECONOMY, socialEconomy],
    [LegacyDestination.WORK_EXPERIENCE, workExperience],
    [LegacyDestination.REGULAR_CIRCUIT, regularCircuit],
  ]);
  if (participants !== null) {
    // Whoever went nowhere, and all together, by which a withheld number could be worked out.
    went.set("NOWHERE", participants - socialEconomy - workExperience - regularCircuit);
    went.set(null, participants);
  }
  const cells = [...went].map(([destination, people]) => ({
    key: { [DIMENSION]: destination },
    people,
    figures: people,
  }));
  const published = suppressCells({ dimensions: [DIMENSION], cells, limit });
  const outflow = Object.values(LegacyDestination).map((destination): LegacyOutflow => {
    const cell = published.find(({ key }) => key[DIMENSION] === destination)!;
    return { destination, participants: cell.figures, suppressed: cell.suppressed };
  });
  const all = published.find(({ key }) => key[DIMENSION] === null);
  return { participants: all ? all.figures : known, outflow };
}

function shown(people: number, limit: number): number | null {
  return people > 0 && people < limit ? null : people;
}
