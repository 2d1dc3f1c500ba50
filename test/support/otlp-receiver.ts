import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A span as it came. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly failed: boolean;
}

/** Takes what is sent by OTLP over HTTP as JSON, as a collector does. */
export interface OtlpReceiver {
  readonly address: string;
  /** Every body that came, as text. */
  readonly text: string;
  readonly spans: readonly ReceivedSpan[];
  /** The metrics of the last body, by name. */
  readonly metrics: ReadonlyMap<string, MetricJson>;
  /** The headers of the last body. */
  readonly headers: Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

export interface MetricJson {
  readonly name: string;
  readonly sum?: { readonly dataPoints: readonly PointJson[]; readonly isMonotonic: boolean };
  readonly gauge?: { readonly dataPoints: readonly PointJson[] };
  readonly histogram?: { readonly dataPoints: readonly PointJson[] };
}

export interface PointJson {
  readonly attributes: readonly Attribute[];
  readonly asDouble?: number;
  readonly count?: number;
  readonly bucketCounts?: readonly number[];
  readonly explicitBounds?: readonly number[];
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const state = { text: "", spans: [] as ReceivedSpan[], metrics: new Map<string, MetricJson>(), headers: {} };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      state.text += `${text}\n`;
      state.headers = request.headers;
      const body = JSON.parse(text);
      for (const { scopeSpans } of body.resourceSpans ?? [])
        for (const { spans } of scopeSpans) state.spans.push(...spans.map(asSpan));
      for (const { scopeMetrics } of body.resourceMetrics ?? [])
        for (const { metrics } of scopeMetrics)
          for (const metric of metrics) state.metrics.set(metric.name, metric as MetricJson);
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(state, {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as OTLP has it
function asSpan({ traceId, spanId, parentSpanId, name, kind, attributes, status }: any): ReceivedSpan {
  return {
    ...{ traceId, spanId, name, kind },
    ...(parentSpanId && { parentSpanId }),
    attributes: Object.fromEntries(attributes.map((one: Attribute) => [one.key, Object.values(one.value)[0]])),
    failed: status?.code === 2,
  };
}

/** The spans of one trace as a drawing: each below its parent, in the order of their names. */
export function drawTrace(spans: readonly ReceivedSpan[], traceId: string): string[] {
  const own = spans.filter((span) => span.traceId === traceId);
  const ids = new Set(own.map(({ spanId }) => spanId));
  const roots = own.filter(({ parentSpanId }) => parentSpanId === undefined || !ids.has(parentSpanId));
  const draw = (span: ReceivedSpan, depth: number): string[] => [
    `${"  ".repeat(depth)}${labelOf(span)}`,
    ...own
      .filter(({ parentSpanId }) => parentSpanId === span.spanId)
      .sort((one, other) => (labelOf(one) < labelOf(other) ? -1 : 1))
      .flatMap((child) => draw(child, depth + 1)),
  ];
  return roots.flatMap((root) => draw(root, 0));
}

function labelOf({ name, attributes, failed }: ReceivedSpan): string {
  const of = attributes["ama.subgraph"] ?? attributes["ama.agency"];
  return `${name}${typeof of === "string" ? ` ${of}` : ""}${failed ? ` ! ${String(attributes["error.type"])}` : ""}`;
}
