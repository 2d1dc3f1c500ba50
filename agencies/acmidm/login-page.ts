import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import type { Persona } from "./personas.js";

const LONGEST_FORM = 1_024;

/**
 * The login: a page on which one picks who one is. Nothing is asked, for nobody here exists.
 * `GET` shows it, `POST` with `persona` goes on to the application.
 */
export async function answerLogin(
  provider: Provider,
  personas: readonly Persona[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // An application that asks for a login which is not under way gets no page: without its cookie there is none.
  await provider.interactionDetails(request, response);
  if (request.method === "POST") {
    const chosen = new URLSearchParams(await readForm(request)).get("persona");
    const persona = personas.find(({ id }) => id === chosen);
    if (persona) return provider.interactionFinished(request, response, { login: { accountId: persona.sub } });
  }
  response.writeHead(request.method === "POST" ? 422 : 200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "cache-control": "no-store",
  });
  response.end(page(personas));
}

async function readForm(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk as string;
    if (text.length > LONGEST_FORM) throw new Error("the form is too long");
  }
  return text;
}

function page(personas: readonly Persona[]): string {
  const buttons = personas.map(
    ({ id, naam, organisatie, eenheid, rol }) =>
      `<button name="persona" value="${escape(id)}"><b>${escape(naam)}</b>${escape(rol ?? "Burger")}${
        organisatie ? `, ${escape(eenheid?.name ?? organisatie.name)}` : ""
      }</button>`,
  );
  return `<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Aanmelden (ontwikkeling)</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #222 }
  button { display: block; width: 100%; margin: .5rem 0; padding: .75rem 1rem; font: inherit; text-align: left;
    background: #fff; border: 1px solid #767676; border-radius: 4px; cursor: pointer }
  button:hover, button:focus-visible { border-color: #0055cc; outline: 2px solid #0055cc }
  b { display: block }
</style>
<h1>Wie bent u vandaag?</h1>
<p>Vervanger van het Toegangsbeheer (ACM/IDM) voor ontwikkeling. Niemand hier bestaat.</p>
<form method="post">
${buttons.join("\n")}
</form>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
