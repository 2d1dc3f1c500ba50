/** One element, written. */
export interface Tag {
  readonly xml: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escaped(value: string): string {
  // Characters that XML 1.0 cannot hold are left out.

  return value
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (c) => ESCAPES[c]!);
}

/** Writes an element; a text is escaped. */
export function tag(name: string, content: string | readonly Tag[], attributes: Record<string, string> = {}): Tag {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const inner = typeof content === "string" ? escaped(content) : content.map(({ xml }) => xml).join("");
  return { xml: `<${name}${head.join("")}>${inner}</${name}>` };
}
