import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { connect } from "node:tls";
import type { Environment, Settings } from "../platform/settings.js";
import { warning, well, wrong, type Finding } from "./finding.js";

const CONNECT_MS = 3_000;
const DAY_MS = 86_400_000;
/** So long before its end a certificate should be on the way to being renewed. */
const WARN_DAYS = 21;

interface Certificate {
  /** Whose it is: `AMA_ISSUER_URL`, or a file. */
  readonly of: string;
  readonly validTo: Date;
}

/** Whether the certificates of all that is asked over TLS, and those in files, last for some weeks. */
export async function examineCertificates(
  settings: Settings,
  environment: Environment,
  subgraphs: readonly { readonly name: string; readonly url: string }[],
  now: Date,
): Promise<Finding[]> {
  const addresses = [
    ...addressesOver(settings),
    ...subgraphs.map(({ name, url }) => [`subgraph ${name}`, url] as const),
  ];
  const asked = await Promise.all([
    ...addresses.map(([of, url]) => askCertificate(of, url)),
    readCertificates("NODE_EXTRA_CA_CERTS", environment["NODE_EXTRA_CA_CERTS"]),
  ]);
  const known = [...asked.flat(), ...certificatesIn("ACMIDM_CERTIFICATE", settings.ACMIDM_CERTIFICATE ?? "")];
  const findings = known.map((certificate) => judgeCertificate(certificate, now)).filter((one) => one !== undefined);
  if (findings.length > 0 || known.length === 0) return findings;
  return [well("certificates", `${known.length} last for ${WARN_DAYS} days or longer`)];
}

/** What is wrong with the time that a certificate has left. */
export function judgeCertificate({ of, validTo }: Certificate, now: Date): Finding | undefined {
  const leftMs = validTo.getTime() - now.getTime();
  const day = validTo.toISOString().slice(0, 10);
  if (leftMs <= 0)
    return wrong("certificates", "CERTIFICATE_ENDED", `that of ${of} ended on ${day}, and is refused: renew it`);
  if (leftMs > WARN_DAYS * DAY_MS) return undefined;
  return warning(
    "certificates",
    "CERTIFICATE_ENDS_SOON",
    `that of ${of} ends on ${day}, in ${Math.floor(leftMs / DAY_MS)} days: renew it before`,
  );
}

function addressesOver(settings: Settings): (readonly [string, string])[] {
  const { AMA_ISSUER_URL, AMA_JWKS_URL, VDAB_URL, MAGDA_URL, LOKET_URL, REDIS_URL } = settings;
  const named = { AMA_ISSUER_URL, AMA_JWKS_URL, VDAB_URL, MAGDA_URL, LOKET_URL, REDIS_URL };
  return Object.entries(named).flatMap(([of, url]) => (url === undefined ? [] : [[of, url] as const]));
}

/** The certificate that a server shows, whether it is trusted or not; none where it speaks no TLS, or does not answer. */
function askCertificate(of: string, url: string): Promise<Certificate[]> {
  if (!URL.canParse(url)) return Promise.resolve([]);
  const { protocol, hostname, port } = new URL(url);
  if (!/^(https|rediss):$/.test(protocol)) return Promise.resolve([]);
  const defaultPort = protocol === "https:" ? 443 : 6379;
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[(.*)\]$/, "$1"),
      port: port === "" ? defaultPort : Number(port),
      servername: /^[\d.]+$|:/.test(hostname) ? "" : hostname,
      // Nothing is sent: who is not trusted is told by whatever asks there.
      rejectUnauthorized: false,
    });
    const end = (found: Certificate[]) => {
      socket.destroy();
      resolve(found);
    };
    socket.setTimeout(CONNECT_MS, () => end([]));
    socket.once("error", () => end([]));
    socket.once("secureConnect", () => {
      const { valid_to: validTo } = socket.getPeerCertificate();
      end(validTo ? [{ of, validTo: new Date(validTo) }] : []);
    });
  });
}

async function readCertificates(of: string, file: string | undefined): Promise<Certificate[]> {
  const text = file === undefined ? "" : await readFile(file, "utf8").catch(() => "");
  return certificatesIn(of, text);
}

/** Those in a text in PEM; what is none is for others to say. */
function certificatesIn(of: string, text: string): Certificate[] {
  return (text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []).flatMap((pem) => {
    try {
      return [{ of, validTo: new Date(new X509Certificate(pem).validTo) }];
    } catch {
      return [];
    }
  });
}
