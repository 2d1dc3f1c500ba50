import type { PartnershipFilter } from "../../../../schema/typed-documents.js";
import { AskFailed, type Ask } from "./ask.js";
import { addDays, yearDays } from "./days.js";
import * as documents from "./documents.js";
import type { MandateView } from "./mandate-view.js";
import { createPeopleSweep } from "./people-sweep.js";
import { byKey, readList } from "./read-list.js";
import { rereadPartnership, rereadPerson } from "./reread.js";
import { withRead, withReread, type DashboardState, type Part } from "./state.js";
import { DUE_DAYS } from "./take-person.js";
import type { Reread } from "./what-to-reread.js";

type PartName = "partnerships" | "findings" | "years" | "funding" | "assessments" | "people" | "agencies";
type ValueOf<Name extends PartName> = DashboardState[Name]["value"];
type Done<Name extends PartName> = (value: ValueOf<Name>) => void;

export interface ReaderParts {
  readonly ask: Ask;
  readonly view: MandateView;
  readonly today: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly state: () => DashboardState;
  readonly change: (next: (state: DashboardState) => DashboardState) => void;
}

export interface Reader {
  /** The partnerships first: what else is read depends on them. */
  readAll(): Promise<void>;
  /** Reads again the parts that could not be read. */
  readFailed(): Promise<void>;
  /** Whether what would be read again is on this page at all. */
  concerns(key: Reread): boolean;
  reread(key: Reread): Promise<void>;
}

/** Reads the parts of the page under its mandate; what went wrong stands in the part it is about. */
export function createReader({ ask, view, now, state, change }: ReaderParts): Reader {
  const sweep = createPeopleSweep({ ask, view, state });
  let filter: PartnershipFilter | undefined;
  let round = 0;
  let onlyMissing = false;

  const patch = <Name extends PartName>(name: Name, part: Partial<Part<ValueOf<Name>>>) =>
    change((before) => ({ ...before, [name]: { ...before[name], ...part } }));
  const idOf = ({ id }: { id: string }) => id;
  const itself = <Node>(node: Node) => node;

  const readers: { readonly [Name in PartName]: (done: Done<Name>) => Promise<void> } = {
    async partnerships(done) {
      filter ??= await ownFilter();
      await readList(
        ask,
        {
          document: documents.PARTNERSHIPS,
          variables: { filter },
          connectionOf: ({ partnerships }) => partnerships,
          isWhole: ({ occupancy }) => occupancy !== null,
        },
        (nodes) => {
          const today = nodes[0]?.occupancy?.on;
          if (today) change((before) => ({ ...before, today }));
          done(byKey(nodes, idOf, itself));
        },
      );
    },
    async findings(done) {
      await readList(
        ask,
        {
          document: documents.FINDINGS,
          variables: { filter },
          connectionOf: ({ partnerships }) => partnerships,
          isWhole: ({ compliance }) => compliance !== null,
        },
        (nodes) => done(byKey(nodes, idOf, ({ compliance }) => compliance!)),
      );
    },
    async years(done) {
      await readList(
        ask,
        {
          document: documents.YEAR_LINE,
          variables: { filter, on: yearDays(state().today) },
          connectionOf: ({ partnerships }) => partnerships,
          isWhole: ({ occupancies }) => occupancies !== null,
        },
        (nodes) => done(byKey(nodes, idOf, ({ occupancies }) => occupancies!)),
      );
    },
    async funding(done) {
      if (!view.funding) return;
      await readList(
        ask,
        {
          document: documents.FUNDING,
          variables: { year: Number(state().today.slice(0, 4)) },
          connectionOf: ({ fundingYears }) => fundingYears,
        },
        (nodes) => done(byKey(nodes.filter(isOfPartnership), ({ partnership }) => partnership.id, itself)),
      );
    },
    async assessments(done) {
      if (!view.assessments) return;
      await readList(
        ask,
        {
          document: documents.ASSESSMENTS,
          variables: { before: addDays(state().today, DUE_DAYS), identify: view.identify },
          connectionOf: ({ assessmentsDue }) => assessmentsDue,
        },
        (nodes) => done(byKey(nodes, idOf, itself)),
      );
    },
    async people() {
      if (!view.peopleBy) return;
      const mine = round;
      const { people, partnerships } = state();
      const all = [...partnerships.value.values()];
      // What was read of some of them before an agency fell silent need not be asked again.
      const asked = onlyMissing ? all.filter(({ id }) => !people.value.has(id)) : all;
      // One by one: what changes in the meantime is read again by itself, and must not be undone.
      await sweep.all(asked, (id, persons) => {
        if (mine === round) change((before) => ({ ...before, people: withRead(before.people, id, persons, now()) }));
      });
    },
    async agencies(done) {
      const { data } = await ask(documents.AGENCIES_NOW, {});
      if (!data.agencies) throw new AskFailed("UNKNOWN");
      done(byKey(data.agencies, ({ agency }) => agency, itself)); // prettier-ignore
    },
  };

  /** Reads one part; a failure leaves what was there and says why. What an older round still brings is left aside. */
  async function read<Name extends PartName>(name: Name): Promise<void> {
    const mine = round;
    const take = (part: Partial<Part<ValueOf<Name>>>) => mine === round && patch(name, part);
    take({ reading: true, failed: null });
    try {
      await readers[name]((value) => take({ value, at: now() }));
      take({ reading: false });
    } catch (error) {
      take({ reading: false, failed: error instanceof AskFailed ? error.code : "UNREACHABLE" });
    }
  }

  async function ownFilter(): Promise<PartnershipFilter> {
    if (view.partnerships === "ALL") return {};
    const { data } = await ask(documents.VIEWER, {});
    return { [view.partnerships === "LED" ? "lead" : "member"]: data.viewer.organisation };
  }

  async function readAll(): Promise<void> {
    round += 1;
    const mine = round;
    await Promise.all([read("partnerships"), read("agencies")]);
    if (state().partnerships.failed !== null || mine !== round) return;
    // What the counter tells comes one after the other: it is one agency, and not a large one.
    await Promise.all([read("assessments"), read("funding"), read("findings").then(() => read("years"))]);
    onlyMissing = false;
    if (mine === round) await read("people");
  }

  return {
    readAll,
    async readFailed() {
      if (state().partnerships.failed !== null) return readAll();
      const names = Object.keys(readers) as PartName[];
      onlyMissing = true;
      for (const name of names) if (state()[name].failed !== null && !state()[name].reading) await read(name);
      onlyMissing = false;
    },
    concerns(key) {
      const [what, id] = split(key);
      if (what === "person") return view.guidance && view.readiness;
      return state().partnerships.value.has(id) && (what === "partnership" || view.peopleBy !== null);
    },
    async reread(key) {
      const [what, id] = split(key);
      if (what === "partnership") return change(await rereadPartnership({ ask, view, now }, id, state().today));
      if (what === "person") return change(await rereadPerson({ ask, view, now }, id));
      const partnership = state().partnerships.value.get(id);
      if (!partnership) return;
      const people = await sweep.one(partnership);
      change((before) => ({ ...before, people: withReread(before.people, id, people, now()) }));
    },
  };
}

function split(key: Reread): [what: "partnership" | "people" | "person", id: string] {
  const cut = key.indexOf(":");
  return [key.slice(0, cut) as "partnership" | "people" | "person", key.slice(cut + 1)];
}

function isOfPartnership<Node extends { readonly partnership: object | null }>(
  node: Node,
): node is Node & { readonly partnership: NonNullable<Node["partnership"]> } {
  return node.partnership !== null;
}
