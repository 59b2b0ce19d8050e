import type { PGlite } from '@electric-sql/pglite';
import type { CatalogSchema, CatalogTable } from '../../server/src/features/catalog';

/** What is compared of a schema. */
export type ComparedTable = Omit<CatalogTable, 'triggers' | 'policies' | 'rowSecurity'>;
export type ComparedSchema = Pick<CatalogSchema, 'name' | 'enums'> & { readonly tables: readonly ComparedTable[] };

/** What PostgreSQL says of the user's schemas, in the canonical form of `tablewright catalog`. */
export async function postgresCatalog(db: PGlite): Promise<ComparedSchema[]> {
  await db.exec('SET search_path = public');
  const { rows } = await db.query<{ catalog: ComparedSchema[] }>(QUERY);
  return rows[0]?.catalog ?? [];
}

/** Objects of extensions are theirs. What a foreign key adds for each partition that it points to is no constraint of its own. */
const QUERY = `
WITH mine AS (
  SELECT n.oid, n.nspname FROM pg_namespace n
  WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = n.oid AND d.classid = 'pg_namespace'::regclass AND d.deptype = 'e')
),
relations AS (
  SELECT c.*, mine.nspname FROM pg_class c JOIN mine ON mine.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')
)
SELECT coalesce(json_agg(s ORDER BY s.name COLLATE "C"), '[]') AS catalog FROM (
  SELECT mine.nspname AS name,
    (SELECT coalesce(json_agg(json_build_object('name', t.typname, 'values',
        (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)) ORDER BY t.typname COLLATE "C"), '[]')
      FROM pg_type t WHERE t.typnamespace = mine.oid AND t.typtype = 'e'
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.classid = 'pg_type'::regclass AND d.deptype = 'e')) AS enums,
    (SELECT coalesce(json_agg(json_build_object(
        'name', c.relname,
        'kind', CASE WHEN c.relispartition THEN 'partition' WHEN c.relkind = 'p' THEN 'partitioned' WHEN c.relkind = 'v' THEN 'view'
          WHEN c.relkind = 'm' THEN 'matview' WHEN c.relkind = 'f' THEN 'foreign' ELSE 'table' END,
        'comment', obj_description(c.oid, 'pg_class'),
        'columns', (SELECT coalesce(json_agg(json_build_object(
            'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
            'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
            'generated', CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
            'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END,
            'comment', col_description(c.oid, a.attnum)) ORDER BY a.attnum), '[]')
          FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
        'constraints', (SELECT coalesce(json_agg(json_build_object(
            'name', k.conname, 'kind', k.contype,
            'columns', (SELECT coalesce(json_agg(a.attname ORDER BY u.n), '[]') FROM unnest(k.conkey) WITH ORDINALITY u(attnum, n)
              JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum),
            'references', CASE WHEN k.contype = 'f' THEN json_build_object(
              'schema', (SELECT fn.nspname FROM pg_class fc JOIN pg_namespace fn ON fn.oid = fc.relnamespace WHERE fc.oid = k.confrelid),
              'table', (SELECT fc.relname FROM pg_class fc WHERE fc.oid = k.confrelid),
              'columns', (SELECT json_agg(a.attname ORDER BY u.n) FROM unnest(k.confkey) WITH ORDINALITY u(attnum, n)
                JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum)) END,
            'onDelete', CASE WHEN k.contype = 'f' THEN CASE k.confdeltype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict'
              WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END END,
            'onUpdate', CASE WHEN k.contype = 'f' THEN CASE k.confupdtype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict'
              WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END END,
            'validated', k.convalidated,
            'definition', pg_get_constraintdef(k.oid)) ORDER BY k.conname COLLATE "C"), '[]')
          FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x', 'n')
            AND NOT EXISTS (SELECT 1 FROM pg_constraint parent WHERE parent.oid = k.conparentid AND parent.conrelid = k.conrelid)),
        'indexes', (SELECT coalesce(json_agg(json_build_object(
            'name', ic.relname, 'unique', i.indisunique, 'method', am.amname, 'definition', pg_get_indexdef(i.indexrelid))
            ORDER BY ic.relname COLLATE "C"), '[]')
          FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_am am ON am.oid = ic.relam
          WHERE i.indrelid = c.oid AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')))
      ) ORDER BY c.relname COLLATE "C"), '[]')
      FROM relations c WHERE c.relnamespace = mine.oid) AS tables
  FROM mine
) s`;
