import { traced, type SpanName } from "../../platform/tracing/tracing.js";
import type { RequestContext } from "../request-context.js";

/** Runs a step of a request under a span of its own, which is that of whatever the step asks. */
export function underSpan<T>(
  name: SpanName,
  context: RequestContext,
  run: (context: RequestContext) => Promise<T>,
): Promise<T> {
  return context.span ? traced(context.span, name, {}, (span) => run({ ...context, span })) : run(context);
}
