/** A piece of XML that is already written. */
export class Fragment {
  constructor(readonly xml: string) {}
}

export type Content = string | Fragment | undefined | readonly (Fragment | undefined)[];

/** Writes one element. A text is escaped; what is undefined is left out of a list. */
export function element(name: string, content?: Content, attributes: Record<string, string> = {}): Fragment {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return new Fragment(`<${name}${head.join("")}>${written(content)}</${name}>`);
}

function written(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "string") return escaped(content);
  if (content instanceof Fragment) return content.xml;
  return content.map((part) => part?.xml ?? "").join("");
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);
}
