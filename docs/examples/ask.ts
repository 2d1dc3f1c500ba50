import type { TypedDocument } from "../../schema/typed-documents.js";

export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Told;
  }[];
}

/** What an error says of itself. */
export interface Told {
  readonly code?: string;
  readonly agency?: string;
  readonly retryable?: boolean;
  readonly requestId?: string;
}

/** `authorization`, `ama-purpose`, `ama-legal-context`. */
export type Mandate = Readonly<Record<string, string>>;

/** Asks a trusted document by its id. Waits and asks again where too much was asked in a short time. */
export async function ask<Data, Variables>(
  address: string,
  mandate: Mandate,
  document: TypedDocument<Data, Variables>,
  variables: NoInfer<Variables>,
): Promise<Answer<Data>> {
  for (;;) {
    const reply = await fetch(`${address}/graphql`, {
      method: "POST",
      headers: { ...mandate, "content-type": "application/json" },
      body: JSON.stringify({ documentId: document.id, variables }),
    });
    if (reply.status !== 429) return (await reply.json()) as Answer<Data>;
    const waitMs = Number(reply.headers.get("retry-after") ?? "1") * 1_000;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
