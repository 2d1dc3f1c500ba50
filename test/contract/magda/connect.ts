import { createMagda, type MagdaOptions } from "../../../agencies/magda/create-magda.js";
import { createWorld } from "../../../agencies/population/create-world.js";
import type { Person } from "../../../agencies/population/world.js";
import { createClock } from "../../../platform/clock.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import { createSeal } from "../../../schema/seal.js";
import { createGuard } from "../../../subgraphs/kernel/guards/guard.js";
import { runSubgraph } from "../../../subgraphs/kernel/run-subgraph.js";
import { createMagdaSource } from "../../../subgraphs/permissions/source/magda-source.js";
import { permissionsSubgraph } from "../../../subgraphs/permissions/subgraph.js";
import { createNotebook } from "../../support/notebook.js";

export const now = "2026-11-21T09:00:00Z";
export const today = "2026-11-21";
export const ids = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY);
const seal = createSeal(readSettings({}).AMA_PARTICIPANT_KEY);
export const idOf = (insz: string) => ids.seal(Insz.parse(insz));

/** A MAGDA on a port of its own, over an invented Flanders, and what it takes to ask it. */
export async function openMagda(participants: number, options: Partial<MagdaOptions> = {}) {
  const world = createWorld({ seed: 1, participants, now });
  const magda = await createMagda(world, { host: "127.0.0.1", port: 0, ...options });
  const settingsOf = (environment: Record<string, string>) =>
    readSettings({ MAGDA_URL: magda.address, AMA_AGENCY_TIMEOUT_MS: "20000", ...environment });
  const clock = createClock(now);
  const log = createLog("silent");
  return {
    world,
    magda,
    connect(environment: Record<string, string> = {}, timeoutMs = 20_000) {
      const guard = createGuard({ agency: "MAGDA", clock, timeoutMs });
      return createMagdaSource({ settings: settingsOf(environment), ids, seal, clock, guard, log });
    },
    run: (environment: Record<string, string> = {}) =>
      runSubgraph(permissionsSubgraph, { settings: settingsOf(environment), clock, log, accessLog: createNotebook() }),
    somebody(what: string, test: (person: Person) => boolean): Person {
      const person = world.persons.find(test);
      if (!person) throw new Error(`nobody in this world ${what}`);
      return person;
    },
  };
}
