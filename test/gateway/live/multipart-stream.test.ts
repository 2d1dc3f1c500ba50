import { describe, expect, test } from "@jest/globals";
import { MULTIPART_STREAM } from "../../../gateway/live/transports/multipart-stream.js";
import { streamFormatOf, takesStreamAlone } from "../../../gateway/live/transports/stream-format.js";

const { head, push, tail, moved, contentType } = MULTIPART_STREAM;

/** What a reader knows after some text: the bodies of the parts of which the end is there, and whether the stream ended. */
function read(text: string): { parts: unknown[]; ended: boolean } {
  expect(contentType).toContain('boundary="-"');
  const [preamble, ...pieces] = text.split("\r\n---");
  expect(preamble).toBe("");
  const last = pieces.pop()!;
  const parts = pieces.map((piece) => {
    const [headers, body] = piece.split("\r\n\r\n");
    expect(headers).toBe("\r\ncontent-type: application/json");
    return JSON.parse(body!) as unknown;
  });
  return { parts, ended: last === "--\r\n" };
}

describe("a stream in parts", () => {
  const result = { data: { tick: "a\r\n---\r\nb" } };

  test("a part can be read before the next one is written", () => {
    expect(read(head)).toEqual({ parts: [], ended: false });
    expect(read(head + push({ result }))).toEqual({ parts: [{ payload: result }], ended: false });
  });

  test("a heartbeat is an empty object", () => {
    expect(read(head + push({ cursor: "7" }) + push({ result })).parts).toEqual([{}, { payload: result }]);
  });

  test("why it ends is told beside a payload of null, errors of an answer within it", () => {
    const errors = [{ message: "It is over.", extensions: { code: "TOKEN_EXPIRED" } }];
    const text = head + push({ result: { data: null, errors } }) + push({ result: { errors }, ends: true }) + tail;
    expect(read(text)).toEqual({
      parts: [{ payload: { data: null, errors } }, { payload: null, errors }],
      ended: true,
    });
  });

  test("who has to come back is told so, and it ends", () => {
    const { parts, ended } = read(head + moved);
    expect(parts).toEqual([{ payload: null, errors: [expect.objectContaining({ message: expect.any(String) })] }]);
    expect(JSON.stringify(parts)).toContain("SUBSCRIPTION_MOVED");
    expect(ended).toBe(true);
  });
});

describe("the format of a stream", () => {
  test.each([
    ["multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json", "multipart", false],
    [
      'multipart/mixed; boundary="graphql"; subscriptionSpec="1.0", application/graphql-response+json',
      "multipart",
      false,
    ],
    ["multipart/mixed;subscriptionSpec=1.0", "multipart", true],
    ["text/event-stream, multipart/mixed", "sse", true],
    ["application/json;q=0.9, text/event-stream;q=0.5, multipart/mixed;subscriptionSpec=1.0;q=0.7", "multipart", false],
    ["text/event-stream;q=0, application/json", undefined, false],
    ["multipart/mixed;deferSpec=20220824,application/json", undefined, false],
    ["multipart/mixed", undefined, false],
    ["*/*", undefined, false],
    [undefined, undefined, false],
  ])("%s", (accept, transport, alone) => {
    expect(streamFormatOf(accept)?.transport).toBe(transport);
    expect(takesStreamAlone(accept)).toBe(alone);
  });
});
