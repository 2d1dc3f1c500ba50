import { createServer } from "node:net";
import type { Place } from "./serve.js";

const LAST = 65_535;

/** A port that a program is about to listen on. */
export interface WantedPort extends Place {
  /** For what, in the words of whoever reads the complaint. */
  readonly purpose: string;
  /** The variable or option that names another port. */
  readonly setting: string;
}

/** The port for a program's health and metrics. */
export function adminPort(place: Place): WantedPort {
  return { ...place, purpose: "health and metrics", setting: "AMA_ADMIN_PORT" };
}

/** What is wrong with the ports, one line each; an empty list when all are free. */
export async function checkPorts(wanted: readonly WantedPort[]): Promise<string[]> {
  const faults: string[] = [];
  const seen = new Map<number, WantedPort>();
  for (const one of wanted) {
    if (one.port === 0) continue;
    const twin = seen.get(one.port);
    seen.set(one.port, one);
    if (one.port > LAST)
      faults.push(`port ${one.port} for ${one.purpose} does not exist: choose one with ${one.setting}`);
    else if (twin)
      faults.push(`port ${one.port} is wanted for ${twin.purpose} and for ${one.purpose}: change ${one.setting}`);
    else if (!(await isFree(one)))
      faults.push(
        `port ${one.port} for ${one.purpose} is taken: stop what listens there, or choose another with ${one.setting}`,
      );
  }
  return faults;
}

function isFree({ host, port }: WantedPort): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}
