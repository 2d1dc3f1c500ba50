import type { AddressInfo } from "node:net";
import swagger from "@fastify/swagger";
import { fastify } from "fastify";
import { applyMood } from "../apply-mood.js";
import type { World } from "../population/world.js";
import { NoticeLog } from "../notices/notice-log.js";
import { createNoticePost } from "../notices/notice-post.js";
import { CallLog, type Mood, type StandIn } from "../stand-in.js";
import { answerAgreements } from "./agreement-routes.js";
import { Books } from "./books.js";
import { answerChanges, takeChange, type Change } from "./change-routes.js";
import { fillDropFolder } from "./drop/fill-drop-folder.js";
import { guardDoor, SCOPES, type LoketClient } from "./guard-door.js";
import { answerPartnerships } from "./partnership-routes.js";
import { answerProblems } from "./problem.js";
import { OPENAPI } from "./shapes.js";
import { tagAnswers } from "./tag-answers.js";

export interface LoketOptions {
  host: string;
  /** 0: any that is free. */
  port: number;
  /** Where the leads put their quarterly statements; made and filled when it is not there. */
  dropFolder: string;
  clients?: readonly LoketClient[];
  tokenSeconds?: number;
  ratePerSecond?: number;
  /** What it sends along when it posts that something changed. */
  noticeSecret?: string;
  /** The number of its first change: higher than any that an earlier process gave out. */
  firstNotice?: number;
}

const DEVELOPMENT_CLIENT: LoketClient = { id: "ama-gateway", secret: "development-secret", scopes: [...SCOPES] };

/**
 * The counter of the department as the maatwerkbedrijven use it: a REST service (OpenAPI at /loket/v1/openapi.json) and
 * a folder with spreadsheets. When the promise is kept, both are there.
 */
export async function createLoket(world: World, options: LoketOptions): Promise<StandIn> {
  const { host, port, dropFolder, clients = [DEVELOPMENT_CLIENT], tokenSeconds = 900, ratePerSecond = 500 } = options;
  const calls = new CallLog();
  let mood: Mood = "well";
  const app = fastify({ bodyLimit: 1_048_576, forceCloseConnections: true, routerOptions: { maxParamLength: 64 } });

  app.addHook("onRequest", (request, _reply, done) => {
    const operation = request.routeOptions.config.operation;
    if (operation) calls.record(operation);
    done();
  });
  applyMood(app, () => mood);
  // Answers are documented by schemas but written as they are: the real counter does not keep to its document either.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  answerProblems(app);
  tagAnswers(app);
  await app.register(swagger, { openapi: OPENAPI });
  guardDoor(app, { clients, tokenSeconds, ratePerSecond });
  const books = new Books(world);
  const changes = new NoticeLog<Change>(options.firstNotice);
  const { noticeSecret = "development-notice-secret" } = options;
  // Only that something changed: what, is for whoever asks. So one try is enough, the next change tells the same.
  const post = createNoticePost({ headers: () => ({ "x-loket-sleutel": noticeSecret }), tries: 2 });
  answerPartnerships(app, books);
  answerAgreements(app, books);
  answerChanges(app, changes);
  app.get("/loket/v1/openapi.json", { config: { operation: "openapi" }, schema: { hide: true } }, () => app.swagger());

  await fillDropFolder(world, dropFolder);
  await app.listen({ host, port });
  const { port: bound } = app.server.address() as AddressInfo;
  return {
    system: "loket",
    address: `http://${host}:${bound}`,
    calls,
    setMood: (next) => void (mood = next),
    take(happening, at) {
      const change = takeChange(world, books, happening, at);
      if (change) {
        changes.add(change);
        post.send({ melding: "wijziging" });
      }
      return Promise.resolve();
    },
    postNoticesTo: (url) => post.deliverTo(url),
    async stop() {
      await post.stop();
      await app.close();
    },
  };
}
