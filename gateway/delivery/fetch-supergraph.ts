import { request } from "undici";
import { z } from "zod";
import { readCapped } from "../../platform/read-capped.js";

/** Where a supergraph is fetched. */
export interface SupergraphAddress {
  readonly url: string;
  /** What lets us in, in this header. */
  readonly key?: string | undefined;
  readonly keyHeader: string;
  /** The graph and variant at Apollo's uplink, which is asked by GraphQL and not by address. */
  readonly graphRef?: string | undefined;
}

/** What an address gave. */
export interface FetchedSupergraph {
  /** Undefined where it is the one that was fetched last. */
  readonly supergraph: string | undefined;
  /** How long the address wants to be left alone. */
  readonly pauseMs: number;
}

const LARGEST_BYTES = 16 * 1024 * 1024;
const WAIT_MS = 15_000;
const MOST_REDIRECTS = 3;

const UPLINK_QUERY = `query SupergraphSdl($apiKey: String!, $ref: String!, $ifAfterId: ID) {
  routerConfig(apiKey: $apiKey, ref: $ref, ifAfterId: $ifAfterId) {
    __typename
    ... on RouterConfigResult { id supergraphSDL minDelaySeconds }
    ... on Unchanged { id minDelaySeconds }
    ... on FetchError { code }
  }
}`;
const seconds = z.number().min(0).max(3_600).default(0);
const UplinkAnswer = z.object({
  data: z.object({
    routerConfig: z.discriminatedUnion("__typename", [
      z.object({
        __typename: z.literal("RouterConfigResult"),
        id: z.string(),
        supergraphSDL: z.string(),
        minDelaySeconds: seconds,
      }),
      z.object({ __typename: z.literal("Unchanged"), minDelaySeconds: seconds }),
      z.object({ __typename: z.literal("FetchError"), code: z.string() }),
    ]),
  }),
});

/** An address gives no supergraph. Its message holds neither the address nor the key. */
export class FetchFailed extends Error {
  override readonly name = "FetchFailed";
}

/**
 * Fetches a supergraph again and again, and says when it is the same: by ETag, as Hive's CDN and any web server do, or from
 * Apollo's uplink. @throws FetchFailed
 */
export function createSupergraphFetcher(address: SupergraphAddress): () => Promise<FetchedSupergraph> {
  const fetchOnce = address.graphRef === undefined ? byETag(address) : fromUplink(address, address.graphRef);
  return async () => {
    try {
      return await fetchOnce(AbortSignal.timeout(WAIT_MS));
    } catch (error) {
      if (error instanceof FetchFailed) throw error;
      const { code, name } = error as { code?: string; name: string };
      throw new FetchFailed(`no answer (${code ?? name})`);
    }
  };
}

type FetchOnce = (signal: AbortSignal) => Promise<FetchedSupergraph>;

function byETag({ url, key, keyHeader }: SupergraphAddress): FetchOnce {
  let etag: string | undefined;
  return async (signal) => {
    let here = new URL(url);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      // Whoever it sends us to is not told the key.
      const isOwn = here.origin === new URL(url).origin;
      const { statusCode, headers, body } = await request(here, {
        headers: {
          accept: "application/graphql, text/plain, */*;q=0.1",
          ...(key !== undefined && isOwn && { [keyHeader]: key }),
          ...(etag !== undefined && { "if-none-match": etag }),
        },
        reset: true,
        signal,
      });
      const next = headers["location"]?.toString();
      if (statusCode === 200) {
        const supergraph = await readCapped(body, LARGEST_BYTES);
        etag = headers["etag"]?.toString();
        return { supergraph, pauseMs: 0 };
      }
      await body.dump();
      if (statusCode === 304 && etag !== undefined) return { supergraph: undefined, pauseMs: 0 };
      if (statusCode < 300 || statusCode >= 400 || next === undefined) throw new FetchFailed(adviceOn(statusCode));
      const to = new URL(next, here);
      if (!/^https?:$/.test(to.protocol) || (here.protocol === "https:" && to.protocol === "http:"))
        throw new FetchFailed("it redirects to an address that is not safe");
      here = to;
    }
    throw new FetchFailed("it redirects too often");
  };
}

function fromUplink({ url, key = "" }: SupergraphAddress, ref: string): FetchOnce {
  let ifAfterId: string | undefined;
  return async (signal) => {
    const { statusCode, body } = await request(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ query: UPLINK_QUERY, variables: { apiKey: key, ref, ifAfterId } }),
      reset: true,
      signal,
    });
    const text = await readCapped(body, LARGEST_BYTES);
    if (statusCode !== 200) throw new FetchFailed(adviceOn(statusCode));
    const read = UplinkAnswer.safeParse(readJson(text));
    if (!read.success) throw new FetchFailed("it does not answer as Apollo's uplink does: look at the address");
    const { routerConfig } = read.data.data;
    if (routerConfig.__typename === "FetchError")
      throw new FetchFailed(`the uplink refuses (${routerConfig.code.slice(0, 40)}): look at the key and the graph`);
    const pauseMs = routerConfig.minDelaySeconds * 1_000;
    if (routerConfig.__typename === "Unchanged") return { supergraph: undefined, pauseMs };
    ifAfterId = routerConfig.id;
    return { supergraph: routerConfig.supergraphSDL, pauseMs };
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function adviceOn(status: number): string {
  if (status === 401 || status === 403) return `status ${status}: look at AMA_SUPERGRAPH_KEY`;
  return status === 404 ? "status 404: look at the address" : `status ${status}`;
}
