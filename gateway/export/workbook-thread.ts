import { answerJobs } from "../../platform/threads/answer-jobs.js";
import type { Cell } from "./read-rows.js";
import { writeXlsx } from "./write-xlsx.js";

answerJobs<readonly (readonly Cell[])[], Uint8Array>((rows) => writeXlsx(rows));
