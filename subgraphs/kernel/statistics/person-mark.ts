import { createHmac, hash } from "node:crypto";

/** A short mark of a person, the same in every subgraph: it joins two agencies' statistics and is never shown. */
export function createPersonMarks(key: Uint8Array): (nationalNumber: string) => string {
  const own = createHmac("sha256", key).update("ama:statistics:1").digest("base64url");
  return (nationalNumber) => hash("sha256", `${own}${nationalNumber}`, "base64url").slice(0, 10);
}
