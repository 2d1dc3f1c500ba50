import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, expect, test } from "@jest/globals";
import { serveSession, type Personas } from "../../gateway/pages/session/serve-session.js";
import type { Caller } from "../../gateway/identity/caller.js";
import { createClock } from "../../platform/clock.js";
import { createLog } from "../../platform/log.js";
import { readSettings } from "../../platform/settings.js";
import type { Refusal } from "../../schema/faults.js";

const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

function serve(personas?: Personas) {
  const app = Fastify();
  app.setErrorHandler((error: Refusal, _request, reply) => reply.code(400).send({ code: error.code }));
  serveSession(app, {
    settings: readSettings({}),
    clock: createClock("2026-11-21T09:00:00Z"),
    log: createLog("silent"),
    authenticate: () => Promise.resolve({ capacity: "LEAD", organisationName: "de Ploeg" } as Caller),
    personas,
  });
  open.push(app);
  return (path: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({ method: "POST", url: path, headers: { "content-type": "application/json", ...headers }, payload });
}

const personas: Personas = {
  choices: [{ id: "lead", name: "Marleen Vanhees", role: "AmaPenhouder" }],
  logIn: () => Promise.resolve({ token: "a.b.c", expiresInSeconds: 60 }),
};

test("nobody becomes anybody by one click where no house handed in its personas", async () => {
  expect((await serve()("/session/persona", { persona: "lead" })).statusCode).toBe(404);
});

test("a persona gets a token, and is told for which purposes it may ask", async () => {
  const reply = await serve(personas)("/session/persona", { persona: "lead" });
  expect(reply.json()).toEqual({
    token: "a.b.c",
    expiresInSeconds: 60,
    caller: {
      capacity: "LEAD",
      organisationName: "de Ploeg",
      purposes: ["GUIDANCE", "PARTNERSHIP_MANAGEMENT", "FUNDING"],
      withoutGround: [],
    },
  });
});

test("a persona that is not offered is refused", async () => {
  expect((await serve(personas)("/session/persona", { persona: "minister" })).json()).toEqual({ code: "BAD_REQUEST" });
});

test("a form of another site is no question of ours", async () => {
  const reply = await serve(personas)("/session/persona", { persona: "lead" }, { "content-type": "text/plain" });
  expect(reply.json<{ code: string }>().code).not.toBeUndefined();
  expect(reply.statusCode).toBe(400);
});

test.each([
  ["of another site", { origin: "https://evil.example", host: "127.0.0.1:4000" }],
  ["of no origin that may be told", { origin: "null", host: "127.0.0.1:4000" }],
  ["of another port", { origin: "http://127.0.0.1:9000", host: "127.0.0.1:4000" }],
  ["whose name was made to lead here", { origin: "http://evil.example:4000", host: "evil.example:4000" }],
])("a page %s becomes nobody by one click", async (_which, headers) => {
  const reply = await serve(personas)("/session/persona", { persona: "lead" }, headers);
  expect([reply.json(), reply.body.includes("a.b.c")]).toEqual([{ code: "ORIGIN_REFUSED" }, false]);
});

test.each(["127.0.0.1:4000", "localhost:4000", "[::1]:4000"])("the gateway's own page at %s does", async (host) => {
  const reply = await serve(personas)("/session/persona", { persona: "lead" }, { origin: `http://${host}`, host });
  expect(reply.json()).toMatchObject({ token: "a.b.c" });
});

test("a code is exchanged for the page alone that it came back to", async () => {
  const code = { code: "c", verifier: "v".repeat(43), redirectUri: "https://elsewhere.example/session/callback" };
  const reply = await serve()("/session/token", code, { origin: "https://ama.example" });
  expect(reply.json()).toEqual({ code: "BAD_REQUEST" });
});
