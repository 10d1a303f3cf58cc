-- One service: <service>_owner owns and migrates, <service> serves and stays behind the row policies.
select format('create role %I', role) from unnest(array[:'service', :'owner']) as role
where not exists (select from pg_roles where rolname = role) \gexec
alter role :"owner" login nosuperuser nocreatedb nocreaterole nobypassrls password :'owner_password';
alter role :"service" login nosuperuser nocreatedb nocreaterole nobypassrls password :'password';

select format('create database %I owner %I', :'service', :'owner')
where not exists (select from pg_database where datname = :'service') \gexec
revoke all on database :"service" from public;
grant connect, temporary on database :"service" to :"service";

\connect :"service"
revoke create on schema public from public;
alter default privileges for role :"owner" grant select, insert, update, delete on tables to :"service";
alter default privileges for role :"owner" grant usage, select on sequences to :"service";
