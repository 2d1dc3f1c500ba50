import { PGlite, type PGliteOptions } from "@electric-sql/pglite";

/** A small shared buffer: the operating system caches the files. */
export function pgliteOptions(dataDir: string): PGliteOptions {
  return {
    dataDir,
    initDbStartParams: ["--wal-segsize=1"],
    startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=8MB", "-c", "wal_buffers=256kB"],
  };
}
