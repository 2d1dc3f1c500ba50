import { restoreNumbers } from "../../../platform/json/exact-number.js";
import { REFUSALS } from "../../../schema/faults.js";
import { tell } from "../../pipeline/respond.js";
import type { StreamFraming } from "./stream-framing.js";

const BOUNDARY = "-";
/** Ends each part with the boundary of the next: clients read a part once they see what follows it. */
const part = (body: object) =>
  `content-type: application/json\r\n\r\n${restoreNumbers(JSON.stringify(body))}\r\n--${BOUNDARY}`;
const code = "SUBSCRIPTION_MOVED";

/**
 * Apollo's multipart protocol for subscriptions, `multipart/mixed;subscriptionSpec=1.0`: each answer is the `payload` of a
 * part, a heartbeat is an empty object. Why the gateway ends a stream is in `errors` beside a payload of null.
 */
export const MULTIPART_STREAM: StreamFraming = {
  transport: "multipart",
  contentType: `multipart/mixed; boundary="${BOUNDARY}"; subscriptionSpec=1.0`,
  head: `\r\n--${BOUNDARY}`,
  push({ result, ends = false }) {
    if (!result) return `\r\n${part({})}`;
    return `\r\n${part(ends ? { payload: null, errors: result.errors } : { payload: result })}`;
  },
  tail: "--\r\n",
  comeBack: () => "",
  moved: `\r\n${part({
    payload: null,
    errors: [tell({ message: REFUSALS[code].means, extensions: { code } })],
  })}--\r\n`,
};
