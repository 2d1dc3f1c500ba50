import { Refusal, REFUSALS } from "../../schema/faults.js";
import { NO_ORGANISATION, type Mandate } from "../../schema/mandate.js";

/** How many subscriptions this process keeps open for one asker, and for all of its organisation. */
export interface SubscriptionLimits {
  /**
   * Counts one more, until what it gives is called; where nobody says who asks, of the address it is asked from.
   * @throws Refusal TOO_MANY_SUBSCRIPTIONS
   */
  enter(mandate: Mandate | undefined, address: string): () => void;
}

export function createSubscriptionLimits(most: { subject: number; organisation: number }): SubscriptionLimits {
  const counts = new Map<string, number>();
  return {
    enter(mandate, address) {
      const own = mandate ? `s:${mandate.subject}` : `a:${address}`;
      // Citizens ask for no organisation, and have nothing to share.
      const { organisation = NO_ORGANISATION } = mandate ?? {};
      const shared = organisation === NO_ORGANISATION ? undefined : `o:${organisation}`;
      if (of(own) >= most.subject) refuse(most.subject, "AMA_SUBSCRIPTIONS_SUBJECT");
      if (shared && of(shared) >= most.organisation) refuse(most.organisation, "AMA_SUBSCRIPTIONS_ORGANISATION");
      add(own, 1);
      if (shared) add(shared, 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        add(own, -1);
        if (shared) add(shared, -1);
      };
    },
  };

  function refuse(limit: number, setting: string): never {
    const { means } = REFUSALS.TOO_MANY_SUBSCRIPTIONS;
    throw new Refusal("TOO_MANY_SUBSCRIPTIONS", `${means} (at most ${limit}, by ${setting})`);
  }

  function of(key: string): number {
    return counts.get(key) ?? 0;
  }

  function add(key: string, by: number): void {
    const count = of(key) + by;
    if (count === 0) counts.delete(key);
    else counts.set(key, count);
  }
}
