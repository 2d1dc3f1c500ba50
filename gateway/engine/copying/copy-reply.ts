import { isUtf8 } from "node:buffer";
import { Copy, type CopyValue } from "./copy.js";
import { enter, isNull, leave, look, passColon, skipString, skipValue } from "./copy-json.js";

const QUOTE = 34;
const COMMA = 44;
const LIST_START = 91;
const LIST_END = 93;
const OBJECT_START = 123;
const OBJECT_END = 125;

/** What an answer may be longer than its reply before it is copied anew: client's aliases are. */
const SLACK = 1_024;

/**
 * JSON text of the answer's data, in UTF-8, copied from a subgraph's reply that is the whole answer. Every byte is checked, and
 * undefined is given where anything is not as the answer has it: the reply is to be read as values then, which tells what is
 * wrong.
 */
export function copyReply(reply: Uint8Array, copyData: CopyValue): Buffer | undefined {
  if (!isUtf8(reply)) return undefined;
  const from = Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength);
  for (let size = from.length + (from.length >> 3) + SLACK; ; size *= 2) {
    const copy = new Copy(from, size);
    const data = copyAnswer(copy, copyData);
    if (copy.to <= size) return data;
  }
}

/** The data of an object that has data and no errors. */
function copyAnswer(copy: Copy, copyData: CopyValue): Buffer | undefined {
  let data: Buffer | undefined;
  let hasErrors = false;
  if (look(copy) !== OBJECT_START || !enter(copy)) return undefined;
  for (let members = 1; ; members++) {
    if (look(copy) !== QUOTE) return undefined;
    const start = copy.at + 1;
    if (!skipString(copy)) return undefined;
    const key = copy.from.toString("latin1", start, copy.at - 1);
    if (!passColon(copy)) return undefined;
    look(copy);
    if (key === "data") {
      copy.start = copy.at;
      if (data || isNull(copy) || !copyData(copy)) return undefined;
      data = copy.finish();
      if (!data) return undefined;
    } else if (key === "errors") {
      if (hasErrors || !passNoErrors(copy)) return undefined;
      hasErrors = true;
    } else if (key.includes("\\") || !skipValue(copy)) return undefined;
    const byte = look(copy);
    if (byte === OBJECT_END) {
      if (!leave(copy, members)) return undefined;
      look(copy);
      return copy.at === copy.from.length ? data : undefined;
    }
    if (byte !== COMMA) return undefined;
    copy.at++;
  }
}

function passNoErrors(copy: Copy): boolean {
  if (isNull(copy)) return skipValue(copy);
  if (copy.from[copy.at] !== LIST_START || !enter(copy)) return false;
  return look(copy) === LIST_END && leave(copy, 0);
}
