import { ValueType, type HrTime } from "@opentelemetry/api";
import { ExportResultCode, millisToHrTime } from "@opentelemetry/core";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import type { Resource } from "@opentelemetry/resources";
import {
  AggregationTemporality,
  DataPointType,
  MeterProvider,
  PeriodicExportingMetricReader,
  type DataPoint,
  type Histogram,
  type MetricData,
  type MetricProducer,
} from "@opentelemetry/sdk-metrics";
import type { MetricObjectWithValues, MetricValue, Registry } from "prom-client";
import { createClock } from "../clock.js";

export interface MetricsExportParts {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly resource: Resource;
  readonly intervalMs: number;
  /** What Prometheus reads too. */
  readonly registry: Registry;
  /** Told whether each batch was taken. */
  readonly onSent: (isTaken: boolean) => void;
}

type Read = MetricObjectWithValues<MetricValue<string> & { readonly metricName?: string }>;

/** Sends by OTLP, every so often, what Prometheus reads: the same names, labels and values. */
export function exportMetrics(parts: MetricsExportParts): { stop(): Promise<void> } {
  const { url, headers, resource, intervalMs, registry, onSent } = parts;
  const exporter = new OTLPMetricExporter({ url, headers });
  const send = exporter.export.bind(exporter);
  exporter.export = (metrics, done) =>
    send(metrics, (result) => {
      onSent(result.code === ExportResultCode.SUCCESS);
      done(result);
    });
  const clock = createClock();
  const moment = () => millisToHrTime(clock().getTime());
  const startTime = moment();
  const producer: MetricProducer = {
    async collect() {
      const read = (await registry.getMetricsAsJSON()) as unknown as Read[];
      const metrics = read.map((metric) => asMetricData(metric, startTime, moment()));
      return { resourceMetrics: { resource, scopeMetrics: [{ scope: { name: "ama" }, metrics }] }, errors: [] };
    },
  };
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: intervalMs,
    exportTimeoutMillis: Math.min(intervalMs, 10_000),
    metricProducers: [producer],
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  return { stop: () => provider.shutdown() };
}

/** A metric of prom-client as OpenTelemetry has it. */
export function asMetricData(metric: Read, startTime: HrTime, endTime: HrTime): MetricData {
  const { name, help, type, values } = metric;
  const common = {
    descriptor: { name, description: help, unit: name.includes("_seconds") ? "s" : "", valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  const pointOf = ({ labels, value }: MetricValue<string>): DataPoint<number> => ({
    startTime,
    endTime,
    attributes: labels,
    value,
  });
  // By name, though its declaration has numbers.
  const kind = type as unknown as string;
  if (kind === "histogram")
    return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints: histogramsOf(metric, startTime, endTime) };
  if (kind === "counter")
    return { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints: values.map(pointOf) };
  return { ...common, dataPointType: DataPointType.GAUGE, dataPoints: values.map(pointOf) };
}

/** Prometheus counts cumulatively and has one value for each bound; OpenTelemetry has one point for each set of labels. */
function histogramsOf({ name, values }: Read, startTime: HrTime, endTime: HrTime): DataPoint<Histogram>[] {
  const series = new Map<
    string,
    { labels: Record<string, string | number>; upTo: [number, number][]; sum: number; count: number }
  >();
  for (const { labels, value, metricName } of values) {
    const { le, ...rest } = labels as Record<string, string | number>;
    const key = JSON.stringify(rest);
    const one = series.get(key) ?? { labels: rest, upTo: [], sum: 0, count: 0 };
    series.set(key, one);
    if (metricName === `${name}_sum`) one.sum = value;
    else if (metricName === `${name}_count`) one.count = value;
    else if (le !== "+Inf") one.upTo.push([Number(le), value]);
  }
  return [...series.values()].map(({ labels, upTo, sum, count }) => {
    const sorted = upTo.sort(([one], [other]) => one - other);
    const cumulative = [...sorted.map(([, value]) => value), count];
    const counts = cumulative.map((value, at) => value - (cumulative[at - 1] ?? 0));
    const boundaries = sorted.map(([bound]) => bound);
    return { startTime, endTime, attributes: labels, value: { buckets: { boundaries, counts }, sum, count } };
  });
}
