import type { HappeningTo } from "../../life/happening.js";
import { text } from "./text.js";

/**
 * Settles a year anew, once a day at most, where a statement was accepted since its last settlement; what that one paid
 * too much is asked back. Counts as `settle-years.ts` does: days attended, each person once a day over all partnerships on the agreement
 * that began first, at most the contingent day by day, at the amount of the end of the year.
 */
export function settleAgain({ partnership, year, on }: HappeningTo<"YEAR_SETTLED">): string {
  return `do $doe$
    declare
      vorige dwse.afrekening;
      geteld integer;
      toegekend numeric;
      jaardagen integer := make_date(${year} + 1, 1, 1) - make_date(${year}, 1, 1);
      eenheid numeric;
      bedrag numeric;
      betaald numeric;
    begin
      select * into vorige from dwse.afrekening
        where samenwerkingsverband_id = ${text(partnership)} and jaar = ${year} order by versie desc limit 1;
      if not found or vorige.vastgesteld_op >= ${text(on)} or not exists (
        select from dwse.kwartaaloverzicht overzicht
        where overzicht.samenwerkingsverband_id = vorige.samenwerkingsverband_id and overzicht.jaar = vorige.jaar
          and overzicht.status = 'AANVAARD' and not exists (
            select from dwse.afrekening_overzicht steun
            where steun.samenwerkingsverband_id = vorige.samenwerkingsverband_id and steun.jaar = vorige.jaar
              and steun.versie = vorige.versie and steun.kwartaaloverzicht_id = overzicht.id)) then
        return;
      end if;

      select coalesce(sum(coalesce(
        bit_count(lijn.aanwezig & ~coalesce(eerder.dagen, lijn.aanwezig & ~lijn.aanwezig)), lijn.dagen_aanwezig)), 0) into geteld
      from dwse.kwartaaloverzicht overzicht
      join dwse.aanvaarde_dagen lijn on lijn.kwartaaloverzicht_id = overzicht.id
      cross join lateral (
        select bit_or(eerdere.aanwezig) as dagen
        from dwse.aanvaarde_dagen eerdere
        join dwse.kwartaaloverzicht elders on elders.id = eerdere.kwartaaloverzicht_id
        where eerdere.insz = lijn.insz and elders.status = 'AANVAARD'
          and elders.jaar = overzicht.jaar and elders.kwartaal = overzicht.kwartaal
          and elders.samenwerkingsverband_id <> overzicht.samenwerkingsverband_id
          and (eerdere.begonnen_op, eerdere.overeenkomst collate "C") < (lijn.begonnen_op, lijn.overeenkomst collate "C")) eerder
      where overzicht.samenwerkingsverband_id = vorige.samenwerkingsverband_id and overzicht.jaar = vorige.jaar
        and overzicht.status = 'AANVAARD';

      select sum(contingent * (geldig_tot - geldig_van + 1)) into toegekend from dwse.toekenning
        where samenwerkingsverband_id = vorige.samenwerkingsverband_id and jaar = vorige.jaar;
      select eenheidsbedrag.bedrag into eenheid from dwse.eenheidsbedrag
        where make_date(${year}, 12, 31) between geldig_van and geldig_tot;
      select coalesce(sum(voorschot.bedrag), 0) into betaald from dwse.voorschot
        where samenwerkingsverband_id = vorige.samenwerkingsverband_id and jaar = vorige.jaar;
      bedrag := round(least(geteld::numeric * jaardagen, toegekend * 365) * eenheid / (365 * jaardagen), 2);

      insert into dwse.afrekening (samenwerkingsverband_id, jaar, versie, dagen, contingent, eenheidsbedrag, subsidie,
          voorschotten, saldo, vastgesteld_op, lezing, verdeelsleutel_versie)
        values (vorige.samenwerkingsverband_id, vorige.jaar, vorige.versie + 1, geteld,
          round(toegekend / (make_date(${year}, 12, 31) - greatest(make_date(${year}, 1, 1), '2021-04-01') + 1), 2), eenheid, bedrag,
          betaald, bedrag - betaald, ${text(on)}, vorige.lezing, vorige.verdeelsleutel_versie);
      insert into dwse.afrekening_overzicht
        select samenwerkingsverband_id, jaar, vorige.versie + 1, id from dwse.kwartaaloverzicht
        where samenwerkingsverband_id = vorige.samenwerkingsverband_id and jaar = vorige.jaar and status = 'AANVAARD';
      if bedrag < vorige.subsidie then
        insert into dwse.terugvordering (samenwerkingsverband_id, jaar, afrekening_versie, bedrag, reden, opgelegd_op)
          values (vorige.samenwerkingsverband_id, vorige.jaar, vorige.versie + 1, vorige.subsidie - bedrag, 'SALDO_NEGATIEF', ${text(on)});
      end if;
    end $doe$`;
}
