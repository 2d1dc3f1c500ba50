/**
 * The four agencies whose systems the graph reads: the only list of them.
 * `subgraph` fronts the agency in the graph, `system` is the existing system it reads.
 */
export const AGENCIES = [
  { name: "VDAB", subgraph: "referrals", system: "vdab", owner: "VDAB" },
  { name: "MAGDA", subgraph: "permissions", system: "magda", owner: "Sickness funds and OCMWs, through MAGDA" },
  { name: "LOKET", subgraph: "contingents", system: "loket", owner: "Maatwerkbedrijven, at the department's counter" },
  { name: "DWSE", subgraph: "ledger", system: "dwse", owner: "Departement Werk en Sociale Economie" },
] as const;

export type AgencyName = (typeof AGENCIES)[number]["name"];
export type SubgraphName = (typeof AGENCIES)[number]["subgraph"];
export type SystemName = (typeof AGENCIES)[number]["system"];

/** The agency a subgraph fronts. */
export function agencyOf(subgraph: SubgraphName): AgencyName {
  return AGENCIES.find((agency) => agency.subgraph === subgraph)!.name;
}
