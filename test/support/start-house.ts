import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GraphQLFormattedError } from "graphql";
import { request } from "undici";
import type { Life } from "../../agencies/life/create-life.js";
import type { Person, System, World } from "../../agencies/population/world.js";
import type { StandIn } from "../../agencies/stand-in.js";
import { openHouse } from "../../cli/open-house.js";
import { logIn } from "../../cli/log-in.js";
import { readSchemaDocument } from "../../cli/schema-folder.js";
import type { AccessLog } from "../../platform/access-log/access-log.js";
import { makeCluster } from "../../platform/access-log/embedded/make-cluster.js";
import { openAccessLog } from "../../platform/access-log/open-access-log.js";
import type { Bus } from "../../platform/bus/bus.js";
import { createClock } from "../../platform/clock.js";
import type { SubgraphName } from "../../schema/agencies.js";
import { createLog, type Log } from "../../platform/log.js";
import { readSettings, type Settings } from "../../platform/settings.js";
import { LEGAL_CONTEXT_HEADER, PURPOSE_HEADER, type Mandate, type Purpose } from "../../schema/mandate.js";
import { createParticipantIds, Insz, type ParticipantId } from "../../schema/identifiers.js";
import type { RunningSubgraph } from "../../subgraphs/kernel/run-subgraph.js";
import { createAskUnder } from "./ask-under.js";
import { ROOMY } from "./roomy.js";

/** The moment at which the tests' world stands still. */
export const NOW = "2026-11-21T09:00:00Z";

export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
  data: any;
  errors?: GraphQLFormattedError[];
}

/** Somebody of the development issuer, and what is asked for. */
export interface Asker {
  as: string;
  purpose: Purpose;
  legalContext?: string;
}

/** Who asks where a test does not say: somebody who may see everything. */
const INSPECTOR: Asker = { as: "inspector", purpose: "INSPECTION", legalContext: "Opdracht 2026/1 van de inspectie" };
/** Who sends no token. */
export const NOBODY = "nobody";

/** Settings with which no agency is given up however busy the machine is: for tests that count calls. */
export const PATIENT = {
  AMA_AGENCY_TIMEOUT_MS: "60000",
  LOKET_STATEMENT_TIMEOUT_MS: "60000",
  AMA_REQUEST_TIMEOUT_MS: "120000",
};

/** Everything in this process, on free ports, for a test to ask questions of. */
export interface TestHouse {
  readonly world: World;
  /** As everything here was started with; its connectors point at the stand-ins. */
  readonly settings: Settings;
  readonly agencies: Record<System, StandIn>;
  /** The embedded access log, in a folder of its own. */
  readonly accessLog: AccessLog;
  /** Where that is kept. */
  readonly accessLogFolder: string;
  /** The gateway's, `http://127.0.0.1:…`. */
  readonly address: string;
  /** Where the gateway's health and metrics are. */
  readonly adminAddress: string;
  /** Sends a query to the gateway as a client does, with a real token: the inspector's, unless told whose. */
  ask(query: string, variables?: Record<string, unknown>, asker?: Asker | typeof NOBODY): Promise<Answer>;
  /** An access token of a persona of the development issuer. */
  token(persona: string): Promise<string>;
  /** Plans and runs a query under any mandate, without what the gateway itself refuses and cuts. */
  askUnder(mandate: Mandate, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Asks one subgraph itself, past the gateway. */
  askSubgraph(name: SubgraphName, query: string, variables: Record<string, unknown>, as: Mandate): Promise<Answer>;
  /** The graph's id of a person of the world. */
  idOf(person: Pick<Person, "insz">): ParticipantId;
  /** The stream of events. Nothing comes on it by itself unless the house `publishes`. */
  readonly bus: Bus;
  /** Makes something happen at the agencies: `life.happen(…)`; nothing does by itself. */
  readonly life: Life;
  readonly subgraphs: readonly RunningSubgraph[];
  /** Serves another supergraph. */
  reload(supergraph: string): Promise<void>;
  /** Forgets what the agencies were asked so far. */
  clearCalls(): void;
  stop(): Promise<void>;
}

export interface TestHouseOptions {
  participants?: number;
  seed?: number;
  now?: string;
  /** Further settings, as an environment gives them. */
  environment?: Record<string, string>;
  /** Whether the agencies' changes are brought onto the stream of events: their notices are then asked for all the time. */
  publishes?: boolean;
  /** Another access log than an embedded one of its own. */
  accessLog?: AccessLog;
  /** The folder of the pages, where the house shows them. */
  pages?: string;
  /** Given every line of the log. */
  onLog?: (line: string) => void;
}

export async function startHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const { participants = 200, seed = 1, now = NOW, environment, publishes = false } = options;
  const folder = await mkdtemp(join(tmpdir(), "ama-test-"));
  const anyPort = {
    AMA_PORT: "0",
    AMA_ADMIN_PORT: "0",
    VDAB_PORT: "0",
    MAGDA_PORT: "0",
    LOKET_PORT: "0",
    DWSE_PORT: "0",
    ACMIDM_PORT: "0",
  };
  const settings = readSettings({
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    AMA_PARTICIPANTS: String(participants),
    AMA_SEED: String(seed),
    AMA_NOW: now,
    AMA_DISMISS_MS: "0",
    ...ROOMY,
    // Kept between runs: the embedded ledger of the same world is built once.
    AMA_DATA_DIR: ".data/test",
    LOKET_DROP_FOLDER: join(folder, "drop"),
    ...anyPort,
    ...environment,
  });
  const supergraph = readSchemaDocument("supergraph.graphql");
  const { onLog } = options;
  const log = createLog(settings.LOG_LEVEL, onLog && { write: onLog });
  const accessLog = options.accessLog ?? (await openLogIn(folder, settings, log));
  const pages = options.pages ? { pages: options.pages } : {};
  const house = await openHouse({ settings, clock: createClock(now), log, supergraph, accessLog, publishes, ...pages });
  const agencies = Object.fromEntries(
    house.standIns.map((standIn) => [standIn.system, standIn]),
  ) as TestHouse["agencies"];
  const ids = createParticipantIds(settings.AMA_PARTICIPANT_KEY);
  // Most tests ask the gateway alone, and this makes an executor of its own.
  let askUnder: ReturnType<typeof createAskUnder> | undefined;

  const tokens = new Map<string, Promise<string>>();
  const token = (persona: string) => {
    if (!tokens.has(persona))
      tokens.set(
        persona,
        logIn(house.issuer.address, persona).then((login) => login.token),
      );
    return tokens.get(persona)!;
  };
  const headersOf = async ({ as, purpose, legalContext }: Asker) => ({
    authorization: `Bearer ${await token(as)}`,
    [PURPOSE_HEADER]: purpose,
    ...(legalContext && { [LEGAL_CONTEXT_HEADER]: legalContext }),
  });

  return {
    world: house.world,
    settings: house.settings,
    agencies,
    accessLog,
    accessLogFolder: join(folder, "access-log"),
    address: house.gateway.address,
    adminAddress: house.gateway.adminAddress,
    bus: house.bus,
    life: house.life,
    subgraphs: house.subgraphs,
    reload: (another) => house.gateway.reload(another),
    async ask(query, variables = {}, asker = INSPECTOR) {
      const { body } = await request(`${house.gateway.address}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(asker !== NOBODY && (await headersOf(asker))) },
        body: JSON.stringify({ query, variables }),
      });
      return (await body.json()) as Answer;
    },
    token,
    askUnder(mandate, query, variables = {}) {
      askUnder ??= createAskUnder(supergraph, house.subgraphs, settings);
      return askUnder(query, variables, mandate);
    },
    async askSubgraph(name, query, variables, mandate) {
      const subgraph = house.subgraphs.find((one) => one.name === name)!;
      const answer = await subgraph.answer({ query, variables, mandate, signal: new AbortController().signal });
      return JSON.parse(JSON.stringify(answer)) as Answer;
    },
    idOf: ({ insz }) => ids.seal(Insz.parse(insz)),
    clearCalls: () => house.standIns.forEach((standIn) => standIn.calls.clear()),
    async stop() {
      await house.stop();
      await accessLog.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An embedded access log in this folder, from an empty database cluster that is kept between runs. */
async function openLogIn(folder: string, settings: Settings, log: Log): Promise<AccessLog> {
  const template = join(settings.AMA_DATA_DIR, "access-log-template");
  await makeCluster(template);
  await mkdir(join(folder, "access-log"));
  await cp(template, join(folder, "access-log", "cluster"), { recursive: true });
  return openAccessLog({
    settings: { ...settings, AMA_DATA_DIR: folder },
    log,
    writer: "test",
    shared: false,
    uses: ["write", "read"],
  });
}
