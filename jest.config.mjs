export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": "<rootDir>/test/support/transform.mjs" },
  setupFiles: ["<rootDir>/test/support/setup.mjs"],
  testTimeout: 180_000,
  coverageProvider: "v8",
  maxWorkers: 2,
  testSequencer: "<rootDir>/test/support/heavy-first.mjs",
};
