-- Run once by PostgreSQL's image, when its volume is still empty: gives Minutebook a role of its own, which owns its database and can do nothing else.

\getenv password DATABASE_PASSWORD

create role minutebook login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'password';
alter database minutebook owner to minutebook;
revoke all on database minutebook from public;
