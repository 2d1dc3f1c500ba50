import { parseWritten } from "../../platform/json/parse-json.js";
import type { ServerAnswer } from "../engine/behind-apollo-server.js";
import type { ExecutionResult, GraphQLFormattedError } from "graphql";
import type { DeliveredPart, Delivery, Promised } from "../engine/execute-deferring.js";

/** The answer to an operation of which some comes later. */
export interface DeferredResult {
  readonly first: ExecutionResult;
  readonly pending: readonly Promised[];
  readonly deliveries: AsyncIterable<Delivery>;
}

/** How a client takes what comes later: as graphql-js had it in 2022, or in 2023. */
export type DeferFormat = "deferSpec=20220824" | "incrementalSpec=v0.2";

type Errors = ExecutionResult["errors"];

/** The format that a client asks for first; undefined where it takes an answer only whole. */
export function deferFormatOf(accept: string | undefined): DeferFormat | undefined {
  const [, format] =
    /multipart\/mixed\s*;\s*(?:boundary="?-"?\s*;\s*)?(deferSpec=20220824|incrementalSpec=v0\.2)/i.exec(accept ?? "") ??
    [];
  if (format === undefined) return undefined;
  return format.toLowerCase().startsWith("defer") ? "deferSpec=20220824" : "incrementalSpec=v0.2";
}

/**
 * Words a deferred answer for Apollo Server, which sends it in parts.
 * @param tell words errors for those who asked; Apollo Server leaves those of later parts as they are
 */
export function deliverLater(
  { first, pending, deliveries }: DeferredResult,
  format: DeferFormat,
  tell: (errors: NonNullable<Errors>) => GraphQLFormattedError[],
): ServerAnswer {
  const told = (errors: Errors) => (errors && errors.length > 0 ? { errors: tell(errors) } : {});
  const promised = (objects: readonly Promised[]) =>
    objects.map(({ id, path, label }) => ({ id: String(id), path, ...(label !== undefined && { label }) }));
  const isOld = format === "deferSpec=20220824";

  function wordOld({ parts, hasNext }: Delivery) {
    const incremental = parts.map(({ data, path, label, errors }) => ({
      data: parseWritten(data),
      path,
      ...(label !== undefined && { label }),
      ...told(errors),
    }));
    return { incremental, hasNext };
  }

  function wordNew({ parts, pending: more, hasNext }: Delivery) {
    const whole = (part: DeliveredPart) => part.data !== "null";
    return {
      ...(more.length > 0 && { pending: promised(more) }),
      incremental: parts
        .filter(whole)
        .map(({ id, data, errors }) => ({ id: String(id), data: parseWritten(data), ...told(errors) })),
      completed: parts.map((part) => ({ id: String(part.id), ...(whole(part) ? {} : told(part.errors)) })),
      hasNext,
    };
  }

  async function* subsequent() {
    for await (const delivery of deliveries) yield isOld ? wordOld(delivery) : wordNew(delivery);
  }

  const { data, errors } = first;
  const initial = { data, ...told(errors), ...(!isOld && { pending: promised(pending) }), hasNext: true };
  const body = { kind: "incremental", initialResult: initial, subsequentResults: subsequent() };
  return { body: body as unknown as ServerAnswer["body"] };
}
