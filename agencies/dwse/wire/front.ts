import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { CallLog, Mood } from "../../stand-in.js";
import { Notifications } from "./notifications.js";
import { asksEncryption, MessageReader, spoil, statementIn, type Message } from "./messages.js";

export interface FrontOptions {
  host: string;
  port: number;
  /** Where the database itself listens. */
  upstream: { host: string; port: number };
  /** Whether it has one session for all connections, and so tells notices to whoever is there. */
  oneSession: boolean;
  calls: CallLog;
}

/** The door of the database: passes the wire on, counts the statements, behaves as its mood says. */
export interface Front {
  host: string;
  port: number;
  setMood(mood: Mood): void;
  /** Tells a notice to whoever listens, where the database itself would tell it to somebody else. */
  announce(channel: string, payload: string): void;
  stop(): Promise<void>;
}

const SLOW_MS = 2_000;

export async function openFront({ host, port, upstream, oneSession, calls }: FrontOptions): Promise<Front> {
  let mood: Mood = "well";
  const notifications = oneSession ? new Notifications() : undefined;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket.setNoDelay(true).once("close", () => sockets.delete(socket)));
    return socket;
  };
  const server = createServer((client) => {
    if (mood === "down") return void client.destroy();
    const database = connect(upstream);
    join(keep(client), keep(database), () => mood, calls, notifications);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  const hangUp = () => sockets.forEach((socket) => socket.destroy());
  return {
    host,
    port: (server.address() as AddressInfo).port,
    setMood(next) {
      // A connection that was refused or left without answer is of no use any more.
      if ([mood, next].some((each) => each === "down" || each === "hanging")) hangUp();
      mood = next;
    },
    announce(channel, payload) {
      if (mood === "well" || mood === "slow") notifications?.announce(channel, payload);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}

/** Passes messages between one client and the database until either goes away. */
function join(client: Socket, database: Socket, mood: () => Mood, calls: CallLog, notifications?: Notifications): void {
  const fromClient = new MessageReader(true);
  const fromDatabase = new MessageReader(false);
  let turn = Promise.resolve();
  client.on("data", (chunk) => {
    const messages = fromClient.push(chunk);
    turn = turn.then(() => passOn(messages));
  });
  database.on("data", (chunk) => {
    if (mood() === "hanging") return;
    for (const message of fromDatabase.push(chunk))
      if (!notifications?.pass(message)) client.write(mood() === "lying" ? spoil(message) : message.bytes);
  });
  for (const [one, other] of [
    [client, database],
    [database, client],
  ] as const)
    one.on("error", () => other.destroy()).on("close", () => other.destroy());

  async function passOn(messages: readonly Message[]): Promise<void> {
    const statements = messages.map(statementIn).filter((label) => label !== undefined);
    for (const label of statements) calls.record(label);
    if (mood() === "hanging") return;
    if (mood() === "slow" && statements.length > 0)
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS).unref());
    for (const message of messages) notifications?.note(client, message);
    for (const message of messages)
      if (asksEncryption(message)) client.write("N");
      else if (database.writable) database.write(message.bytes);
  }
}
