import { existsSync } from "node:fs";

/** The clients of front ends are installed by `npm run test:clients` alone: the rest needs none of them. */
const areClientsInstalled = existsSync(new URL("test/clients/node_modules", import.meta.url));

export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", ...(areClientsInstalled ? [] : ["/test/clients/"])],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": "<rootDir>/test/support/transform.mjs" },
  setupFiles: ["<rootDir>/test/support/setup.mjs"],
  testTimeout: 180_000,
  coverageProvider: "v8",
  maxWorkers: 2,
  testSequencer: "<rootDir>/test/support/heavy-first.mjs",
};
