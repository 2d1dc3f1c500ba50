import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { COMPRESSED } from "../compress-answers.js";
import { PAGES } from "./pages.js";
import { policyOf } from "./page-policy.js";

/** Puts the pages that were built to a folder on the gateway's own port: documents never kept by a browser, what they load kept for ever. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  for (const { name, path } of PAGES.filter((page) => existsSync(join(folder, `${page.name}.html`)))) {
    const document = readFileSync(join(folder, `${name}.html`));
    const headers = {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policyOf(name),
    };
    app.get(path, COMPRESSED, (_request, reply) => reply.headers(headers).send(document));
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
}
