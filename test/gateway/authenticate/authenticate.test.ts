import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from "jose";
import { challengeOf } from "../../../gateway/pipeline/authenticate.js";
import { Refusal, REFUSALS } from "../../../schema/faults.js";
import {
  authenticateBefore,
  claimsOf,
  codeOf,
  makeKey,
  movableClock,
  NOW_SECONDS,
  sign,
  signTexts,
  startTestIssuer,
  type TestIssuer,
  type TestKey,
} from "./test-issuer.js";

const encode = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

const header = (more: object = {}) => JSON.stringify({ alg: "ES256", kid: "ec", typ: "at+jwt", ...more });
const claims = (changes: Record<string, unknown> = {}) => JSON.stringify(claimsOf(issuer, changes));

let issuer: TestIssuer;
let rsa: TestKey;
let ec: TestKey;
let stage: ReturnType<typeof authenticateBefore>;

beforeAll(async () => {
  [rsa, ec] = await Promise.all([makeKey("rsa", "RS256"), makeKey("ec", "ES256")]);
  issuer = await startTestIssuer([rsa.jwk, ec.jwk]);
  stage = authenticateBefore(issuer, movableClock().clock);
});
afterAll(() => issuer.stop());

describe("a token of the issuer", () => {
  it("says who asks, for which organisation and unit, in which capacity, with which scopes", async () => {
    const caller = await stage.ask(await sign(rsa, claimsOf(issuer)));
    expect(caller).toEqual({
      subject: "a-mediator",
      organisation: "0980000106",
      organisationName: "VDAB",
      unit: "OVO990012",
      capacity: "VDAB_MEDIATOR",
      scopes: ["openid", "person:identify"],
      expiresAt: NOW_SECONDS + 3_600,
    });
    expect(Object.isFrozen(caller)).toBe(true);
  });

  it.each(["RS256", "PS256", "ES256", "EdDSA"])("may be signed with %s", async (alg) => {
    const key = await makeKey("one", alg);
    const other = await startTestIssuer([key.jwk]);
    const { ask } = authenticateBefore(other, movableClock().clock);
    expect(await codeOf(ask(await sign(key, claimsOf(other))))).toBe("answered");
    await other.stop();
  });

  it("is verified once, then known until it expires", async () => {
    const { clock, pass } = movableClock();
    const { ask } = authenticateBefore(issuer, clock);
    const token = await sign(ec, claimsOf(issuer));
    const first = await ask(token);
    expect(await ask(token)).toBe(first);
    pass(3_599);
    expect(await ask(token)).toBe(first);
    pass(32);
    expect(await codeOf(ask(token))).toBe("TOKEN_EXPIRED");
  });

  it("is forgotten when very many others came after it", async () => {
    const key = await makeKey("fast", "EdDSA");
    const other = await startTestIssuer([key.jwk]);
    const { ask } = authenticateBefore(other, movableClock().clock);
    const token = await sign(key, claimsOf(other));
    const first = await ask(token);
    for (let i = 0; i < 100; i += 1) await ask(await sign(key, claimsOf(other, { sub: `other-${i}` })));
    const again = await ask(token);
    expect(again).toEqual(first);
    expect(again).not.toBe(first);
    await other.stop();
  });
});

describe("whom claims are about", () => {
  const ask = async (changes: Record<string, unknown>) => stage.ask(await sign(ec, claimsOf(issuer, changes)));

  it("a citizen is known to the graph by the participant's id, and the number is nowhere", async () => {
    const caller = await ask({
      vo_doelgroepcode: "BUR",
      rrn: "91631412462",
      vo_orgcode: undefined,
      ama_rol_3d: undefined,
    });
    expect(caller).toMatchObject({ capacity: "CITIZEN", participant: expect.stringMatching(/^[\w-]{28}$/) });
    expect(caller.organisation).toBeUndefined();
    expect(JSON.stringify(caller)).not.toContain("91631412462");
  });

  it("the national number of somebody who asks for an organisation is not read", async () => {
    const caller = await ask({ rrn: "91631412462" });
    expect(caller.participant).toBeUndefined();
    expect(JSON.stringify(caller)).not.toContain("91631412462");
  });

  it("a subject that is a national number is made opaque", async () => {
    const { subject } = await ask({ sub: "91631412462" });
    expect(subject).toMatch(/^[\w-]{28}$/);
  });

  it.each([
    ["no capacity", { ama_rol_3d: undefined }, "CAPACITY_MISSING"],
    ["an unknown role", { ama_rol_3d: "Koning:0980000106" }, "CAPACITY_MISSING"],
    ["a role of an object's own property", { ama_rol_3d: "constructor:0980000106" }, "CAPACITY_MISSING"],
    ["a role for another organisation", { ama_rol_3d: "AmaBemiddelaar:0950000182" }, "CAPACITY_MISSING"],
    ["two capacities", { ama_rol_3d: ["AmaBegeleider", "AmaPenhouder"] }, "CAPACITY_MISSING"],
    ["a capacity that is not a text", { ama_rol_3d: { AmaInspecteur: true } }, "CAPACITY_MISSING"],
    ["a mediator of no unit", { vo_ovocode: undefined }, "ORGANISATION_UNIT_MISSING"],
    ["a mediator of several units", { vo_ovocode: ["OVO990011", "OVO990012"] }, "ORGANISATION_UNIT_MISSING"],
    ["a mediator of what is no unit", { vo_ovocode: "OVO990012\r\nx-a: b" }, "ORGANISATION_UNIT_MISSING"],
    ["no organisation", { vo_orgcode: undefined, ama_rol_3d: "AmaBemiddelaar" }, "ORGANISATION_MISSING"],
    [
      "an organisation without right check digits",
      { vo_orgcode: "0980000107", ama_rol_3d: "LEAD" },
      "ORGANISATION_MISSING",
    ],
    ["a citizen without a number", { vo_doelgroepcode: "BUR" }, "UNAUTHENTICATED"],
    ["a citizen with a wrong number", { vo_doelgroepcode: "BUR", rrn: "91631412463" }, "UNAUTHENTICATED"],
  ])("%s is refused", async (_what, changes, code) => {
    expect(await codeOf(ask(changes))).toBe(code);
  });

  it("a role may be for several organisations, and given twice", async () => {
    const roles = ["AmaPenhouder:0950000182, 0980000106", "LEAD", "AmaBegeleider:0950000281"];
    expect((await ask({ ama_rol_3d: roles })).capacity).toBe("LEAD");
  });

  it("the unit counts where the capacity has one, and is nothing to others", async () => {
    expect((await ask({ ama_rol_3d: "AmaPenhouder" })).unit).toBeUndefined();
    expect((await ask({ ama_rol_3d: "AmaInspecteur", vo_ovocode: undefined })).capacity).toBe("INSPECTOR");
  });

  it("a mediator of no unit is told what to do", async () => {
    await expect(ask({ vo_ovocode: undefined })).rejects.toThrow(/access manager add your service/);
  });

  it("another issuer may name the unit in another claim", async () => {
    const { ask: askElsewhere } = authenticateBefore(issuer, movableClock().clock, { AMA_CLAIMS: '{"unit":"dienst"}' });
    const caller = await askElsewhere(await sign(ec, claimsOf(issuer, { dienst: "OVO990011" })));
    expect(caller.unit).toBe("OVO990011");
    expect(await codeOf(askElsewhere(await sign(ec, claimsOf(issuer))))).toBe("ORGANISATION_UNIT_MISSING");
  });

  it("another issuer may use other claims", async () => {
    const { ask: askElsewhere } = authenticateBefore(issuer, movableClock().clock, {
      AMA_CLAIMS: '{"capacity":"role","organisation":"org"}',
    });
    const token = await sign(ec, claimsOf(issuer, { role: "INSPECTOR", org: "0980000205", ama_rol_3d: undefined }));
    expect(await askElsewhere(token)).toMatchObject({ capacity: "INSPECTOR", organisation: "0980000205" });
  });
});

describe("an address from which many tokens came that were not accepted", () => {
  it("brings no other to be verified for a minute; those that are known pass, and other addresses", async () => {
    const { clock, pass } = movableClock();
    const { ask } = authenticateBefore(issuer, clock);
    const [known, other] = await Promise.all(["known", "other"].map((sub) => sign(ec, claimsOf(issuer, { sub }))));
    const bad = `${known!.slice(0, -6)}AAAAAA`;
    await ask(known!, "10.1.1.1");
    for (let i = 0; i < 100; i += 1) expect(await codeOf(ask(bad, "10.1.1.1"))).toBe("UNAUTHENTICATED");
    const refused = ask(other!, "10.1.1.1");
    await expect(refused).rejects.toMatchObject({ code: "RATE_LIMITED", headers: { "retry-after": "60" } });
    expect(await codeOf(ask(known!, "10.1.1.1"))).toBe("answered");
    expect(await codeOf(ask(bad, "10.1.1.2"))).toBe("UNAUTHENTICATED");
    pass(61);
    expect(await codeOf(ask(other!, "10.1.1.1"))).toBe("answered");
  });

  it("is one network, where one caller has as many addresses as it likes", async () => {
    const { ask } = authenticateBefore(issuer, movableClock().clock);
    const bad = `${(await sign(ec, claimsOf(issuer))).slice(0, -6)}AAAAAA`;
    for (let i = 0; i < 100; i += 1) await codeOf(ask(bad, `2001:db8:0:1::${i.toString(16)}`));
    expect(await codeOf(ask(bad, "2001:db8::1:ffff:0:0:1"))).toBe("RATE_LIMITED");
    expect(await codeOf(ask(bad, "2001:db8:0:2::1"))).toBe("UNAUTHENTICATED");
  });
});

describe("attacks on tokens: each is refused and told nothing", () => {
  const attacks: [string, () => Promise<string> | string, string?][] = [
    ["alg none", () => new UnsecuredJWT(claimsOf(issuer)).encode()],
    [
      "alg none, a header as ours",
      () => `${encode({ alg: "none", typ: "at+jwt", kid: "rsa" })}.${encode(claimsOf(issuer))}.`,
    ],
    [
      "alg nOnE with a signature",
      () => `${encode({ alg: "nOnE", typ: "at+jwt" })}.${encode(claimsOf(issuer))}.${encode("x")}`,
    ],
    [
      "HS256 keyed with the public key in PEM",
      async () => hmac(await exportSPKI((await importJWK(rsa.jwk, "RS256", { extractable: true })) as never)),
    ],
    ["HS256 keyed with the modulus", () => hmac(Buffer.from(rsa.jwk.n!, "base64url"))],
    ["HS256 keyed with nothing", () => hmac("")],
    ["an algorithm outside the list", async () => sign(await makeKey("rsa", "RS512"), claimsOf(issuer))],
    ["a key of another kind under a known kid", async () => sign({ ...ec, kid: "rsa" }, claimsOf(issuer))],
    ["a key that nobody published", async () => sign(await makeKey("ec"), claimsOf(issuer))],
    ["a kid that climbs", () => sign({ ...ec, kid: "../../../../dev/null" }, claimsOf(issuer))],
    ["a kid that is an address", () => sign({ ...ec, kid: "http://169.254.169.254/key" }, claimsOf(issuer))],
    ["a kid that is SQL", () => sign({ ...ec, kid: "x' UNION SELECT 'key" }, claimsOf(issuer))],
    ["a kid of an object", () => sign({ ...ec, kid: "__proto__" }, claimsOf(issuer))],
    ["the attacker's key in jwk", async () => withOwnKey((key) => ({ jwk: key.jwk }))],
    ["the attacker's keys by jku", async () => withOwnKey(() => ({ jku: `${issuer.address}/evil` }))],
    ["the attacker's certificate by x5u", async () => withOwnKey(() => ({ x5u: `${issuer.address}/evil` }))],
    ["a header that must be understood", () => signTexts(ec, header({ crit: ["x"], x: 1 }), claims())],
    ["claims that are signed as they are", () => signTexts(ec, header({ crit: ["b64"], b64: false }), claims())],
    ["a list for claims, well signed", () => signTexts(ec, header(), "[]")],
    ["no JSON for claims, well signed", () => signTexts(ec, header(), "{")],
    ["no JSON for a header", () => signTexts(ec, "{", claims())],
    ["an id token", () => sign(ec, claimsOf(issuer), { typ: "JWT" })],
    ["no typ", () => sign(ec, claimsOf(issuer), { typ: undefined })],
    ["another issuer", () => sign(ec, claimsOf(issuer, { iss: "https://evil.example" }))],
    ["an issuer that begins like ours", () => sign(ec, claimsOf(issuer, { iss: `${issuer.address}.evil.example` }))],
    ["another audience", () => sign(ec, claimsOf(issuer, { aud: "urn:wse:other" }))],
    ["no audience", () => sign(ec, claimsOf(issuer, { aud: undefined }))],
    ["no subject", () => sign(ec, claimsOf(issuer, { sub: undefined }))],
    ["no expiry", () => sign(ec, claimsOf(issuer, { exp: undefined }))],
    ["an expiry that is a text", () => sign(ec, claimsOf(issuer, { exp: "9999999999" }))],
    ["no moment of issue", () => sign(ec, claimsOf(issuer, { iat: undefined }))],
    ["issued in the future", () => sign(ec, claimsOf(issuer, { iat: NOW_SECONDS + 120 }))],
    ["not yet valid", () => sign(ec, claimsOf(issuer, { nbf: NOW_SECONDS + 120 }))],
    ["expired", () => sign(ec, claimsOf(issuer, { exp: NOW_SECONDS - 31 })), "TOKEN_EXPIRED"],
    ["expired and of nobody", async () => sign(await makeKey("ec"), claimsOf(issuer, { exp: NOW_SECONDS - 31 }))],
    ["too long", () => sign(ec, claimsOf(issuer, { padding: "x".repeat(8_192) }))],
    ["cut off", async () => (await sign(ec, claimsOf(issuer))).slice(0, -9)],
    ["without signature", async () => (await sign(ec, claimsOf(issuer))).replace(/[^.]+$/, "")],
    ["two parts", async () => (await sign(ec, claimsOf(issuer))).replace(/\.[^.]+$/, "")],
    ["four parts", async () => `${await sign(ec, claimsOf(issuer))}.x`],
    ["five parts, as encrypted", () => "a.b.c.d.e"],
    ["padding and spaces", async () => `${await sign(ec, claimsOf(issuer))}==`],
    ["claims swapped under a signature", async () => swapClaims({ sub: "somebody-else" })],
    [
      "claims that are no object",
      () => `${encode({ alg: "ES256", kid: "ec", typ: "at+jwt" })}.${encode("[]")}.${encode("x")}`,
    ],
    ["nothing", () => ""],
  ];

  it.each(attacks)("%s", async (_what, make, code = "UNAUTHENTICATED") => {
    const refused = await Promise.resolve(make())
      .then(stage.ask)
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).code).toBe(code);
    expect((refused as Refusal).message).toBe(REFUSALS[code as "UNAUTHENTICATED"].means);
    expect(issuer.asked.others).toEqual([]);
  });

  it("of a claim told twice the last counts, as RFC 7519 allows, and what is remembered is that", async () => {
    const twice = claims({ sub: "last" }).replace("{", '{"sub":"first",');
    const token = await signTexts(ec, header(), twice);
    expect((await stage.ask(token)).subject).toBe("last");
    expect((await stage.ask(token)).subject).toBe("last");
  });

  it.each(["", "Basic YTpi", "bearer", "Bearer", "Token x.y.z", "Bearer a b.c.d", "x.y.z"])(
    "%p is no bearer token",
    async (authorization) => {
      expect(await codeOf(stage.authenticate({ authorization }))).toBe("UNAUTHENTICATED");
    },
  );

  it("nothing at all is refused too", async () => {
    expect(await codeOf(stage.authenticate({}))).toBe("UNAUTHENTICATED");
  });

  it("any text whatever is refused with a code", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        expect(await codeOf(stage.ask(text))).toBe("UNAUTHENTICATED");
      }),
    );
  });

  it("any change of one character is refused", async () => {
    const token = await sign(rsa, claimsOf(issuer));
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 5), fc.constantFrom("A", "z", "0", "-", "."), async (at, sign) => {
        if (token[at] === sign) return;
        expect(await codeOf(stage.ask(token.slice(0, at) + sign + token.slice(at + 1)))).toBe("UNAUTHENTICATED");
      }),
    );
  });

  it("a challenge says whether to log in again", () => {
    expect(challengeOf(new Refusal("UNAUTHENTICATED"))).toBe("Bearer");
    expect(challengeOf(new Refusal("TOKEN_EXPIRED"))).toBe('Bearer error="invalid_token"');
  });

  function hmac(key: string | Buffer): string {
    const signed = `${encode({ alg: "HS256", typ: "at+jwt", kid: "rsa" })}.${encode(claimsOf(issuer))}`;
    return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
  }

  async function withOwnKey(header: (key: TestKey) => Record<string, unknown>): Promise<string> {
    const own = await makeKey("own");
    return new SignJWT(claimsOf(issuer))
      .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "ec", ...header(own) })
      .sign(own.privateKey);
  }

  async function swapClaims(changes: Record<string, unknown>): Promise<string> {
    const [header, , signature] = (await sign(ec, claimsOf(issuer))).split(".");
    return `${header}.${encode(claimsOf(issuer, changes))}.${signature}`;
  }
});
