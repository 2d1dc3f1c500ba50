import type { IncomingHttpHeaders } from "node:http";

/** The program that asks, as it names itself. */
export interface Client {
  readonly client?: string;
  readonly clientVersion?: string;
}

/** Headers by which clients name themselves: those of Apollo, and of others. */
const NAMES = ["apollographql-client-name", "graphql-client-name"];
const VERSIONS = ["apollographql-client-version", "graphql-client-version"];

/**
 * What a client says of itself, as far as it has the form of a program's name: one word of at most 64 letters, digits and
 * `. _ - / @`, without as many digits in a row as a number of a person has. Anything else may be anything and is left out.
 */
export function clientOf(headers: IncomingHttpHeaders): Client {
  const client = firstOf(headers, NAMES, /^[a-z@][\w./@-]{0,63}$/i);
  const clientVersion = firstOf(headers, VERSIONS, /^[\w.+-]{1,32}$/);
  return { ...(client !== undefined && { client }), ...(clientVersion !== undefined && { clientVersion }) };
}

function firstOf(headers: IncomingHttpHeaders, names: readonly string[], form: RegExp): string | undefined {
  const given = names.map((name) => headers[name]).find((value) => typeof value === "string" && value !== "");
  if (typeof given !== "string" || !form.test(given)) return undefined;
  return /\d{9}/.test(given.replace(/[^\da-z]/gi, "")) ? undefined : given;
}
