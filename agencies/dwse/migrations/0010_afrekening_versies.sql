-- Waarop een afrekening steunt: lezing, verdeelsleutel en kwartaaloverzichten. Een jaar kan herzien worden: een versie meer.
set local dwse.zonder_uitbox = 'aan';

alter table dwse.afrekening
  add column lezing text not null default 'AANWEZIG' check (lezing in ('AANWEZIG', 'BEGELEID')),
  add column verdeelsleutel_versie smallint;
alter table dwse.afrekening
  alter column lezing drop default,
  add foreign key (samenwerkingsverband_id, verdeelsleutel_versie) references dwse.verdeelsleutel;
update dwse.afrekening set verdeelsleutel_versie = (
  select versie from dwse.verdeelsleutel sleutel
  where sleutel.samenwerkingsverband_id = afrekening.samenwerkingsverband_id and sleutel.vanaf_jaar <= afrekening.jaar
  order by vanaf_jaar desc, versie desc limit 1);
comment on column dwse.afrekening.dagen is 'Betaalde dagen: elke deelnemer eenmaal per dag over alle samenwerkingsverbanden';
comment on column dwse.afrekening.lezing is 'AANWEZIG: dagen aanwezig; BEGELEID: kalenderdagen onder begeleiding';

create table dwse.afrekening_overzicht (
  samenwerkingsverband_id text not null,
  jaar                    smallint not null,
  versie                  smallint not null,
  kwartaaloverzicht_id    integer not null references dwse.kwartaaloverzicht,
  primary key (samenwerkingsverband_id, jaar, versie, kwartaaloverzicht_id),
  foreign key (samenwerkingsverband_id, jaar, versie) references dwse.afrekening
);
comment on table dwse.afrekening_overzicht is 'De versies van kwartaaloverzichten waarop een afrekening steunt';

-- Wat op de dag van de afrekening aanvaard was, waar de dagen daarmee kloppen; anders is het niet meer te achterhalen.
insert into dwse.afrekening_overzicht
select samenwerkingsverband_id, jaar, versie, unnest(overzichten)
from (
  select afrekening.samenwerkingsverband_id, afrekening.jaar, afrekening.versie, afrekening.dagen,
    array_agg(geldend.id) as overzichten, sum(geldend.dagen) as geteld
  from dwse.afrekening
  cross join lateral (
    select distinct on (kwartaal) id,
      (select coalesce(sum(dagen_aanwezig), 0) from dwse.aanvaarde_dagen where kwartaaloverzicht_id = overzicht.id) as dagen
    from dwse.kwartaaloverzicht overzicht
    where overzicht.samenwerkingsverband_id = afrekening.samenwerkingsverband_id and overzicht.jaar = afrekening.jaar
      and (overzicht.aanvaard_op at time zone 'utc')::date <= afrekening.vastgesteld_op
    order by kwartaal, overzicht.versie desc) geldend
  group by 1, 2, 3, 4) steun
where geteld = dagen;

alter table dwse.terugvordering
  add column afrekening_versie smallint,
  add foreign key (samenwerkingsverband_id, jaar, afrekening_versie) references dwse.afrekening;
update dwse.terugvordering set afrekening_versie = (
  select max(versie) from dwse.afrekening
  where afrekening.samenwerkingsverband_id = terugvordering.samenwerkingsverband_id
    and afrekening.jaar = terugvordering.jaar and afrekening.vastgesteld_op <= terugvordering.opgelegd_op);
comment on column dwse.terugvordering.betaald_op is 'Leeg: nog open';

do $$
begin
  grant select on dwse.afrekening_overzicht to dwse_lezer;
exception
  when insufficient_privilege or undefined_object then null;
end $$;
