declare module "*.css";

/** What the build tells of the graph; see `page-data.ts`. */
declare module "ama:operations" {
  const operations: readonly import("../playground/read-operation-sources.js").OperationSource[];
  export default operations;
}
declare module "ama:api" {
  const sdl: string;
  export default sdl;
}

/** Addresses of the editor's own threads, which the build fills in. */
declare const WORKERS: Readonly<Record<"editor" | "json" | "graphql", string>>;

declare module "ama:counts" {
  const counts: { readonly types: number; readonly fields: number };
  export default counts;
}
declare module "ama:schema-map" {
  const map: import("../schema-map/map-types.js").SchemaMap;
  export default map;
}
