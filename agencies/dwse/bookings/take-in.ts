import type { HappeningTo } from "../../life/happening.js";
import { text } from "./text.js";

/**
 * Accepts the oldest statement that waits, of a year if one is named; where none does, a corrected version of the newest
 * comes in. It corrects one day of one person: present on a Tuesday or not. So it goes to and fro, however often it happens.
 */
export function takeIn({ partnership, year, on }: HappeningTo<"STATEMENT_TAKEN_IN">): string {
  const own = `samenwerkingsverband_id = ${text(partnership)}${year === undefined ? "" : ` and jaar = ${year}`}`;
  return `do $doe$
    declare
      oud dwse.kwartaaloverzicht;
      nieuw integer;
    begin
      select * into oud from dwse.kwartaaloverzicht
        where ${own} and status = 'INGEDIEND' order by jaar, kwartaal, versie limit 1;
      if found then
        update dwse.kwartaaloverzicht set status = 'VERVANGEN'
          where samenwerkingsverband_id = oud.samenwerkingsverband_id and jaar = oud.jaar and kwartaal = oud.kwartaal
            and status = 'AANVAARD';
        update dwse.kwartaaloverzicht set status = 'AANVAARD', aanvaard_op = ${text(on)} where id = oud.id;
        return;
      end if;
      select * into oud from dwse.kwartaaloverzicht
        where ${own} and status = 'AANVAARD' order by jaar desc, kwartaal desc limit 1;
      if not found then return; end if;
      select max(id) + 1 into nieuw from dwse.kwartaaloverzicht;
      insert into dwse.kwartaaloverzicht (id, samenwerkingsverband_id, jaar, kwartaal, versie, status, ingediend_op)
        values (nieuw, oud.samenwerkingsverband_id, oud.jaar, oud.kwartaal, oud.versie + 1, 'INGEDIEND', ${text(on)});
      insert into dwse.aanvaarde_dagen
        (kwartaaloverzicht_id, insz, overeenkomst, begonnen_op, dagen_aanwezig, aanwezig, dagen_begeleid, begeleid_van, begeleid_tot)
        select nieuw, insz, overeenkomst, begonnen_op, dagen_aanwezig, aanwezig, dagen_begeleid, begeleid_van, begeleid_tot
        from dwse.aanvaarde_dagen where kwartaaloverzicht_id = oud.id;
      update dwse.aanvaarde_dagen dagen set
        aanwezig = set_bit(dagen.aanwezig, plaats, 1 - get_bit(dagen.aanwezig, plaats)),
        dagen_aanwezig = dagen.dagen_aanwezig + 1 - 2 * get_bit(dagen.aanwezig, plaats)
      from (
        select insz, overeenkomst, dinsdag - make_date(oud.jaar, 3 * oud.kwartaal - 2, 1) as plaats
        from dwse.aanvaarde_dagen lijn
        cross join lateral (select begeleid_van + (9 - extract(isodow from begeleid_van)::int) % 7 as dinsdag) eerste
        where kwartaaloverzicht_id = nieuw and aanwezig is not null and dinsdag <= begeleid_tot
          and not exists (
            select from dwse.aanvaarde_dagen andere
            where andere.kwartaaloverzicht_id = nieuw and andere.insz = lijn.insz and andere.overeenkomst <> lijn.overeenkomst)
        order by insz limit 1) een
      where dagen.kwartaaloverzicht_id = nieuw and dagen.insz = een.insz and dagen.overeenkomst = een.overeenkomst;
    end $doe$`;
}
