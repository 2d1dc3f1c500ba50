import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createCrossOrigin } from "../../gateway/admission/cross-origin.js";
import { serveSession, type Personas } from "../../gateway/pages/session/serve-session.js";
import type { Login } from "../../gateway/pages/session/login.js";
import { createLog } from "../../platform/log.js";
import { readSettings } from "../../platform/settings.js";
import type { Fault, Refusal } from "../../schema/faults.js";
import {
  authenticateBefore,
  claimsOf,
  codeOf,
  makeKey,
  movableClock,
  NOW_SECONDS,
  sign,
  startTestIssuer,
  type TestIssuer,
  type TestKey,
} from "./authenticate/test-issuer.js";

const ORIGIN = "http://127.0.0.1:4000";
const NONCE = "n".repeat(43);

let issuer: TestIssuer;
let key: TestKey;
let stranger: TestKey;
beforeAll(async () => {
  [key, stranger] = await Promise.all([makeKey("ec"), makeKey("ec")]);
  issuer = await startTestIssuer([key.jwk]);
});
afterAll(() => issuer.stop());

const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

interface ServeOptions {
  personas?: Personas;
  environment?: Record<string, string>;
  production?: boolean;
}

/** The endpoints of the session as the gateway has them, before an issuer that gives what a test says. */
function serve({ personas, environment = {}, production = false }: ServeOptions = {}) {
  const app = Fastify();
  app.setErrorHandler((error: Refusal | Fault, _request, reply) => reply.code(400).send({ code: error.code }));
  const { clock, pass } = movableClock();
  const stage = authenticateBefore(issuer, clock, environment);
  const read = readSettings({ AMA_ISSUER_URL: issuer.address, ...environment });
  const settings = { ...read, ...(production && { NODE_ENV: "production" as const }) };
  const log = createLog("silent");
  const { keys, revoked, authenticate } = stage;
  const crossOrigin = createCrossOrigin(["https://wse.example"]);
  serveSession(app, { settings, clock, log, keys, revoked, redis: undefined, crossOrigin, authenticate, personas });
  open.push(app);
  const jar = new Map<string, string>();
  const post = async (path: string, payload: object, headers: Record<string, string> = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const reply = await app.inject({
      method: "POST",
      url: path,
      headers: { "content-type": "application/json", origin: ORIGIN, host: new URL(ORIGIN).host, cookie, ...headers },
      payload,
    });
    for (const { name, value } of reply.cookies)
      if (value) jar.set(name, value);
      else jar.delete(name);
    return reply;
  };
  /** What the stage says of a token. */
  const codeFor = (token: string) => codeOf(stage.ask(token));
  const logIn = async (more: object = {}) => {
    const code = { code: "c", verifier: "v".repeat(43), nonce: NONCE, redirectUri: `${ORIGIN}/session/callback` };
    return post("/session/token", { ...code, ...more });
  };
  const renew = async (payload: object = {}) => (await post("/session/renew", payload)).json<Login | null>();
  return { post, pass, jar, codeFor, logIn, renew };
}

let given = 0;
/** An access token; no two are the same. */
const accessToken = (claims: Record<string, unknown> = {}) =>
  sign(key, claimsOf(issuer, { jti: String((given += 1)), ...claims }));

function idToken(claims: Record<string, unknown> = {}, by = key): Promise<string> {
  const about = { iss: issuer.address, aud: "ama-paginas", sub: "a-mediator", nonce: NONCE };
  const when = { iat: NOW_SECONDS, exp: NOW_SECONDS + 600 };
  const all = Object.entries({ ...about, ...when, ...claims }).filter(([, value]) => value !== undefined);
  return sign(by, Object.fromEntries(all), { typ: "JWT" });
}

/** Has the issuer give tokens, and take those that are revoked. Gives what it was asked. */
function issue({ idToken: told = idToken, refresh = true, ...more }: IssueOptions = {}) {
  const asked: Record<string, string>[] = [];
  issuer.serves.discovery = {
    authorization_endpoint: `${issuer.address}/auth`,
    token_endpoint: `${issuer.address}/token`,
    ...more.discovery,
  };
  issuer.serves.form = async (path, form) => {
    asked.push({ path, ...Object.fromEntries(form) });
    if (path !== "/token") return { status: 200 };
    await more.before?.(form);
    if (more.refuses?.(form)) return { status: 400, body: { error: "invalid_grant" } };
    const body = {
      access_token: await accessToken(),
      expires_in: 3_600,
      id_token: await told(),
      ...(refresh && { refresh_token: `refresh ${asked.length}` }),
    };
    return { status: 200, body };
  };
  return { asked, to: (path: string) => asked.filter((one) => one["path"] === path) };
}
interface IssueOptions {
  idToken?: () => Promise<string | undefined>;
  refresh?: boolean;
  discovery?: Record<string, unknown>;
  before?: (form: URLSearchParams) => Promise<void>;
  refuses?: (form: URLSearchParams) => boolean;
}
const REVOKES = () => ({ revocation_endpoint: `${issuer.address}/revoke` });

const personas: Personas = {
  choices: [{ id: "lead", name: "Marleen Vanhees", role: "AmaPenhouder" }],
  logIn: async () => ({ token: await accessToken({ vo_orgnaam: "de Ploeg" }), expiresInSeconds: 3_600 }),
};

describe("a persona of the development issuer", () => {
  test("is nobody's by one click where no house handed in its personas", async () => {
    expect((await serve().post("/session/persona", { persona: "lead" })).statusCode).toBe(404);
  });

  test("gets a token, and is told for which purposes it may ask", async () => {
    const reply = await serve({ personas }).post("/session/persona", { persona: "lead" });
    expect(reply.json()).toEqual({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      version: expect.any(String),
      expiresInSeconds: 3_600,
      caller: {
        capacity: "VDAB_MEDIATOR",
        organisationName: "de Ploeg",
        purposes: expect.any(Array),
        withoutGround: [],
      },
      persona: "lead",
    });
  });

  test("is refused where it is not offered", async () => {
    const reply = await serve({ personas }).post("/session/persona", { persona: "minister" });
    expect(reply.json()).toEqual({ code: "BAD_REQUEST" });
  });

  test("goes on after the gateway began again, and not after a log-out", async () => {
    const before = serve({ personas });
    await before.post("/session/persona", { persona: "lead" });
    const after = serve({ personas });
    for (const [name, value] of before.jar) after.jar.set(name, value);
    expect(await after.renew()).toMatchObject({ persona: "lead" });
    const kept = new Map(after.jar);
    expect((await after.post("/session/logout", {})).json()).toEqual({ issuerMayRemember: false });
    for (const [name, value] of kept) after.jar.set(name, value);
    expect(await after.renew()).toBeNull();
  });
});

describe("what is no page of the gateway's own", () => {
  test.each([
    ["a form", { "content-type": "text/plain" }, "MEDIA_TYPE_REFUSED"],
    ["a page of another site", { origin: "https://evil.example" }, "ORIGIN_REFUSED"],
    ["a page that the browser calls another's", { "sec-fetch-site": "same-site" }, "ORIGIN_REFUSED"],
  ])("%s is not let in", async (_what, headers, code) => {
    const { post } = serve({ personas });
    for (const path of ["/session/persona", "/session/renew", "/session/token"]) {
      const reply = await post(path, { persona: "lead" }, headers);
      expect([path, reply.json()]).toEqual([path, { code }]);
      expect(reply.cookies).toEqual([]);
    }
  });

  test("a log-out by another site ends nothing", async () => {
    const { post, renew } = serve({ personas });
    await post("/session/persona", { persona: "lead" });
    const reply = await post("/session/logout", {}, { origin: "https://evil.example" });
    expect([reply.json(), reply.cookies]).toEqual([{ code: "ORIGIN_REFUSED" }, []]);
    expect(await renew()).toMatchObject({ persona: "lead" });
  });

  test("a code is exchanged for the page alone that it came back to", async () => {
    const reply = await serve().logIn({ redirectUri: "https://elsewhere.example/session/callback" });
    expect(reply.json()).toEqual({ code: "BAD_REQUEST" });
  });
});

describe("a page that asks for a login by one click", () => {
  test.each([
    ["of another site", { origin: "https://evil.example" }],
    ["of no origin that may be told", { origin: "null" }],
    ["of another port", { origin: "http://127.0.0.1:9000" }],
    ["whose name was made to lead here", { origin: "http://evil.example:4000", host: "evil.example:4000" }],
  ])("%s gets none", async (_which, headers) => {
    const { post, jar } = serve({ personas });
    // A page of another site can set such a cookie under its own name.
    jar.set("ama-session", `${"A".repeat(43)}.lead`);
    for (const [path, body] of [
      ["/session/persona", { persona: "lead" }],
      ["/session/renew", {}],
    ] as const) {
      const reply = await post(path, body, headers);
      expect([path, reply.json(), reply.cookies]).toEqual([path, { code: "ORIGIN_REFUSED" }, []]);
    }
  });

  test.each(["127.0.0.1:4000", "localhost:4000", "[::1]:4000"])("at %s, the gateway's own, gets one", async (host) => {
    const reply = await serve({ personas }).post(
      "/session/persona",
      { persona: "lead" },
      { origin: `http://${host}`, host },
    );
    expect(reply.json()).toMatchObject({ persona: "lead" });
  });
});

describe("the cookie of a session", () => {
  test.each([
    [{}, "ama-session", ""],
    [{ production: true }, "__Host-ama-session", "; Secure"],
  ])("is for the browser alone, of this host alone, until it is closed: %j", async (where, name, secure) => {
    issue();
    const { logIn, post, jar } = serve(where);
    const flags = `Path=/; HttpOnly; SameSite=Strict${secure}`;
    const { headers } = await logIn();
    expect(headers["set-cookie"]).toMatch(new RegExp(`^${name}=[\\w-]{43}; ${flags}$`));
    expect([...jar.keys()]).toEqual([name]);
    expect((await post("/session/logout", {})).headers["set-cookie"]).toBe(`${name}=; ${flags}; Max-Age=0`);
  });

  test("is another one after each login, and the session before it is over", async () => {
    issue();
    const { logIn, jar, codeFor, renew } = serve();
    const first = (await logIn()).json<Login>();
    const [before] = [...jar.values()];
    await logIn();
    expect([...jar.values()]).not.toContain(before);
    expect(await codeFor(first.token)).toBe("UNAUTHENTICATED");
    jar.set("ama-session", before!);
    expect(await renew()).toBeNull();
  });

  test("that is said twice is not said", async () => {
    issue();
    const { logIn, jar, renew } = serve();
    await logIn();
    jar.set("ama-session", `${jar.get("ama-session")}; ama-session=${"x".repeat(43)}`);
    expect(await renew()).toBeNull();
  });
});

describe("what comes back from the issuer", () => {
  const refused: [string, () => Promise<string | undefined>][] = [
    ["no id_token", () => Promise.resolve(undefined)],
    ["another nonce", () => idToken({ nonce: "m".repeat(43) })],
    ["no nonce", () => idToken({ nonce: undefined })],
    ["another issuer's name", () => idToken({ iss: "https://evil.example" })],
    ["another application's", () => idToken({ aud: "another" })],
    ["several applications', made for no one of them", () => idToken({ aud: ["ama-paginas", "another"] })],
    ["several applications', made for another", () => idToken({ aud: ["ama-paginas", "another"], azp: "another" })],
    ["made for another", () => idToken({ azp: "another" })],
    ["expired", () => idToken({ exp: NOW_SECONDS - 60 })],
    ["signed by another", () => idToken({}, stranger)],
    [
      "signed by nobody",
      async () => `${Buffer.from('{"alg":"none"}').toString("base64url")}.${(await idToken()).split(".")[1]}.`,
    ],
  ];
  test.each(refused)("logs nobody in with an id_token that is %s", async (_what, told) => {
    issue({ idToken: told });
    const { logIn, renew } = serve();
    const reply = await logIn();
    expect([reply.json(), reply.cookies]).toEqual([{ code: "UNAUTHENTICATED" }, []]);
    expect(await renew()).toBeNull();
  });

  test("logs in with one that is right, whoever else it is for", async () => {
    issue({ idToken: () => idToken({ aud: ["ama-paginas", "another"], azp: "ama-paginas" }) });
    expect((await serve().logIn()).statusCode).toBe(200);
  });

  test("a code that another issuer calls its own, or none where this one does, goes nowhere", async () => {
    const { asked } = issue({ discovery: { authorization_response_iss_parameter_supported: true } });
    const { logIn } = serve();
    for (const more of [{}, { iss: "https://evil.example" }])
      expect((await logIn(more)).json()).toEqual({ code: "UNAUTHENTICATED" });
    expect(asked).toEqual([]);
    expect((await logIn({ iss: issuer.address })).statusCode).toBe(200);
  });
});

describe("renewals", () => {
  test("are one, however many ask; who has the token before is given the one that there is", async () => {
    const { to } = issue();
    const { logIn, renew } = serve();
    const first = (await logIn()).json<Login>();
    const { version } = first;
    const renewed = await Promise.all(Array.from({ length: 12 }, () => renew({ version })));
    expect(to("/token").map((form) => form["grant_type"])).toEqual(["authorization_code", "refresh_token"]);
    expect(new Set(renewed.map((login) => login?.token)).size).toBe(1);
    expect(renewed[0]?.token).not.toBe(first.token);
    expect(await renew({ version })).toMatchObject({ token: renewed[0]?.token });
    expect(await renew()).toMatchObject({ token: renewed[0]?.token });
    expect(to("/token")).toHaveLength(2);
    // Each with what the issuer gave last.
    await renew({ version: renewed[0]!.version });
    expect(to("/token").map((form) => form["refresh_token"])).toEqual([undefined, "refresh 1", "refresh 2"]);
  });

  test("that are under way at a log-out come to nothing, here and at the issuer", async () => {
    let release!: () => void;
    let isAsked!: () => void;
    const waits = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => (isAsked = resolve));
    const { to } = issue({
      discovery: REVOKES(),
      async before(form) {
        if (form.get("grant_type") !== "refresh_token") return;
        isAsked();
        await waits;
      },
    });
    const { logIn, renew, post, jar, codeFor } = serve();
    const first = (await logIn()).json<Login>();
    const cookie = new Map(jar);
    const renewals = Array.from({ length: 5 }, () => renew({ version: first.version }));
    await reached;
    expect((await post("/session/logout", {})).json()).toEqual({ issuerMayRemember: true });
    release();
    expect(await Promise.all(renewals)).toEqual([null, null, null, null, null]);
    for (const [name, value] of cookie) jar.set(name, value);
    expect(await renew()).toBeNull();
    const hints = to("/revoke").map((form) => [form["token_type_hint"], form["client_id"]]);
    const [refresh, access] = [
      ["refresh_token", "ama-paginas"],
      ["access_token", "ama-paginas"],
    ];
    expect(hints).toEqual([refresh, access, refresh, access]);
    for (const { token, token_type_hint } of to("/revoke") as { token: string; token_type_hint: string }[])
      if (token_type_hint === "access_token") expect(await codeFor(token)).toBe("UNAUTHENTICATED");
  });

  test("that the issuer refuses end the session, and what it gave counts no more", async () => {
    const { to } = issue({ refuses: (form) => form.get("grant_type") === "refresh_token" });
    const { logIn, renew, codeFor } = serve();
    const { token, version } = (await logIn()).json<Login>();
    expect(await codeFor(token)).toBe("answered");
    expect(await renew({ version })).toBeNull();
    expect(await codeFor(token)).toBe("UNAUTHENTICATED");
    expect(await renew()).toBeNull();
    expect(to("/token")).toHaveLength(2);
  });

  test("that the issuer cannot answer end nothing", async () => {
    issue();
    const { logIn, renew, post, codeFor } = serve();
    const { token, version } = (await logIn()).json<Login>();
    const { form } = issuer.serves;
    issuer.serves.form = () => Promise.resolve({ status: 503, body: {} });
    expect((await post("/session/renew", { version })).json()).toEqual({ code: "ISSUER_UNAVAILABLE" });
    expect(await codeFor(token)).toBe("answered");
    issuer.serves.form = form;
    expect((await renew({ version }))?.token).not.toBe(token);
  });

  test("are none where the issuer gives nothing to renew with: the token lasts until it ends", async () => {
    const { to } = issue({ refresh: false });
    const { logIn, renew, pass } = serve();
    const first = (await logIn()).json<Login>();
    expect(await renew({ version: first.version })).toEqual(first);
    pass(3_590);
    expect(await renew({ version: first.version })).toMatchObject({ version: first.version, expiresInSeconds: 10 });
    pass(10);
    expect(await renew()).toBeNull();
    expect(to("/token")).toHaveLength(1);
  });

  test("last as long as one stays logged in, and no longer", async () => {
    issue();
    const { logIn, renew, pass } = serve({ environment: { AMA_SESSION_MS: String(3_600_000) } });
    const { version } = (await logIn()).json<Login>();
    pass(3_000);
    expect(await renew({ version })).toMatchObject({ expiresInSeconds: 600 });
    pass(600);
    expect(await renew()).toBeNull();
  });
});

describe("a log-out", () => {
  test("says where the issuer asks its reader to leave too, and revokes nothing where the issuer does not", async () => {
    const { asked } = issue({ discovery: { end_session_endpoint: `${issuer.address}/logout` } });
    const { logIn, post } = serve();
    await logIn();
    const endSessionEndpoint = `${issuer.address}/logout`;
    expect((await post("/session/logout", {})).json()).toEqual({ issuerMayRemember: false, endSessionEndpoint });
    expect(asked.map(({ path }) => path)).toEqual(["/token"]);
  });

  test("of a front end of its own: the token that it shows is refused, however its signature is written", async () => {
    issue();
    const { post, codeFor } = serve();
    const [token, another] = [await accessToken(), await accessToken()];
    expect(await codeFor(token)).toBe("answered");
    const headers = { authorization: `Bearer ${token}`, origin: "https://wse.example", "sec-fetch-site": "cross-site" };
    const reply = await post("/session/logout", {}, headers);
    expect([reply.statusCode, reply.headers["access-control-allow-origin"]]).toEqual([200, "https://wse.example"]);
    const alike = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const respelt = (one: string) => one.slice(0, -1) + alike[alike.indexOf(one.at(-1)!) ^ 1]!;
    for (const one of [token, respelt(token)]) expect(await codeFor(one)).toBe("UNAUTHENTICATED");
    for (const one of [another, respelt(another)]) expect(await codeFor(one)).toBe("answered");
  });
});
