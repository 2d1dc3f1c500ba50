import type { GraphQLFormattedError } from "graphql";
import { UNCODED } from "../../schema/faults.js";
import { readExtensions } from "../engine/execution/read-reply.js";
import { hideNumbers } from "./hide-numbers.js";

/** A subgraph's error as the subgraph said it, and which subgraph that is. */
export function passOnError(
  { message, locations, path, extensions = {} }: GraphQLFormattedError,
  service: string,
  requestId: string | undefined,
) {
  const { subgraph: _, ...own } = extensions;
  const hidden = JSON.parse(JSON.stringify(readExtensions(own)), hideIn) as { code?: unknown };
  const code = typeof hidden.code === "string" ? hidden.code : UNCODED;
  return {
    message: hideNumbers(message),
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { ...hidden, code, service, ...(requestId !== undefined && { requestId }) },
  };
}

function hideIn(_key: string, value: unknown): unknown {
  if (typeof value !== "string" && typeof value !== "number") return value;
  const hidden = hideNumbers(String(value));
  return hidden === String(value) ? value : hidden;
}
