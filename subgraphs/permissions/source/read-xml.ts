import { SaxesParser } from "saxes";
import { z } from "zod";
import { Fault } from "../../../schema/faults.js";

/** A read element: attributes under `@name`, children by local name, its own text under `#text` or as a bare string. */
export type XmlElement = Readonly<Record<string, unknown>>;

/*
 * What a reply may hold at most: many times the largest reply of five persons or of a page of mutation notices. Reading
 * takes time in proportion to the length of the text, and to these.
 */
const LONGEST_REPLY = 2 * 1024 * 1024;
const MOST_TAGS = 100_000;
const MOST_REFERENCES = 100_000;
const MOST_ATTRIBUTES = 64;
const MOST_DEPTH = 64;
const LONGEST_NAME = 256;
const LONGEST_TEXT = 65_536;

/** An element whose end has not been read. */
interface OpenElement {
  readonly name: string;
  /** Created with the first attribute or child. */
  content: Record<string, unknown> | undefined;
  text: string;
}

/**
 * Reads well-formed XML without a document type; every value stays a text.
 * @throws Fault AGENCY_UNREADABLE
 */
export function readXml(text: string): XmlElement {
  if (text.length > LONGEST_REPLY) throw unreadable(`longer than ${LONGEST_REPLY} characters`);
  // Before parsing: a document type is how entities that expand without end, or that name files, come in.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw unreadable("a document type");
  // Counted here and not by the parser's events: comments, CDATA sections and processing instructions have their cost too.
  if (hasMoreThan(MOST_TAGS, "<", text)) throw unreadable(`more than ${MOST_TAGS} tags`);
  if (hasMoreThan(MOST_REFERENCES, "&", text)) throw unreadable(`more than ${MOST_REFERENCES} references`);
  try {
    return parse(text.trim());
  } catch (error) {
    throw error instanceof Fault ? error : unreadable("not well-formed XML");
  }
}

function parse(xml: string): XmlElement {
  const parser = new SaxesParser({ position: false });
  const document: OpenElement = { name: "", content: undefined, text: "" };
  const open = [document];
  let attributes = 0;

  parser.on("opentagstart", ({ name }) => {
    if (open.length > MOST_DEPTH) throw unreadable(`elements nested deeper than ${MOST_DEPTH}`);
    attributes = 0;
    open.push({ name: localName(name), content: undefined, text: "" });
  });
  parser.on("attribute", ({ name, value }) => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) throw unreadable(`more than ${MOST_ATTRIBUTES} attributes on an element`);
    if (value.length > LONGEST_TEXT) throw unreadable(`an attribute longer than ${LONGEST_TEXT} characters`);
    if (name === "xmlns" || name.startsWith("xmlns:")) return;
    (open.at(-1)!.content ??= {})[`@${localName(name)}`] = value;
  });
  const addText = (text: string) => {
    const element = open.at(-1)!;
    element.text += text;
    if (element.text.length > LONGEST_TEXT) throw unreadable(`a text longer than ${LONGEST_TEXT} characters`);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const element = open.pop()!;
    addChild((open.at(-1)!.content ??= {}), element.name, valueOf(element));
  });

  parser.write(xml).close();
  return document.content ?? {};
}

function hasMoreThan(most: number, mark: string, text: string): boolean {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0 && count <= most; at = text.indexOf(mark, at + 1)) count += 1;
  return count > most;
}

function localName(name: string): string {
  if (name.length > LONGEST_NAME) throw unreadable(`a name longer than ${LONGEST_NAME} characters`);
  const local = name.slice(name.indexOf(":") + 1);
  // Assigned to an object it would change what the object inherits.
  if (local === "__proto__") throw unreadable("an element or attribute named __proto__");
  return local;
}

/** What holds nothing but text is that text. */
function valueOf({ content, text }: OpenElement): XmlElement | string {
  const trimmed = text.trim();
  if (!content) return trimmed;
  if (trimmed !== "") content["#text"] = trimmed;
  return content;
}

/** Elements of one name become a list. */
function addChild(parent: Record<string, unknown>, name: string, child: XmlElement | string): void {
  const before = Object.hasOwn(parent, name) ? parent[name] : undefined;
  if (before === undefined) parent[name] = child;
  else if (Array.isArray(before)) before.push(child);
  else parent[name] = [before, child];
}

export function unreadable(detail: string): Fault {
  return new Fault("AGENCY_UNREADABLE", "MAGDA", detail);
}

export function isElement(value: unknown): value is XmlElement {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text of an element or attribute; undefined when it is empty. What holds other elements is given back as it is. */
function textOf(value: unknown): unknown {
  if (typeof value === "string") return value.trim() || undefined;
  if (!isElement(value)) return value;
  const holdsElements = Object.keys(value).some((name) => !/^[@#]/.test(name));
  return holdsElements ? value : value["#text"];
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
