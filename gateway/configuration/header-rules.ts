import type { Algorithm, ConfigurationFile, RequestRule, ResponseRule } from "./configuration-file.js";
import { whyReserved } from "./reserved-headers.js";

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The headers of a client that some rule reads, by their names in lower case. */
export type ClientHeaders = Readonly<Record<string, string>>;

/** Which headers of a client go to which subgraph, and which of a subgraph's reply come back. */
export interface HeaderRules {
  /**
   * Takes what some rule reads of a client's headers, by their names in lower case; undefined where no rule reads any. What
   * cannot travel as a header is not taken.
   */
  take(headers: Readonly<Record<string, unknown>>): ClientHeaders | undefined;
  /** The same text for clients whose headers make no difference to a subgraph: part of the key of whatever they share. */
  keyOf(taken: ClientHeaders | undefined): string;
  /** What goes with a request to a subgraph. */
  toSubgraph(subgraph: string, taken: ClientHeaders | undefined): Readonly<Record<string, string>>;
  /** Collects what comes back with one answer; undefined where no rule lets anything back. */
  collect(): ReplyHeaders | undefined;
  /** What the rules say of one subgraph, without any value: a line for each. */
  explain(subgraph: string): { readonly request: readonly string[]; readonly response: readonly string[] };
}

/** The headers that come back with one answer. */
export interface ReplyHeaders {
  add(subgraph: string, headers: Headers): void;
  all(): Readonly<Record<string, string | string[]>>;
  /** Names of headers of which a value was left out, because all of them together are too long. */
  readonly leftOut: ReadonlySet<string>;
}

/** As long as the headers of a whole reply may be for proxies and clients that are not told otherwise. */
const MOST_REPLY_CHARACTERS = 8_192;
/** What can travel as a header: the parameters of a WebSocket hold any text. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const NONE: Readonly<Record<string, string>> = Object.freeze({});

export function createHeaderRules(file: ConfigurationFile["headers"], open: boolean): HeaderRules {
  const { all = {}, subgraphs = {} } = file ?? {};
  const everywhere = [all, ...Object.values(subgraphs)];
  const requestRules = (subgraph: string) => [...(all.request ?? []), ...(own(subgraphs, subgraph)?.request ?? [])];
  const responseRules = (subgraph: string) => [...(all.response ?? []), ...(own(subgraphs, subgraph)?.response ?? [])];
  const read = everywhere.flatMap(({ request = [] }) => request.flatMap(({ propagate }) => propagate ?? []));
  const writesRequests = everywhere.some(({ request = [] }) => request.length > 0);
  const readsReplies = everywhere.some(({ response = [] }) => response.length > 0);
  const isFree = (name: string, direction: "request" | "response") => whyReserved(name, direction, open) === undefined;

  function take(headers: Readonly<Record<string, unknown>>): ClientHeaders | undefined {
    if (read.length === 0) return undefined;
    const taken: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) {
      if (!isFree(name, "request") || !read.some((rule) => matches(rule, name))) continue;
      const text = Array.isArray(value) ? value.join(", ") : value;
      if (typeof text === "string" && NAME.test(name) && VALUE.test(text)) taken[name] = text;
    }
    return Object.freeze(taken);
  }

  return {
    take,
    keyOf: (taken) =>
      taken ? JSON.stringify(Object.entries(taken).sort(([one], [other]) => (one < other ? -1 : 1))) : "",
    toSubgraph: (subgraph, taken) => (writesRequests ? applyRequestRules(requestRules(subgraph), taken ?? NONE) : NONE),
    collect: () => (readsReplies ? collectReplies(responseRules, (name) => isFree(name, "response")) : undefined),
    explain: (subgraph) => ({
      request: requestRules(subgraph).map(wordsOf),
      response: responseRules(subgraph).map(wordsOf),
    }),
  };
}

/** The rules in their order. What is propagated first stays; what is inserted takes the place of what was there. */
function applyRequestRules(rules: readonly RequestRule[], taken: ClientHeaders): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const { propagate, insert, remove } of rules) {
    if (insert) sent[insert.name] = insert.value;
    if (remove) for (const name of Object.keys(sent)) if (matches(remove, name)) delete sent[name];
    if (!propagate) continue;
    for (const name of propagate.named ?? Object.keys(taken).filter((one) => matches(propagate, one))) {
      const value = own(taken, name) ?? propagate.default;
      const target = propagate.rename ?? name;
      if (value !== undefined && !Object.hasOwn(sent, target)) sent[target] = value;
    }
  }
  return sent;
}

function collectReplies(
  rulesOf: (subgraph: string) => readonly ResponseRule[],
  isFree: (name: string) => boolean,
): ReplyHeaders {
  const kept = new Map<string, string[]>();
  const leftOut = new Set<string>();
  let length = 0;

  function keep(name: string, values: readonly string[], algorithm: Algorithm): void {
    const before = kept.get(name);
    if (algorithm === "first" && before) return;
    const after = algorithm === "append" && before ? [...before, ...values] : [...values];
    const grown = length + lengthOf(after) - lengthOf(before ?? []);
    if (grown > MOST_REPLY_CHARACTERS) leftOut.add(name);
    else {
      kept.set(name, after);
      length = grown;
    }
  }

  return {
    leftOut,
    add(subgraph, headers) {
      const back = new Map<string, { values: readonly string[]; algorithm: Algorithm }>();
      for (const { propagate, remove } of rulesOf(subgraph)) {
        if (remove) for (const name of [...back.keys()]) if (matches(remove, name)) back.delete(name);
        if (!propagate) continue;
        const { rename, algorithm } = propagate;
        const names =
          propagate.named ?? Object.keys(headers).filter((name) => matches(propagate, name) && isFree(name));
        for (const name of names) {
          const value = own(headers, name);
          const target = rename ?? name;
          if (value !== undefined && !back.has(target))
            back.set(target, { values: typeof value === "string" ? [value] : value, algorithm });
        }
      }
      for (const [name, { values, algorithm }] of back) keep(name, values, algorithm);
    },
    // Cookies are never joined: their own text holds commas.
    all: () =>
      Object.fromEntries([...kept].map(([name, values]) => [name, name === "set-cookie" ? values : values.join(", ")])),
  };
}

function lengthOf(values: readonly string[]): number {
  return values.reduce((sum, value) => sum + value.length + 2, 0);
}

function matches({ named, matching }: { named?: string[] | undefined; matching?: RegExp | undefined }, name: string) {
  return named ? named.includes(name) : matching?.test(name) === true;
}

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function wordsOf(rule: RequestRule | ResponseRule): string {
  const { propagate, remove } = rule;
  const which = ({ named, matching }: { named?: string[] | undefined; matching?: RegExp | undefined }) =>
    named ? named.join(", ") : `all that match ${String(matching?.source)}`;
  if (remove) return `without ${which(remove)}`;
  if (!propagate) return `${(rule as RequestRule).insert!.name}, set`;
  const as = propagate.rename === undefined ? "" : ` as ${propagate.rename}`;
  const otherwise = "default" in propagate && propagate.default !== undefined ? ", or its default" : "";
  const algorithm = "algorithm" in propagate ? ` (${propagate.algorithm})` : "";
  return `${which(propagate)}${as}${otherwise}${algorithm}`;
}
