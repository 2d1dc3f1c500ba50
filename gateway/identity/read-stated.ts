import { LEGAL_CONTEXT_HEADER, PURPOSE_HEADER } from "../../schema/mandate.js";

/** What a client says of itself and of its question: by headers, or by the connection parameters of a WebSocket. */
export interface Stated {
  readonly authorization?: string;
  readonly purpose?: string;
  readonly legalContext?: string;
}

/** Names are read in any case; what is not one text, or is said twice, is not said. */
export function readStated(said: Readonly<Record<string, unknown>> | null | undefined): Stated {
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(said ?? {})) {
    const key = name.toLowerCase();
    found.set(key, found.has(key) ? undefined : value);
  }
  const text = (name: string): string | undefined => {
    const value = found.get(name);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const authorization = text("authorization");
  const purpose = text(PURPOSE_HEADER);
  const legalContext = text(LEGAL_CONTEXT_HEADER);
  return {
    ...(authorization && { authorization }),
    ...(purpose && { purpose }),
    ...(legalContext && { legalContext }),
  };
}

const LONGEST_TOKEN = 8_192;

/** The access token in an `authorization` header; undefined where it holds none, or one longer than any is. */
export function readBearer(authorization = ""): string | undefined {
  if (authorization.length > LONGEST_TOKEN + "Bearer ".length) return undefined;
  return /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
}
