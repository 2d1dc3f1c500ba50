import { randomBytes } from "node:crypto";
import type { KoaContextWithOIDC } from "oidc-provider";

/**
 * The page of a log-out. Who comes with a valid `id_token_hint` is out at once, as at ACM/IDM; another is asked, for a
 * link of anybody's could lead here.
 */
export function askToLeave(ctx: KoaContextWithOIDC, form: string): void {
  const isSure = ctx.oidc.entities.IdTokenHint !== undefined;
  const nonce = randomBytes(16).toString("base64url");
  ctx.type = "html";
  ctx.set(
    "content-security-policy",
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
  );
  ctx.set("cache-control", "no-store");
  ctx.body = `<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Afmelden (ontwikkeling)</title>
<style nonce="${nonce}">
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #222 }
  button { padding: .75rem 1rem; font: inherit; background: #fff; border: 1px solid #767676; border-radius: 4px }
</style>
<h1>Afmelden bij het Toegangsbeheer</h1>
<p>In de toepassing bent u al afgemeld. Wilt u zich ook hier afmelden?</p>
${form}
<button form="op.logoutForm" name="logout" value="yes">Afmelden</button>
${isSure ? `<script nonce="${nonce}">document.querySelector("button").click()</script>` : ""}
</html>
`;
}
