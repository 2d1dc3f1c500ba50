alter table dwse.doorstroomtraject
  add column doelgroep text,
  add column deelnemers integer,
  add column naar_sociale_economie integer,
  add column naar_werkervaring integer,
  add column naar_regulier integer;
comment on column dwse.doorstroomtraject.naar_sociale_economie is 'Deelnemers die doorstroomden naar de sociale economie; leeg: niet gekend';

create table dwse.activeringsbegeleiding (
  doorstroomtraject_id integer not null references dwse.doorstroomtraject,
  onderdeel            text not null,
  primary key (doorstroomtraject_id, onderdeel)
);
comment on table dwse.activeringsbegeleiding is 'Onderdelen van de module activeringsbegeleiding: ZORG, EMPOWERMENT, STAGE';

create table dwse.oude_erkenning (
  ondernemingsnummer char(10) not null,
  stelsel            text not null references dwse.oude_regeling,
  van                date not null,
  tot                date not null,
  vte_deelnemers     numeric(8, 2),
  vte_omkadering     numeric(8, 2),
  primary key (ondernemingsnummer, stelsel, van),
  check (tot >= van)
);
comment on table dwse.oude_erkenning is 'Wie voor 1 april 2021 arbeidszorg aanbood, in voltijdse equivalenten: niet optelbaar met trajecten';

create table dwse.oude_deelname (
  insz               char(11) not null,
  ondernemingsnummer char(10) not null,
  stelsel            text not null references dwse.oude_regeling,
  van                date not null,
  tot                date not null,
  vte                numeric(8, 2),
  primary key (insz, stelsel, ondernemingsnummer, van),
  check (tot >= van)
);
comment on table dwse.oude_deelname is 'Wie voor 1 april 2021 deelnam aan arbeidszorg, en waar';

do $$
begin
  grant select on dwse.activeringsbegeleiding, dwse.oude_erkenning, dwse.oude_deelname to dwse_lezer;
exception
  when insufficient_privilege or undefined_object then null;
end $$;
