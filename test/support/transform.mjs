import { createHash } from "node:crypto";
import { transformSync, version } from "esbuild";

const options = {
  format: "esm",
  target: "node20",
  sourcemap: "inline",
  sourcesContent: true,
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
};

export default {
  getCacheKey: (source, file, { configString }) =>
    createHash("sha1")
      .update(version + JSON.stringify(options) + file + source + configString)
      .digest("hex"),
  process: (source, file) => transformSync(source, { ...options, loader: "ts", sourcefile: file }),
};
