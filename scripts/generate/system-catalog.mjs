// The relations that PostgreSQL itself brings: queries of the catalogue find them beside a schema's own.
import { PGlite } from '@electric-sql/pglite';

export const SYSTEM_CATALOG_FILE = 'server/src/model/system-catalog.generated.ts';

/** The TypeScript module. The embedded PostgreSQL keeps Node running afterwards. */
export async function systemCatalog() {
  const db = await PGlite.create();
  const { rows } = await db.query(`
    SELECT n.nspname || ' ' || c.relname || ' ' || c.relkind::text || ' ' ||
        (SELECT string_agg(a.attname || CASE WHEN a.attnotnull THEN '!' ELSE '' END || ':' ||
            CASE WHEN tn.nspname = 'pg_catalog' THEN '' ELSE tn.nspname || '.' END || coalesce(el.typname || '[]', t.typname), ',' ORDER BY a.attnum)
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type el ON el.typarray = t.oid
           JOIN pg_namespace tn ON tn.oid = coalesce(el.typnamespace, t.typnamespace) WHERE a.attrelid = c.oid AND a.attnum > 0) ||
        coalesce((SELECT string_agg(' ' || i.relname || CASE WHEN x.indisprimary THEN ':p' WHEN x.indisunique THEN ':u' ELSE ':i' END, '' ORDER BY i.relname COLLATE "C")
         FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = c.oid), '') AS line
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v') AND n.nspname IN ('pg_catalog', 'information_schema')
    ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`);
  return [
    "// Made by `npm run generate` from PostgreSQL's own catalogue.",
    '/** A line for each relation: `schema name kind columns indexes`; columns are `name:type`, with `!` where they are NOT NULL; `:p` and `:u` mark keys. */',
    'export const SYSTEM_CATALOG = `',
    ...rows.map(({ line }) => line),
    '`;',
    '',
  ].join('\n');
}
