-- Once, as the superuser, on the node that leads, with OWNER_PASSWORD and APP_PASSWORD in the environment: psql -f roles.sql
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD

-- Owns the tables and migrates. createdb is for `maillage restore`, which fills a new database and swaps it in.
create role maillage_owner login createdb nosuperuser nocreaterole nobypassrls password :'owner_password';

-- Serves. What the pooler cannot pass on at the start of a connection (statement_timeout, idle_in_transaction_session_timeout)
-- belongs to the role.
create role maillage_app login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'app_password';
alter role maillage_app set statement_timeout = '30s';
alter role maillage_app set idle_in_transaction_session_timeout = '60s';
-- So that `maillage restore` may end the connections that a pooler holds. The other way round would be refused by Maillage.
grant maillage_app to maillage_owner;

create database maillage owner maillage_owner template template0 encoding 'UTF8';
