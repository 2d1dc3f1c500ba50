import { MOST } from "./paging.js";
import { SCOPES, type Scope } from "./guard-door.js";

/** JSON schemas of the questions; fastify checks them and the OpenAPI document shows them. */

const text = { type: "string" } as const;
const day = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" } as const;
const aantal = { type: "integer", minimum: 1, maximum: MOST, default: 50 } as const;
const kbo = { type: "string", pattern: "^[01]\\d{9}$" } as const;
const insz = { type: "string", pattern: "^\\d{11}$" } as const;
const status = { type: "string", enum: ["GEPLAND", "LOPEND", "BEEINDIGD"] } as const;
const listOf = <T>(items: T) => ({ type: "array", items, minItems: 1, maxItems: MOST }) as const;
const ids = listOf({ type: "string", maxLength: 32 } as const);
const exactly = (properties: Record<string, unknown>, required: string[] = []) =>
  ({ type: "object", additionalProperties: false, properties, required }) as const;

export const QUESTIONS = {
  partnerships: exactly({
    status: { type: "string", enum: ["ACTIEF", "STOPGEZET"] },
    gemeente: text,
    penhouder: kbo,
    na: text,
    aantal,
  }),
  page: exactly({ na: text, aantal }),
  changes: exactly({ na: text, aantal }),
  exported: exactly({ na: text, aantal: { type: "integer", minimum: 1, maximum: 5_000, default: 1_000 } }),
  agreementsPage: exactly({ status, na: text, aantal }),
  id: exactly({ id: text }, ["id"]),
  ids: exactly({ ids }, ["ids"]),
  idsOrPartnerships: {
    oneOf: [exactly({ ids }, ["ids"]), exactly({ samenwerkingsverbanden: ids }, ["samenwerkingsverbanden"])],
  },
  idsOrPersons: { oneOf: [exactly({ ids }, ["ids"]), exactly({ inszs: listOf(insz) }, ["inszs"])] },
  enterpriseNumbers: exactly({ ondernemingsnummers: listOf(kbo) }, ["ondernemingsnummers"]),
  tallies: exactly({ samenwerkingsverbanden: ids, op: day }, ["samenwerkingsverbanden", "op"]),
  searchAgreements: exactly(
    {
      vragen: listOf(
        exactly({ ref: text, samenwerkingsverband: text, status, organisatie: kbo, na: text, aantal }, [
          "ref",
          "samenwerkingsverband",
        ]),
      ),
    },
    ["vragen"],
  ),
  searchParticipants: exactly(
    {
      vragen: listOf(
        exactly(
          {
            ref: text,
            samenwerkingsverband: text,
            lopendOp: day,
            organisatie: kbo,
            begeleider: text,
            na: text,
            aantal,
          },
          ["ref", "samenwerkingsverband"],
        ),
      ),
    },
    ["vragen"],
  ),
};

const answer = (description: string) => ({
  description,
  content: { "application/json": { schema: { type: "object", additionalProperties: true } } },
});

const REFUSALS = {
  400: answer("Ongeldige vraag (application/problem+json)"),
  401: answer("Niet aangemeld"),
  403: answer("Geen toegang"),
  429: answer("Te veel vragen; zie Retry-After"),
};

/** What every route says of itself. */
export function route(operation: string, scope: Scope, summary: string, question: Record<string, unknown>) {
  return {
    config: { operation, scope },
    schema: {
      operationId: operation,
      summary,
      tags: [scope],
      security: [{ oauth2: [`loket:${scope}`] }],
      ...question,
      response: { 200: answer(summary), ...REFUSALS },
    },
  };
}

export const OPENAPI = {
  openapi: "3.1.0",
  info: {
    title: "Loket AMA WSE",
    version: "1",
    description: "Samenwerkingsverbanden, begeleiders en begeleidingsovereenkomsten aan het loket van het departement.",
  },
  components: {
    securitySchemes: {
      oauth2: {
        type: "oauth2" as const,
        flows: {
          clientCredentials: {
            tokenUrl: "/oauth/token",
            scopes: Object.fromEntries(SCOPES.map((scope) => [`loket:${scope}`, `Lezen van ${scope}`])),
          },
        },
      },
    },
  },
};
