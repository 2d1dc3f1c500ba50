import { existsSync } from "node:fs";

/** The clients of front ends are installed by `npm run test:clients` alone: the rest needs none of them. */
const areClientsInstalled = existsSync(new URL("test/clients/node_modules", import.meta.url));

export default {
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", ...(areClientsInstalled ? [] : ["/test/clients/"])],
  runner: "<rootDir>/test/support/runner/shared-modules-runner.mjs",
  setupFiles: ["<rootDir>/test/support/setup.mjs"],
  testTimeout: 180_000,
  maxWorkers: 2,
  testSequencer: "<rootDir>/test/support/heavy-first.mjs",
};
