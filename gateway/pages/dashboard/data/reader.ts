import { createPeopleSweep } from "./people-sweep.js";
import { addDays, yearDays } from "./days.js";
import { AskFailed, type Ask } from "./ask.js";
import * as documents from "./documents.js";
import { readPages } from "./read-pages.js";
import type * as answers from "./answers.js";
import type { MandateView } from "./mandate-view.js";
import { withEntry, type DashboardState, type Part } from "./state.js";
import { DUE_DAYS, takePerson } from "./take-person.js";
import type { Reread } from "./what-to-reread.js";

type Change = (next: (state: DashboardState) => DashboardState) => void;
type PartName = "partnerships" | "findings" | "years" | "funding" | "assessments" | "people" | "agencies";

export interface ReaderParts {
  readonly ask: Ask;
  readonly view: MandateView;
  readonly today: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly state: () => DashboardState;
  readonly change: Change;
}

/** Reads the parts of the page under its mandate; what went wrong stands in the part it is about. */
export function createReader({ ask, view, now, state, change }: ReaderParts) {
  let filter: Record<string, unknown> | undefined;
  let round = 0;

  const patch = <Name extends PartName>(name: Name, part: Partial<DashboardState[Name]>) =>
    change((before) => ({ ...before, [name]: { ...before[name], ...part } }));

  /** Reads one part; a failure leaves what was there and says why. */
  async function read<Value>(name: PartName, work: (done: (value: Value) => void) => Promise<void>): Promise<void> {
    const mine = round;
    patch(name, { reading: true, failed: null } as Partial<Part<never>>);
    try {
      await work((value) => mine === round && patch(name, { value, at: now() } as Partial<Part<never>>));
      if (mine === round) patch(name, { reading: false });
    } catch (error) {
      if (mine === round) patch(name, { reading: false, failed: codeOf(error) });
    }
  }

  /** All of a connection, by id; as far as it came after each page. */
  async function readList<Node>(
    document: string,
    root: string,
    variables: Record<string, unknown>,
    done: (nodes: readonly Node[]) => void,
  ): Promise<void> {
    await readPages<Node>(
      async (after) => {
        const { data, errors } = await ask<Record<string, answers.Connection<Node> | null>>(document, {
          ...variables,
          ...(after !== null && { after }),
        });
        const connection = data[root];
        if (!connection) throw new AskFailed(errors[0]?.extensions?.code ?? "UNKNOWN");
        return connection;
      },
      (nodes) => done([...nodes]),
    );
  }

  const byId = <Node, Value>(nodes: readonly Node[], keyOf: (node: Node) => string, valueOf: (node: Node) => Value) =>
    new Map(nodes.map((node) => [keyOf(node), valueOf(node)]));

  async function ownFilter(): Promise<Record<string, unknown>> {
    if (view.partnerships === "ALL") return {};
    const { data } = await ask<{ viewer: { organisation: string } }>(documents.VIEWER);
    return { [view.partnerships === "LED" ? "lead" : "member"]: data.viewer.organisation };
  }

  const year = () => Number(state().today.slice(0, 4));

  const parts: Record<PartName, () => Promise<void>> = {
    partnerships: () =>
      read<DashboardState["partnerships"]["value"]>("partnerships", async (done) => {
        filter ??= await ownFilter();
        await readList<answers.PartnershipNow>(documents.PARTNERSHIPS, "partnerships", { filter }, (nodes) => {
          const today = nodes.find(({ occupancy }) => occupancy)?.occupancy?.on;
          if (today) change((before) => ({ ...before, today }));
          done(byId(nodes, ({ id }) => id, (node) => node)); // prettier-ignore
        });
      }),
    findings: () =>
      read<DashboardState["findings"]["value"]>("findings", (done) =>
        readList<{ id: string; compliance: answers.Finding[] | null }>(
          documents.FINDINGS,
          "partnerships",
          { filter },
          (nodes) => done(byId(nodes, ({ id }) => id, ({ compliance }) => compliance ?? [])), // prettier-ignore
        ),
      ),
    years: () =>
      read<DashboardState["years"]["value"]>("years", (done) =>
        readList<{ id: string; occupancies: answers.OccupancyOn[] | null }>(
          documents.YEAR_LINE,
          "partnerships",
          { filter, on: yearDays(state().today) },
          (nodes) => done(byId(nodes, ({ id }) => id, ({ occupancies }) => occupancies ?? [])), // prettier-ignore
        ),
      ),
    funding: async () => {
      if (!view.funding) return;
      await read<DashboardState["funding"]["value"]>("funding", (done) =>
        readList<answers.FundingNow>(
          documents.FUNDING,
          "fundingYears",
          { year: year() },
          (nodes) =>
          done(byId(nodes, ({ partnership }) => partnership.id, (node) => node)), // prettier-ignore
        ),
      );
    },
    assessments: async () => {
      if (!view.assessments) return;
      const variables = { before: addDays(state().today, DUE_DAYS), identify: view.identify };
      await read<DashboardState["assessments"]["value"]>("assessments", (done) =>
        readList<answers.PersonDue>(
          documents.ASSESSMENTS,
          "assessmentsDue",
          variables,
          (nodes) =>
          done(byId(nodes, ({ id }) => id, (node) => node)), // prettier-ignore
        ),
      );
    },
    people: async () => {
      if (!view.peopleBy) return;
      await read<DashboardState["people"]["value"]>("people", (done) =>
        sweep.all([...state().partnerships.value.values()], done),
      );
    },
    agencies: () =>
      read<DashboardState["agencies"]["value"]>("agencies", async (done) => {
        const { data } = await ask<{ agencies: answers.AgencyStatus[] | null }>(documents.AGENCIES_NOW);
        if (!data.agencies) throw new AskFailed("UNKNOWN");
        done(byId(data.agencies, ({ agency }) => agency, (status) => status)); // prettier-ignore
      }),
  };
  const sweep = createPeopleSweep({ ask, view, state });

  async function rereadPartnership(id: string): Promise<void> {
    type Now = answers.PartnershipNow & {
      compliance: answers.Finding[] | null;
      occupancies: answers.OccupancyOn[] | null;
      funding?: answers.FundingNow | null;
    };
    const variables = { partnership: id, year: year(), on: yearDays(state().today), funding: view.funding };
    const { data } = await ask<{ partnership: Now | null }>(documents.PARTNERSHIP_NOW, variables);
    const { partnership } = data;
    if (!partnership) return;
    const { compliance, occupancies, funding, ...rest } = partnership;
    change((before) => ({
      ...before,
      partnerships: { ...before.partnerships, value: withEntry(before.partnerships.value, id, rest) },
      findings: { ...before.findings, value: withEntry(before.findings.value, id, compliance ?? []) },
      years: { ...before.years, value: withEntry(before.years.value, id, occupancies ?? []) },
      ...(funding && { funding: { ...before.funding, value: withEntry(before.funding.value, id, funding) } }),
    }));
  }

  async function rereadPerson(participant: string): Promise<void> {
    type Now = answers.PersonDue & answers.PersonReadiness;
    const variables = { participant, identify: view.identify };
    const { data } = await ask<{ participant: Now | null }>(documents.PARTICIPANT_NOW, variables);
    if (data.participant) change((before) => takePerson(before, data.participant!));
  }

  return {
    /** The partnerships first: what else is read depends on them. */
    async readAll(): Promise<void> {
      round += 1;
      await Promise.all([parts.partnerships(), parts.agencies()]);
      if (state().partnerships.failed !== null) return;
      await Promise.all([parts.years(), parts.assessments(), parts.findings(), parts.funding()]);
      await parts.people();
    },
    async readFailed(): Promise<void> {
      if (state().partnerships.failed !== null) return this.readAll();
      const names = Object.keys(parts) as PartName[];
      await Promise.all(names.filter((name) => state()[name].failed !== null).map((name) => parts[name]()));
    },
    /** Whether what would be read again is on this page at all. */
    concerns(key: Reread): boolean {
      const [what, id] = split(key);
      if (what === "person") return view.guidance && view.readiness;
      return state().partnerships.value.has(id) && (what === "partnership" || view.peopleBy !== null);
    },
    async reread(key: Reread): Promise<void> {
      const [what, id] = split(key);
      if (what === "partnership") return rereadPartnership(id);
      if (what === "person") return rereadPerson(id);
      const partnership = state().partnerships.value.get(id);
      if (!partnership) return;
      const people = await sweep.one(partnership);
      change((before) => ({
        ...before,
        people: { ...before.people, value: withEntry(before.people.value, id, people) },
      }));
    },
  };
}

function split(key: Reread): [what: "partnership" | "people" | "person", id: string] {
  const cut = key.indexOf(":");
  return [key.slice(0, cut) as "partnership" | "people" | "person", key.slice(cut + 1)];
}

function codeOf(error: unknown): string {
  return error instanceof AskFailed ? error.code : "UNREACHABLE";
}
