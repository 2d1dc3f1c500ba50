-- Run once, as administrator, when the server is new: one login for each that uses it, and what each may. The passwords are
-- in the environment. Nobody but the owner of a database, and those named here, connects to it.
\set ON_ERROR_STOP on
\getenv ledger LEDGER_PASSWORD
\getenv owner ACCESS_LOG_OWNER_PASSWORD
\getenv gateway ACCESS_LOG_GATEWAY_PASSWORD
\getenv subgraph ACCESS_LOG_SUBGRAPH_PASSWORD

-- The stand-in of the department's system.
create role ledger login password :'ledger';
create database ledger owner ledger;

-- The access log: its owner runs `ama audit migrate`, which gives both roles their rights. Programs are members alone.
create role ama_access_writer nologin;
create role ama_access_reader nologin;
create role access_log_owner login password :'owner';
create role access_log_gateway login password :'gateway' in role ama_access_writer, ama_access_reader;
create role access_log_subgraph login password :'subgraph' in role ama_access_writer;
create database access_log owner access_log_owner;

revoke all on database postgres, ledger, access_log from public;
grant connect on database access_log to ama_access_writer, ama_access_reader;
