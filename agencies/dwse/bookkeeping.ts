import { Client } from "pg";
import type { Happening, HappeningTo } from "../life/happening.js";
import type { World } from "../population/world.js";
import { paymentReference } from "./rows/money.js";

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

/**
 * From this day on another contingent holds: the grant that held ends the day before, without a word of its own in the
 * outbox. A grant that begins on this very day is corrected.
 */
function redistribute({ partnership, year, granted, on }: HappeningTo<"CONTINGENT_CHANGED">): string {
  return `do $doe$
    declare
      oud dwse.toekenning;
    begin
      select * into oud from dwse.toekenning
        where samenwerkingsverband_id = ${text(partnership)} and jaar = ${year} order by volgnummer desc limit 1;
      if not found then
        insert into dwse.toekenning (samenwerkingsverband_id, jaar, volgnummer, contingent, geldig_van, geldig_tot, toegekend_op, soort)
          values (${text(partnership)}, ${year}, 1, ${granted}, greatest(make_date(${year}, 1, 1), '2021-04-01'),
            make_date(${year}, 12, 31), ${text(on)}, 'TOEKENNING');
      elsif oud.geldig_van >= ${text(on)} then
        update dwse.toekenning set contingent = ${granted}, toegekend_op = ${text(on)}
          where samenwerkingsverband_id = oud.samenwerkingsverband_id and jaar = oud.jaar and volgnummer = oud.volgnummer;
      else
        perform set_config('dwse.zonder_uitbox', 'aan', true);
        update dwse.toekenning set geldig_tot = ${text(on)}::date - 1
          where samenwerkingsverband_id = oud.samenwerkingsverband_id and jaar = oud.jaar and volgnummer = oud.volgnummer;
        perform set_config('dwse.zonder_uitbox', '', true);
        insert into dwse.toekenning (samenwerkingsverband_id, jaar, volgnummer, contingent, geldig_van, geldig_tot, toegekend_op, soort)
          values (oud.samenwerkingsverband_id, oud.jaar, oud.volgnummer + 1, ${granted}, ${text(on)}, oud.geldig_tot,
            ${text(on)}, 'HERVERDELING');
      end if;
    end $doe$`;
}

/** Up to nine a year: the payment reference has one digit for it. */
function bookAdvance({ partnership, year, cents, on }: HappeningTo<"ADVANCE_BOOKED">, place: number): string {
  const references = Array.from({ length: 9 }, (_, n) =>
    text(paymentReference(`${year}${String(place + 1).padStart(4, "0")}${n + 1}0`, place % 2 === 1)),
  );
  return `
    insert into dwse.voorschot
    select ${text(partnership)}, ${year}, volgende, ${(cents / 100).toFixed(2)}, ${text(on)}, (array[${references.join(", ")}])[volgende]
    from (select coalesce(max(volgnummer), 0) + 1 as volgende from dwse.voorschot
          where samenwerkingsverband_id = ${text(partnership)} and jaar = ${year}) als
    where volgende <= 9`;
}

/** Accepts the oldest statement that waits; where none does, a corrected version of the newest comes in. */
function takeIn({ partnership, on }: HappeningTo<"STATEMENT_TAKEN_IN">): string {
  return `do $doe$
    declare
      oud dwse.kwartaaloverzicht;
      nieuw integer;
    begin
      select * into oud from dwse.kwartaaloverzicht
        where samenwerkingsverband_id = ${text(partnership)} and status = 'INGEDIEND' order by jaar, kwartaal, versie limit 1;
      if found then
        update dwse.kwartaaloverzicht set status = 'VERVANGEN'
          where samenwerkingsverband_id = oud.samenwerkingsverband_id and jaar = oud.jaar and kwartaal = oud.kwartaal
            and status = 'AANVAARD';
        update dwse.kwartaaloverzicht set status = 'AANVAARD', aanvaard_op = ${text(on)} where id = oud.id;
        return;
      end if;
      select * into oud from dwse.kwartaaloverzicht
        where samenwerkingsverband_id = ${text(partnership)} and status = 'AANVAARD' order by jaar desc, kwartaal desc limit 1;
      if not found then return; end if;
      select max(id) + 1 into nieuw from dwse.kwartaaloverzicht;
      insert into dwse.kwartaaloverzicht (id, samenwerkingsverband_id, jaar, kwartaal, versie, status, ingediend_op)
        values (nieuw, oud.samenwerkingsverband_id, oud.jaar, oud.kwartaal, oud.versie + 1, 'INGEDIEND', ${text(on)});
      insert into dwse.aanvaarde_dagen
        (kwartaaloverzicht_id, insz, overeenkomst, begonnen_op, dagen_aanwezig, aanwezig, dagen_begeleid, begeleid_van, begeleid_tot)
        select nieuw, insz, overeenkomst, begonnen_op, dagen_aanwezig, aanwezig, dagen_begeleid, begeleid_van, begeleid_tot
        from dwse.aanvaarde_dagen where kwartaaloverzicht_id = oud.id;
    end $doe$`;
}

/** A text of the invented world, within a statement. @throws Error for one that no id or day of the world is */
function text(value: string): string {
  if (!/^[\w\-+/:.]*$/.test(value)) throw new Error("Not an id, day or reference of the invented world");
  return `'${value}'`;
}
