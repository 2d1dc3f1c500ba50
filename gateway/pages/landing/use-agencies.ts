import { useEffect, useState } from "preact/hooks";
import type { AgencyName } from "../../../schema/agencies.js";
import { askGraph } from "../shell/session/ask-graph.js";

export interface AgencyState {
  readonly agency: AgencyName;
  readonly state: "UP" | "DEGRADED" | "DOWN" | "UNKNOWN";
  readonly since: string;
  readonly latencyMs: number | null;
  readonly asOf: string | null;
}

const ASK = /* GraphQL */ `
  query AgenciesNow {
    agencies {
      agency
      state
      since
      latencyMs
      errorRate
      asOf
    }
  }
`;
const EVERY_MS = 5_000;

/** How each agency answers, asked again every five seconds as long as somebody looks. */
export function useAgencies(): { agencies: readonly AgencyState[]; failed: boolean } {
  const [told, setTold] = useState<{ agencies: readonly AgencyState[]; failed: boolean }>({
    agencies: [],
    failed: false,
  });
  useEffect(() => {
    const ended = new AbortController();
    const ask = async () => {
      if (document.hidden) return;
      try {
        const { data } = await askGraph<{ agencies: AgencyState[] | null }>(ASK, {}, ended);
        const agencies = data?.agencies;
        setTold((before) => (agencies ? { agencies, failed: false } : { ...before, failed: true }));
      } catch {
        if (!ended.signal.aborted) setTold((before) => ({ ...before, failed: true }));
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    const look = () => void ask();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      ended.abort();
    };
  }, []);
  return told;
}
