import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { asksEncryption, MessageReader, spoil, statementIn } from "../../../agencies/dwse/wire/messages.js";

function typed(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
function untyped(body: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeInt32BE(body.length + 4);
  return Buffer.concat([head, body]);
}
const startup = untyped(Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from("user\0postgres\0\0")]));
const query = (sql: string) => typed("Q", Buffer.from(`${sql}\0`));
const parse = (sql: string) => typed("P", Buffer.concat([Buffer.from(`naam\0${sql}\0`), Buffer.alloc(2)]));

describe("the PostgreSQL wire", () => {
  test("messages come out whole, however the bytes arrive", () => {
    const stream = Buffer.concat([
      startup,
      parse("/* ama:probe */ select 1"),
      query("select 2"),
      typed("S", Buffer.alloc(0)),
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
        const reader = new MessageReader(true);
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const messages = places.flatMap((from, i) => reader.push(stream.subarray(from, places[i + 1])));
        expect(messages.map(({ type }) => type)).toEqual(["", "P", "Q", "S"]);
        expect(Buffer.concat(messages.map(({ bytes }) => bytes))).toEqual(stream);
        expect(messages.map(statementIn)).toEqual([undefined, "probe", "unlabelled", undefined]);
      }),
    );
  });

  test("a request for encryption is known, and the connection opens after it all the same", () => {
    const request = untyped(Buffer.from([0x04, 0xd2, 0x16, 0x2f]));
    const messages = new MessageReader(true).push(Buffer.concat([request, startup, query("select 1")]));
    expect(messages.map(asksEncryption)).toEqual([true, false, false]);
    expect(messages.map(({ type }) => type)).toEqual(["", "", "Q"]);
  });

  test("a spoilt row keeps its form: as many values, as long, and nulls stay nulls", () => {
    const value = (text: string | null) => {
      const size = Buffer.alloc(4);
      size.writeInt32BE(text === null ? -1 : text.length);
      return Buffer.concat([size, Buffer.from(text ?? "")]);
    };
    const row = (...values: (string | null)[]) =>
      typed("D", Buffer.concat([Buffer.from([0, values.length]), ...values.map(value)]));
    const [message] = new MessageReader(false).push(row("SV-0001", null, "", "12.00"));
    expect(spoil(message!)).toEqual(row("#######", null, "", "#####"));
    const [other] = new MessageReader(false).push(typed("Z", Buffer.from("I")));
    expect(spoil(other!)).toEqual(typed("Z", Buffer.from("I")));
  });
});
