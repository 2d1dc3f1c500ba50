import type { SubgraphName } from "../schema/agencies.js";
import type { Subgraph } from "../subgraphs/kernel/subgraph.js";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each subgraph has a source and loaders of its own
type AnySubgraph = Subgraph<any, any>;

/** Each subgraph, loaded only where it is run: a gateway on its own carries no connector. */
export const loadSubgraph: Record<SubgraphName, () => Promise<AnySubgraph>> = {
  referrals: async () => (await import("../subgraphs/referrals/subgraph.js")).referralsSubgraph,
  permissions: async () => (await import("../subgraphs/permissions/subgraph.js")).permissionsSubgraph,
  contingents: async () => (await import("../subgraphs/contingents/subgraph.js")).contingentsSubgraph,
  ledger: async () => (await import("../subgraphs/ledger/subgraph.js")).ledgerSubgraph,
};

/** The port a subgraph listens on when it runs by itself, and the variable that says so. */
export const SUBGRAPH_PORTS = {
  referrals: "REFERRALS_PORT",
  permissions: "PERMISSIONS_PORT",
  contingents: "CONTINGENTS_PORT",
  ledger: "LEDGER_PORT",
} as const satisfies Record<SubgraphName, string>;
