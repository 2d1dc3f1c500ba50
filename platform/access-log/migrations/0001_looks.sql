-- Who looked at whom. One row for each look: one answer of one agency's part of the graph about one or more participants,
-- of each of whom the same fields were given out.

create table access_log.chain (
  number integer primary key,
  writer text not null,
  opened_at timestamptz not null,
  previous text not null,
  hash text not null
);

create table access_log.look (
  chain integer not null,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  request_id text not null,
  agency text,
  caller text not null,
  organisation text not null,
  organisation_name text not null,
  capacity text not null,
  purpose text not null,
  legal_context text not null,
  by_rule boolean not null,
  participants text[] not null,
  fields text[] not null,
  previous text not null,
  hash text not null,
  primary key (chain, seq)
);
create index look_participants on access_log.look using gin (participants);
create index look_at on access_log.look (at);

-- How far each chain has come, moved on in the same statement that adds the looks.
create table access_log.head (
  chain integer primary key,
  seq integer not null,
  hash text not null,
  seal text not null
);

create function access_log.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the access log is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on access_log.look
  for each statement execute function access_log.refuse();
create trigger append_only before update or delete or truncate on access_log.chain
  for each statement execute function access_log.refuse();
create trigger append_only before delete or truncate on access_log.head
  for each statement execute function access_log.refuse();
create trigger forward_only before update on access_log.head
  for each row when (new.chain <> old.chain or new.seq <= old.seq) execute function access_log.refuse();

-- Also for sessions that pass themselves off as replication.
alter table access_log.look enable always trigger append_only;
alter table access_log.chain enable always trigger append_only;
alter table access_log.head enable always trigger append_only;
alter table access_log.head enable always trigger forward_only;

revoke all on schema access_log from public;
revoke all on all tables in schema access_log from public;

-- The role that programs take on. Where it may not be made here, an administrator makes it and grants the same.
do $$
begin
  if not exists (select from pg_roles where rolname = 'ama_access_writer') then
    create role ama_access_writer nologin;
  end if;
  execute format('grant ama_access_writer to %I', current_user);
exception when insufficient_privilege or duplicate_object or unique_violation then
  raise notice 'the role ama_access_writer was not made here';
end $$;
do $$
begin
  if exists (select from pg_roles where rolname = 'ama_access_writer') then
    grant usage on schema access_log to ama_access_writer;
    grant select, insert on access_log.chain, access_log.look to ama_access_writer;
    grant select, insert, update on access_log.head to ama_access_writer;
    grant select on access_log.migration to ama_access_writer;
  end if;
end $$;
