import "./compile-seldom.js";
import { createPlanner, type Planner, type PlannerName, type PlanningRequest } from "../planning/create-planner.js";
import { PlanFault } from "../planning/plan-fault.js";

export type ProcessRequest =
  | {
      readonly kind: "build";
      readonly planner: PlannerName;
      readonly supergraphSdl: string;
      readonly tellsFacts: boolean;
    }
  | ({ readonly kind: "plan"; readonly id: number } & PlanningRequest);

export type ProcessReply =
  | { readonly kind: "ready"; readonly facts: string | undefined }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "plan"; readonly id: number; readonly plan: string }
  | { readonly kind: "fault"; readonly id: number; readonly code: string; readonly message: string };

/** What a planner that is not JavaScript holds is no part of its heap. */
const WATCH_MS = 100;

const [memoryMb = "768"] = process.argv.slice(2);
let underway = 0;
setInterval(() => {
  if (underway > 0 && process.memoryUsage.rss() > Number(memoryMb) * 1024 * 1024) process.exit(1);
}, WATCH_MS).unref();
// The parent says when it is over; what ends a group of processes ends the parent first.
process.on("SIGINT", () => undefined).on("SIGTERM", () => undefined);
process.on("disconnect", () => process.exit());

let planner: Promise<Planner> | undefined;

process.on("message", (request: ProcessRequest) => {
  if (request.kind === "build") {
    planner = createPlanner(request.planner, request.supergraphSdl);
    Promise.all([request.tellsFacts ? tellFacts(request.supergraphSdl) : undefined, planner]).then(
      ([facts]) => reply({ kind: "ready", facts }),
      (error: unknown) => reply({ kind: "failed", message: messageOf(error) }),
    );
  } else {
    underway++;
    void plan(request).finally(() => underway--);
  }
});

/** By Apollo's library, which no planner but its own needs. */
async function tellFacts(supergraphSdl: string): Promise<string> {
  const { readFacts } = await import("../supergraph/supergraph-facts.js");
  return JSON.stringify(readFacts(supergraphSdl));
}

async function plan({ id, ...request }: PlanningRequest & { readonly id: number }): Promise<void> {
  try {
    const made = await planner?.then((it) => it(request));
    reply({ kind: "plan", id, plan: JSON.stringify(made) });
  } catch (error) {
    reply({
      kind: "fault",
      id,
      code: error instanceof PlanFault ? error.code : "PLAN_REFUSED",
      message: messageOf(error),
    });
  }
}

function reply(message: ProcessReply): void {
  process.send?.(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
