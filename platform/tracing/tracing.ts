import type { Attributes } from "./attributes.js";

/** Every span there is, and which side of a call it is on. */
export const SPANS = {
  "gateway.request": "server",
  "gateway.authenticate": "internal",
  "gateway.admit": "internal",
  "gateway.plan": "internal",
  "gateway.execute": "internal",
  "gateway.respond": "internal",
  "gateway.push": "consumer",
  "subgraph.fetch": "client",
  "subgraph.answer": "server",
  "agency.call": "client",
  "access-log.append": "client",
  "redis.rate-limit": "client",
  "redis.cache": "client",
} as const;

export type SpanName = keyof typeof SPANS;

/** One step of a request, from its beginning until it ends. */
export interface Span {
  readonly traceId: string;
  /** Whether it is kept; its trace id leads nowhere where it is not. */
  readonly isSampled: boolean;
  /** What is asked under this span is told so by this W3C `traceparent`. */
  readonly traceparent: string;
  child(name: SpanName, attributes?: Attributes): Span;
  set(attributes: Attributes): void;
  /** @param code of the fault that it ended with */
  end(code?: string): void;
}

export interface Tracing {
  /**
   * Begins a trace, or goes on with the one that a `traceparent` names. Hand in only one that its sender may set: it decides
   * whether the trace is kept.
   */
  begin(name: SpanName, traceparent?: string, attributes?: Attributes): Span;
  /** Sends what is not sent yet. */
  stop(): Promise<void>;
}

/** Runs a step under a span of its own; without one where its request has none. */
export async function traced<T>(
  parent: Span | undefined,
  name: SpanName,
  attributes: Attributes,
  run: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  if (!parent) return run(undefined);
  const span = parent.child(name, attributes);
  try {
    const result = await run(span);
    span.end();
    return result;
  } catch (error) {
    span.end(codeOf(error));
    throw error;
  }
}

/** What the span of a step that threw ends with: the code of a refusal or fault, and nothing of what it says. */
export function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : "INTERNAL";
}
