import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";

/** Gives every read an ETag, and 304 without a body to who already has that answer. */
export function tagAnswers(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (request.method !== "GET" || reply.statusCode !== 200 || typeof payload !== "string") return payload;
    const tag = `"${createHash("sha1").update(payload).digest("base64url")}"`;
    reply.header("etag", tag).header("cache-control", "private, no-cache");
    const known = (request.headers["if-none-match"] ?? "").split(",").map((text) => text.trim().replace(/^W\//, ""));
    if (!known.includes(tag)) return payload;
    reply.code(304).removeHeader("content-type").removeHeader("content-length");
    return "";
  });
}
