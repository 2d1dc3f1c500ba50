import { PGlite } from "@electric-sql/pglite";
import { pgliteOptions } from "./pglite-options.js";

// Entry of the process that `makeCluster` starts: an empty cluster, and gone with all the memory it took.
const [, , folder] = process.argv;
await (await PGlite.create(pgliteOptions(folder!))).close();
process.exit(0);
