import type { HappeningTo } from "../../life/happening.js";
import { text } from "./text.js";

/**
 * From this day on another contingent holds: the grant that held ends the day before, without a word of its own in the
 * outbox. A grant that begins on this very day is corrected.
 */
export function redistribute({ partnership, year, granted, on }: HappeningTo<"CONTINGENT_CHANGED">): string {
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
