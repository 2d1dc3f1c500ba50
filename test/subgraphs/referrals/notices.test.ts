import { createHmac } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { readSettings } from "../../../platform/settings.js";
import { createParticipantIds, Insz } from "../../../schema/identifiers.js";
import { loketNotices } from "../../../subgraphs/contingents/events.js";
import { vdabNotices } from "../../../subgraphs/referrals/events.js";

const settings = readSettings({
  VDAB_NOTICE_SECRET: "the-secret-that-vdab-knows",
  LOKET_NOTICE_SECRET: "the-key-of-the-counter",
});
const ids = createParticipantIds(settings.AMA_PARTICIPANT_KEY);
const nowMs = Date.parse("2026-11-21T09:00:00Z");
const parts = { settings, ids, nowMs };
const AMINA = "91631412462";
const OLD = "85073003328";

const change = (volgnummer: number, rest: object = {}) => ({
  volgnummer,
  resource: "toeleidingen",
  insz: AMINA,
  tijdstip: "2026-11-21T08:59:58.000Z",
  ...rest,
});

/** As VDAB posts it, `secondsAgo` and with this secret. */
function posted(wijzigingen: object[], { secondsAgo = 0, secret = settings.VDAB_NOTICE_SECRET, body = "" } = {}) {
  const text = JSON.stringify({ abonnement: "ama-gateway", wijzigingen });
  const timestamp = String(Math.floor(nowMs / 1_000) - secondsAgo);
  const digest = createHmac("sha256", secret).update(`${timestamp}.${text}`).digest("hex");
  const headers = { "x-vdab-tijdstip": timestamp, "x-vdab-handtekening": `sha256=${digest}` };
  return { headers, body: body || text };
}
const receive = (delivery: ReturnType<typeof posted>) => vdabNotices.receive!(delivery, parts);

describe("what VDAB posts", () => {
  it("is told with the keys alone, from just before its first number to its last", () => {
    const pushed = receive(posted([change(7), change(8, { resource: "klanten" })]));
    const about = { participant: ids.seal(Insz.parse(AMINA)), occurredAt: "2026-11-21T08:59:58.000Z" };
    expect(pushed).toEqual({
      from: "6",
      to: "8",
      events: [
        { id: "VDAB:7", kind: "REFERRAL_CHANGED", ...about },
        { id: "VDAB:8", kind: "DOSSIER_CHANGED", ...about },
      ],
    });
    expect(JSON.stringify(pushed)).not.toContain(AMINA);
  });

  it("is about the person of the newest number, where it tells one", () => {
    const pushed = receive(posted([change(1, { insz: OLD, opvolgendInsz: AMINA })]));
    expect(pushed?.events[0]?.participant).toBe(ids.seal(Insz.parse(AMINA)));
  });

  it("with a number missing or a record that cannot be read it only wakes", () => {
    expect(receive(posted([change(1), change(3)]))).toBeUndefined();
    expect(receive(posted([change(1), change(2, { insz: "12345678901" })]))).toBeUndefined();
  });

  it("a resource that the graph does not know is passed over, its number is not", () => {
    expect(receive(posted([change(1, { resource: "betalingen" })]))).toEqual({ from: "0", to: "1", events: [] });
  });

  it.each([
    ["signed with another secret", posted([change(1)], { secret: "another-secret-altogether" })],
    ["signed for another content", posted([change(1)], { body: JSON.stringify({ wijzigingen: [change(2)] }) })],
    ["signed six minutes ago", posted([change(1)], { secondsAgo: 360 })],
    ["signed six minutes ahead", posted([change(1)], { secondsAgo: -360 })],
    ["not signed", { headers: {}, body: posted([change(1)]).body }],
  ])("is refused when it is %s", (_how, delivery) => {
    expect(() => vdabNotices.receive!(delivery, parts)).toThrow(expect.objectContaining({ code: "NOTICE_REFUSED" }));
  });

  it("is refused as unreadable when the signature is right and the content is not", () => {
    expect(() => receive(posted([]))).toThrow(expect.objectContaining({ code: "BAD_REQUEST" }));
  });
});

describe("what the counter posts", () => {
  it("only wakes, and only with the counter's key", () => {
    const body = JSON.stringify({ melding: "wijziging" });
    expect(
      loketNotices.receive!({ headers: { "x-loket-sleutel": "the-key-of-the-counter" }, body }, parts),
    ).toBeUndefined();
    for (const headers of [{}, { "x-loket-sleutel": "the-key-of-the-countee" }])
      expect(() => loketNotices.receive!({ headers, body }, parts)).toThrow(
        expect.objectContaining({ code: "NOTICE_REFUSED" }),
      );
  });
});
