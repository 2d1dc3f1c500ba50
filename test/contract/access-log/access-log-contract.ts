import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createAccessLog, type AccessLog } from "../../../platform/access-log/access-log.js";
import type { LogDatabase } from "../../../platform/access-log/database.js";
import { exportLooks, type ExportLine } from "../../../platform/access-log/export-looks.js";
import { createLogKeys } from "../../../platform/access-log/log-keys.js";
import type { Look } from "../../../platform/access-log/look.js";
import { verifyLog } from "../../../platform/access-log/verify-log.js";
import { createLog } from "../../../platform/log.js";
import type { ParticipantId } from "../../../schema/identifiers.js";
import type { Mandate } from "../../../schema/mandate.js";

/** A place to keep the log in, and somebody there who may do anything. */
export interface LogPlace {
  open(): Promise<LogDatabase>;
  /** As the database's own superuser. */
  force(sql: string): Promise<void>;
  stop(): Promise<void>;
}

const keys = createLogKeys(Buffer.alloc(64, "key of the contract"));
const ANNE = "A".repeat(28) as ParticipantId;
const BERT = "B".repeat(28) as ParticipantId;
const mandate: Mandate = {
  subject: "subject-1",
  organisation: "0316380841",
  organisationName: "Departement",
  capacity: "INSPECTOR",
  purpose: "INSPECTION",
  legalContext: "Decreet's artikel 1",
  requestId: "request-1",
};

export function lookAt(participants: readonly string[], requestId = "request-1"): Look {
  const fields = ["Participant.name", "PersonName.last"];
  return { mandate: { ...mandate, requestId }, agency: "VDAB", byRule: false, participants, fields };
}

/** The promises of the access log, whichever PostgreSQL keeps it. */
export function describeAccessLog(what: string, start: () => Promise<LogPlace>): void {
  describe(`the access log in ${what}`, () => {
    let place: LogPlace;
    let database: LogDatabase;
    const logs: AccessLog[] = [];
    const open = () => {
      const log = createAccessLog({ database, keys, log: createLog("silent"), writer: "contract" });
      logs.push(log);
      return log;
    };
    beforeAll(async () => {
      place = await start();
      database = await place.open();
    }, 180_000);
    afterAll(async () => {
      await database.stop();
      await place.stop();
    });
    const findings = async () => (await verifyLog(database, keys)).findings;

    /** Does it behind the triggers' back, sees what is found, and undoes it. */
    async function tampered(chain: number, sql: string) {
      const saved = `create table kept_look as select * from access_log.look where chain = ${chain};
        create table kept_head as select * from access_log.head where chain = ${chain};`;
      const without = (work: string) => `alter table access_log.look disable trigger all;
        alter table access_log.head disable trigger all; ${work};
        alter table access_log.look enable always trigger append_only;
        alter table access_log.head enable always trigger append_only;
        alter table access_log.head enable always trigger forward_only;`;
      await place.force(saved + without(sql));
      const found = await findings();
      await place.force(
        without(`delete from access_log.look where chain = ${chain}; insert into access_log.look select * from kept_look;
          delete from access_log.head where chain = ${chain}; insert into access_log.head select * from kept_head;
          drop table kept_look; drop table kept_head`),
      );
      expect(await findings()).toEqual([]);
      return found;
    }

    test("keeps what is appended, newest first, and gives it to nobody under another name", async () => {
      const log = open();
      await log.append([lookAt([ANNE], "request-1")]);
      await log.append([lookAt([ANNE, BERT], "request-2")]);
      await log.append([]);
      expect(await log.list(ANNE, { first: 10 })).toMatchObject([
        {
          requestId: "request-2",
          caller: "subject-1",
          agency: "VDAB",
          fields: ["Participant.name", "PersonName.last"],
        },
        { requestId: "request-1", organisation: "0316380841", purpose: "INSPECTION", byRule: false },
      ]);
      const [newest] = await log.list(ANNE, { first: 1 });
      expect(await log.list(ANNE, { first: 10, after: newest! })).toMatchObject([{ requestId: "request-1" }]);
      expect([await log.count(ANNE), await log.count(BERT)]).toEqual([2, 1]);
      expect(await findings()).toEqual([]);
    });

    test("many at once are all kept, in few statements, and each waits for its own", async () => {
      let statements = 0;
      const counted: LogDatabase = {
        ...database,
        repeated: (sql, parameters) => {
          statements += 1;
          return database.repeated(sql, parameters);
        },
      };
      const log = createAccessLog({ database: counted, keys, log: createLog("silent"), writer: "crowd" });
      const before = await log.count(BERT);
      await Promise.all(Array.from({ length: 300 }, (_, i) => log.append([lookAt([BERT], `crowd-${i}`)])));
      expect(await log.count(BERT)).toBe(before + 300);
      expect(statements).toBeLessThan(20);
      expect(await findings()).toEqual([]);
    });

    test("several writers at once keep chains of their own", async () => {
      const writers = Array.from({ length: 4 }, open);
      await Promise.all(
        writers.flatMap((log) => Array.from({ length: 10 }, () => log.append([lookAt([ANNE]), lookAt([BERT])]))),
      );
      const { findings: found, heads } = await verifyLog(database, keys);
      expect(found).toEqual([]);
      expect(heads.filter(({ seq }) => seq === 20)).toHaveLength(4);
    });

    test("is verified as it is at one moment, whatever is written meanwhile", async () => {
      const log = open();
      await log.append([lookAt([ANNE])]);
      const before = (await verifyLog(database, keys)).looks;
      const late: Promise<void>[] = [];
      const disturbed: LogDatabase = {
        ...database,
        snapshot: (read) =>
          database.snapshot((moment) =>
            read({
              async query(sql, parameters) {
                const rows = await moment.query(sql, parameters);
                if (!sql.includes("access_log.head")) return rows;
                late.push(log.append([lookAt([BERT])]));
                // The embedded one has a single connection: there the look waits until all is read.
                await Promise.race([Promise.all(late), sleep(200)]);
                return rows;
              },
            }),
          ),
      };
      const { findings: found, looks } = await verifyLog(disturbed, keys);
      await Promise.all(late);
      expect([found, looks]).toEqual([[], before]);
      expect(late.length).toBeGreaterThan(0);
      expect((await verifyLog(database, keys)).looks).toBe(before + late.length);
    });

    test("is append-only: what would change it is refused by PostgreSQL to the program that writes", async () => {
      for (const sql of [
        "update access_log.look set caller = 'nobody'",
        "delete from access_log.look",
        "truncate access_log.look",
        "update access_log.chain set writer = 'nobody'",
        "delete from access_log.head",
        "update access_log.head set seq = 0",
        "update access_log.head set chain = 0",
        "truncate access_log.head",
        "drop table access_log.look",
        "alter table access_log.look disable trigger all",
        "drop trigger append_only on access_log.look",
        "create trigger nothing before insert on access_log.look execute function access_log.refuse()",
        "create or replace function access_log.refuse() returns trigger language sql as 'select null'",
        "alter table access_log.look owner to current_user",
        "create table access_log.other (a integer)",
        "set session_replication_role = replica",
        "update access_log.migration set digest = ''",
      ]) {
        const refusal = await database.query(sql).catch((error: Error) => error.message);
        expect([sql, refusal]).toEqual([sql, expect.stringMatching(/permission denied|must be owner|is append-only/)]);
      }
    });

    test("is append-only for the superuser as well, as long as the triggers stand", async () => {
      for (const sql of [
        "update access_log.look set caller = 'nobody' where false",
        "delete from access_log.chain",
        "truncate access_log.look",
        "update access_log.head set seq = seq - 1 where seq > 0",
      ])
        await expect(place.force(sql)).rejects.toThrow(/append-only/);
    });

    describe("tampered with by who may do anything there", () => {
      let chain: number;
      beforeAll(async () => {
        const log = open();
        for (let i = 1; i <= 6; i += 1) await log.append([lookAt([ANNE], `victim-${i}`)]);
        const heads = await verifyLog(database, keys);
        chain = heads.heads.at(-1)!.chain;
      });
      const where = (seq: number) => `where chain = ${chain} and seq = ${seq}`;

      test.each([
        ["a changed field", (seq: number) => `update access_log.look set organisation = '0000000097' ${where(seq)}`],
        ["another time", (seq: number) => `update access_log.look set at = at + interval '1 second' ${where(seq)}`],
        ["another person", (seq: number) => `update access_log.look set participants = '{x}' ${where(seq)}`],
      ])("%s is found, and the row named", async (_what, sql) => {
        expect(await tampered(chain, sql(3))).toEqual([{ place: `chain ${chain}, look 3`, what: "was changed" }]);
      });

      test("a row taken from the middle, and rows taken from the end", async () => {
        expect(await tampered(chain, `delete from access_log.look ${where(4)}`)).toEqual([
          { place: `chain ${chain}, look 4`, what: "is missing" },
        ]);
        expect(await tampered(chain, `delete from access_log.look where chain = ${chain} and seq > 4`)).toEqual([
          { place: `chain ${chain}, look 5`, what: "is missing, and all after it up to look 6" },
        ]);
      });

      test("rows taken from the end with their record moved back, for which nobody has the key", async () => {
        const cut = `delete from access_log.look where chain = ${chain} and seq > 4;
          update access_log.head set seq = 4, hash = (select hash from access_log.look ${where(4)}) where chain = ${chain}`;
        const [found] = await tampered(chain, cut);
        expect(found).toMatchObject({ place: `chain ${chain}`, what: expect.stringContaining("not sealed") });
      });

      test("a row put in at the end, two that changed places, and a chain that vanished", async () => {
        const columns =
          "at, request_id, agency, caller, organisation, organisation_name, capacity, purpose, legal_context, by_rule, participants, fields";
        const put = `insert into access_log.look select chain, 7, ${columns}, hash, hash from access_log.look ${where(6)}`;
        expect(await tampered(chain, put)).toEqual([
          { place: `chain ${chain}, look 7`, what: "was put in after the last that was written" },
        ]);
        const swap = [
          [2, 100],
          [3, 2],
          [100, 3],
        ].map(([from, to]) => `update access_log.look set seq = ${to} ${where(from!)}`);
        expect(await tampered(chain, swap.join(";"))).toMatchObject([{ place: `chain ${chain}, look 2` }]);
        const vanish = `delete from access_log.look where chain = ${chain}; delete from access_log.head where chain = ${chain}`;
        expect(await tampered(chain, vanish)).toMatchObject([{ place: `chain ${chain}` }]);
      });

      test("a period is proved by itself, from the row before it", async () => {
        const { findings: found, looks } = await verifyLog(database, keys, { from: "2020-01-01T00:00:00.000Z" });
        expect(found).toEqual([]);
        expect(looks).toBeGreaterThan(6);
        expect((await verifyLog(database, keys, { to: "2020-01-01T00:00:00.000Z" })).looks).toBe(0);
      });

      test("an export is verified by anybody with SHA-256 and a page of paper", async () => {
        const lines: ExportLine[] = [];
        for await (const line of exportLooks(database, {})) lines.push(JSON.parse(JSON.stringify(line)) as ExportLine);
        const last = new Map<number, string>();
        for (const line of lines) {
          if ("opening" in line) {
            const { number, writer, openedAt, previous, hash } = line.opening;
            expect(sha256([number, writer, openedAt, previous])).toBe(hash);
            last.set(number, hash);
            continue;
          }
          const { hash, ...rest } = line.look;
          expect(rest.previous).toBe(last.get(rest.chain));
          const { chain: c, seq, at, requestId, agency, caller, organisation, organisationName, ...more } = rest;
          const { capacity, purpose, legalContext, byRule, participants, fields, previous } = more;
          const who = [caller, organisation, organisationName, capacity, purpose, legalContext, byRule];
          expect(sha256([c, seq, at, requestId, agency, ...who, participants, fields, previous])).toBe(hash);
          last.set(rest.chain, hash);
        }
        expect(lines.length).toBeGreaterThan(300);
      });
    });

    test("text that PostgreSQL cannot keep takes nobody else's look with it", async () => {
      const log = open();
      const odd = { ...lookAt([ANNE]), mandate: { ...mandate, legalContext: "nul \0, half \ud800, 'quoted' \\ $1" } };
      await Promise.all([log.append([odd]), log.append([lookAt([BERT])])]);
      expect((await log.list(ANNE, { first: 1 }))[0]!.legalContext).toBe("nul \ufffd, half \ufffd, 'quoted' \\ $1");
      expect(await findings()).toEqual([]);
    });

    test("a second start finds everything, and goes on in a chain of its own", async () => {
      const before = await verifyLog(database, keys);
      await database.stop();
      database = await place.open();
      await open().append([lookAt([ANNE])]);
      const after = await verifyLog(database, keys);
      expect([after.findings, after.looks]).toEqual([[], before.looks + 1]);
      expect(after.heads.length).toBe(before.heads.length + 1);
    });
  });
}

function sha256(values: unknown[]): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex");
}
