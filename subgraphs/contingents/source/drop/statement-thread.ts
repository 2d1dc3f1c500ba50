import { workerData } from "node:worker_threads";
import { answerJobs } from "../../../../platform/threads/answer-jobs.js";
import { createParticipantIds } from "../../../../schema/identifiers.js";
import type { SpreadsheetLimits } from "../spreadsheet/spreadsheet-limits.js";
import { readStatement, type StatementJob, type StatementOutcome } from "./read-statement.js";

/** What a thread that reads statements is started with. */
export interface StatementThreadData {
  readonly participantKey: Uint8Array;
  readonly limits: SpreadsheetLimits;
  readonly mostDays: number;
}

const { participantKey, limits, mostDays } = workerData as StatementThreadData;
const reading = { ids: createParticipantIds(participantKey), limits, mostDays };

answerJobs<StatementJob, StatementOutcome>((job, tell) => readStatement(job, reading, tell));
