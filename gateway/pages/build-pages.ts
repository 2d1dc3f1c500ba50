import { existsSync, readFileSync } from "node:fs";
import { copyFile, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { BuildOptions, Plugin } from "esbuild";
import { PAGES } from "./pages.js";
import { stampOf } from "./stamp-sources.js";
import { writeHtml } from "./write-html.js";

/** Monaco's own threads: each a script that a page starts by name. */
const WORKERS = {
  editor: "monaco-editor/esm/vs/editor/editor.worker.js",
  json: "monaco-editor/esm/vs/language/json/json.worker.js",
  graphql: "monaco-graphql/esm/graphql.worker.js",
};
const COMPRESSED = /\.(js|css|svg|json)$/;
/** Builds that are kept: a gateway may still serve the one before. */
const KEPT = 3;

const SOURCES = fileURLToPath(new URL("./", import.meta.url));
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Builds the pages, unless these very sources were built before. Gives the folder that `servePages` serves.
 * Needs the checkout and its development packages.
 */
export async function buildPages(output: string, onProgress?: (doing: string) => void): Promise<string> {
  const stamp = stampOf(ROOT);
  const folder = join(output, stamp);
  if (!existsSync(folder)) {
    onProgress?.("building the pages, once for these sources");
    const making = join(output, `making-${process.pid}`);
    await rm(making, { recursive: true, force: true });
    try {
      await make(making);
    } catch (error) {
      await rm(making, { recursive: true, force: true });
      throw error;
    }
    // Whoever else built the same in the meantime was as right.
    await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }));
    await forgetOld(output, stamp);
  }
  await writeFile(join(output, "current"), stamp);
  return folder;
}

async function make(folder: string): Promise<void> {
  const { build } = await import("esbuild");
  const { pageData } = await import("./page-data.js");
  const assets = join(folder, "assets");
  const shared: BuildOptions = {
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    outdir: assets,
    entryNames: "[name]-[hash]",
    chunkNames: "part-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".ttf": "file" },
    absWorkingDir: ROOT,
    metafile: true,
    legalComments: "none",
    logLevel: "warning",
  };
  const environment = {
    "process.env.NODE_ENV": '"production"',
    "process.env": "{}",
    "process.platform": '"browser"',
  };
  const workers = await build({ ...shared, entryPoints: WORKERS, define: environment });
  const early = await build({
    ...shared,
    format: "iife",
    entryPoints: { early: join(SOURCES, "shell/early.ts") },
  });
  const present = PAGES.filter(({ name }) => existsSync(join(SOURCES, name, "page.tsx")));
  const pages = await build({
    ...shared,
    splitting: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    entryPoints: Object.fromEntries(present.map(({ name }) => [name, join(SOURCES, name, "page.tsx")])),
    plugins: [pageDataPlugin(await pageData(ROOT)), withoutEmbeddedFonts],
    define: {
      ...environment,
      WORKERS: JSON.stringify(
        Object.fromEntries(Object.entries(outputsOf(workers)).map(([name, { script }]) => [name, script])),
      ),
    },
  });
  const outputs = outputsOf(pages);
  const { script: first } = outputsOf(early)["early"]!;
  for (const page of present)
    await writeFile(join(folder, `${page.name}.html`), writeHtml(page, { ...outputs[page.name]!, early: first }));
  await copyFile(join(SOURCES, "favicon.svg"), join(folder, "favicon.svg"));
  await compress(assets);

  /** Script, style sheet and what the script imports at once, by entry point. */
  function outputsOf({ metafile }: Awaited<ReturnType<typeof build>>) {
    const urlOf = (path: string) => `/assets/${relative(assets, join(ROOT, path))}`;
    const entries = Object.entries(metafile!.outputs).filter(
      ([path, { entryPoint }]) => entryPoint && path.endsWith(".js"),
    );
    return Object.fromEntries(
      entries.map(([path, { cssBundle, imports }]) => [
        /([\w.-]+)-[A-Z0-9]{8}\.js$/.exec(path)![1]!,
        {
          script: urlOf(path),
          ...(cssBundle && { style: urlOf(cssBundle) }),
          preload: imports.filter(({ kind }) => kind === "import-statement").map((one) => urlOf(one.path)),
        },
      ]),
    );
  }
}

/** GraphiQL's style sheet holds its fonts within itself, which no policy of ours lets in; the shell has letters of its own. */
const withoutEmbeddedFonts: Plugin = {
  name: "without-embedded-fonts",
  setup(build) {
    build.onLoad({ filter: /node_modules\/graphiql\/dist\/style\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replaceAll(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    }));
  },
};

/** What pages are told of the graph when they are built, as modules `ama:…` of JSON. */
function pageDataPlugin(data: Readonly<Record<string, unknown>>): Plugin {
  return {
    name: "page-data",
    setup(build) {
      build.onResolve({ filter: /^ama:/ }, ({ path }) => ({ path, namespace: "page-data" }));
      build.onLoad({ filter: /.*/, namespace: "page-data" }, ({ path }) => ({
        contents: JSON.stringify(data[path.slice("ama:".length)]),
        loader: "json",
      }));
    },
  };
}

async function compress(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => COMPRESSED.test(name));
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const content = await readFile(path);
      const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params }));
      await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 6 }));
    }),
  );
}

async function forgetOld(output: string, stamp: string): Promise<void> {
  const names = (await readdir(output)).filter((name) => /^[0-9a-f]{16}$/.test(name) && name !== stamp);
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(output, name))).mtimeMs })));
  dated.sort((a, b) => b.at - a.at);
  for (const { name } of dated.slice(KEPT - 1)) await rm(join(output, name), { recursive: true, force: true });
}

/** The pages as they were last built; undefined where they never were. */
export function builtPages(output: string): string | undefined {
  try {
    const folder = join(output, readFileSync(join(output, "current"), "utf8").trim());
    return existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Whether this is a checkout, in which pages can be built. */
export function canBuildPages(): boolean {
  return existsSync(join(SOURCES, "landing/page.tsx"));
}
