import { hostname } from "node:os";
import type { Registry } from "prom-client";
import type { Log } from "../log.js";
import type { Settings } from "../settings.js";
import type { Tracing } from "./tracing.js";

/** What leaves by OTLP. */
export interface Telemetry {
  /** Undefined where no traces are sent. */
  readonly tracing: Tracing | undefined;
  /** Sends what is not sent yet. */
  stop(): Promise<void>;
}

export interface TelemetryParts {
  readonly settings: Settings;
  /** `gateway`, `referrals`, …; `start` for all in one. */
  readonly program: string;
  readonly registry: Registry;
  readonly log: Log;
}

/** Sends traces and metrics by OTLP where the settings say so; loads nothing of OpenTelemetry where they do not. */
export async function openTelemetry({ settings, program, registry, log }: TelemetryParts): Promise<Telemetry> {
  const urls = addressesOf(settings);
  if (!urls.traces && !urls.metrics) return { tracing: undefined, stop: () => Promise.resolve() };
  const { resourceFromAttributes } = await import("@opentelemetry/resources");
  const resource = resourceFromAttributes({
    "service.name": settings.OTEL_SERVICE_NAME ?? `ama-${program}`,
    "service.namespace": "ama",
    "host.name": hostname(),
    "process.pid": process.pid,
    ...settings.OTEL_RESOURCE_ATTRIBUTES,
  });
  const headers = settings.OTEL_EXPORTER_OTLP_HEADERS;
  const tracing = urls.traces
    ? (await import("./open-tracing.js")).openTracing({
        ...{ url: urls.traces, headers, resource, settings, onSent: createSentLog(log, "traces") },
      })
    : undefined;
  const metrics = urls.metrics
    ? (await import("./export-metrics.js")).exportMetrics({
        ...{ url: urls.metrics, headers, resource, registry, onSent: createSentLog(log, "metrics") },
        intervalMs: settings.OTEL_METRIC_EXPORT_INTERVAL,
      })
    : undefined;
  return {
    tracing,
    async stop() {
      // A collector that is away keeps no program from stopping.
      await Promise.allSettled([tracing?.stop(), metrics?.stop()]);
    },
  };
}

function addressesOf(settings: Settings): { traces: string | undefined; metrics: string | undefined } {
  if (settings.OTEL_SDK_DISABLED === "true") return { traces: undefined, metrics: undefined };
  const base = settings.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/+$/, "");
  const below = (own: string | undefined, path: string) => own ?? (base === undefined ? undefined : `${base}${path}`);
  const { OTEL_TRACES_EXPORTER: traces, OTEL_METRICS_EXPORTER: metrics } = settings;
  return {
    traces: traces === "none" ? undefined : below(settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, "/v1/traces"),
    metrics: metrics === "none" ? undefined : below(settings.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT, "/v1/metrics"),
  };
}

/** Logs once that a collector takes nothing, and once that it does again. */
function createSentLog(log: Log, what: string): (isTaken: boolean) => void {
  let isAway = false;
  return (isTaken) => {
    if (isTaken === !isAway) return;
    isAway = !isTaken;
    if (isAway) log.warn({ what }, "the OpenTelemetry collector does not take what is sent; it is dropped");
    else log.info({ what }, "the OpenTelemetry collector takes what is sent again");
  };
}
