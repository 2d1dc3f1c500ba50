import { describe, expect, test } from "@jest/globals";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createLog } from "../../../platform/log.js";
import { listenToOutbox } from "../../../subgraphs/ledger/source/listen-to-outbox.js";

describe("who listens to the ledger's outbox", () => {
  test.each([
    ["takes the connection and says nothing", (): void => undefined],
    ["breaks off in the middle of the greeting", (socket: Socket): void => void socket.end("R")],
  ])("can be stopped while the ledger %s", async (_what, greet) => {
    const sockets = new Set<Socket>();
    const ledger = createServer((socket) => {
      sockets.add(socket.on("error", () => undefined));
      socket.once("data", () => greet(socket));
    }).listen(0, "127.0.0.1");
    await once(ledger, "listening");
    const { port } = ledger.address() as AddressInfo;
    let woken = 0;
    const listening = listenToOutbox(`postgres://ama@127.0.0.1:${port}/dwse`, createLog("silent"), () => (woken += 1));
    const [first] = (await once(ledger, "connection")) as [Socket];
    await once(first, "data");

    await listening.stop();

    expect(woken).toBe(0);
    for (const socket of sockets) socket.destroy();
    ledger.close();
  });
});
