import type { ReadyReport } from "../../platform/admin.js";
import type { AccessLog } from "../../platform/access-log/access-log.js";
import { closedAccessLog } from "../../platform/access-log/closed-access-log.js";
import type { Log } from "../../platform/log.js";
import { createReadiness, type Part } from "../../platform/readiness.js";
import type { Settings } from "../../platform/settings.js";
import type { SignMandate } from "../../schema/mandate-statement.js";
import type { Executor } from "../executor.js";
import type { GatewayMetrics } from "../gateway-metrics.js";
import type { IssuerKeys } from "../identity/issuer-keys.js";
import { areMandatesTaken, type SubgraphState } from "./judge-greetings.js";
import { watchSubgraphs, type WatchedSubgraph } from "./watch-subgraphs.js";

/** Whether a gateway can serve, and how it stands with its subgraphs. */
export interface GatewayHealth {
  report(): Promise<GatewayReport>;
  stop(): void;
}

type ToldState = Omit<SubgraphState, "clocks"> & { readonly clockAheadMs?: number };

export interface GatewayReport extends ReadyReport {
  readonly parts: Readonly<Record<string, "UP" | "DOWN">>;
  readonly subgraphs: Readonly<Record<string, ToldState>>;
  readonly reload?: { readonly fault: "SUPERGRAPH_REFUSED" };
}

export interface GatewayHealthParts {
  readonly settings: Settings;
  readonly executor: Pick<Executor, "isPlannerUp" | "reloadFault">;
  readonly keys: Pick<IssuerKeys, "areKnown">;
  readonly sign: SignMandate;
  readonly accessLog: AccessLog;
  readonly open: boolean;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  /** Names of the subgraphs in this process. */
  readonly local: readonly string[];
  /** Those that are asked over HTTP. */
  readonly subgraphs: () => readonly WatchedSubgraph[];
  readonly nowMs: () => number;
}

/**
 * A gateway is ready by what is its own. A subgraph that is away costs its fields, at every gateway alike, so that it takes
 * none of them out of the balancer; that all subgraphs refuse what the gateway signs leaves every answer of it empty.
 */
export function createGatewayHealth(given: GatewayHealthParts): GatewayHealth {
  const { settings, executor, keys, sign, accessLog, open, metrics, log, local, subgraphs, nowMs } = given;
  const { AMA_MANDATE_KEY, AMA_PARTICIPANT_KEY } = settings;
  const secrets = open ? {} : { AMA_MANDATE_KEY, AMA_PARTICIPANT_KEY };
  const greeter = { ...(!open && { sign }), secrets, mandateKey: AMA_MANDATE_KEY, nowMs };
  const watch = watchSubgraphs({ subgraphs, greeter, metrics, log });
  let states: ReadonlyMap<string, SubgraphState> = new Map();

  const parts: Part[] = [
    {
      name: "planner",
      advice: "no planner runs: look for what ends its process, as too little memory",
      isUp: () => executor.isPlannerUp(),
    },
    {
      name: "mandates",
      advice: "every subgraph refuses this gateway's mandates: compare AMA_MANDATE_KEY and its clock with theirs",
      async isUp() {
        states = await watch.look();
        return areMandatesTaken([...states.values()]);
      },
    },
  ];
  if (!open)
    parts.push({
      name: "issuer",
      advice: "the keys of the issuer are not known: look at AMA_ISSUER_URL and AMA_JWKS_URL, and the way there",
      isUp: () => keys.areKnown(),
    });
  if (accessLog !== closedAccessLog)
    parts.push({
      name: "access_log",
      advice: "the access log cannot be written: look at ACCESS_LOG_URL, and at its database and that one's disk",
      isUp: () => accessLog.probe().then(() => true),
    });
  const readiness = createReadiness({ parts, metrics, log });

  return {
    async report() {
      const own = await readiness.report();
      const here = local.map((name): readonly [string, ToldState] => [name, { state: "UP" }]);
      const asked = [...states].map(([name, state]): readonly [string, ToldState] => [name, tell(state)]);
      return {
        ...own,
        subgraphs: Object.fromEntries([...here, ...asked]),
        ...(executor.reloadFault !== undefined && { reload: { fault: "SUPERGRAPH_REFUSED" as const } }),
      };
    },
    stop: () => readiness.stop(),
  };
}

function tell({ clocks, ...state }: SubgraphState): ToldState {
  return { ...state, ...(clocks && { clockAheadMs: clocks.aheadMs }) };
}
