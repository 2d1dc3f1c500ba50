import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { PAGES } from "./pages.js";
import { policyOf } from "./page-policy.js";
import { serveSession, type SessionParts } from "./session/serve-session.js";

export interface PagesParts extends SessionParts {
  /** Where they were built to. */
  readonly folder: string;
}

/** Puts the pages on the gateway's own port: documents never kept by a browser, what they load kept for ever. */
export async function servePages(app: FastifyInstance, { folder, ...session }: PagesParts): Promise<void> {
  for (const { name, path } of PAGES.filter((page) => existsSync(join(folder, `${page.name}.html`)))) {
    const document = readFileSync(join(folder, `${name}.html`));
    const headers = {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policyOf(name, session.settings.AMA_ISSUER_URL),
    };
    app.get(path, (_request, reply) => reply.headers(headers).send(document));
  }
  const icon = readFileSync(join(folder, "favicon.svg"));
  for (const path of ["/favicon.svg", "/favicon.ico"])
    app.get(path, (_request, reply) =>
      reply.headers({ "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" }).send(icon),
    );
  // Their names change with what is in them.
  await app.register(fastifyStatic, {
    root: join(folder, "assets"),
    prefix: "/assets/",
    preCompressed: true,
    immutable: true,
    maxAge: "365d",
    index: false,
  });
  serveSession(app, session);
}
