import { createAcmIdm, type AcmIdm } from "../agencies/acmidm/create-acmidm.js";
import { PERSONAS, type Persona } from "../agencies/acmidm/personas.js";
import { createLife, type Life } from "../agencies/life/create-life.js";
import { createWorld } from "../agencies/population/create-world.js";
import type { World } from "../agencies/population/world.js";
import type { StandIn } from "../agencies/stand-in.js";
import { CALLBACK_PATH } from "../gateway/pages/pages.js";
import type { PersonaChoice } from "../gateway/pages/session/login.js";
import { createGatewayMetrics } from "../gateway/gateway-metrics.js";
import { startGateway, type Gateway } from "../gateway/gateway.js";
import type { AccessLog } from "../platform/access-log/access-log.js";
import { openAccessLog } from "../platform/access-log/open-access-log.js";
import type { Bus } from "../platform/bus/bus.js";
import { openBus } from "../platform/bus/open-bus.js";
import { createClock, type Clock } from "../platform/clock.js";
import { openTelemetry } from "../platform/tracing/open-telemetry.js";
import type { Log } from "../platform/log.js";
import type { Settings } from "../platform/settings.js";
import { AGENCIES } from "../schema/agencies.js";
import { readOperations } from "../schema/operations.js";
import { runSubgraph, type RunningSubgraph } from "../subgraphs/kernel/run-subgraph.js";
import { logIn } from "./log-in.js";
import { OPERATIONS_FOLDER } from "./schema-folder.js";
import { pointAt, STAND_IN_PORTS, startStandIn } from "./stand-ins.js";
import { loadSubgraph } from "./subgraphs.js";

export interface HouseParts {
  settings: Settings;
  clock: Clock;
  log: Log;
  /** SDL of the supergraph. */
  supergraph: string;
  /** The access log; the settings' own, opened and stopped with the house, when left out. */
  accessLog?: AccessLog;
  /** Where the pages were built to; none are served when left out. */
  pages?: string;
  /** Whether the agencies' changes are brought onto the stream of events; they are when left out. */
  publishes?: boolean;
  /** Every so many milliseconds something happens in the world; nothing does when left out or 0. */
  lifeMs?: number;
  /** Told what is being done, in a few words. */
  onProgress?: (doing: string) => void;
}

/** Everything in one process: the four existing systems' stand-ins, the four subgraphs, the gateway. */
export interface House {
  readonly world: World;
  /** As they were given, pointed at the stand-ins and the issuer. */
  readonly settings: Settings;
  readonly standIns: readonly StandIn[];
  readonly subgraphs: readonly RunningSubgraph[];
  /** The development issuer: logs in personas. */
  readonly issuer: AcmIdm;
  readonly gateway: Gateway;
  /** The stream of events. */
  readonly bus: Bus;
  /** What makes the world move. */
  readonly life: Life;
  stop(): Promise<void>;
}

/** Starts it all; what had started before something failed is stopped again. */
export async function openHouse({
  settings,
  clock,
  log,
  supergraph,
  onProgress,
  publishes = true,
  lifeMs = 0,
  ...given
}: HouseParts): Promise<House> {
  const running: { stop(): Promise<unknown> }[] = [];
  const stop = async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
  };
  try {
    const { AMA_PARTICIPANTS: participants, AMA_SEED: seed, AMA_HOST: host } = settings;
    const now = createClock();
    onProgress?.(`inventing ${participants} participants (seed ${seed})`);
    const world = createWorld({ seed, participants, now: clock().toISOString() });

    onProgress?.("starting the existing systems' stand-ins");
    const standIns = await Promise.all(
      typedEntries(startStandIn).map(async ([system, start]) => {
        const standIn = await start(world, { host, port: settings[STAND_IN_PORTS[system]], settings, now });
        running.push(standIn);
        return standIn;
      }),
    );

    onProgress?.("opening the access log");
    const accessLog =
      given.accessLog ??
      (await openAccessLog({ settings, log, writer: "start", shared: false, uses: ["write", "read"] }));
    if (!given.accessLog) running.push(accessLog);

    const { NODE_ENV: environment, AMA_AUDIENCE: audience, ACMIDM_PORT } = settings;
    const redirectUris = ["127.0.0.1", "localhost"].map(
      (name) => `http://${name}:${settings.AMA_PORT}${CALLBACK_PATH}`,
    );
    const issuer = await createAcmIdm({ environment, host, port: ACMIDM_PORT, audience, redirectUris });
    running.push(issuer);

    const life = createLife({ world, standIns, now: clock });
    running.push(life);

    onProgress?.("starting the subgraphs and the gateway");
    const bus = openBus(settings, log);
    running.push(bus);
    // One process counts once.
    const metrics = createGatewayMetrics();
    const telemetry = await openTelemetry({ settings, program: "start", registry: metrics.registry, log });
    running.push(telemetry);
    const seeing = { metrics, tracing: telemetry.tracing };
    const pointed = { ...pointAt(settings, standIns), AMA_ISSUER_URL: issuer.address };
    const subgraphs = await Promise.all(
      Object.values(loadSubgraph).map(async (load) => {
        const subgraph = await runSubgraph(await load(), {
          settings: pointed,
          clock,
          log,
          accessLog,
          ...seeing,
          ...(publishes && { bus }),
        });
        running.push(subgraph);
        return subgraph;
      }),
    );
    const documents = readOperations(OPERATIONS_FOLDER);
    const parts = { settings: pointed, clock, log, supergraph, documents, local: subgraphs, accessLog, bus, ...seeing };
    const personas = { choices: PERSONAS.map(asChoice), logIn: (id: string) => logIn(issuer.address, id) };
    const gateway = await startGateway({ ...parts, personas, ...(given.pages && { pages: given.pages }) });
    running.push(gateway);
    for (const standIn of standIns) {
      const { subgraph } = AGENCIES.find(({ system }) => system === standIn.system)!;
      if (publishes) standIn.postNoticesTo?.(`${gateway.address}/notices/${subgraph}`);
    }
    if (lifeMs > 0) life.go(lifeMs);
    return { world, settings: pointed, standIns, subgraphs, issuer, gateway, bus, life, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function asChoice({ id, naam, rol, organisatie, eenheid }: Persona): PersonaChoice {
  const organisationName = eenheid?.name ?? organisatie?.name;
  return { id, name: naam, role: rol ?? "Burger", ...(organisationName && { organisationName }) };
}

function typedEntries<Key extends string, Value>(record: Partial<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][];
}
