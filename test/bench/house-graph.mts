import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import type { BenchSubgraph } from "./workloads.mjs";

/** A graph in the shape of ours, which every gateway can serve: one participant in four agencies' subgraphs. */

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@inaccessible", "@shareable"])\n`;
const many = <T,>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const byId = ({ id }: { id: string }) => ({ id });
const day = (index: number) => `2026-${String(1 + (index % 12)).padStart(2, "0")}-0${1 + (index % 9)}`;
const period = (index: number) => ({ from: day(index), to: index % 3 === 0 ? null : day(index + 5) });

const sources: Record<string, { typeDefs: string; resolvers: object }> = {
  referrals: {
    typeDefs: `type Query { participant(id: ID!): Participant participants(first: Int!): [Participant!]! }
      type Participant @key(fields: "id") { id: ID! name: String birthYear: Int municipality: Municipality
        statutes: [Statute!]! referrals: [Referral!]! advice: Advice hasAdvice: Boolean @inaccessible }
      type Municipality @shareable { code: ID! name: String }
      type Statute { kind: String! validFrom: String! validTo: String }
      type Referral { id: ID! from: String! to: String state: String! assessments: [Assessment!]! partnership: Partnership }
      type Assessment { on: String! outcome: String! by: String remark: String }
      type Advice { on: String! kind: String! text: String }
      type Partnership @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: {
        participant: (_: unknown, { id }: { id: string }) => ({ id }),
        participants: (_: unknown, { first }: { first: number }) => many(first, (index) => ({ id: `P-${index}` })),
      },
      Participant: {
        __resolveReference: byId,
        name: ({ id }: { id: string }) => `Participant ${id}`,
        birthYear: () => 1971,
        municipality: () => ({ code: "44021", name: "Gent" }),
        statutes: () =>
          many(3, (index) => ({
            kind: "WORK_INCAPACITY",
            validFrom: day(index),
            validTo: index ? day(index + 3) : null,
          })),
        referrals: ({ id }: { id: string }) =>
          many(4, (index) => ({ id: `${id}-R${index}`, ...period(index), state: "ACTIVE" })),
        advice: () => ({
          on: day(2),
          kind: "AMA",
          text: "Advies: arbeidsmatige activiteiten, deeltijds, met begeleiding.",
        }),
        hasAdvice: () => true,
      },
      Referral: {
        assessments: () =>
          many(3, (index) => ({ on: day(index), outcome: "CONTINUES", by: "VDAB", remark: `Nr. ${index}` })),
        partnership: ({ id }: { id: string }) => ({ id: `SV-${id.length % 3}` }),
      },
    },
  },
  permissions: {
    typeDefs: `type Participant @key(fields: "id") { id: ID! permission: Permission permissions: [Permission!]! support: [Support!]! isPermitted: Boolean @inaccessible }
      type Permission { kind: String! from: String! to: String by: String conditions: [String!]! }
      type Support { kind: String! percentage: Int from: String! }`,
    resolvers: {
      Participant: {
        __resolveReference: byId,
        permission: () => ({ kind: "MEDICAL", ...period(1), by: "RIZIV", conditions: ["half days"] }),
        permissions: () =>
          many(3, (index) => ({
            kind: "MEDICAL",
            ...period(index),
            by: "RIZIV",
            conditions: ["half days", "no lifting"],
          })),
        support: () => many(2, (index) => ({ kind: "VOP", percentage: 40 + index, from: day(index) })),
        isPermitted: () => true,
      },
    },
  },
  contingents: {
    typeDefs: `type Participant @key(fields: "id") { id: ID! hasAdvice: Boolean @external isPermitted: Boolean @external
        readiness: Readiness @requires(fields: "hasAdvice isPermitted") agreements: [Agreement!]! agreement: Agreement }
      type Readiness { isReady: Boolean! lacking: [String!]! }
      type Agreement { id: ID! from: String! to: String workplace: Workplace guide: Guide steps: [HoursStep!]! partnership: Partnership }
      type Workplace { id: ID! name: String municipality: Municipality }
      type Municipality @shareable { code: ID! name: String }
      type Guide { id: ID! name: String qualified: Boolean }
      type HoursStep { from: String! hoursPerWeek: Int! }
      type Partnership @key(fields: "id") { id: ID! name: String lead: Organisation }
      type Organisation { enterpriseNumber: ID! name: String }`,
    resolvers: {
      Participant: {
        __resolveReference: (it: { id: string }) => it,
        readiness: ({ hasAdvice, isPermitted }: { hasAdvice: boolean; isPermitted: boolean }) => ({
          isReady: hasAdvice && isPermitted,
          lacking: [],
        }),
        agreements: ({ id }: { id: string }) => many(3, (index) => ({ id: `${id}-A${index}`, ...period(index) })),
        agreement: ({ id }: { id: string }) => ({ id: `${id}-A0`, ...period(0) }),
      },
      Agreement: {
        workplace: ({ id }: { id: string }) => ({
          id: `W-${id}`,
          name: "Groenploeg",
          municipality: { code: "44021", name: "Gent" },
        }),
        guide: () => ({ id: "G-7", name: "Begeleider 7", qualified: true }),
        steps: () => many(3, (index) => ({ from: day(index), hoursPerWeek: 12 + 4 * index })),
        partnership: () => ({ id: "SV-1" }),
      },
      Partnership: {
        __resolveReference: byId,
        name: ({ id }: { id: string }) => `Samenwerkingsverband ${id}`,
        lead: () => ({ enterpriseNumber: "0400000001", name: "Maatwerkbedrijf de Ploeg" }),
      },
    },
  },
  ledger: {
    typeDefs: `type Participant @key(fields: "id") { id: ID! attendance: [Attendance!]! entitlements: [Entitlement!]! }
      type Partnership @key(fields: "id") { id: ID! balance: Money }
      type Attendance { quarter: String! days: Int! reportedOn: String }
      type Entitlement { year: Int! days: Int! amount: Money findings: [Finding!]! }
      type Money { cents: Int! }
      type Finding { obligation: String! isMet: Boolean! since: String }`,
    resolvers: {
      Participant: {
        __resolveReference: byId,
        attendance: () =>
          many(8, (index) => ({
            quarter: `202${5 + (index >> 2)}Q${1 + (index % 4)}`,
            days: 40 + index,
            reportedOn: day(index),
          })),
        entitlements: () =>
          many(2, (index) => ({
            year: 2025 + index,
            days: 365,
            amount: { cents: 280_000 + index },
            findings: many(3, (other) => ({ obligation: `O${other}`, isMet: other !== 1, since: day(other) })),
          })),
      },
      Partnership: { __resolveReference: byId, balance: () => ({ cents: -120_050 }) },
    },
  },
};

export const houseSubgraphs: readonly BenchSubgraph[] = Object.entries(sources).map(
  ([name, { typeDefs, resolvers }]) => ({
    name,
    typeDefs: FEDERATION + typeDefs,
    schema: buildSubgraphSchema({ typeDefs: parse(FEDERATION + typeDefs), resolvers: resolvers as never }),
  }),
);

export const pageQuery = `query Page($id: ID!) { participant(id: $id) { id name birthYear municipality { code name }
  statutes { kind validFrom validTo } advice { on kind text }
  referrals { id from to state assessments { on outcome by remark } partnership { id name lead { enterpriseNumber name } balance { cents } } }
  permission { kind from to by conditions } permissions { kind from to by conditions } support { kind percentage from }
  readiness { isReady lacking }
  agreements { id from to workplace { id name municipality { code name } } guide { id name qualified } steps { from hoursPerWeek } partnership { id name balance { cents } } }
  attendance { quarter days reportedOn } entitlements { year days amount { cents } findings { obligation isMet since } } } }`;

export const listQuery = `query List { participants(first: 200) { id name municipality { name } agreement { id from to workplace { name } guide { name } } } }`;
