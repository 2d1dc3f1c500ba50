import { ledgerContract } from "./ledger-contract.js";
import { outboxContract } from "./outbox-contract.js";

const embedded = () => Promise.resolve({ dataDir: ".data/test/dwse", stop: () => Promise.resolve() });

ledgerContract("the ledger in the embedded PostgreSQL", embedded);
outboxContract("the outbox in the embedded PostgreSQL", embedded);
