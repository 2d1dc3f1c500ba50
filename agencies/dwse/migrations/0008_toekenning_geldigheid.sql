-- Een toekenning kan in de loop van het jaar wijzigen: elke wijziging is een rij die de dag na de vorige begint.
set local dwse.zonder_uitbox = 'aan';

alter table dwse.toekenning
  add column volgnummer smallint not null default 1 check (volgnummer > 0),
  add column geldig_van date,
  add column geldig_tot date,
  add column soort text not null default 'TOEKENNING' check (soort in ('TOEKENNING', 'HERVERDELING'));
update dwse.toekenning set
  geldig_van = greatest(make_date(jaar, 1, 1), '2021-04-01'),
  geldig_tot = make_date(jaar, 12, 31);
alter table dwse.toekenning
  alter column volgnummer drop default,
  alter column geldig_van set not null,
  alter column geldig_tot set not null,
  alter column soort drop default,
  drop constraint toekenning_pkey,
  add primary key (samenwerkingsverband_id, jaar, volgnummer),
  add check (geldig_van <= geldig_tot),
  add check (extract(year from geldig_van) = jaar and extract(year from geldig_tot) = jaar),
  add check (geldig_van >= '2021-04-01'),
  add check ((volgnummer = 1) = (soort = 'TOEKENNING'));
comment on column dwse.toekenning.soort is 'HERVERDELING: het contingent van een lopend jaar wijzigt, naar boven of naar beneden';

create function dwse.weiger_overlappende_toekenning() returns trigger language plpgsql as $$
begin
  if exists (
    select from dwse.toekenning andere
    where andere.samenwerkingsverband_id = new.samenwerkingsverband_id and andere.jaar = new.jaar
      and andere.volgnummer <> new.volgnummer
      and andere.geldig_van <= new.geldig_tot and andere.geldig_tot >= new.geldig_van) then
    raise exception 'Toekenning % van % in % overlapt een andere: sluit eerst de vorige af',
      new.volgnummer, new.samenwerkingsverband_id, new.jaar using errcode = 'exclusion_violation';
  end if;
  return null;
end $$;
create trigger toekenning_overlapt_niet after insert or update on dwse.toekenning
  for each row execute function dwse.weiger_overlappende_toekenning();
