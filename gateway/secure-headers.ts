import type { FastifyInstance } from "fastify";

/** What goes with every reply that does not say otherwise itself: a page has a policy of its own. */
const HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** Two years, which browsers want before they keep to it for good. */
const STRICT_TRANSPORT = "max-age=63072000; includeSubDomains";

/** Those headers, as this program sends them. */
export function secureHeaders({ strictTransport }: { strictTransport: boolean }): Readonly<Record<string, string>> {
  return { ...HEADERS, ...(strictTransport && { "strict-transport-security": STRICT_TRANSPORT }) };
}

/**
 * Tells browsers and whatever is on the way to keep no answer, to guess nothing about it, and to show it inside nothing.
 * Set just before a reply leaves, so that what a route said stays. Answers that go around the reply are the route's own.
 */
export function sendSecureHeaders(app: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  const all = Object.entries(headers);
  app.addHook("onSend", async (_request, reply) => {
    // A page whose own policy says by whom it may be shown needs no older header to contradict it.
    const framed = reply.hasHeader("content-security-policy");
    for (const [name, value] of all)
      if (!reply.hasHeader(name) && !(framed && name === "x-frame-options")) reply.header(name, value);
  });
}
