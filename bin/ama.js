#!/usr/bin/env node
import { existsSync } from "node:fs";

// Before anything of Apollo's is loaded: nothing is reported to anybody.
process.env.APOLLO_TELEMETRY_DISABLED = "true";

const source = new URL("../cli/main.ts", import.meta.url);
if (existsSync(source)) {
  const { register } = await import("tsx/esm/api");
  register();
  await import(source.href);
} else {
  await import(new URL("../dist/cli/main.js", import.meta.url).href);
}
