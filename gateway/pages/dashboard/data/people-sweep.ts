import type {
  DashboardReadinessVariables,
  DashboardReferredReadinessVariables,
} from "../../../../schema/typed-documents.js";
import { AskFailed, type Ask } from "./ask.js";
import type { Connection, PartnershipNow, PersonReadiness } from "./answers.js";
import { hasPeople } from "./figures.js";
import { READINESS, REFERRED_READINESS } from "./documents.js";
import type { MandateView } from "./mandate-view.js";
import { readPages } from "./read-pages.js";
import type { DashboardState } from "./state.js";

const AT_ONCE = 2;
/** A little more than are guided, so that one page mostly is all; never more than a page may be. */
const SPARE = 5;
const LARGEST_PAGE = 100;

interface SweepParts {
  readonly ask: Ask;
  readonly view: MandateView;
  readonly state: () => DashboardState;
}

/** Looks through the people of partnership after partnership, a few at a time: each question costs agencies much. */
export function createPeopleSweep({ ask, view, state }: SweepParts) {
  async function one({ id, occupancy }: PartnershipNow): Promise<readonly PersonReadiness[]> {
    const first = Math.min(LARGEST_PAGE, (occupancy?.running ?? 0) + SPARE);
    const page = async (after: string | null): Promise<Connection<PersonReadiness>> => {
      const variables = { partnership: id, identify: view.identify, first, ...(after !== null && { after }) };
      const { list, code } = view.peopleBy === "VDAB" ? await referred(variables) : await guided(variables);
      if (!list) throw new AskFailed(code);
      return list;
    };
    return readPages(page, () => undefined);
  }

  async function guided(variables: Omit<DashboardReadinessVariables, "today">) {
    const { data, errors } = await ask(READINESS, { ...variables, today: state().today });
    return { list: data.partnership?.participants, code: errors[0]?.extensions?.code ?? "UNKNOWN" };
  }

  async function referred(variables: DashboardReferredReadinessVariables) {
    const { data, errors } = await ask(REFERRED_READINESS, variables);
    return { list: data.participants, code: errors[0]?.extensions?.code ?? "UNKNOWN" };
  }

  /** Those with most people first, telling of each as it was read. @throws AskFailed when one could not be read */
  async function all(
    partnerships: readonly PartnershipNow[],
    onRead: (partnership: string, people: readonly PersonReadiness[]) => void,
  ): Promise<void> {
    const waiting = partnerships
      .filter(hasPeople)
      .sort((a, b) => (b.occupancy?.running ?? 0) - (a.occupancy?.running ?? 0));
    let failed: Error | undefined;
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        try {
          onRead(next.id, await one(next));
        } catch (error) {
          failed = error as Error;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (failed !== undefined) throw failed;
  }

  return { one, all };
}
