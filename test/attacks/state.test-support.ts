import type { Site } from './site.test-support.ts'

/** What there is of a network, and of some people, in every table that there is, whichever module made it. */
export const fingerprintOf = async (site: Site, network: string, people: readonly string[]): Promise<Record<string, string>> => {
  const tables = await site.owner<{ name: string; its: string }>(
    `select c.oid::regclass::text as name, a.attname as its from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attname in ('network_id', 'person_id') and not a.attisdropped
       where c.relkind = 'r' and n.nspname !~ '^pg' and n.nspname not in ('information_schema', 'public')
         and (a.attname = 'network_id' or not exists (select from pg_attribute b where b.attrelid = c.oid and b.attname = 'network_id'))
         and c.oid::regclass::text not in ('platform.installation_audit', 'identity.session') and c.relname !~ '_before$'`,
  )
  const marks = tables.map(({ name, its }) => {
    const which = its === 'network_id' ? 'network_id::text = $1' : 'person_id::text = any ($2)'
    return `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as mark from ${name} t where ${which}`
  })
  const rows = await site.owner<{ name: string; mark: string }>(marks.join('\nunion all '), [network, people])
  return Object.fromEntries(rows.map(({ name, mark }) => [name, mark]))
}
