import { z } from "zod";

const url = z.url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://" });
/** `name=value` with commas between, each percent-encoded. */
const pairs = z
  .string()
  .transform((text) => text.split(",").filter((pair) => pair.trim() !== ""))
  .pipe(z.array(z.string().regex(/^[^=]+=[^=]*$/, "must be name=value, with commas between")))
  .transform((all) => Object.fromEntries(all.map((pair) => pair.split("=").map(decoded) as [string, string])));
const exporter = z.enum(["otlp", "none"]).default("otlp");
const milliseconds = z.coerce.number().int().min(10).max(3_600_000);

/** What OpenTelemetry calls its own settings: nothing of it is loaded until an address is set. */
export const telemetryVariables = {
  OTEL_SDK_DISABLED: z.enum(["true", "false"]).default("false"),
  /** Where traces and metrics go, under `/v1/traces` and `/v1/metrics`; or an address of the own for each. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: url.optional(),
  /** Sent along, as `authorization=…`. */
  OTEL_EXPORTER_OTLP_HEADERS: pairs.default({}),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(["http/json"], "is http/json alone: collectors take it where they take http/protobuf")
    .default("http/json"),
  OTEL_TRACES_EXPORTER: exporter,
  OTEL_METRICS_EXPORTER: exporter,
  /** Which traces are kept; a share of them with OTEL_TRACES_SAMPLER_ARG: 0.01. */
  OTEL_TRACES_SAMPLER: z
    .enum([
      "always_on",
      "always_off",
      "traceidratio",
      "parentbased_always_on",
      "parentbased_always_off",
      "parentbased_traceidratio",
    ])
    .default("parentbased_always_on"),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  /** `ama-gateway`, `ama-referrals`, … unless told otherwise. */
  OTEL_SERVICE_NAME: z.string().min(1).optional(),
  OTEL_RESOURCE_ATTRIBUTES: pairs.default({}),
  OTEL_BSP_SCHEDULE_DELAY: milliseconds.default(5_000),
  OTEL_METRIC_EXPORT_INTERVAL: milliseconds.default(60_000),
};

function decoded(text: string): string {
  return decodeURIComponent(text.trim());
}
