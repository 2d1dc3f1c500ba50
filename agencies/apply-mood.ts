import type { FastifyInstance } from "fastify";
import type { Mood } from "./stand-in.js";

/** Makes an HTTP stand-in behave as its mood says, whatever it is asked. */
export function applyMood(app: FastifyInstance, mood: () => Mood): void {
  app.addHook("onRequest", async (request, reply) => {
    switch (mood()) {
      case "well":
        return;
      case "down":
        request.raw.socket.destroy();
        return reply.hijack();
      case "hanging":
        return reply.hijack();
      case "slow":
        return new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref());
      case "lying":
        return reply.code(200).header("content-type", "text/html").send("<html><body>Onderhoud</body></html>");
    }
  });
}
