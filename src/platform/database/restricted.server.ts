import type pg from 'pg'

type Danger = { role: string; why: string }

// By its own right or as everybody.
const MAKES_TEMPORARY = `exists (select from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
       where d.datname = current_database() and a.privilege_type = 'TEMPORARY' and a.grantee in (0, r.oid))`
// Everything that this session is, or could become by SET ROLE: a member of the owner's role is as good as the owner.
const DANGERS = `
  select r.rolname as role,
    case when r.rolsuper then 'is a superuser'
         when r.rolbypassrls then 'bypasses row-level security'
         when r.rolcreaterole then 'may make roles, and so give itself rights'
         when r.rolname in ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program') then 'reaches the files of the server'
         when r.rolname = session_user and ${MAKES_TEMPORARY} then 'may make temporary objects in the database'
         else 'owns objects of the database' end as why
    from pg_roles r
   where pg_has_role(session_user, r.oid, 'member') and (
     r.rolsuper or r.rolbypassrls or r.rolcreaterole
     or r.rolname in ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
     or (r.rolname = session_user and ${MAKES_TEMPORARY})
     or exists (select from pg_database d where d.datname = current_database() and d.datdba = r.oid)
     or exists (select from pg_namespace n where n.nspowner = r.oid and n.nspname !~ '^pg_|^information_schema$')
     or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relowner = r.oid and n.nspname !~ '^pg_|^information_schema$')
     or exists (select from pg_proc f join pg_namespace n on n.oid = f.pronamespace where f.proowner = r.oid and n.nspname !~ '^pg_|^information_schema$'))
   order by (r.rolname = session_user) desc, r.rolname limit 1`

/**
 * Refuses to serve with a login for which row-level security does not hold: a superuser, one that bypasses it, owns what it protects or
 * makes temporary objects (which come before all others by name), or a member of such a role.
 * @throws one line that names the role, the reason and the setting
 */
export const assertRestricted = async (pool: pg.Pool | pg.ClientBase): Promise<void> => {
  const { rows } = await pool.query<Danger>(DANGERS)
  const [danger] = rows
  if (danger === undefined) return
  throw new Error(
    `the login of the application ${danger.role === '' ? '' : `(${danger.role}) `}${danger.why}, so that the database could not keep networks apart: ` +
      'name a login without such rights in DATABASE_APP_URL, or leave it out and Maillage makes one',
  )
}
