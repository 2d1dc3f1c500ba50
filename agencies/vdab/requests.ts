/** Forms of the requests, from which the OpenAPI document is made as well. */

const day = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}" };

const kbo = { type: "string", pattern: "^[01]\\d{9}$" };

export const batchBody = {
  summary: "Dossiers van meerdere personen",
  body: {
    type: "object",
    required: ["inszs"],
    properties: {
      inszs: { type: "array", minItems: 1, maxItems: 100, items: { type: "string", pattern: "^\\d{11}$" } },
    },
  },
};

export const bulkQuery = {
  summary: "Wijzigingen in een venster",
  querystring: {
    type: "object",
    required: ["van", "tot"],
    properties: {
      van: day,
      tot: day,
      vanaf: { type: "integer", minimum: 0 },
      aantal: { type: "integer", minimum: 1, maximum: 1_000 },
    },
  },
};

export const trajectoriesQuery = {
  summary: "Alle dossiers voor statistiek, zonder naam; in de volgorde van het klantnummer",
  querystring: {
    type: "object",
    properties: {
      naKlantnummer: { type: "string", pattern: "^\\d{8}$" },
      aantal: { type: "integer", minimum: 1, maximum: 5_000 },
    },
  },
};

export const changesQuery = {
  summary: "Wijzigingen na een volgnummer: wie en welke resource, nooit wat; zonder volgnummer alleen de stand",
  querystring: {
    type: "object",
    properties: {
      naVolgnummer: { type: "integer", minimum: 0 },
      aantal: { type: "integer", minimum: 1, maximum: 1_000 },
    },
  },
};

export const searchBody = {
  summary: "Dossiers zoeken",
  body: {
    type: "object",
    properties: {
      criteria: {
        type: "object",
        additionalProperties: false,
        properties: {
          samenwerkingsverband: { type: "string" },
          toeleidingStatussen: { type: "array", items: { enum: ["VW", "AA", "GW", "IT", "GS", "BE"] } },
          inschattingVoor: day,
          nisCode: { type: "string", pattern: "^\\d{5}$" },
          statuut: { enum: ["NWWZ", "LL", "RIZIV", "FOD-IVT", "FOD-IT"] },
          adviesStatus: { enum: ["TG", "IB", "GW", "AF"] },
          onderneming: kbo,
          penhouder: kbo,
        },
      },
      sortering: { enum: ["KLANTNUMMER", "VOLGENDE_INSCHATTING", "TOELEIDING_DATUM"] },
      aantal: { type: "integer", minimum: 1, maximum: 200 },
      naKlantnummer: { type: "string", pattern: "^\\d{8}$" },
    },
  },
};
