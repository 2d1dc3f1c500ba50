/** What a page loads, by address. */
export interface PageAssets {
  readonly script: string;
  readonly style?: string;
  readonly preload: readonly string[];
  /** Sets theme and language before anything is painted. */
  readonly early: string;
}

/** The document of a page: no word of script or style in it, so that a policy can refuse them all. */
export function writeHtml({ title, about }: { title: string; about: string }, assets: PageAssets): string {
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${about}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<script src="${assets.early}"></script>
${assets.style ? `<link rel="stylesheet" href="${assets.style}">` : ""}
${assets.preload.map((path) => `<link rel="modulepreload" href="${path}">`).join("\n")}
<script type="module" src="${assets.script}"></script>
</head>
<body>
<div id="page"></div>
<noscript>${about} Deze pagina heeft JavaScript nodig.</noscript>
</body>
</html>
`;
}
