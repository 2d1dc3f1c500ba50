import { LRUCache } from "lru-cache";
import type { z } from "zod";
import { Fault } from "../../../schema/faults.js";
import { sightKey } from "../../../schema/mandate.js";
import type { Asking } from "../../kernel/asking.js";
import { chunksOf } from "../../kernel/chunks.js";
import { createAuthorisedClient } from "../../kernel/authorised-client.js";
import { askAndRead, createAgencyClient, type AgencyReply } from "../../kernel/client.js";
import { readJson } from "../../kernel/read-json.js";
import type { SourceParts } from "../../kernel/subgraph.js";
import { ItemsReply } from "./records.js";

const BASE = "/loket/v1";
/** The counter answers for at most so many keys a call. */
const MOST_KEYS = 200;
const MOST_KEPT = 200;

/** How the counter is asked; every answer has the form asked for, or is a fault. */
export interface LoketClient {
  /** @throws Fault */
  post<T>(path: string, body: object, form: z.ZodType<T>, asking: Asking): Promise<T>;
  /** The items that one batch resource has under the keys; an item that is not there is simply missing. @throws Fault */
  postBatch(path: string, field: string, keys: readonly string[], asking: Asking, rest?: object): Promise<unknown[]>;
  /**
   * A resource without personal data, asked again only for whether it changed; null when the counter has none (404).
   * @throws Fault
   */
  get<T>(path: string, translate: (body: unknown) => T, asking: Asking): Promise<T | null>;
  /** A resource that nobody keeps. @throws Fault */
  read<T>(path: string, form: z.ZodType<T>, asking: Asking): Promise<T>;
  stop(): Promise<void>;
}

export function createLoketClient({ settings, guard }: SourceParts): LoketClient {
  const client = createAuthorisedClient(createAgencyClient("LOKET", settings.LOKET_URL, guard), {
    agency: "LOKET",
    path: "/oauth/token",
    clientId: settings.LOKET_CLIENT_ID,
    clientSecret: settings.LOKET_CLIENT_SECRET,
  });
  // Kept apart by sight: what one may see says nothing about what another may.
  const kept = new LRUCache<string, { tag: string; value: NonNullable<unknown> }>({ max: MOST_KEPT });

  function post<T>(path: string, body: object, form: z.ZodType<T>, asking: Asking): Promise<T> {
    const request = {
      method: "POST",
      path: BASE + path,
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
    } as const;
    return askAndRead(client, asking, request, (reply) => inForm(reply, path, form));
  }

  return {
    post,
    read(path, form, asking) {
      const request = { method: "GET", path: BASE + path, headers: { accept: "application/json" } } as const;
      return askAndRead(client, asking, request, (reply) => inForm(reply, path, form));
    },
    async postBatch(path, field, keys, asking, rest = {}) {
      // What cannot be a key of the counter is one it does not have.
      const chunks = chunksOf(keys.filter(isPlausible), MOST_KEYS);
      const replies = await Promise.all(
        chunks.map((chunk) => post(path, { ...rest, [field]: chunk }, ItemsReply, asking)),
      );
      return replies.flatMap(({ items }) => items);
    },
    async get<T>(path: string, translate: (body: unknown) => T, asking: Asking) {
      const key = `${sightKey(asking.mandate)} ${path}`;
      const known = kept.get(key);
      const request = {
        method: "GET",
        path: BASE + path,
        headers: { accept: "application/json", ...(known && { "if-none-match": known.tag }) },
      } as const;
      return askAndRead(client, asking, request, (reply) => {
        if (known && reply.status === 304) return known.value as T;
        if (reply.status === 404) return null;
        if (reply.status !== 200) throw refused(reply, path);
        const value = translate(readJson(reply.body, "LOKET"));
        if (typeof reply.headers["etag"] === "string" && value) kept.set(key, { tag: reply.headers["etag"], value });
        return value;
      });
    },
    stop: () => client.stop(),
  };
}

/** Whether something can be a key of the counter at all, and so be put into an address. */
export function isPlausible(key: string): boolean {
  return /^[\w-]{1,32}$/.test(key);
}

function inForm<T>(reply: AgencyReply, path: string, form: z.ZodType<T>): T {
  if (reply.status !== 200) throw refused(reply, path);
  const read = form.safeParse(readJson(reply.body, "LOKET"));
  if (!read.success) throw new Fault("AGENCY_UNREADABLE", "LOKET", path);
  return read.data;
}

function refused({ status }: AgencyReply, path: string): Fault {
  return new Fault(status === 403 ? "AGENCY_REFUSED_US" : "AGENCY_FAILED", "LOKET", `status ${status} on ${path}`);
}
