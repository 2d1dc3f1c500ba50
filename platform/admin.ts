import Fastify, { type FastifyInstance } from "fastify";
import type { Metrics } from "./metrics.js";
import { serve, type HttpService, type Place, type ServeOptions } from "./serve.js";
import type { Settings } from "./settings.js";

/** What `/health/ready` says: whether the program can do its work now, and what of it it cannot. */
export interface ReadyReport {
  readonly ready: boolean;
}

/** A program that serves requests on one port, and its health and metrics on another. */
export interface ProgramService extends HttpService {
  /** Health and metrics: `http://127.0.0.1:4900`. */
  readonly adminAddress: string;
}

/** The admin port, open before the program serves. */
export interface Admin {
  readonly address: string;
  /**
   * Serves the program's requests. From the moment it is told to stop it is not ready, while it still answers; its admin port
   * outlives the other.
   */
  serve(app: FastifyInstance, place: ServeOptions, report: () => Promise<ReadyReport>): Promise<ProgramService>;
  /** For a program that does not come to serve. */
  stop(): Promise<void>;
}

/** How far the admin port is above the program's own, where no other is set. */
const ABOVE = 900;

/** Where a program that serves requests on this port serves its health and metrics. */
export function adminPlaceOf({ AMA_ADMIN_HOST: host, AMA_ADMIN_PORT }: Settings, port: number): Place {
  return { host, port: AMA_ADMIN_PORT ?? (port === 0 ? 0 : port + ABOVE) };
}

/**
 * Opens the admin port, with four addresses: `GET /health/startup`, whether the program serves by now; `/health/live`, whether
 * it runs; `/health/ready`, whether it can do its work; and `/metrics`, as Prometheus reads it.
 */
export async function openAdmin(place: Place, metrics: Metrics): Promise<Admin> {
  let report: (() => Promise<ReadyReport>) | undefined;
  let stopping = false;
  const admin = createAdminServer(metrics, {
    hasStarted: () => report !== undefined,
    async tell() {
      if (stopping) return { ready: false, stopping };
      return report ? report() : { ready: false, starting: true };
    },
  });
  const adminService = await serve(admin, { ...place, leaveMs: 0, drainMs: 0 });
  return {
    address: adminService.address,
    async serve(app, programPlace, given) {
      const service = await serve(app, programPlace);
      report = given;
      return {
        address: service.address,
        adminAddress: adminService.address,
        async stop() {
          stopping = true;
          try {
            await service.stop();
          } finally {
            await adminService.stop();
          }
        },
      };
    },
    stop: () => adminService.stop(),
  };
}

interface AdminAnswers {
  readonly hasStarted: () => boolean;
  readonly tell: () => Promise<ReadyReport>;
}

function createAdminServer({ registry }: Metrics, { hasStarted, tell }: AdminAnswers): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true });
  app.addHook("onSend", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });
  app.get("/health/startup", (_request, reply) => {
    const started = hasStarted();
    return reply.code(started ? 200 : 503).send({ started });
  });
  app.get("/health/live", () => ({ live: true }));
  app.get("/health/ready", async (_request, reply) => {
    const report = await tell();
    return reply.code(report.ready ? 200 : 503).send(report);
  });
  app.get("/metrics", async (_request, reply) =>
    reply.header("content-type", registry.contentType).send(await registry.metrics()),
  );
  return app;
}
