import { moneyContract } from "./money-contract.js";

moneyContract("the money in the embedded PostgreSQL", () =>
  Promise.resolve({ dataDir: ".data/test/dwse", stop: () => Promise.resolve() }),
);
