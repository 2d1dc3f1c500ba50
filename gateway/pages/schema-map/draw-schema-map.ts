import { instance } from "@viz-js/viz";
import type { MapType } from "./map-types.js";

const NAMES: Record<string, string> = {
  VDAB: "VDAB",
  MAGDA: "MAGDA",
  LOKET: "WSE-loket",
  DWSE: "DWSE",
  GATEWAY: "Gateway",
};

/**
 * The things of the graph and which leads to which, as SVG: by the agency that owns them, what several know in the
 * middle. Without colours of its own: each node and edge has a class for the style sheet, and a node is a link to `#Name`.
 */
export async function drawSchemaMap(types: readonly MapType[]): Promise<string> {
  const viz = await instance();
  const svg = viz.renderString(describe(types), { format: "svg", engine: "dot" });
  return svg
    .slice(svg.indexOf("<svg"))
    .replaceAll(/<!--.*?-->\n?/gs, "")
    .replaceAll(/<title>.*?<\/title>\n?/gs, "")
    .replace(/ width="[^"]*" height="[^"]*"/, "")
    .replaceAll("xlink:href", "href")
    .replaceAll(/ xlink:title="[^"]*"/g, "")
    .replaceAll(/ font-family="[^"]*"/g, "")
    .replaceAll(/ font-size="[^"]*"/g, "")
    .replaceAll("&#45;", "-");
}

function describe(types: readonly MapType[]): string {
  const things = types.filter(({ name, kind }) => kind === "object" && name !== "Query" && name !== "Subscription");
  const shown = new Set(things.map(({ name }) => name));
  const roots = new Set(
    types.filter(({ name }) => name === "Query").flatMap(({ fields }) => fields.map((f) => f.leadsTo)),
  );
  const ownerOf = ({ owners }: MapType) => (owners.length === 1 ? owners[0]! : "SHARED");
  const node = (type: MapType) =>
    `"${type.name}" [class="${[classOf(ownerOf(type)), roots.has(type.name) ? "root" : ""].join(" ").trim()}", ` +
    `URL="#${type.name}", id="map-${type.name}"];`;
  const clusters = Object.entries(NAMES).map(([owner, label]) => {
    const own = things.filter((type) => ownerOf(type) === owner);
    if (own.length === 0) return "";
    return `subgraph "cluster_${owner}" { label="${label}"; class="cluster ${classOf(owner)}"; ${own.map(node).join(" ")} }`;
  });
  const edges = things.flatMap(({ name, fields }) =>
    [
      ...new Map(
        fields.filter(({ leadsTo }) => shown.has(leadsTo) && leadsTo !== name).map((f) => [f.leadsTo, f]),
      ).values(),
    ].map(
      ({ leadsTo, owner }) => `"${name}" -> "${leadsTo}" [class="edge ${classOf(owner)} from-${name} to-${leadsTo}"];`,
    ),
  );
  return `digraph {
    graph [rankdir=LR, nodesep=0.1, ranksep=1.2, splines=true, bgcolor=transparent, pad=0.2, fontname=Helvetica, fontsize=17];
    node [shape=box, style=rounded, fontname=Helvetica, fontsize=14, height=0.36, margin="0.14,0.05"];
    edge [arrowsize=0.5, penwidth=1];
    ${things
      .filter((type) => ownerOf(type) === "SHARED")
      .map(node)
      .join("\n")}
    ${clusters.join("\n")}
    ${edges.join("\n")}
  }`;
}

function classOf(owner: string): string {
  return `of-${owner.toLowerCase()}`;
}
