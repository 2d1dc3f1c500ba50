import { readFileSync } from "node:fs";
import { deserialize } from "node:v8";
import { makeLedger, type LedgerOrder } from "./make-ledger.js";

// Entry of the process that `orderLedger` starts: one order, and gone with all the memory it took.
const [, , letter] = process.argv;
await makeLedger(deserialize(readFileSync(letter!)) as LedgerOrder);
process.exit(0);
