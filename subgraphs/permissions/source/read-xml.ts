import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";
import { Fault } from "../../../schema/faults.js";

/** A read element: attributes under `@name`, children by local name, its own text under `#text` or as a bare string. */
export type XmlElement = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  cdataPropName: "#cdata",
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/**
 * Reads well-formed XML without a document type; every value stays a text.
 * @throws Fault AGENCY_UNREADABLE
 */
export function readXml(text: string): XmlElement {
  const xml = text.replace(/^\uFEFF/, "").trim();
  // Before parsing: a document type is how entities that expand without end, or that name files, come in.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw unreadable("a document type");
  let read: unknown;
  try {
    if (XMLValidator.validate(xml) !== true) throw unreadable("not well-formed XML");
    read = parser.parse(xml);
  } catch (error) {
    throw error instanceof Fault ? error : unreadable("not XML that can be read");
  }
  if (!isElement(read)) throw unreadable("no XML");
  return read;
}

export function unreadable(detail: string): Fault {
  return new Fault("AGENCY_UNREADABLE", "MAGDA", detail);
}

export function isElement(value: unknown): value is XmlElement {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[(name as string).toLowerCase()]!;
    const code = hex ? parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The text of an element or attribute; undefined when it is empty. What holds other elements is given back as it is. */
function textOf(value: unknown): unknown {
  if (typeof value === "string") return decoded(value).trim() || undefined;
  if (!isElement(value)) return value;
  const children = Object.keys(value).filter((name) => !/^[@#]/.test(name));
  if (children.length > 0) return value;
  const parts = [value["#cdata"]].flat().filter((part) => typeof part === "string");
  const plain = typeof value["#text"] === "string" ? decoded(value["#text"]) : "";
  return `${plain}${parts.join("")}`.trim() || undefined;
}

/*
 * Forms of XML for zod. An element that should occur once and occurs more often fails.
 */

/** A text that must be there. */
export const text = z.preprocess(textOf, z.string());
/** A text that may be missing or empty. */
export const maybeText = z.preprocess(textOf, z.string().optional()).optional();

/** An element with these children; an empty one has none. */
export function element<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? {} : value), z.object(shape));
}

/** As many of these elements as there are, none too. */
export function listOf<Item extends z.ZodType>(item: Item) {
  const all = (value: unknown) =>
    value === undefined || (typeof value === "string" && value.trim() === "") ? [] : [value].flat();
  return z
    .preprocess(all, z.array(item))
    .optional()
    .default([] as never);
}
