import { hash } from "node:crypto";

/** What a supergraph is called in metrics and logs, by its content: the same at every gateway that serves it. */
export function versionOf(supergraphSdl: string): string {
  return hash("sha256", supergraphSdl, "hex").slice(0, 12);
}
