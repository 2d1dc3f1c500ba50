import { ledgerContract } from "./ledger-contract.js";

ledgerContract("the ledger in the embedded PostgreSQL", () =>
  Promise.resolve({ dataDir: ".data/test/dwse", stop: () => Promise.resolve() }),
);
