import { PGlite, type PGliteOptions } from "@electric-sql/pglite";

/** A small shared buffer: the operating system caches the files, and this process stays under 200 MB. */
export function pgliteOptions(dataDir: string): PGliteOptions {
  return {
    dataDir,
    initDbStartParams: ["--wal-segsize=1"],
    startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB", "-c", "wal_buffers=256kB"],
  };
}
