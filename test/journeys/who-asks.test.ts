import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { request } from "undici";
import { AMINA } from "../../agencies/population/stories.js";
import { PLOEG } from "../../agencies/population/organisations.js";
import { NOBODY, startHouse, type TestHouse } from "../support/start-house.js";

const VIEWER = "{ viewer { organisation organisationName capacity purpose legalContext } }";

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ participants: 60 });
});
afterAll(() => house.stop());

async function post(headers: Record<string, string>) {
  const reply = await request(`${house.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: VIEWER }),
  });
  const body = (await reply.body.json()) as { errors?: { message: string; extensions: { code: string } }[] };
  return { status: reply.statusCode, headers: reply.headers, error: body.errors?.[0] };
}

describe("who asks", () => {
  it("a lead that manages its partnership asks for its own organisation", async () => {
    const { data, errors } = await house.ask(VIEWER, {}, { as: "lead", purpose: "PARTNERSHIP_MANAGEMENT" });
    expect(errors).toBeUndefined();
    expect(data.viewer).toMatchObject({
      organisation: PLOEG.kbo,
      organisationName: "Maatwerkbedrijf de Ploeg",
      capacity: "LEAD",
      purpose: "PARTNERSHIP_MANAGEMENT",
      legalContext: expect.stringMatching(/\w/),
    });
  });

  it("the mandate travels with the question to every agency's subgraph", async () => {
    const { data, errors } = await house.ask(
      `query($id: ID!) { participant(id: $id) { advice { status } permissions { status } agreements { id } funding(year: 2026) { days } } }`,
      { id: house.idOf(AMINA) },
      { as: "inspector", purpose: "INSPECTION", legalContext: "Opdracht 2026/17 van de inspectie" },
    );
    expect(errors).toBeUndefined();
    expect(data.participant).toMatchObject({ advice: { status: "GRANTED" }, agreements: [{}], funding: {} });
  });

  it("a token without a purpose is told which purposes there are", async () => {
    const { error } = await post({ authorization: `Bearer ${await house.token("lead")}` });
    expect(error?.extensions.code).toBe("PURPOSE_MISSING");
    expect(error?.message).toContain("PARTNERSHIP_MANAGEMENT");
  });

  it("a purpose that is not the capacity's is refused", async () => {
    const authorization = `Bearer ${await house.token("analyst")}`;
    const { status, error } = await post({ authorization, "ama-purpose": "GUIDANCE" });
    expect([status, error?.extensions.code]).toEqual([403, "PURPOSE_NOT_ALLOWED"]);
  });

  it("a token that the issuer did not sign is no token", async () => {
    const token = await house.token("inspector");
    const [head, , signature] = token.split(".");
    const forged = Buffer.from(JSON.stringify({ sub: "somebody", capacity: "INSPECTOR" })).toString("base64url");
    const { status, headers, error } = await post({ authorization: `Bearer ${head}.${forged}.${signature}` });
    expect([status, error?.extensions.code, headers["www-authenticate"]]).toEqual([401, "UNAUTHENTICATED", "Bearer"]);
  });

  it("without a token nobody is told anything, whatever is asked", async () => {
    const person = `participant(id: "${house.idOf(AMINA)}") { id }`;
    for (const query of [VIEWER, `{ ${person} }`, "{ partnerships { totalCount } }", "{ nothing }"]) {
      const { data, errors } = await house.ask(query, {}, NOBODY);
      expect([data, errors?.[0]?.extensions?.["code"]]).toEqual([undefined, "UNAUTHENTICATED"]);
    }
    const { status, headers } = await post({});
    expect([status, headers["www-authenticate"]]).toEqual([401, "Bearer"]);
  });

  it("how well the agencies answer is told without a token, and nothing beside it in the same question", async () => {
    const states = ["VDAB", "MAGDA", "LOKET", "DWSE"].map((agency) => ({ agency, state: "UP" }));
    for (const query of [
      "{ agencies { agency state } }",
      "{ ...A } fragment A on Query { agencies { agency ... on AgencyStatus { state } } }",
    ])
      expect(await house.ask(query, {}, NOBODY)).toEqual({ data: { agencies: states } });
    for (const query of [
      "{ agencies { agency } viewer { subject } }",
      "{ agencies { agency } ...A } fragment A on Query { one: partnerships { totalCount } }",
      "query A { agencies { agency } } query B { viewer { subject } }",
    ])
      expect((await house.ask(query, {}, NOBODY)).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  });
});
