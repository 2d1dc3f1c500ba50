import { XMLParser, XMLValidator } from "fast-xml-parser";

/** A read element: its attributes under `@name`, its children by local name, a text where it has nothing else. */
export type Node = Readonly<Record<string, unknown>>;

export interface Vraag {
  referte: string;
  /** What is asked: the element that holds the criteria. */
  inhoud: Node;
}

export interface Verzoek {
  dienst: string;
  versie: string;
  afzender: { identificatie: string; referte: string; hoedanigheid: string };
  vragen: Vraag[];
}

/** The message is not one that the platform can read; the SOAP client is at fault. */
export class VerzoekOnleesbaar extends Error {
  override readonly name = "VerzoekOnleesbaar";
}

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
});

/** @throws VerzoekOnleesbaar */
export function readVerzoek(xml: string): Verzoek {
  if (/<!DOCTYPE/i.test(xml) || XMLValidator.validate(xml) !== true) throw new VerzoekOnleesbaar("Geen geldige XML");
  const body = childOf(childOf(parser.parse(xml) as Node, "Envelope"), "Body");
  const dienst = Object.keys(body ?? {}).find((name) => !name.startsWith("@"));
  const verzoek = dienst && childOf(childOf(body, dienst), "Verzoek");
  if (!dienst || !verzoek) throw new VerzoekOnleesbaar("Geen Verzoek in de Body");
  const context = childOf(verzoek, "Context");
  const afzender = childOf(childOf(context, "Bericht"), "Afzender");
  return {
    dienst,
    versie: textOf(context, "Versie"),
    afzender: {
      identificatie: textOf(afzender, "Identificatie"),
      referte: textOf(afzender, "Referte"),
      hoedanigheid: textOf(afzender, "Hoedanigheid"),
    },
    // The dossier of DG HAN is asked with its Criteria straight under the Vraag.
    vragen: childrenOf(childOf(verzoek, "Vragen"), "Vraag").map((vraag) => ({
      referte: textOf(vraag, "Referte"),
      inhoud: childOf(vraag, "Inhoud") ?? vraag,
    })),
  };
}

export function childOf(node: Node | undefined, name: string): Node | undefined {
  const child = node?.[name];
  return typeof child === "object" && child !== null && !Array.isArray(child) ? (child as Node) : undefined;
}

export function childrenOf(node: Node | undefined, name: string): Node[] {
  const found = node?.[name];
  const list = Array.isArray(found) ? (found as unknown[]) : found === undefined ? [] : [found];
  return list.map((child) => (typeof child === "object" && child !== null ? (child as Node) : { "#text": child }));
}

/** The text of a child; empty when it is not there. */
export function textOf(node: Node | undefined, name: string): string {
  const child = node?.[name];
  if (typeof child === "string") return child;
  const text = childOf(node, name)?.["#text"];
  return typeof text === "string" ? text : "";
}
