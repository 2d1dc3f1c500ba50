import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from "jose";
import { createLog } from "../../../platform/log.js";
import { readSettings, type Settings } from "../../../platform/settings.js";
import { createAuthenticateStage } from "../../../gateway/pipeline/authenticate.js";
import { createRevokedTokens } from "../../../gateway/identity/revoked-tokens.js";
import { createIssuerKeys, type IssuerKeys } from "../../../gateway/identity/issuer-keys.js";

export const NOW = new Date("2026-11-21T09:00:00Z");
export const NOW_SECONDS = NOW.getTime() / 1_000;

/** A key pair of an issuer, and its public half as it is published. */
export interface TestKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  jwk: JWK;
}

export async function makeKey(kid: string, alg = "ES256"): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

/** An issuer that publishes what a test tells it to, and counts how often it is asked. */
export async function startTestIssuer(keys: JWK[]) {
  const asked = { discovery: 0, keys: 0, others: [] as string[] };
  const serves = {
    keys,
    status: 200,
    discovery: {} as Record<string, unknown>,
    body: undefined as string | undefined,
    /** What is answered to a form that is posted. */
    form: undefined as
      ((path: string, form: URLSearchParams) => Promise<{ status: number; body?: unknown }>) | undefined,
  };
  const server = createServer((request, response) => {
    const send = (body: unknown) => {
      response.writeHead(serves.status, { "content-type": "application/json" });
      response.end(serves.body ?? JSON.stringify(body));
    };
    if (request.url === "/.well-known/openid-configuration") {
      asked.discovery += 1;
      return send({ issuer: address, jwks_uri: `${address}/keys`, ...serves.discovery });
    }
    if (request.url === "/keys") {
      asked.keys += 1;
      return send({ keys: serves.keys });
    }
    asked.others.push(request.url ?? "");
    if (request.method !== "POST" || !serves.form) return send({});
    void text(request)
      .then((form) => serves.form!(request.url ?? "", new URLSearchParams(form)))
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(body === undefined ? "" : JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    asked,
    serves,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
export type TestIssuer = Awaited<ReturnType<typeof startTestIssuer>>;

/** A clock that a test moves. */
export function movableClock(start: Date = NOW) {
  let ms = start.getTime();
  return { clock: () => new Date(ms), pass: (seconds: number) => (ms += seconds * 1_000) };
}

/** The stage as the gateway has it, before an issuer. */
export function authenticateBefore(issuer: TestIssuer, clock: () => Date, environment: Record<string, string> = {}) {
  const settings: Settings = readSettings({ AMA_ISSUER_URL: issuer.address, ...environment });
  const log = createLog("silent");
  const keys: IssuerKeys = createIssuerKeys({ issuer: issuer.address, jwksUrl: settings.AMA_JWKS_URL, clock, log });
  const revoked = createRevokedTokens({ redis: undefined, nowMs: () => clock().getTime(), log });
  revoked.stop();
  const authenticate = createAuthenticateStage({ settings, keys, revoked, clock, log, mostCallers: 100 });
  let asked = 0;
  // Each time from another address: where tokens come from that are not accepted is a matter of its own.
  const ask = (token: string, address = `10.0.${(asked += 1)}`) =>
    authenticate({ authorization: `Bearer ${token}` }, address);
  return { keys, settings, ask, authenticate, revoked };
}

/** A mediator's claims, all in order. */
export function claimsOf(issuer: TestIssuer, changes: Record<string, unknown> = {}): JWTPayload {
  const claims: Record<string, unknown> = {
    iss: issuer.address,
    aud: "urn:wse:ama",
    sub: "a-mediator",
    iat: NOW_SECONDS,
    exp: NOW_SECONDS + 3_600,
    scope: "openid person:identify",
    vo_orgcode: "0980000106",
    vo_orgnaam: "VDAB",
    vo_ovocode: "OVO990012",
    ama_rol_3d: "AmaBemiddelaar:0980000106",
    ...changes,
  };
  for (const [name, value] of Object.entries(claims)) if (value === undefined) delete claims[name];
  return claims;
}

/** A token signed by a key, with whatever header and claims. */
export function sign(key: TestKey, claims: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: "at+jwt", ...header })
    .sign(key.privateKey);
}

const encode = (text: string) => Buffer.from(text).toString("base64url");

/** A token with a true signature (ES256) over whatever texts, also those that no library would sign. */
export async function signTexts(key: TestKey, header: string, claims: string): Promise<string> {
  const signed = `${encode(header)}.${encode(claims)}`;
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, Buffer.from(signed));
  return `${signed}.${Buffer.from(signature).toString("base64url")}`;
}

/** The code of the refusal that asking ends in, or "answered". */
export async function codeOf(asked: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof asked === "function" ? asked() : asked);
    return "answered";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
