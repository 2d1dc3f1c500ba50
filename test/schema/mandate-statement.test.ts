import { createHmac } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { jwtVerify, SignJWT } from "jose";
import { CAPACITIES, hasUnit, PURPOSES, type Mandate } from "../../schema/mandate.js";
import { createMandateSigner, createMandateVerifier } from "../../schema/mandate-statement.js";

const KEY = Buffer.alloc(64, "a test key");
const NOW = Date.parse("2026-11-21T09:00:00Z");
const BODY = '{"query":"{ participant(id: $id) { id } }"}';
const mandate: Mandate = {
  subject: "a-mediator",
  organisation: "0980000106",
  organisationName: "VDAB",
  capacity: "VDAB_MEDIATOR",
  purpose: "GUIDANCE",
  legalContext: "BVR 18/11/2022, hoofdstuk 3, afdeling 2: Doelgroep en toegang",
  requestId: "r-1",
  scopes: ["person:identify"],
  unit: "OVO990012",
};

let ms = NOW;
const clock = () => ms;
const sign = (changes: Partial<Parameters<ReturnType<typeof createMandateSigner>>[0]> = {}) =>
  createMandateSigner(KEY, clock)({ mandate, audience: "referrals", body: BODY, ...changes });
const verifier = () => createMandateVerifier(KEY, "referrals", clock);
const encode = (text: string) => Buffer.from(text).toString("base64url");
const claimsIn = (statement: string) =>
  JSON.parse(Buffer.from(statement.split(".")[1]!, "base64url").toString()) as Record<string, unknown>;

/** Signed with our key, whatever it says: what only the gateway itself could send. */
function signRaw(header: string, payload: string): string {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac("sha256", KEY).update(signed).digest("base64url")}`;
}
const OURS = '{"alg":"HS256","typ":"ama-mandate+jwt"}';
const resigned = (changes: Record<string, unknown>) =>
  signRaw(OURS, JSON.stringify({ ...claimsIn(sign()), ...changes }));

function codeOf(verify: () => unknown): string {
  try {
    verify();
    return "taken";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

describe("a mandate's statement", () => {
  it("arrives as it was signed, for any mandate and question", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
    const mandates = fc
      .record(
        {
          subject: text,
          organisation: text,
          organisationName: text,
          capacity: fc.constantFrom(...CAPACITIES),
          purpose: fc.constantFrom(...PURPOSES),
          legalContext: text,
          requestId: text,
          scopes: fc.array(text, { maxLength: 3 }),
        },
        { noNullPrototype: true },
      )
      .map((any) => (hasUnit(any.capacity) ? { ...any, unit: "OVO990011" } : any));
    const verify = verifier();
    fc.assert(
      fc.property(mandates, fc.string({ unit: "binary" }), (any, body) => {
        expect(verify(sign({ mandate: any, body }), body)).toEqual(any);
      }),
    );
  });

  it("is a JWS that another implementation reads", async () => {
    const { payload, protectedHeader } = await jwtVerify(sign(), KEY, {
      audience: "referrals",
      issuer: "ama-gateway",
      typ: "ama-mandate+jwt",
      currentDate: new Date(NOW),
    });
    expect(protectedHeader).toEqual({ alg: "HS256", typ: "ama-mandate+jwt" });
    expect(payload["mandate"]).toEqual(mandate);
    expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(30);
  });

  it("of another implementation is taken when it is as ours", async () => {
    const statement = await new SignJWT(claimsIn(sign())).setProtectedHeader(JSON.parse(OURS) as never).sign(KEY);
    expect(verifier()(statement, BODY)).toEqual(mandate);
  });

  it("never says the same twice", () => {
    const many = Array.from({ length: 1_000 }, () => claimsIn(sign())["jti"]);
    expect(new Set(many).size).toBe(1_000);
  });
});

describe("a statement is refused", () => {
  it("when there is none", () => {
    for (const none of [undefined, ""]) expect(codeOf(() => verifier()(none, BODY))).toBe("MANDATE_MISSING");
  });

  it("when the question is another, by as much as one character", () => {
    expect(codeOf(() => verifier()(sign(), `${BODY} `))).toBe("MANDATE_INVALID");
    expect(codeOf(() => verifier()(sign(), BODY.replace("id", "Id")))).toBe("MANDATE_INVALID");
  });

  it("when it is meant for another subgraph", () => {
    expect(codeOf(() => verifier()(sign({ audience: "ledger" }), BODY))).toBe("MANDATE_INVALID");
  });

  it("when it is used again, at any moment at which it would still be good", () => {
    const verify = verifier();
    const statement = sign();
    verify(statement, BODY);
    for (const later of [0, 1, 9, 14]) {
      ms = NOW + later * 1_000;
      expect(codeOf(() => verify(statement, BODY))).toBe("MANDATE_INVALID");
      verify(sign(), BODY);
    }
    ms = NOW;
  });

  it("when it is used again around the moment at which older uses are forgotten", () => {
    const verify = verifier();
    fc.assert(
      fc.property(fc.array(fc.nat(6_000), { minLength: 1, maxLength: 40 }), (steps) => {
        const before: string[] = [];
        for (const step of steps) {
          ms += step;
          const statement = sign();
          expect(codeOf(() => verify(statement, BODY))).toBe("taken");
          before.push(statement);
          for (const used of before.slice(-5)) expect(codeOf(() => verify(used, BODY))).toBe("MANDATE_INVALID");
        }
      }),
    );
    ms = NOW;
  });

  it("when it is too old, or from the future; clocks may differ a little", () => {
    const statements = { old: sign(), young: sign(), early: sign(), late: sign() };
    const at = (seconds: number, statement: string) => {
      ms = NOW + seconds * 1_000;
      return codeOf(() => verifier()(statement, BODY));
    };
    expect(at(14, statements.young)).toBe("taken");
    expect(at(15, statements.old)).toBe("MANDATE_INVALID");
    expect(at(-5, statements.early)).toBe("taken");
    expect(at(-6, statements.late)).toBe("MANDATE_INVALID");
    ms = NOW;
  });

  it("when any character of it is another", () => {
    const statement = sign();
    const verify = verifier();
    const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ";
    fc.assert(
      fc.property(fc.nat(statement.length - 1), fc.constantFrom(...signs), (at, sign) => {
        if (statement[at] === sign) return;
        expect(codeOf(() => verify(statement.slice(0, at) + sign + statement.slice(at + 1), BODY))).toBe(
          "MANDATE_INVALID",
        );
      }),
      { numRuns: 1_000 },
    );
    expect(codeOf(() => verify(statement, BODY))).toBe("taken");
  });

  it("when the key is another", () => {
    const others = createMandateVerifier(Buffer.alloc(64, "another key"), "referrals", clock);
    expect(codeOf(() => others(sign(), BODY))).toBe("MANDATE_INVALID");
  });

  it.each([
    ["none", '{"alg":"none","typ":"ama-mandate+jwt"}'],
    ["another algorithm", '{"alg":"HS512","typ":"ama-mandate+jwt"}'],
    ["a token's header", '{"alg":"HS256","typ":"at+jwt"}'],
    ["a key of its own", '{"alg":"HS256","typ":"ama-mandate+jwt","jwk":{"kty":"oct","k":"AA"}}'],
    ["the same, spelled otherwise", '{"typ":"ama-mandate+jwt","alg":"HS256"}'],
  ])("when its header says %s, whatever the signature", (_what, header) => {
    const statement = signRaw(header, JSON.stringify(claimsIn(sign())));
    expect(codeOf(() => verifier()(statement, BODY))).toBe("MANDATE_INVALID");
    expect(codeOf(() => verifier()(statement.replace(/[^.]+$/, ""), BODY))).toBe("MANDATE_INVALID");
  });

  it.each([
    ["lives long", { exp: NOW / 1_000 + 3_600 }],
    ["does not expire", { exp: undefined }],
    ["expires before it begins", { exp: NOW / 1_000 }],
    ["has times that are texts", { iat: String(NOW / 1_000) }],
    ["has no nonce", { jti: undefined }],
    ["has no question", { body: undefined }],
    ["is of another issuer", { iss: "somebody" }],
    ["is for several", { aud: ["referrals", "ledger"] }],
    ["holds no mandate", { mandate: undefined }],
    ["holds a mediator of no unit", { mandate: { ...mandate, unit: undefined } }],
    ["holds half a mandate", { mandate: { ...mandate, purpose: "CURIOSITY" } }],
  ])("when what is signed %s", (_what, changes) => {
    expect(codeOf(() => verifier()(resigned(changes), BODY))).toBe("MANDATE_INVALID");
  });

  it.each([
    ["no claims", signRaw(OURS, "null")],
    ["no JSON", signRaw(OURS, "{")],
    ["no parts", "nonsense"],
    ["dots", "..."],
    ["too long", resigned({ padding: "x".repeat(8_192) })],
  ])("when it is %s", (_what, statement) => {
    expect(codeOf(() => verifier()(statement, BODY))).toBe("MANDATE_INVALID");
  });

  it("when it is any text at all", () => {
    const verify = verifier();
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        expect(codeOf(() => verify(text, BODY))).toBe("MANDATE_INVALID");
      }),
    );
  });
});
