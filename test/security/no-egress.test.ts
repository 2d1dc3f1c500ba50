import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { request } from "undici";
import { AMINA } from "../../agencies/population/stories.js";
import { logIn } from "../../cli/log-in.js";
import { readSettings } from "../../platform/settings.js";
import { createParticipantIds, Insz } from "../../schema/identifiers.js";
import { startAma, type Program } from "../support/program.js";
import { ASKERS, DOCUMENTS, questionOf } from "../support/registered-questions.js";

const folder = mkdtempSync(join(tmpdir(), "ama-egress-"));
const file = join(folder, "egress");
const ANY_PORT = ["AMA", "VDAB", "MAGDA", "LOKET", "DWSE", "ACMIDM"].map((name) => [`${name}_PORT`, "0"] as const);

let house: Program;
/** Everything that the house says it listens on. */
let places: string[];

beforeAll(async () => {
  house = startAma(["start"], {
    LOG_LEVEL: "silent",
    AMA_DATA_DIR: folder,
    AMA_PARTICIPANTS: "60",
    AMA_NOW: "2026-11-21T09:00:00Z",
    ...Object.fromEntries(ANY_PORT),
    NODE_OPTIONS: `--import ${pathToFileURL("test/support/watch-egress.mjs").href}`,
    EGRESS_FILE: file,
  });
  await house.hasSaid(/Stop with Ctrl-C/);
  places = [...house.words().matchAll(/^ {2}\w+ +(?:https?|postgres(?:ql)?):\/\/(?:[^@\s]*@)?([^/\s]+)/gm)].map(
    ([, host]) => host!,
  );
});
afterAll(async () => {
  await house.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a house with all it needs on this machine", () => {
  it("connects to nothing else, and looks nothing up, whoever asks it whatever is registered", async () => {
    const [, graph] = /graph +(http\S+)/.exec(house.words())!;
    const [, issuer] = /issuer +(http\S+)/.exec(house.words())!;
    const id = createParticipantIds(readSettings({}).AMA_PARTICIPANT_KEY).seal(Insz.parse(AMINA.insz));
    let told = "";
    for (const { as, purpose } of ASKERS) {
      const { token } = await logIn(issuer!, as);
      const headers = { "content-type": "application/json", authorization: `Bearer ${token}`, "ama-purpose": purpose };
      for (const document of DOCUMENTS) {
        const body = questionOf(document, { insz: AMINA.insz, id });
        const reply = await request(graph!, {
          method: "POST",
          headers: { ...headers, "ama-legal-context": "Opdracht 1" },
          body,
        });
        told += await reply.body.text();
      }
    }
    await house.stop();
    expect(told.includes(AMINA.lastName)).toBe(true);

    const lines = new Set(readFileSync(file, "utf8").trim().split("\n"));
    const listened = [...lines].flatMap((line) => /^listen (.+)/.exec(line)?.[1] ?? []);
    const own = new Set([...places, ...listened].map((place) => `connect ${place}`));
    // Pipes of this machine; and what is listened on is looked up too, although it is a number already.
    const harmless = /^(listen |connect unix:)|^lookup 127\.0\.0\.1$/;
    expect([...lines].filter((line) => !own.has(line) && !harmless.test(line))).toEqual([]);
    expect(listened.every((place) => place.startsWith("127.0.0.1:"))).toBe(true);
    expect(new Set(places).size).toBe(7);
    expect(places.filter((place) => lines.has(`connect ${place}`)).length).toBeGreaterThanOrEqual(5);
  });
});
