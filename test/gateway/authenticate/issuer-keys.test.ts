import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  authenticateBefore,
  claimsOf,
  codeOf,
  makeKey,
  movableClock,
  sign,
  startTestIssuer,
  type TestIssuer,
  type TestKey,
} from "./test-issuer.js";

let issuer: TestIssuer;
let [old, next]: TestKey[] = [];

beforeEach(async () => {
  [old, next] = await Promise.all([makeKey("old"), makeKey("next")]);
  issuer = await startTestIssuer([old.jwk]);
});
afterEach(() => issuer.stop());

describe("the issuer's keys", () => {
  it("are asked once, however many ask at the same time", async () => {
    const { ask } = authenticateBefore(issuer, movableClock().clock);
    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, i) => sign(old!, claimsOf(issuer, { sub: `s${i}` }))),
    );
    await Promise.all(tokens.map((token) => ask(token)));
    expect(issuer.asked).toEqual({ discovery: 1, keys: 1, others: [] });
  });

  it("rotate: a token with a new key makes us ask again, and is answered", async () => {
    const { clock, pass } = movableClock();
    const { ask } = authenticateBefore(issuer, clock);
    await ask(await sign(old!, claimsOf(issuer)));
    issuer.serves.keys = [next!.jwk, old!.jwk];
    pass(61);
    expect(await codeOf(ask(await sign(next!, claimsOf(issuer))))).toBe("answered");
    expect(await codeOf(ask(await sign(old!, claimsOf(issuer, { sub: "another" }))))).toBe("answered");
    expect(issuer.asked.keys).toBe(2);
  });

  it("are asked for unknown names at most once a minute", async () => {
    const { clock, pass } = movableClock();
    const { ask } = authenticateBefore(issuer, clock);
    await ask(await sign(old!, claimsOf(issuer)));
    const flood = async () => {
      for (let i = 0; i < 20; i += 1)
        expect(await codeOf(ask(await sign({ ...next!, kid: `made-up-${i}` }, claimsOf(issuer))))).toBe(
          "UNAUTHENTICATED",
        );
    };
    await flood();
    expect(issuer.asked.keys).toBe(1);
    pass(60);
    await flood();
    expect(issuer.asked.keys).toBe(2);
    pass(59);
    await flood();
    expect(issuer.asked.keys).toBe(2);
  });

  it("are asked at most once a minute as well when the issuer fails", async () => {
    const { clock, pass } = movableClock();
    const { ask } = authenticateBefore(issuer, clock);
    await ask(await sign(old!, claimsOf(issuer)));
    issuer.serves.status = 500;
    pass(61);
    for (let i = 0; i < 5; i += 1)
      expect(await codeOf(ask(await sign(next!, claimsOf(issuer))))).toBe("UNAUTHENTICATED");
    expect(issuer.asked.discovery).toBe(2);
    expect(await codeOf(ask(await sign(old!, claimsOf(issuer, { sub: "new" }))))).toBe("answered");
  });

  it("that were taken away count no more, also for tokens that are known", async () => {
    const { clock, pass } = movableClock();
    const { ask, keys } = authenticateBefore(issuer, clock);
    const token = await sign(old!, claimsOf(issuer));
    await ask(token);
    issuer.serves.keys = [next!.jwk];
    pass(61);
    await keys.load();
    expect(await codeOf(ask(token))).toBe("UNAUTHENTICATED");
  });

  it("are asked anew after ten minutes, meanwhile the old ones serve; after a day without answer they do not", async () => {
    const { clock, pass } = movableClock();
    const { ask } = authenticateBefore(issuer, clock);
    await ask(await sign(old!, claimsOf(issuer)));
    await issuer.stop();
    pass(601);
    expect(await codeOf(ask(await sign(old!, claimsOf(issuer, { sub: "b" }))))).toBe("answered");
    pass(86_400);
    expect(await codeOf(ask(await sign(old!, claimsOf(issuer, { exp: clock().getTime() / 1_000 + 60 }))))).toBe(
      "ISSUER_UNAVAILABLE",
    );
  });

  it("of an issuer that starts after us are found when it has", async () => {
    const { clock, pass } = movableClock();
    const { ask } = authenticateBefore(issuer, clock);
    issuer.serves.status = 503;
    const token = await sign(old!, claimsOf(issuer));
    expect(await codeOf(ask(token))).toBe("ISSUER_UNAVAILABLE");
    issuer.serves.status = 200;
    pass(2);
    expect(await codeOf(ask(token))).toBe("answered");
  });

  it.each([
    ["says it is another", { discovery: { issuer: "https://evil.example" } }],
    ["keeps its keys elsewhere", { discovery: { jwks_uri: "https://evil.example/keys" } }],
    ["keeps its keys in a file", { discovery: { jwks_uri: "file:///etc/passwd" } }],
    ["sends us on", { status: 302 }],
    ["answers no JSON", { body: "<html>" }],
    ["answers without end", { body: `{"issuer":"${"x".repeat(300_000)}"}` }],
    [
      "has more keys than anybody",
      { body: JSON.stringify({ keys: Array.from({ length: 101 }, () => ({ kty: "EC" })) }) },
    ],
  ])("of an issuer that %s are not taken", async (_what, change) => {
    Object.assign(issuer.serves, change);
    const { ask, keys } = authenticateBefore(issuer, movableClock().clock);
    await expect(keys.load()).rejects.toThrow();
    expect(await codeOf(ask(await sign(old!, claimsOf(issuer))))).toBe("ISSUER_UNAVAILABLE");
  });

  it("that are symmetric are of no use", async () => {
    issuer.serves.keys = [{ kty: "oct", kid: "old", alg: "ES256", k: "c2VjcmV0" }];
    const { ask } = authenticateBefore(issuer, movableClock().clock);
    expect(await codeOf(ask(await sign(old!, claimsOf(issuer))))).toBe("UNAUTHENTICATED");
  });

  it("may be named directly, and then nothing else is asked", async () => {
    const { ask } = authenticateBefore(issuer, movableClock().clock, { AMA_JWKS_URL: `${issuer.address}/keys` });
    expect(await codeOf(ask(await sign(old!, claimsOf(issuer))))).toBe("answered");
    expect(issuer.asked.discovery).toBe(0);
  });
});
