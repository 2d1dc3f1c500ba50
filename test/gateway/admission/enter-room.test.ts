import { describe, expect, test } from "@jest/globals";
import type { FastifyReply, FastifyRequest } from "fastify";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { enterRoom } from "../../../gateway/admission/load/enter-room.js";
import type { Priority } from "../../../platform/load/waiting-room.js";

describe("room for the pages of a table", () => {
  test("is that of work that was let in before, and none of them listens for the answer to begin", async () => {
    const raw = new ServerResponse(new IncomingMessage(new Socket()));
    const entered: Priority[] = [];
    let inside = 0;
    const gate = {
      enter(priority: Priority) {
        entered.push(priority);
        inside += 1;
        let hasLeft = false;
        return Promise.resolve(() => {
          inside -= hasLeft ? 0 : 1;
          hasLeft = true;
        });
      },
    };
    const enter = () => enterRoom(gate, { headers: {} } as FastifyRequest, { raw } as FastifyReply);
    await enter();
    for (let page = 1; page < 20_000; page += 1) (await enter())();
    expect(entered.slice(0, 3)).toEqual(["query", "live", "live"]);
    expect([inside, raw.listenerCount("close")]).toEqual([1, 1]);
    raw.writeHead(200);
    expect(inside).toBe(0);
  });
});
