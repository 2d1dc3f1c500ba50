import { createHash } from "node:crypto";
import type { Antwoord, Dienst } from "./dienst.js";
import { element, type Fragment } from "./element.js";
import type { Verzoek } from "./read-verzoek.js";
import { tijdstip } from "./tijdstip.js";
import { writeUitzonderingen, type Uitzondering } from "./uitzonderingen.js";

const ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

/** A reply: the answers under the questions' own references, or what is wrong with the message as a whole. */
export function writeRepliek(
  dienst: Dienst,
  { afzender }: Verzoek,
  now: string,
  uitkomst: readonly { referte: string; antwoord: Antwoord }[] | Uitzondering,
): string {
  const repliek = element("Repliek", [
    element("Context", [
      element("Naam", dienst.naam),
      element("Versie", dienst.versie),
      element("Bericht", [
        element("Type", "ANTWOORD"),
        tijdstip(now),
        element("Afzender", [
          element("Identificatie", "vip.vlaanderen.be"),
          element("Naam", "MagdaGateway"),
          element("Referte", referteOf(afzender.referte)),
        ]),
        element("Ontvanger", [
          element("Identificatie", afzender.identificatie),
          element("Referte", afzender.referte),
          element("Hoedanigheid", afzender.hoedanigheid),
        ]),
      ]),
    ]),
    "code" in uitkomst
      ? writeUitzonderingen([uitkomst], now)
      : element(
          "Antwoorden",
          uitkomst.map(({ referte, antwoord }) =>
            element("Antwoord", [
              element("Referte", referte),
              antwoord.inhoud && element("Inhoud", [antwoord.inhoud]),
              antwoord.uitzonderingen && writeUitzonderingen(antwoord.uitzonderingen, now),
            ]),
          ),
        ),
  ]);
  return envelope(element(`v:${dienst.naam}Response`, [repliek], { "xmlns:v": dienst.namespace }));
}

/** The platform's own failure, as SOAP 1.1 says it. */
export function writeSoapFault(faultcode: string, faultstring: string): string {
  return envelope(element("soapenv:Fault", [element("faultcode", faultcode), element("faultstring", faultstring)]));
}

function envelope(body: Fragment): string {
  const xml = element("soapenv:Envelope", [element("soapenv:Header"), element("soapenv:Body", [body])], {
    "xmlns:soapenv": ENVELOPE,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml.xml}`;
}

/** The platform's own reference: the same message gets the same one. */
function referteOf(referte: string): string {
  const hash = createHash("sha256").update(referte).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
