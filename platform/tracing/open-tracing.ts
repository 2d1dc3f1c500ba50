import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Span as SdkSpan } from "@opentelemetry/api";
import { ExportResultCode, parseTraceParent } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import type { Resource } from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type Sampler,
  type SpanExporter,
} from "@opentelemetry/sdk-trace";
import { catalogued } from "../../schema/faults.js";
import type { Settings } from "../settings.js";
import { allowedAttributes } from "./attributes.js";
import { SPANS, type Span, type SpanName, type Tracing } from "./tracing.js";

export interface TracingParts {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly resource: Resource;
  readonly settings: Pick<Settings, "OTEL_TRACES_SAMPLER" | "OTEL_TRACES_SAMPLER_ARG" | "OTEL_BSP_SCHEDULE_DELAY">;
  /** Told whether each batch was taken. */
  readonly onSent: (isTaken: boolean) => void;
}

const KINDS = {
  server: SpanKind.SERVER,
  internal: SpanKind.INTERNAL,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
};

/**
 * Sends spans by OTLP. The provider is not registered for the whole process: what a library traces by itself, with
 * attributes of its own, goes nowhere.
 */
export function openTracing({ url, headers, resource, settings, onSent }: TracingParts): Tracing {
  const exporter = telling(new OTLPTraceExporter({ url, headers }), onSent);
  const provider = new TracerProvider({
    resource,
    sampler: samplerOf(settings),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: settings.OTEL_BSP_SCHEDULE_DELAY })],
  });
  const tracer = provider.getTracer("ama");
  const start = (name: SpanName, attributes = {}, context = ROOT_CONTEXT) =>
    tracer.startSpan(name, { kind: KINDS[SPANS[name]], attributes: allowedAttributes(attributes) }, context);

  function asSpan(span: SdkSpan): Span {
    const { traceId, spanId, traceFlags } = span.spanContext();
    const isSampled = (traceFlags & TraceFlags.SAMPLED) !== 0;
    const own: Span = {
      traceId,
      isSampled,
      traceparent: `00-${traceId}-${spanId}-${isSampled ? "01" : "00"}`,
      child(name, attributes) {
        return isSampled ? asSpan(start(name, attributes, trace.setSpan(ROOT_CONTEXT, span))) : own;
      },
      set(attributes) {
        if (isSampled) span.setAttributes(allowedAttributes(attributes));
      },
      end(code) {
        if (!isSampled) return;
        if (code !== undefined) {
          span.setAttributes(allowedAttributes({ "error.type": catalogued(code) }));
          span.setStatus({ code: SpanStatusCode.ERROR });
        }
        span.end();
      },
    };
    return own;
  }

  return {
    begin(name, traceparent, attributes) {
      const from = traceparent === undefined ? null : parseTraceParent(traceparent);
      const context = from ? trace.setSpanContext(ROOT_CONTEXT, { ...from, isRemote: true }) : ROOT_CONTEXT;
      return asSpan(start(name, attributes, context));
    },
    stop: () => provider.shutdown(),
  };
}

function samplerOf({ OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: share }: TracingParts["settings"]): Sampler {
  const root = name.endsWith("always_off")
    ? new AlwaysOffSampler()
    : name.endsWith("always_on")
      ? new AlwaysOnSampler()
      : new TraceIdRatioBasedSampler(share);
  return name.startsWith("parentbased_") ? new ParentBasedSampler({ root }) : root;
}

/** The same exporter, which tells how each batch ended. */
function telling(exporter: OTLPTraceExporter, onSent: (isTaken: boolean) => void): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        onSent(result.code === ExportResultCode.SUCCESS);
        done(result);
      }),
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}
