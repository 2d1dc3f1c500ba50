-- What the logins of programs may do, by role. The tables' owner runs this after the migrations, as often as it likes.
-- ama_access_writer: subgraphs and the gateway, who add looks. ama_access_reader: the gateway and auditors, who read them.
-- Neither role changes or removes a look, nor touches a trigger.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['ama_access_writer', 'ama_access_reader'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception
        when insufficient_privilege then
          raise exception 'the role % is missing and this login may not make it: have an administrator run "create role % nologin"', wanted, wanted
            using errcode = 'insufficient_privilege';
        -- Made by another process at the same moment.
        when duplicate_object or unique_violation then null;
      end;
    end if;
  end loop;
end $$;

revoke all on all tables in schema access_log from ama_access_writer, ama_access_reader;
grant usage on schema access_log to ama_access_writer, ama_access_reader;
grant select on access_log.migration to ama_access_writer, ama_access_reader;

grant insert on access_log.look, access_log.chain, access_log.head to ama_access_writer;
grant select (number, hash) on access_log.chain to ama_access_writer;
grant select (chain, seq), update (seq, hash, seal) on access_log.head to ama_access_writer;

grant select on access_log.look, access_log.chain, access_log.head to ama_access_reader;
