import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { CallLog } from "../stand-in.js";
import { COMMAND_LINE, pages, PROGRAMS, type Program } from "./applications.js";
import { isForeign, ownOrigins } from "./foreign-origin.js";
import { answerLogin } from "./login-page.js";
import { openProvider } from "./open-provider.js";
import { PERSONAS, type Persona } from "./personas.js";
import { LOGIN_PATH, providerOptions, type TokenRules } from "./provider-options.js";
import { createStorage } from "./storage.js";

export interface AcmIdmOptions extends Partial<TokenRules> {
  /** NODE_ENV: it does not run in production. */
  environment: string;
  host: string;
  /** 0: any that is free. */
  port: number;
  /** Where others reach it, when that is not where it listens. */
  issuer?: string;
  /** With what it speaks TLS, as PEM; it speaks plainly when left out. */
  tls?: { cert: string; key: string };
  personas?: readonly Persona[];
  programs?: readonly Program[];
  /** Where the gateway's pages take the code of a login. */
  redirectUris?: readonly string[];
}

/** A running stand-in for the identity provider of the Flemish government. */
export interface AcmIdm {
  /** Also the `iss` of its tokens. */
  readonly address: string;
  readonly audience: string;
  /** Counts the documents and endpoints it was asked for, by path. */
  readonly calls: CallLog;
  /** Signs with a new key from now on. The old one stays published, so that its tokens live on, unless it is dropped. */
  rotateKeys(options?: { dropOld?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

const HOUR_SECONDS = 3_600;

/**
 * The stand-in for ACM/IDM: a whole OpenID Connect server that lets anybody in as one of its personas, and programs by
 * secret or by signed JWT. Its signing keys live as long as it does.
 * @throws in production
 */
export async function createAcmIdm(options: AcmIdmOptions): Promise<AcmIdm> {
  if (options.environment === "production")
    throw new Error("NODE_ENV is production, and the stand-in for ACM/IDM lets anybody in as anybody");
  const { host, port, personas = PERSONAS, programs = PROGRAMS, redirectUris = DEVELOPMENT_PAGES } = options;
  const { audience = "urn:wse:ama", tokenSeconds = HOUR_SECONDS, algorithm = "RS256" } = options;
  const calls = new CallLog();
  const server = options.tls ? createTlsServer(options.tls) : createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, resolve);
  });
  const address =
    options.issuer ?? `${options.tls ? "https" : "http"}://${host}:${(server.address() as AddressInfo).port}`;

  const register = { personas, programs, applications: [COMMAND_LINE, pages(redirectUris)] };
  const own = ownOrigins(address, redirectUris);
  const configure = providerOptions(register, { audience, tokenSeconds, algorithm }, createStorage(), own);
  const openWith = (signingKeys: readonly JWK[]) => {
    const opened = openProvider(address, configure(signingKeys));
    return { provider: opened, answer: opened.callback() };
  };
  let keys = [await makeKey(algorithm)];
  let current = openWith(keys);

  server.on("request", (request, response) => {
    const { provider, answer } = current;
    const path = (request.url ?? "").split("?", 1)[0]!;
    if (isForeign(request, own)) {
      response.writeHead(403, { "content-type": "text/plain; charset=utf-8" });
      return void response.end("Deze pagina mag hier niets sturen: haar origin is niet van een bekende toepassing.\n");
    }
    if (!path.startsWith(`${LOGIN_PATH}/`)) {
      calls.record(path.split("/", 4).join("/"));
      return void answer(request, response);
    }
    calls.record(LOGIN_PATH);
    answerLogin(provider, personas, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400, { "content-type": "text/plain; charset=utf-8" });
      response.end("Deze aanmelding loopt niet (meer). Begin opnieuw in de toepassing.\n");
    });
  });

  return {
    address,
    audience,
    calls,
    async rotateKeys({ dropOld = false } = {}) {
      const next = await makeKey(algorithm);
      keys = dropOld ? [next] : [next, ...keys];
      current = openWith(keys);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const DEVELOPMENT_PAGES = ["http://127.0.0.1:4000/session/callback", "http://localhost:4000/session/callback"];

async function makeKey(algorithm: TokenRules["algorithm"]): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: algorithm, use: "sig" };
}
