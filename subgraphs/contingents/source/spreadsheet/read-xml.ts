import { SaxesParser } from "saxes";
import { SpreadsheetFault } from "./spreadsheet-fault.js";
import type { SpreadsheetLimits } from "./spreadsheet-limits.js";

export type Attributes = Readonly<Record<string, string>>;

/** Is told what a part of a spreadsheet holds, in order. Names are without the prefix of their namespace. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

type Limits = Pick<SpreadsheetLimits, "runChars" | "elements" | "depth" | "attributes">;

/**
 * Reads pieces of XML, in time that grows with their length, whatever they hold. Yields after each piece, so that what the
 * handler gathered can be taken away.
 * @throws SpreadsheetFault when it is not XML, or beyond a limit; whatever the handler throws
 */
export async function* readXml(
  pieces: AsyncIterable<string>,
  handler: XmlHandler,
  { runChars, elements: mostElements, depth: mostDepth, attributes: mostAttributes }: Limits,
): AsyncGenerator<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let elements = 0;
  let depth = 0;
  let attributes = 0;
  let run = 0;
  parser.on("error", () => {
    throw new SpreadsheetFault("is damaged");
  });
  parser.on("doctype", () => {
    throw new SpreadsheetFault("declares a document type, which no spreadsheet does");
  });
  parser.on("attribute", () => {
    run = 0;
    attributes += 1;
    if (attributes > mostAttributes) throw new SpreadsheetFault("is damaged");
  });
  parser.on("opentag", ({ name, attributes: given }) => {
    run = 0;
    attributes = 0;
    elements += 1;
    if (elements > mostElements) throw new SpreadsheetFault(`holds more than ${mostElements} elements in one part`);
    depth += 1;
    if (depth > mostDepth) throw new SpreadsheetFault("is damaged");
    handler.open(localName(name), given);
  });
  parser.on("closetag", ({ name }) => {
    run = 0;
    depth -= 1;
    handler.close?.(localName(name));
  });
  parser.on("text", (text) => handler.text?.(text));
  parser.on("cdata", (text) => handler.text?.(text));

  for await (const piece of pieces) {
    run += piece.length;
    parser.write(piece);
    if (run > runChars) throw new SpreadsheetFault(`holds ${runChars / 1024 / 1024} MB that are no cells`);
    yield;
  }
  parser.close();
  yield;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
