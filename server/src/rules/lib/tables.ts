import { displayName } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import { findWords, type Texts } from './syntax';

const TOOL_TABLES = new Set(
  (
    'schema_migrations schema_migration schema_version ar_internal_metadata goose_db_version flyway_schema_history ' +
    'gorp_migrations migrations knex_migrations knex_migrations_lock sequelizemeta sequelize_meta databasechangelog ' +
    'databasechangeloglock alembic_version django_migrations _prisma_migrations __diesel_schema_migrations ' +
    '__efmigrationshistory __drizzle_migrations _sqlx_migrations atlas_schema_revisions pgmigrations ' +
    'doctrine_migration_versions spatial_ref_sys oban_jobs oban_peers oban_producers good_jobs delayed_jobs que_jobs ' +
    'river_job river_leader river_queue river_client river_client_queue river_migration spring_session ' +
    'spring_session_attributes shedlock action_text_rich_texts'
  ).split(' '),
);
/** What libraries for jobs, files and sessions make by migrations of their own. */
const LIBRARY = /^(?:active_storage|good_job|solid_queue|solid_cache|solid_cable|django|qrtz|hdb)_/;

/** What a migration tool, an extension or a library keeps for itself. */
export function isToolTable(name: string): boolean {
  const lower = name.toLowerCase();
  return TOOL_TABLES.has(lower) || LIBRARY.test(lower);
}

/**
 * A table that is designed here: no view, no temporary or foreign table, no partition, which follows its parent, and none
 * that a tool made for itself.
 */
export function isOwnTable(table: Table): boolean {
  return (table.kind === 'table' || table.kind === 'partitioned') && !table.temporary && !isToolTable(table.name);
}

/** A short list of values that others refer to. */
export function isLookup(table: Table): boolean {
  return table.columns.length <= 3 && !table.constraints.some(({ kind }) => kind === 'foreign key');
}

/** The table's name as it stands in messages. */
export function describe(table: Table): string {
  return `\`${displayName(table)}\``;
}

/** The columns that are defined with this table, not those that it took over from another one (LIKE, INHERITS, AS SELECT). */
export function ownColumns(table: Table, context: Texts): readonly Column[] {
  let columns = own.get(table);
  if (!columns) own.set(table, (columns = findOwn(table, context)));
  return columns;
}

/** Many rules ask; a table is another object when a statement on it changes. */
const own = new WeakMap<Table, readonly Column[]>();

function findOwn(table: Table, context: Texts): readonly Column[] {
  return table.columns.filter(
    ({ origin: { source, span } }) =>
      (source === table.origin.source && span.start !== table.origin.span.start) ||
      !findWords(context, { source, span: { start: 0, end: 6 } }, 'create'),
  );
}
