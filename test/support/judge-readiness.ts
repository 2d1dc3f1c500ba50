import { Books } from "../../agencies/loket/books.js";
import { agreementRecord, partnershipRecord } from "../../agencies/loket/records.js";
import type { Person, World } from "../../agencies/population/world.js";
import { clientRecord } from "../../agencies/vdab/records.js";

/** True, false, or null where what decides it is not known. */
type Verdict = boolean | null;

export interface Judged {
  person: Verdict;
  /** By agreement that runs on the day. */
  agreements: Record<string, Verdict>;
}

/**
 * Whether people may be active, worked out from what the agencies put on the wire by the sentences of domain.md alone: it
 * shares no code with the graph.
 */
export function createJudge(world: World) {
  const books = new Books(world);
  const today = world.now.slice(0, 10);
  const workplaces = new Map(world.workplaces.map((workplace) => [workplace.id, workplace]));
  const insurances = new Map(world.partnerships.map((one) => [one.id, partnershipRecord(one, books).verzekeringen]));

  const within = (from: string, to: string | null | undefined, day: string) =>
    from.slice(0, 10) <= day && (!to || to.startsWith("9999") || day <= to.slice(0, 10));

  /** VDAB: advice, assessment at most a year old, twelve hours a week. */
  function ofVdab(person: Person, day: string): Verdict[] {
    if (isClosed(person)) return [null, null, null];
    const advice = clientRecord(person, new Map()).bemiddelingsadvies;
    const newest = person.assessments
      .filter(({ assessedOn }) => assessedOn <= day)
      .sort((a, b) => a.assessedOn.localeCompare(b.assessedOn))
      .pop();
    const hours = newest?.hoursPerWeekAble;
    return [adviceHolds(advice, day), !!newest && isRecent(newest, day), hours === undefined ? null : hours >= 12];
  }

  function adviceHolds(advice: ReturnType<typeof clientRecord>["bemiddelingsadvies"], day: string): Verdict {
    if (!advice || !within(advice.periode.begin, advice.periode.einde, day)) return false;
    if (["TG", "GG"].includes(advice.status.code)) return true;
    if (advice.status.code === "AF") return advice.periode.einde !== null;
    return ["IB", "GW"].includes(advice.status.code) ? false : null;
  }

  function isRecent({ assessedOn, outcome }: Person["assessments"][number], day: string): boolean {
    const nextYear = `${Number(assessedOn.slice(0, 4)) + 1}${assessedOn.slice(4).replace("-02-29", "-02-28")}`;
    return outcome !== "STOPZETTEN" && day <= nextYear;
  }

  const isClosed = ({ readRightEndedOn }: Person) => readRightEndedOn !== undefined && readRightEndedOn <= today;

  /** One for each held statute that needs a permission; anywhere, or for one workplace by its or its member's name. */
  function ofPermissions(person: Person, day: string, names?: string[]): Verdict[] {
    if (isClosed(person)) return [null];
    const isSilent = !person.inscribed || (person.index > 11 && person.index % 101 === 0);
    const held = clientRecord(person, new Map()).statuten.filter(({ van, tot }) => within(van, tot, day));
    const needing = new Set(
      held.flatMap(({ code }) => (code === "LL" ? ["LEEFLOON"] : code === "RIZIV" ? ["ZIEKTE"] : [])),
    );
    return [...needing].map((statute) => {
      if (isSilent) return null;
      const inForce = person.permissions.filter(
        (one) =>
          one.statute === statute &&
          (one.state === "TOEGESTAAN" || (one.state === "HERROEPEN" && one.revokedOn !== undefined)) &&
          within(one.from, one.to, day) &&
          (one.revokedOn === undefined || day < one.revokedOn),
      );
      if (inForce.some(({ workplace }) => !names || names.includes(workplace))) return true;
      return inForce.some(({ workplace }) => workplace === "") ? null : false;
    });
  }

  /** The counter: insured twice, signed twice, declared as DWD. */
  function ofAgreement(record: ReturnType<typeof agreementRecord>, day: string): Verdict[] {
    const covered = (kind: string) =>
      insurances
        .get(record.samenwerkingsverband)!
        .some(
          ({ organisatie, soort, van, tot }) =>
            organisatie === record.organisatie && soort === kind && within(van, tot, day),
        );
    const signed = (on: string | null | undefined) => !!on && on.slice(0, 10) <= day;
    const { dimona } = record;
    return [
      covered("LO"),
      covered("BA"),
      signed(record.getekendOp) && signed("getekendWerkpostOp" in record ? record.getekendWerkpostOp : null),
      !!dimona && dimona.type === "DWD" && within(dimona.van, dimona.tot, day),
    ];
  }

  return (person: Person, day: string): Judged => {
    const vdab = ofVdab(person, day);
    const records = person.agreements.map((agreement) => agreementRecord(person, agreement, books));
    const isRight = ({ startdatum, einddatum }: (typeof records)[number]) =>
      !einddatum || startdatum!.slice(0, 10) <= einddatum.slice(0, 10);
    const running = records.filter((one) => isRight(one) && within(one.startdatum!, one.einddatum, day));
    const mayRun = records.some((one) => !isRight(one));
    const own = running.map((record) => {
      const names = [workplaces.get(record.werkpost)!.name, world.organisations.get(record.organisatie)!.name];
      return [...ofPermissions(person, day, names), ...ofAgreement(record, day)];
    });
    const besides = mayRun ? [null] : running.length === 0 ? [false] : [];
    const anywhere = running.length === 0 ? ofPermissions(person, day) : [];
    return {
      person: all([...vdab, ...anywhere, ...own.flat(), ...besides]),
      agreements: Object.fromEntries(running.map(({ id }, i) => [id, all([...vdab, ...own[i]!])])),
    };
  };
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(null) ? null : true;
}
