import { FEWER_CHOICES, moneyContract } from "./money-contract.js";

const embedded = () => Promise.resolve({ dataDir: ".data/test/dwse", stop: () => Promise.resolve() });

moneyContract("the money in the embedded PostgreSQL", embedded, FEWER_CHOICES);
