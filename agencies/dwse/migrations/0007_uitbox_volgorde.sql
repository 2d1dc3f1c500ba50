-- Nummers worden uitgedeeld voor er bevestigd wordt: wie op nummer leest, slaat over wat later bevestigd wordt. Daarom
-- staat er bij in welke transactie een rij ontstond: wat ouder is dan de oudste die nog loopt, ligt vast.
alter table dwse.uitbox add column transactie xid8 not null default pg_current_xact_id();
create index uitbox_volgorde on dwse.uitbox (transactie, id);

create table dwse.uitbox_reeks (
  enige boolean primary key default true check (enige),
  reeks uuid not null default gen_random_uuid()
);
comment on table dwse.uitbox_reeks is 'Een andere reeks na elke herstelling van de databank: plaatsen in een vorige zeggen dan niets meer';
insert into dwse.uitbox_reeks default values;

do $$
begin
  grant select on dwse.uitbox_reeks to dwse_lezer;
exception
  when insufficient_privilege or undefined_object then null;
end $$;
