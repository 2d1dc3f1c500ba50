import type { FastifyInstance } from "fastify";
import type { Log } from "../../../platform/log.js";
import type { CrossOrigin } from "../../admission/cross-origin.js";
import type { GatewayMetrics } from "../../gateway-metrics.js";
import type { RequestObserver } from "../../observe/request-observer.js";
import type { LiveService } from "../live-service.js";

/** What each way of streaming answers needs. */
export interface TransportParts {
  readonly app: FastifyInstance;
  readonly live: LiveService;
  readonly crossOrigin: CrossOrigin;
  /** How long a request may be. */
  readonly bodyBytes: number;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
  readonly observer: Pick<RequestObserver, "of">;
}
