import { parseWritten } from "../../platform/json/parse-json.js";
import { readAccept } from "../admission/accepted-types.js";
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

/**
 * The format that a client asks for first: that of 2022 where it takes parts and names none, as urql does. Undefined where it
 * takes an answer only whole.
 */
export function deferFormatOf(accept: string | undefined): DeferFormat | undefined {
  for (const { type, parameters } of readAccept(accept)) {
    if (type !== "multipart/mixed") continue;
    const { deferspec, incrementalspec, subscriptionspec } = parameters;
    if (incrementalspec?.toLowerCase() === "v0.2") return "incrementalSpec=v0.2";
    if (deferspec === "20220824" || (deferspec ?? incrementalspec ?? subscriptionspec) === undefined)
      return "deferSpec=20220824";
  }
  return undefined;
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
