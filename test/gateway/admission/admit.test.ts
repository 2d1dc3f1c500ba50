import { beforeAll, describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import { LIMITS_UNDER_MANDATE } from "../../../gateway/admission/admission-limits.js";
import { readCostTable, type CostTable } from "../../../gateway/admission/cost/cost-table.js";
import { createRateLimit } from "../../../gateway/admission/rate/rate-limit.js";
import { tellRefusal } from "../../../gateway/admission/tell-refusal.js";
import { createAdmitStage, type AdmitParts } from "../../../gateway/pipeline/admit.js";
import type { Capacity, Mandate } from "../../../schema/mandate.js";
import { hashText, readOperations } from "../../../schema/operations.js";
import { dossierManager } from "../../support/asking.js";

const FOLDER = new URL("../../../schema/", import.meta.url);
const documents = readOperations(new URL("operations/", FOLDER));
const viewer = documents.find(({ name }) => name === "Viewer")!;
const as = (capacity: Capacity): Mandate => ({ ...dossierManager, capacity });

let table: CostTable;
beforeAll(() => {
  const read = (name: string) => readFileSync(new URL(name, FOLDER), "utf8");
  table = readCostTable(read("supergraph.graphql"), buildSchema(read("api.graphql")));
});

function stage(parts: Partial<AdmitParts> = {}) {
  return createAdmitStage({
    documents,
    table,
    limits: LIMITS_UNDER_MANDATE,
    onlyTrusted: true,
    production: true,
    ...parts,
  });
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "admitted",
    (error: { code?: string; extensions?: { code: string } }) => error.code ?? error.extensions?.code ?? error,
  );

describe("in production", () => {
  it.each([
    ["by its id", { documentId: viewer.id }],
    ["by its id as the persisted documents proposal writes it", { documentId: `sha256:${viewer.id}` }],
    ["by the hash of persisted queries", { extensions: { persistedQuery: { version: 1, sha256Hash: viewer.id } } }],
    ["by its text", { query: viewer.text }],
    ["by its text laid out otherwise", { query: `#hi\n${viewer.text.replaceAll("\n", "  ")}` }],
    ["by both", { query: viewer.text, documentId: viewer.id }],
  ])("a registered document is admitted %s", async (_, body) => {
    const { query, documentId, cost } = await stage()(body, as("LEAD"));
    expect({ query, documentId, cost }).toEqual({ query: viewer.text, documentId: viewer.id, cost: 1 });
  });

  it.each([
    ["another document", { query: "{ viewer { subject } }" }, "DOCUMENT_NOT_TRUSTED"],
    ["an id that nobody registered", { documentId: "0".repeat(64) }, "DOCUMENT_NOT_TRUSTED"],
    [
      "an id of one document with the text of another",
      { query: viewer.text, documentId: documents[0]!.id },
      "DOCUMENT_MISMATCH",
    ],
    [
      "an operation of another name beside it",
      { query: `${viewer.text} query B { agencies { state } }` },
      "DOCUMENT_NOT_TRUSTED",
    ],
    ["no hash", { documentId: "../../etc/passwd" }, "BAD_REQUEST"],
    ["introspection", { query: "{ __schema { types { name } } }" }, "DOCUMENT_NOT_TRUSTED"],
  ])("%s is refused", async (_, body, code) => expect(await codeOf(stage()(body, as("LEAD")))).toBe(code));

  it("a hash that nobody knows is asked for by its text, which is answered only if registered", async () => {
    const admit = stage();
    const hashed = (query: string, text = {}) => ({
      ...text,
      extensions: { persistedQuery: { version: 1, sha256Hash: hashText(query) } },
    });
    const other = "{ viewer { subject } }";
    expect(await codeOf(admit(hashed(other), as("LEAD")))).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect(await codeOf(admit(hashed(other, { query: other }), as("LEAD")))).toBe("DOCUMENT_NOT_TRUSTED");
    // An analyst writes it, and keeps it for analysts alone.
    expect(await codeOf(admit(hashed(other, { query: other }), as("ANALYST")))).toBe("admitted");
    expect(await codeOf(admit(hashed(other), as("ANALYST")))).toBe("admitted");
    expect(await codeOf(admit(hashed(other), as("LEAD")))).toBe("PERSISTED_QUERY_NOT_FOUND");
    // A registered document in another layout has another hash, which is found once the text came with it.
    const laidOut = viewer.text.replaceAll("\n", "  ");
    expect(await codeOf(admit(hashed(laidOut), as("LEAD")))).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect(await codeOf(admit(hashed(laidOut, { query: laidOut }), as("LEAD")))).toBe("admitted");
    expect((await admit(hashed(laidOut), as("LEAD"))).documentId).toBe(viewer.id);
  });

  it("nobody learns which hashes are known without saying who asks", async () => {
    const admit = stage({ isForAnybody: () => false });
    const hash = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
    expect(await codeOf(admit(hash(viewer.id)))).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect(await codeOf(admit(hash("0".repeat(64))))).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect(await codeOf(admit({ ...hash(viewer.id), query: viewer.text }))).toBe("UNAUTHENTICATED");
  });

  it("an analyst writes questions, and may read the schema", async () => {
    expect(await codeOf(stage()({ query: "{ agencies { state } }" }, as("ANALYST")))).toBe("admitted");
    expect(await codeOf(stage()({ query: "{ __schema { types { name } } }" }, as("ANALYST")))).toBe("admitted");
  });

  it("a document an analyst brought is not trusted for others", async () => {
    const admit = stage();
    const body = { query: "{ agencies { state } }" };
    expect(await codeOf(admit(body, as("ANALYST")))).toBe("admitted");
    expect(await codeOf(admit(body, as("CITIZEN")))).toBe("DOCUMENT_NOT_TRUSTED");
    expect((await admit(body, as("ANALYST"))).explores).toBe(true);
  });

  it("introspection stays with those who write questions, where others may send any document", async () => {
    const admit = stage({ onlyTrusted: false });
    expect(
      await codeOf(admit({ query: "{ ...A } fragment A on Query { __schema { types { name } } }" }, as("LEAD"))),
    ).toBe("INTROSPECTION_DISABLED");
    expect((await admit({ query: "{ agencies { state } }" }, as("LEAD"))).explores).toBe(false);
  });
});

describe("everywhere", () => {
  const open = () => stage({ onlyTrusted: false, production: false });

  it("a document that cannot be parsed is told where", async () => {
    expect(await codeOf(open()({ query: "{" }))).toBe("GRAPHQL_PARSE_FAILED");
  });

  it("a question that costs too much is told what and how much", async () => {
    const nested = `{ partnerships(first: 200) { edges { node { agreements(first: 200) { edges { node { participant {
      agreements { hours { validFrom } guide { id } } statutes { kind } referrals { organisation { name } partnership { id } } } } } } } } } }`;
    await expect(open()({ query: nested })).rejects.toMatchObject({
      code: "TOO_COSTLY",
      message: expect.stringMatching(/estimate: \d+ points, at most 20000, by AMA_COST_LIMIT/),
    });
    const { cost } = await stage({ onlyTrusted: false, production: false, enforceCost: false })({ query: nested });
    expect(cost).toBeGreaterThan(20_000);
  });

  it("tells what the answer did cost", async () => {
    const { cost, reckon } = await open()({ query: "{ agencies { state } viewer { subject } }" });
    expect(cost).toBe(5);
    expect(reckon({ agencies: [{ state: "UP" }, { state: "UP" }], viewer: { subject: "x" } })).toBe(3);
    expect(reckon(null)).toBe(0);
  });

  it("reckons the operation that is named, or the dearest", async () => {
    const query = "query A { viewer { subject } } query B { agencies { state } }";
    expect((await open()({ query, operationName: "A" })).cost).toBe(1);
    expect((await open()({ query, operationName: "none" })).cost).toBe(4);
  });

  it("counts what is refused, and refuses whoever goes on", async () => {
    const rate = createRateLimit({
      subjectPoints: 3,
      organisationPoints: 100,
      windowSeconds: 60,
      key: Buffer.alloc(64),
    });
    const admit = stage({ rate });
    const bad = () => admit({ query: "{ agencies { state } }" }, as("LEAD"));
    expect([await codeOf(bad()), await codeOf(bad()), await codeOf(bad())]).toEqual(
      Array(3).fill("DOCUMENT_NOT_TRUSTED"),
    );
    const error: unknown = await bad().catch((error: unknown) => error);
    expect(tellRefusal(error, "application/json", "r-1")).toMatchObject({
      status: 429,
      headers: { "retry-after": expect.stringMatching(/^\d+$/), ratelimit: expect.stringContaining('"subject";r=0') },
      body: { errors: [{ extensions: { code: "RATE_LIMITED", requestId: "r-1" } }] },
    });
  });
});

describe("how a refusal is told", () => {
  const refusalOf = (body: unknown) => stage()(body, as("LEAD")).catch((error: unknown) => error);

  it.each([
    [{ query: "{" }, undefined, 200],
    [{ query: "{" }, "application/graphql-response+json", 400],
    [[], "application/json", 400],
    [{ query: "{ a }" }, "application/json", 403],
  ])("%j to a client that takes %s: %i", async (body, accept, status) =>
    expect(tellRefusal(await refusalOf(body), accept, "r")).toMatchObject({ status }),
  );

  it("leaves what is no refusal to others", () => expect(tellRefusal(new Error("x"), undefined, "r")).toBeUndefined());
});
