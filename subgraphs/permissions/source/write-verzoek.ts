import type { Mandate } from "../../../schema/mandate.js";
import type { Service } from "./services.js";
import { tag, type Tag } from "./write-xml.js";

/** As whom the gateway is registered at MAGDA. */
export interface Sender {
  identification: string;
  capacity: string;
}

const inFlanders = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Brussels",
  dateStyle: "short",
  timeStyle: "medium",
});

/**
 * The envelope of one message. In whose name is asked travels along: the request id as reference, the asking person's
 * opaque subject as user, and in the header the organisation, the purpose and its legal ground.
 */
export function writeVerzoek(
  service: Pick<Service<unknown>, "name" | "version" | "namespace">,
  { identification, capacity }: Sender,
  mandate: Mandate,
  now: Date,
  questions: readonly { referte: string; question: Tag }[],
): string {
  const [day, time] = inFlanders.format(now).split(" ") as [string, string];
  const context = tag("Context", [
    tag("Naam", service.name),
    tag("Versie", service.version),
    tag("Bericht", [
      tag("Type", "VRAAG"),
      tag("Tijdstip", [tag("Datum", day), tag("Tijd", time)]),
      tag("Afzender", [
        tag("Identificatie", identification),
        tag("Referte", mandate.requestId),
        tag("Hoedanigheid", capacity),
        tag("Gebruiker", mandate.subject),
      ]),
    ]),
  ]);
  const vragen = tag(
    "Vragen",
    questions.map(({ referte, question }) => tag("Vraag", [tag("Referte", referte), question])),
  );
  const header = tag(
    "ama:Mandaat",
    [
      tag("Organisatie", mandate.organisation),
      tag("Hoedanigheid", mandate.capacity),
      tag("Finaliteit", mandate.purpose),
      tag("JuridischeGrond", mandate.legalContext),
    ],
    { "xmlns:ama": "urn:ama-wse:magda:mandaat:v1" },
  );
  const body = tag(`web:${service.name}`, [tag("Verzoek", [context, vragen])], { "xmlns:web": service.namespace });
  const envelope = tag("soapenv:Envelope", [tag("soapenv:Header", [header]), tag("soapenv:Body", [body])], {
    "xmlns:soapenv": "http://schemas.xmlsoap.org/soap/envelope/",
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${envelope.xml}`;
}
