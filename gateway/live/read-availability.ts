import { dayAfter } from "../../schema/days.js";
import { AGENCIES, type AgencyName } from "../../schema/agencies.js";
import { Fault } from "../../schema/faults.js";
import type { Day } from "../../schema/scalars.js";
import type { RequestContext } from "../request-context.js";
import type { AgencyHour, SubgraphLink } from "../subgraph-links/subgraph-link.js";
import type { AgencyAvailability, FaultCount } from "./entities/agency-availability.js";

export interface AskedAvailability {
  readonly agency: AgencyName;
  /** Both days belong to it. */
  readonly from: Day;
  readonly to: Day;
}

/** @throws Fault SUBGRAPH_UNAVAILABLE where the part of the graph that fronts the agency does not say */
export async function readAvailability(
  links: readonly SubgraphLink[],
  context: RequestContext,
  { agency, from, to }: AskedAvailability,
): Promise<AgencyAvailability> {
  const subgraph = AGENCIES.find(({ name }) => name === agency)!.subgraph;
  const link = links.find(({ name }) => name === subgraph);
  const hours = await link?.hours?.(context, `${from}T00:00:00Z`, `${dayAfter(to)}T00:00:00Z`).catch(() => undefined);
  if (!hours) throw new Fault("SUBGRAPH_UNAVAILABLE", agency, `${subgraph}: hours`);
  const sum = (value: (hour: AgencyHour) => number) => hours.reduce((total, hour) => total + value(hour), 0);
  const [asked, answered] = [sum((hour) => hour.asked), sum((hour) => hour.answered)];
  const faults = new Map<string, number>();
  for (const hour of hours)
    for (const [code, count] of Object.entries(hour.faults)) faults.set(code, (faults.get(code) ?? 0) + count);
  return {
    from,
    to,
    asked,
    answered,
    share: asked === 0 ? null : answered / asked,
    meanMs: meanOf(
      sum((hour) => hour.ms),
      asked,
    ),
    faults: countsOf(faults),
    hours: hours.map((hour) => ({
      at: hour.at,
      asked: hour.asked,
      answered: hour.answered,
      meanMs: meanOf(hour.ms, hour.asked),
      faults: countsOf(new Map(Object.entries(hour.faults))),
    })),
  };
}

function meanOf(ms: number, asked: number): number | null {
  return asked === 0 ? null : ms / asked;
}

function countsOf(faults: ReadonlyMap<string, number>): FaultCount[] {
  return [...faults]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
}
