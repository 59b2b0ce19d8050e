import { basename, dirname } from '../base/paths';
import { err, ok, type Result } from '../base/result';
import { displayName, quoteName } from '../model/names';
import { primaryKey, type SchemaView, type Table } from '../model/schema';
import type { RootSpec } from '../workspace/grouping';
import { migrationFiles, scaffolded, type HistoryPlace, type ScaffoldedFile } from './place';
import { isTable, styleOf } from './style';
import { createTable, type TableName } from './table-sql';
import { plural, snakeCase } from './words';

/** What a new file is made from and where it goes. */
export interface ScaffoldInput extends HistoryPlace {
  /** What the person typed. */
  readonly name: string;
  readonly schema: SchemaView;
}

export interface EntityInput extends ScaffoldInput {
  /** The table that each row of the new one belongs to. */
  readonly parent: Table | undefined;
}

const MAX_NAME_BYTES = 63;

/** A new table: a migration, or a file beside those of the schema where that isn't made by migrations. */
export function newEntity(input: EntityInput): Result<ScaffoldedFile[]> {
  const { name, parent, root, schema, folder } = input;
  if (parent && (!isTable(parent) || !primaryKey(parent))) {
    return err(`\`${displayName(parent)}\` has no primary key, so nothing can belong to it. Add one first.`);
  }
  const style = styleOf(schema);
  const table = newTableName(name, parent?.schema ?? style.schema, schema);
  if (!table.ok) return table;
  const up = createTable(table.value, style, parent);
  if (root && root.kind !== 'schema') {
    const change = { words: `create ${table.value.name}`, up, down: `DROP TABLE ${quoteName(table.value)};` };
    return ok(migrationFiles(change, input));
  }
  const place = root ? tableFolder(root, schema, parent) : `${folder}/schema`;
  return ok([scaffolded(`${place}/${table.value.name}.sql`, `${up}\n`)]);
}

/** What a new table is called after what the person typed. Errors are sentences. */
export function newTableName(typed: string, home: string, schema: SchemaView): Result<TableName> {
  if (typed.trim() === '') return err('Say what one of them is called, for example `Order item`.');
  if (!/\p{L}/u.test(typed))
    return err(`\`${typed.trim()}\` has no letters. Say what one of them is called, for example \`Order item\`.`);
  const table = { schema: home, name: plural(snakeCase(typed)) };
  if (Buffer.byteLength(table.name) > MAX_NAME_BYTES) {
    return err(`\`${table.name}\` is longer than PostgreSQL's ${MAX_NAME_BYTES} bytes. Choose a shorter name.`);
  }
  const taken = schema.resolve(table, [home]) ?? schema.enum(table, [home]);
  if (taken) return err(`There is \`${displayName(taken)}\` already, in ${basename(taken.origin.source.file)}.`);
  return ok(table);
}

/** The folder that holds the parent, else the one that holds most tables. */
function tableFolder(root: RootSpec, schema: SchemaView, parent: Table | undefined): string {
  if (parent) return dirname(parent.origin.source.file);
  const counts = new Map<string, number>();
  for (const { origin } of schema.tables()) {
    const folder = dirname(origin.source.file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? dirname(root.files[0]!);
}
