import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLoket, type LoketOptions } from "../../../agencies/loket/create-loket.js";
import { createWorld } from "../../../agencies/population/create-world.js";
import type { Person } from "../../../agencies/population/world.js";
import { createClock } from "../../../platform/clock.js";
import { createLog } from "../../../platform/log.js";
import { readSettings } from "../../../platform/settings.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import { createSeal } from "../../../schema/seal.js";
import { createLoketSource } from "../../../subgraphs/contingents/source/loket-source.js";
import { contingentsSubgraph } from "../../../subgraphs/contingents/subgraph.js";
import { createGuard } from "../../../subgraphs/kernel/guards/guard.js";
import { runSubgraph } from "../../../subgraphs/kernel/run-subgraph.js";
import { createNotebook } from "../../support/notebook.js";

export const now = "2026-11-21T09:00:00Z";
export const today = "2026-11-21";
export const ids = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY);
const seal = createSeal(readSettings({}).AMA_PARTICIPANT_KEY);
export const idOf = (insz: string) => ids.seal(Insz.parse(insz));

/** A counter on a port of its own, over an invented Flanders, and what it takes to ask it. */
export async function openCounter(participants: number, options: Partial<LoketOptions> = {}) {
  const world = createWorld({ seed: 1, participants, now });
  const dropFolder = await mkdtemp(join(tmpdir(), "loket-"));
  const loket = await createLoket(world, { host: "127.0.0.1", port: 0, dropFolder, ...options });
  const settingsOf = (environment: Record<string, string>) =>
    readSettings({
      LOKET_URL: loket.address,
      LOKET_DROP_FOLDER: dropFolder,
      LOKET_STATEMENT_TIMEOUT_MS: "20000",
      AMA_REQUEST_TIMEOUT_MS: "60000",
      ...environment,
    });
  const log = createLog("silent");
  return {
    world,
    loket,
    dropFolder,
    connect(environment: Record<string, string> = {}, timeoutMs = 20_000) {
      const clock = createClock(now);
      const guard = createGuard({ agency: "LOKET", clock, timeoutMs });
      return createLoketSource({ settings: settingsOf(environment), ids, seal, clock, guard, log });
    },
    run: (environment: Record<string, string> = {}) =>
      runSubgraph(contingentsSubgraph, {
        settings: settingsOf({ AMA_AGENCY_TIMEOUT_MS: "20000", ...environment }),
        clock: createClock(now),
        log,
        accessLog: createNotebook(),
      }),
    somebody(what: string, test: (person: Person) => boolean): Person {
      const person = world.persons.find(test);
      if (!person) throw new Error(`nobody in this world ${what}`);
      return person;
    },
  };
}
