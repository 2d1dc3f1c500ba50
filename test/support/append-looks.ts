import { openAccessLog } from "../../platform/access-log/open-access-log.js";
import { createLog } from "../../platform/log.js";
import { readSettings } from "../../platform/settings.js";
import { inspector } from "./asking.js";

// A process that appends looks until it is killed, and says how many were kept once they are: a line each.
const { ACCESS_LOG_URL } = process.env;
const settings = readSettings({
  NODE_ENV: "test",
  AMA_DATA_DIR: process.argv[2]!,
  ...(ACCESS_LOG_URL !== undefined && { ACCESS_LOG_URL }),
});
const accessLog = await openAccessLog({
  settings,
  log: createLog("silent"),
  writer: "victim",
  shared: false,
  uses: ["write", "read"],
});
for (let kept = 1; ; kept += 1) {
  const [fields, participants] = [["Participant.name"], [`P${kept}`.padEnd(28, "p")]];
  const mandate = { ...inspector, requestId: `request-${kept}` };
  await accessLog.append([{ mandate, agency: "VDAB", byRule: false, participants, fields }]);
  process.stdout.write(`${kept}\n`);
}
