-- Gives the log to an owner under whom nobody works, so that the role by which Minutebook runs can add facts and change none.
-- Run it in Minutebook's database as a superuser, after the first start and after each that brought the log up to date.

set minutebook.role = 'minutebook';
set minutebook.owner = 'minutebook_log';

do $guard$
declare
  runs text := current_setting('minutebook.role');
  owns text := current_setting('minutebook.owner');
  thing text;
begin
  if to_regrole(quote_ident(owns)) is null then
    execute format('create role %I nologin', owns);
  end if;
  execute format('alter schema log owner to %I', owns);
  for thing in select oid::regclass from pg_class where relnamespace = 'log'::regnamespace and relkind = 'r' loop
    execute format('alter table %s owner to %I', thing, owns);
    execute format('revoke all on table %s from public, %I', thing, runs);
  end loop;
  for thing in select oid::regprocedure from pg_proc where pronamespace = 'log'::regnamespace loop
    execute format('alter function %s owner to %I', thing, owns);
  end loop;
  execute format('revoke all on schema log from public, %I', runs);
  execute format('grant usage on schema log to %I', runs);
  execute format('grant select on log.migrations to %I', runs);
  execute format('grant select, insert on log.facts to %I', runs);
  execute format('grant select, update on log.counter to %I', runs);
  execute format('revoke %I from %I', owns, runs);
end
$guard$;
