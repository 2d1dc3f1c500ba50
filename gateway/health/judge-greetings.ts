import { differentSecrets, type SharedSecret } from "../../schema/handshake.js";
import { SKEW_SECONDS } from "../../schema/mandate-statement.js";
import type { Clocks, Greeting } from "../subgraph-links/greet-subgraph.js";

/** How a gateway stands with one subgraph, as `/health/ready` says. */
export interface SubgraphState {
  /**
   * UP: it answers, and takes the gateway's mandates as far as it says. AWAY: no replica answers. REFUSES: none of those that
   * answer takes the gateway's mandates. OTHER: another subgraph answers there.
   */
  readonly state: "UP" | "AWAY" | "REFUSES" | "OTHER";
  /** At how many of its addresses nobody answers, where it has several. */
  readonly addressesAway?: number;
  /** Where its clock is furthest from the gateway's. */
  readonly clocks?: Clocks;
  /** Secrets that it and the gateway should share, and do not. */
  readonly differentSecrets?: readonly SharedSecret[];
}

/** @param greetings one for each address of the subgraph */
export function judgeGreetings(name: string, greetings: readonly Greeting[]): SubgraphState {
  const answering = greetings.filter(({ state }) => state !== "AWAY");
  const clocks = answering
    .flatMap((greeting) => greeting.clocks ?? [])
    .sort((one, other) => Math.abs(other.aheadMs) - Math.abs(one.aheadMs))[0];
  const different = [...new Set(answering.flatMap(({ secrets = {} }) => differentSecrets(secrets)))];
  const away = greetings.length - answering.length;
  return {
    state: stateOf(name, answering),
    ...(greetings.length > 1 && { addressesAway: away }),
    ...(clocks && { clocks }),
    ...(different.length > 0 && { differentSecrets: different }),
  };
}

function stateOf(name: string, answering: readonly Greeting[]): SubgraphState["state"] {
  if (answering.length === 0) return "AWAY";
  const own = answering.filter(({ subgraph = name }) => subgraph === name);
  if (own.length === 0) return "OTHER";
  return own.every(({ acceptsMandates }) => acceptsMandates === false) ? "REFUSES" : "UP";
}

/** Whether two clocks differ by more than a mandate may be off. */
export function doClocksDiffer({ aheadMs }: Clocks): boolean {
  return Math.abs(aheadMs) > SKEW_SECONDS * 1_000;
}

/** Whether some subgraph may take the gateway's mandates: not where each that answers refuses them. */
export function areMandatesTaken(states: readonly SubgraphState[]): boolean {
  const answering = states.filter(({ state }) => state !== "AWAY");
  return answering.length === 0 || answering.some(({ state }) => state === "UP");
}
