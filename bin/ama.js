#!/usr/bin/env -S node --max-semi-space-size=64
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
