import Fastify, { type FastifyInstance } from "fastify";
import type { Metrics } from "./metrics.js";
import { serve, type HttpService, type Place, type ServeOptions } from "./serve.js";
import type { Settings } from "./settings.js";

/** What operators are told of a program. */
export interface AdminParts {
  /** Whether it can do its work now. */
  readonly isReady: () => Promise<boolean>;
  /** What else `/health/ready` says of its state. */
  readonly tell?: () => object;
  readonly metrics: Metrics;
}

/** A program that serves requests on one port, and its health and metrics on another. */
export interface ProgramService extends HttpService {
  /** Health and metrics: `http://127.0.0.1:4900`. */
  readonly adminAddress: string;
}

/** How far the admin port is above the program's own, where no other is set. */
const ABOVE = 900;

/** Where a program that serves requests on this port serves its health and metrics. */
export function adminPlaceOf({ AMA_ADMIN_HOST: host, AMA_ADMIN_PORT }: Settings, port: number): Place {
  return { host, port: AMA_ADMIN_PORT ?? (port === 0 ? 0 : port + ABOVE) };
}

/**
 * Serves a program's requests, and its health and metrics on the admin port, which outlives the other. From the moment it is
 * told to stop it is not ready, while it still answers.
 */
export async function serveWithAdmin(
  app: FastifyInstance,
  place: ServeOptions,
  adminPlace: Place,
  parts: AdminParts,
): Promise<ProgramService> {
  let stopping = false;
  const admin = createAdminServer({ ...parts, isReady: async () => !stopping && (await parts.isReady()) });
  const service = await serve(app, place);
  const adminService = await serve(admin, { ...adminPlace, leaveMs: 0, drainMs: 0 }).catch(async (error: unknown) => {
    await service.stop();
    throw error;
  });
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
}

/** `GET /health/live`, `GET /health/ready`, and `GET /metrics` as Prometheus reads it. */
function createAdminServer({ isReady, tell = () => ({}), metrics: { registry } }: AdminParts): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true });
  app.addHook("onSend", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });
  app.get("/health/live", () => ({ live: true }));
  app.get("/health/ready", async (_request, reply) => {
    const ready = await isReady();
    return reply.code(ready ? 200 : 503).send({ ready, ...tell() });
  });
  app.get("/metrics", async (_request, reply) =>
    reply.header("content-type", registry.contentType).send(await registry.metrics()),
  );
  return app;
}
