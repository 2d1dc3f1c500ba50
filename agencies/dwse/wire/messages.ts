/** Just enough of the PostgreSQL protocol (version 3) to see which statements pass, and to spoil answers. */

const ENCRYPTION_REQUESTS = [80877103, 80877104];
const TRANSACTION = /^\s*(?:begin|commit)\b/i;
const LABEL = /^\s*\/\*\s*ama:(\w+)\s*\*\//;

/** One message: its type (empty for the untyped ones that open a connection) and all its bytes. */
export interface Message {
  type: string;
  bytes: Buffer;
}

/** Cuts a stream of bytes into messages. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);

  /** @param untyped whether the stream opens with messages without a type, as a client's does */
  constructor(private untyped: boolean) {}

  push(chunk: Buffer): Message[] {
    this.#rest = this.#rest.length ? Buffer.concat([this.#rest, chunk]) : chunk;
    const messages: Message[] = [];
    for (;;) {
      const head = this.untyped ? 0 : 1;
      if (this.#rest.length < head + 4) return messages;
      const size = head + this.#rest.readInt32BE(head);
      if (this.#rest.length < size) return messages;
      const bytes = this.#rest.subarray(0, size);
      this.#rest = this.#rest.subarray(size);
      const message = { type: head ? String.fromCharCode(bytes[0]!) : "", bytes };
      if (this.untyped && !asksEncryption(message)) this.untyped = false;
      messages.push(message);
    }
  }
}

export function asksEncryption({ type, bytes }: Message): boolean {
  return type === "" && bytes.length === 8 && ENCRYPTION_REQUESTS.includes(bytes.readInt32BE(4));
}

/**
 * The label that opens a statement (`/* ama:label *\/`), "unlabelled" without one; undefined for other messages and for what
 * opens and ends a transaction.
 */
export function statementIn({ type, bytes }: Message): string | undefined {
  if (type !== "Q" && type !== "P") return undefined;
  const start = type === "Q" ? 5 : bytes.indexOf(0, 5) + 1;
  const text = bytes.toString("utf8", start, start + 100);
  return TRANSACTION.test(text) ? undefined : (LABEL.exec(text)?.[1] ?? "unlabelled");
}

/** The message with every value of a row made unreadable; other messages as they are. */
export function spoil({ type, bytes }: Message): Buffer {
  if (type !== "D") return bytes;
  const spoilt = Buffer.from(bytes);
  let at = 7;
  for (let column = spoilt.readInt16BE(5); column > 0; column--) {
    const size = Math.max(0, spoilt.readInt32BE(at));
    at += 4;
    spoilt.fill("#", at, at + size);
    at += size;
  }
  return spoilt;
}
