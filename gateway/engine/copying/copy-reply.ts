import { isAscii, isUtf8 } from "node:buffer";
import { Copy, type CopyValue } from "./copy.js";
import { enter, isNull, leave, passColon, peek, skipString, skipValue } from "./copy-json.js";

const QUOTE = 34;
const COMMA = 44;
const LIST_START = 91;
const LIST_END = 93;
const OBJECT_START = 123;
const OBJECT_END = 125;

/** What an answer may be longer than the reply before it is copied anew: client's aliases are. */
const SLACK = 1_024;

/**
 * JSON text of the answer's data, copied from a subgraph's reply that is the whole answer. Every byte is checked, and undefined
 * is given where anything is not as the answer has it: the reply is to be read as values then, which tells what is wrong.
 */
export function copyReply(reply: Uint8Array, copyData: CopyValue): string | undefined {
  if (!isUtf8(reply)) return undefined;
  const from = Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength);
  for (let size = from.length + (from.length >> 3) + SLACK; ; size *= 2) {
    const copy = new Copy(from, Buffer.allocUnsafe(size));
    if (!copyAnswer(copy, copyData)) return undefined;
    if (copy.to > size) continue;
    const text = copy.into.subarray(0, copy.to);
    return text.toString(isAscii(text) ? "latin1" : "utf8");
  }
}

/** An object that has data and no errors. */
function copyAnswer(copy: Copy, copyData: CopyValue): boolean {
  let hasData = false;
  let hasErrors = false;
  let members = 0;
  if (peek(copy) !== OBJECT_START || !enter(copy)) return false;
  for (;;) {
    if (peek(copy) !== QUOTE) return false;
    const start = copy.at + 1;
    if (!skipString(copy)) return false;
    const key = copy.from.toString("latin1", start, copy.at - 1);
    if (!passColon(copy)) return false;
    peek(copy);
    if (key === "data") {
      if (hasData || isNull(copy) || !copyData(copy)) return false;
      hasData = true;
    } else if (key === "errors") {
      if (hasErrors || !passNoErrors(copy)) return false;
      hasErrors = true;
    } else if (key.includes("\\") || !skipValue(copy)) return false;
    members++;
    const byte = peek(copy);
    if (byte === OBJECT_END) break;
    if (byte !== COMMA) return false;
    copy.at++;
  }
  if (!leave(copy, members)) return false;
  peek(copy);
  return hasData && copy.at === copy.from.length;
}

function passNoErrors(copy: Copy): boolean {
  if (isNull(copy)) return skipValue(copy);
  if (copy.from[copy.at] !== LIST_START || !enter(copy)) return false;
  return peek(copy) === LIST_END && leave(copy, 0);
}
