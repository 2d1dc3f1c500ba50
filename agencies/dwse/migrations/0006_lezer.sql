do $$
begin
  if not exists (select from pg_roles where rolname = 'dwse_lezer') then
    create role dwse_lezer nologin;
  end if;
  grant usage on schema dwse to dwse_lezer;
  grant select on all tables in schema dwse to dwse_lezer;
exception
  when insufficient_privilege then
    raise notice 'dwse_lezer niet gemaakt: deze gebruiker mag geen rollen maken';
end $$;
