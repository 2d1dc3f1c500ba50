import { createHash, randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { createLocalJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey } from "jose";
import { request } from "undici";
import { COMMAND_LINE, PROGRAMS } from "../../../agencies/acmidm/applications.js";
import { createAcmIdm, type AcmIdm } from "../../../agencies/acmidm/create-acmidm.js";
import { PERSONAS } from "../../../agencies/acmidm/personas.js";
import { createWorld } from "../../../agencies/population/create-world.js";
import { logIn } from "../../../cli/log-in.js";

const place = { environment: "test", host: "127.0.0.1", port: 0, algorithm: "ES256" } as const;

let acmidm: AcmIdm;
let programKey: CryptoKey;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  programKey = privateKey;
  const signing = { ...PROGRAMS[0]!, clientId: "signs-for-itself", publicKeys: [await exportJWK(publicKey)] };
  delete signing.secret;
  // Jest's own clones into another realm, whose objects oidc-provider takes for no plain objects.
  const { structuredClone } = globalThis;
  globalThis.structuredClone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;
  acmidm = await createAcmIdm({ ...place, programs: [...PROGRAMS, signing] });
  globalThis.structuredClone = structuredClone;
});
afterAll(() => acmidm.stop());

async function post(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  const { statusCode, body } = await request(`${acmidm.address}${path}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(form).toString(),
  });
  return { status: statusCode, body: (await body.json()) as Record<string, string> };
}

async function publishedKeys() {
  const { body } = await request(`${acmidm.address}/op/v1/keys`);
  return (await body.json()) as { keys: { kid: string; d?: string }[] };
}

describe("a person logs in", () => {
  it.each(PERSONAS.map((persona) => [persona.id, persona] as const))("%s", async (id, persona) => {
    const { token, scopes, expiresInSeconds } = await logIn(acmidm.address, id);
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet((await publishedKeys()) as never), {
      issuer: acmidm.address,
      audience: "urn:wse:ama",
      typ: "at+jwt",
    });
    expect(protectedHeader.alg).toBe("ES256");
    expect(expiresInSeconds).toBe(3_600);
    expect(scopes).toBe(persona.scopes.join(" "));
    expect(payload).toMatchObject({
      sub: persona.sub,
      vo_doelgroepcode: persona.doelgroep,
      vo_applicatienaam: "Opdrachtregel AMA",
      ...(persona.organisatie && {
        vo_orgcode: persona.organisatie.kbo,
        vo_orgnaam: persona.organisatie.name,
        ama_rol_3d: `${persona.rol}:${persona.organisatie.kbo}`,
      }),
    });
    expect(payload["vo_ovocode"]).toBe(persona.eenheid?.ovo);
    expect("rrn" in payload).toBe(id === "citizen");
    expect(JSON.stringify(payload)).not.toContain(persona.naam);
  });

  it("not without PKCE, and not with another's redirect", async () => {
    const start = async (changes: Record<string, string>) => {
      const given = { client_id: COMMAND_LINE.clientId, response_type: "code", scope: "openid", ...changes };
      const reply = await request(`${acmidm.address}/op/v1/auth?${new URLSearchParams(given).toString()}`);
      await reply.body.dump();
      return reply;
    };
    const redirect = { redirect_uri: COMMAND_LINE.redirectUris[0]! };
    expect((await start(redirect)).headers["location"]).toContain("error=invalid_request");
    const challenge = createHash("sha256").update(randomBytes(32)).digest("base64url");
    const pkce = { code_challenge: challenge, code_challenge_method: "S256" };
    expect((await start({ ...pkce, redirect_uri: "https://evil.example/" })).statusCode).toBe(400);
    expect((await start({ ...pkce, ...redirect })).headers["location"]).toContain("/op/v1/aanmelden/");
  });

  it("not as somebody who is not there", async () => {
    await expect(logIn(acmidm.address, "king")).rejects.toThrow("knows no persona king");
  });

  it("not on a page that belongs to no login", async () => {
    const { statusCode, body } = await request(`${acmidm.address}/op/v1/aanmelden/${randomUUID()}`);
    expect([statusCode, await body.text()]).toEqual([400, expect.stringContaining("Begin opnieuw")]);
  });
});

describe("a program logs in", () => {
  const grant = { grant_type: "client_credentials", scope: "person:identify" };
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
  });

  it("by its secret, for its organisation", async () => {
    const { status, body } = await post("/op/v1/token", grant, basic("cm-dossiers", "development-secret"));
    expect(status).toBe(200);
    expect(decodeJwt(body["access_token"]!)).toMatchObject({
      sub: "cm-dossiers",
      vo_applicatienaam: "Dossiers CM",
      vo_orgnaam: "CM",
      scope: "person:identify",
    });
  });

  it("not by another's secret", async () => {
    expect((await post("/op/v1/token", grant, basic("cm-dossiers", "guess"))).body["error"]).toBe("invalid_client");
  });

  it("without a scope that it does not have", async () => {
    const { status, body } = await post("/op/v1/token", grant, basic("dwse-cijfers", "development-secret"));
    expect([status, body["error"]]).toEqual([400, "invalid_scope"]);
  });

  it("by a JWT that it signs, once", async () => {
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: "RS256" })
      .setIssuer("signs-for-itself")
      .setSubject("signs-for-itself")
      .setAudience(acmidm.address)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime("1m")
      .sign(programKey);
    const form = {
      ...grant,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
    };
    const first = await post("/op/v1/token", form);
    expect(decodeJwt(first.body["access_token"]!)).toMatchObject({ sub: "signs-for-itself", vo_orgnaam: "VDAB" });
    expect((await post("/op/v1/token", form)).body["error"]).toBe("invalid_client");
  });
});

describe("a page of another origin", () => {
  const FOREIGN = ["https://evil.example", "null", "http://127.0.0.1:9", "http://127.0.0.1.evil.example:4000"];
  const PAGES = ["http://127.0.0.1:4000", "http://localhost:4000"];
  const send = async (path: string, headers: Record<string, string>, form: Record<string, string> = {}) => {
    const {
      statusCode,
      headers: told,
      body,
    } = await request(`${acmidm.address}${path}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(form).toString(),
    });
    return { status: statusCode, told, text: await body.text() };
  };
  /** A login as far as its page, with the cookies that a browser would send along. */
  async function openLogin() {
    const challenge = createHash("sha256").update(randomBytes(32)).digest("base64url");
    const asked = new URLSearchParams({
      client_id: COMMAND_LINE.clientId,
      response_type: "code",
      scope: "openid person:identify",
      redirect_uri: COMMAND_LINE.redirectUris[0]!,
      code_challenge: challenge,
      code_challenge_method: "S256",
    });
    const reply = await request(`${acmidm.address}/op/v1/auth?${asked.toString()}`);
    await reply.body.dump();
    const cookie = [reply.headers["set-cookie"] ?? []].flat().map((one) => one.split(";")[0]!);
    return { path: new URL(reply.headers["location"] as string, acmidm.address).pathname, cookie: cookie.join("; ") };
  }
  const program = {
    authorization: `Basic ${Buffer.from("vdab-mlp:development-secret").toString("base64")}`,
  };
  const grant = { grant_type: "client_credentials", scope: "person:identify" };

  it.each(FOREIGN)("%s picks no persona, gets no token and starts no login by a form", async (origin) => {
    const { path, cookie } = await openLogin();
    for (const [place, headers, form] of [
      [path, { cookie, origin }, { persona: "inspector" }],
      ["/op/v1/token", { ...program, origin }, grant],
      ["/op/v1/auth", { origin }, { client_id: COMMAND_LINE.clientId }],
    ] as const) {
      const { status, told, text } = await send(place, headers, form);
      expect([place, status, told["location"], told["set-cookie"]]).toEqual([place, 403, undefined, undefined]);
      expect(told["access-control-allow-origin"]).toBeUndefined();
      expect(text).not.toContain("access_token");
    }
    // The login is still the user's own to end.
    const own = await send(path, { cookie, origin: acmidm.address }, { persona: "inspector" });
    expect(own.status).toBe(303);
  });

  it("that a browser names otherwise sends nothing either", async () => {
    expect((await send("/op/v1/token", { ...program, "sec-fetch-site": "cross-site" }, grant)).status).toBe(403);
  });

  it.each(PAGES)("but %s, where the pages are, and programs go on", async (origin) => {
    for (const headers of [program, { ...program, origin }, { ...program, origin: acmidm.address }]) {
      const { status, text } = await send("/op/v1/token", headers, grant);
      expect([status, text.includes("access_token")]).toEqual([200, true]);
    }
  });

  it("is not allowed by a preflight, and the pages' origin is", async () => {
    for (const [origin, allowed] of [
      ["https://evil.example", undefined],
      [PAGES[0]!, PAGES[0]!],
    ] as const) {
      const { headers, body } = await request(`${acmidm.address}/op/v1/token`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
      await body.dump();
      expect(headers["access-control-allow-origin"]).toBe(allowed);
    }
  });
});

describe("somebody who is logged in on the pages", () => {
  const redirectUri = "http://127.0.0.1:4000/session/callback";
  const client_id = "ama-paginas";

  /** Logs in as the lead, as the pages do, and gives the tokens with the browser's cookies. */
  async function logInOnPages() {
    const cookies = new Map<string, string>();
    const send = async (url: string, form?: Record<string, string>) => {
      const reply = await request(url, {
        method: form ? "POST" : "GET",
        headers: {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
          ...(form && { "content-type": "application/x-www-form-urlencoded" }),
        },
        ...(form && { body: new URLSearchParams(form).toString() }),
      });
      for (const cookie of [reply.headers["set-cookie"] ?? []].flat()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
        if (value) cookies.set(name!, value);
        else cookies.delete(name!);
      }
      const location = reply.headers["location"]?.toString();
      return {
        status: reply.statusCode,
        text: await reply.body.text(),
        location: location && new URL(location, url).href,
      };
    };
    const verifier = randomBytes(32).toString("base64url");
    const begin = new URLSearchParams({
      client_id,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "openid person:identify",
      nonce: "a nonce",
      state: "a state",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    const asked = await send(`${acmidm.address}/op/v1/auth?${begin.toString()}`);
    const chosen = await send(asked.location!, { persona: "lead" });
    const { searchParams: back } = new URL((await send(chosen.location!)).location!);
    expect([back.get("state"), back.get("iss")]).toEqual(["a state", acmidm.address]);
    const form = { grant_type: "authorization_code", client_id, redirect_uri: redirectUri, code_verifier: verifier };
    const { body } = await post("/op/v1/token", { ...form, code: back.get("code")! });
    return { send, tokens: body, sessionCookie: () => cookies.get("_session") };
  }
  const renew = (refresh_token: string) =>
    post("/op/v1/token", { grant_type: "refresh_token", client_id, refresh_token });

  it("is told apart by the nonce, and renewed until the login is revoked", async () => {
    const { tokens } = await logInOnPages();
    expect(decodeJwt(tokens["id_token"]!)).toMatchObject({ aud: client_id, nonce: "a nonce" });
    const { status, body } = await renew(tokens["refresh_token"]!);
    expect([status, decodeJwt(body["access_token"]!)]).toMatchObject([200, { vo_orgnaam: "Maatwerkbedrijf de Ploeg" }]);
    const revoked = await request(`${acmidm.address}/op/v1/revoke`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ client_id, token: body["refresh_token"]! }).toString(),
    });
    expect([revoked.statusCode, await revoked.body.text()]).toEqual([200, ""]);
    expect((await renew(body["refresh_token"]!)).body["error"]).toBe("invalid_grant");
  });

  it("is asked whether to leave, and is sent nowhere but to a page that is registered", async () => {
    const { send, sessionCookie } = await logInOnPages();
    const leave = (back: string) =>
      send(
        `${acmidm.address}/op/v1/logout?${new URLSearchParams({ client_id, post_logout_redirect_uri: back }).toString()}`,
      );
    expect((await leave("https://evil.example/")).status).toBe(400);
    const { text } = await leave("http://127.0.0.1:4000/");
    expect(text).not.toContain("<script");
    const [, action, xsrf] = /action="([^"]+)"><input type="hidden" name="xsrf" value="([^"]+)"/.exec(text)!;
    const before = sessionCookie();
    expect((await send(action!, { xsrf: xsrf!, logout: "yes" })).location).toBe("http://127.0.0.1:4000/");
    expect(before).toBeDefined();
    expect(sessionCookie()).toBeUndefined();
  });
});

describe("the stand-in", () => {
  it("knows the organisations of the population, and Amina by her number", () => {
    const world = createWorld({ seed: 7, participants: 20, now: "2026-11-21T09:00:00Z" });
    for (const { organisatie, rrn } of PERSONAS)
      if (organisatie) expect(world.organisations.get(organisatie.kbo)?.name).toBe(organisatie.name);
      else expect(rrn).toBe(world.persons[0]!.insz);
  });

  it("rotates its keys, publishes no private part, and says nothing on the console", async () => {
    const said = (["log", "info", "warn", "error"] as const).map((way) => jest.spyOn(console, way));
    const before = (await publishedKeys()).keys;
    await acmidm.rotateKeys();
    const both = (await publishedKeys()).keys;
    expect(both.map(({ kid }) => kid)).toEqual([expect.any(String), before[0]!.kid]);
    await logIn(acmidm.address, "lead");
    await acmidm.rotateKeys({ dropOld: true });
    const after = (await publishedKeys()).keys;
    expect(after).toHaveLength(1);
    expect([...before, ...both, ...after].some((key) => "d" in key)).toBe(false);
    for (const spy of said) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  it("does not run in production", async () => {
    await expect(createAcmIdm({ ...place, environment: "production" })).rejects.toThrow("production");
  });
});
