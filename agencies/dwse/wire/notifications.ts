import type { Socket } from "node:net";
import type { Message } from "./messages.js";

const LISTEN = /^\s*(?:\/\*.*?\*\/\s*)?listen\s+"?(\w+)"?/i;

/**
 * Who listens to which channel. An embedded database has one session for all its connections and tells its notices to
 * whoever happens to ask something; they are given here to those who asked for them.
 */
export class Notifications {
  readonly #listeners = new Map<Socket, Set<string>>();

  /** Notes it when a client's message asks to listen. */
  note(client: Socket, { type, bytes }: Message): void {
    if (type !== "Q" && type !== "P") return;
    const start = type === "Q" ? 5 : bytes.indexOf(0, 5) + 1;
    const channel = LISTEN.exec(bytes.toString("utf8", start, start + 200))?.[1];
    if (channel === undefined) return;
    if (!this.#listeners.has(client)) {
      this.#listeners.set(client, new Set());
      client.once("close", () => this.#listeners.delete(client));
    }
    this.#listeners.get(client)!.add(channel);
  }

  /** Gives a notice to those who listen. @returns whether the message was one */
  pass({ type, bytes }: Message): boolean {
    if (type !== "A") return false;
    this.#tell(bytes.toString("utf8", 9, bytes.indexOf(0, 9)), bytes);
    return true;
  }

  /** Gives those who listen a notice that did not come by this way. */
  announce(channel: string, payload: string): void {
    const texts = Buffer.from(`${channel}\0${payload}\0`);
    const head = Buffer.alloc(9);
    head.write("A");
    head.writeInt32BE(8 + texts.length, 1);
    this.#tell(channel, Buffer.concat([head, texts]));
  }

  #tell(channel: string, bytes: Buffer): void {
    for (const [client, channels] of this.#listeners) if (channels.has(channel)) client.write(bytes);
  }
}
