import { Client } from "pg";
import type { Happening } from "../life/happening.js";
import type { World } from "../population/world.js";
import { bookAdvance } from "./bookings/book-advance.js";
import { payRecovery } from "./bookings/pay-recovery.js";
import { redistribute } from "./bookings/redistribute.js";
import { settleAgain } from "./bookings/settle-again.js";
import { takeIn } from "./bookings/take-in.js";

export interface Bookkeeping {
  /** Writes down what happened, as far as the ledger holds it. */
  take(happening: Happening): Promise<void>;
  stop(): Promise<void>;
}

export interface BookkeepingOptions {
  readonly world: World;
  /** The database itself, past the door that a mood may close. */
  readonly url: string;
  /** Told what the database announces on this connection alone, when it has one session for all. */
  readonly announce: (channel: string, payload: string) => void;
}

/** The department's own clerk: writes to the ledger by SQL, one thing after the other, each whole or not at all. */
export function createBookkeeping({ world, url, announce }: BookkeepingOptions): Bookkeeping {
  const places = new Map(world.partnerships.map(({ id }, place) => [id, place]));
  let connecting: Promise<Client> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function connect(): Promise<Client> {
    const client = new Client({ connectionString: url, application_name: "dwse-boekhouding" });
    // A connection that breaks is made anew for the next thing.
    const forget = () => (connecting = undefined);
    client.on("error", forget).on("end", forget);
    client.on("notification", ({ channel, payload = "" }) => announce(channel, payload));
    await client.connect();
    return client;
  }

  async function write(happening: Happening): Promise<void> {
    const statement = statementFor(happening);
    if (statement === undefined) return;
    connecting ??= connect();
    const client = await connecting.catch((error: unknown) => {
      connecting = undefined;
      throw error;
    });
    await client.query(statement);
  }

  function statementFor(happening: Happening): string | undefined {
    switch (happening.what) {
      case "CONTINGENT_CHANGED":
        return redistribute(happening);
      case "ADVANCE_BOOKED":
        return bookAdvance(happening, places.get(happening.partnership) ?? 0);
      case "STATEMENT_TAKEN_IN":
        return takeIn(happening);
      case "YEAR_SETTLED":
        return settleAgain(happening);
      case "RECOVERY_PAID":
        return payRecovery(happening);
      default:
        return undefined;
    }
  }

  return {
    take(happening) {
      const written = last.then(() => write(happening));
      last = written.catch(() => undefined);
      return written;
    },
    async stop() {
      await last;
      await (await connecting?.catch(() => undefined))?.end();
    },
  };
}
