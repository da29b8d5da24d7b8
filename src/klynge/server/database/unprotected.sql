-- Each row is a problem: kind, name, what, role. Parameters: owner, serving, web, shared, asks.
with serving as (
    select oid, rolname from pg_roles where rolname = any(%(serving)s::text[])
), relation as (
    select c.oid, c.oid::regclass::text as name, c.relname, c.relkind, c.relowner, c.relrowsecurity,
           c.relforcerowsecurity, c.reloptions, c.relacl, c.relname = any(%(shared)s::text[]) as is_shared,
           exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped)
               as has_tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'f')
), tables as (
    select * from relation where relkind in ('r', 'p')
), reached as (  -- what a serving role may do with a relation
    select r.oid, s.rolname, p.privilege from relation r cross join serving s
    cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'])
        as p(privilege)
    where has_table_privilege(s.oid, r.oid, p.privilege)
       or p.privilege in ('select', 'insert', 'update', 'references') and has_any_column_privilege(s.oid, r.oid, p.privilege)
)
select 'strong_role', s.rolname::text, a.what, s.rolname::text
from serving s join pg_roles r on r.oid = s.oid cross join lateral (
    values ('superuser', r.rolsuper), ('bypassrls', r.rolbypassrls), ('createrole', r.rolcreaterole),
           ('replication', r.rolreplication)
) as a(what, has) where a.has
union all
select 'strong_role', s.rolname::text, g.rolname::text, s.rolname::text
from serving s join pg_auth_members m on m.member = s.oid join pg_roles g on g.oid = m.roleid
union all
select 'owner', t.name, pg_get_userbyid(t.relowner)::text, '' from tables t
where pg_get_userbyid(t.relowner) <> %(owner)s::text
union all
select 'off', t.name, '', '' from tables t where not t.relrowsecurity and not t.is_shared
union all
select 'not_forced', t.name, '', '' from tables t where t.relrowsecurity and not t.relforcerowsecurity
union all
select 'no_policy', t.name, '', '' from tables t
where t.relrowsecurity and not exists (select from pg_policy p where p.polrelid = t.oid)
union all  -- a policy for the web role or for everyone that does not ask who it is for (app.tenant, app.user, app.token)
select 'open_policy', t.name, p.polname::text, %(web)s::text from tables t join pg_policy p on p.polrelid = t.oid
where p.polpermissive and not t.is_shared
  and (0 = any(p.polroles) or exists (select from serving s where s.oid = any(p.polroles) and s.rolname = %(web)s::text))
  and (   p.polqual is not null and strpos(pg_get_expr(p.polqual, p.polrelid), %(asks)s::text) = 0
       or p.polwithcheck is not null and strpos(pg_get_expr(p.polwithcheck, p.polrelid), %(asks)s::text) = 0)
union all
select 'public', r.name, '', '' from relation r where exists (select from aclexplode(r.relacl) a where a.grantee = 0)
union all  -- truncate asks no policy; references and trigger are the owner's
select 'too_much', r.name, a.privilege, a.rolname::text from relation r join reached a on a.oid = r.oid
where a.privilege in ('truncate', 'references', 'trigger')
union all
select 'view', r.name, '', '' from relation r where r.relkind = 'v' and exists (select from reached a where a.oid = r.oid)
  and not exists (
      select from pg_options_to_table(r.reloptions) o
      where o.option_name = 'security_invoker' and o.option_value::boolean)
union all
select distinct 'no_rows', r.name, '', a.rolname::text from relation r join reached a on a.oid = r.oid
where r.relkind in ('m', 'f')
union all
select 'definer', f.oid::regprocedure::text, pg_get_userbyid(f.proowner)::text, s.rolname::text
from pg_proc f join pg_namespace n on n.oid = f.pronamespace cross join serving s
where f.prosecdef and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and has_function_privilege(s.oid, f.oid, 'execute')
union all  -- unique checks see all rows; a primary key that is one random number tells nothing
select 'unique', t.name, i.indexrelid::regclass::text, '' from tables t join pg_index i on i.indrelid = t.oid
where t.has_tenant and i.indisunique and not exists (
    select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant' and a.attnum = any(i.indkey))
  and not (i.indisprimary and i.indnkeyatts = 1 and exists (
    select from pg_attribute a
    where a.attrelid = t.oid and a.attnum = any(i.indkey) and a.atttypid = 'uuid'::regtype))
union all  -- foreign keys see all rows
select 'foreign_key', t.name, k.conname::text, '' from tables t join pg_constraint k on k.conrelid = t.oid
join tables o on o.oid = k.confrelid
where k.contype = 'f' and t.has_tenant and o.has_tenant and not exists (
    select from unnest(k.conkey, k.confkey) as u(own, other)
    join pg_attribute a on a.attrelid = t.oid and a.attnum = u.own and a.attname = 'tenant'
    join pg_attribute b on b.attrelid = o.oid and b.attnum = u.other and b.attname = 'tenant')
