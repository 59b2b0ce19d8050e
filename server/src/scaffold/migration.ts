import { err, ok, type Result } from '../base/result';
import { displayName, quoteIdent, quoteName } from '../model/names';
import { column, primaryKey, type SchemaView, type Table } from '../model/schema';
import type { TypeFact } from '../model/types';
import { wordsOfName } from '../rules/lib/names';
import { personalData } from '../rules/lib/personal-data';
import { findTable } from '../spec/resolve';
import { newTableName, type ScaffoldInput } from './entity';
import { migrationFiles, type Change, type HistoryPlace, type ScaffoldedFile } from './place';
import { isTable, styleOf } from './style';
import { createTable, CURSOR, referenceTo, typeSql, type Reference } from './table-sql';
import { snakeCase } from './words';

/** What a migration does and how it is undone, as SQL. */
interface Steps {
  readonly up: string;
  readonly down: string;
  /** Migrations that have to follow, since all at once would keep others from a table. */
  readonly then?: readonly Change[];
}

export interface MigrationInput extends ScaffoldInput {
  /** Whether a table may have rows that somebody uses, and a migration can run outside a transaction. */
  isInUse(table: Table): boolean;
}

/** Undefined where a phrase means something else after all. */
type Writer = (
  parts: readonly string[],
  schema: SchemaView,
  isInUse: MigrationInput['isInUse'],
) => Result<Steps> | undefined;

const PHRASES: readonly (readonly [form: RegExp, write: Writer])[] = [
  [/^create (?:table )?(.+)$|^add table (.+)$/i, writeTable],
  [/^add (?:columns? )?(.+) to (.+)$/i, writeColumns],
  [/^(?:drop|remove) (?:column )?(.+) from (.+)$/i, writeDropColumn],
  [/^(?:drop|remove) (?:table )?(.+)$/i, writeDropTable],
  [/^rename (?:column )?(.+) to (.+) (?:in|of|on) (.+)$/i, writeRenameColumn],
  [/^rename (?:table )?(.+) to (.+)$/i, writeRenameTable],
];

/**
 * A new migration. `create invoices`, `add status to orders`, `drop total from orders`, `drop legacy_flags` and
 * `rename total to amount in orders` are written out where the table is known; everything else is left to the person.
 */
export function newMigration({ name, schema, isInUse, ...place }: MigrationInput): Result<ScaffoldedFile[]> {
  const words = name.trim().replace(/\s+/g, ' ');
  if (!/[\p{L}\p{N}]/u.test(words)) {
    return err('Say in a few words what the migration does, for example `add status to orders`.');
  }
  const steps = read(words, schema, isInUse) ?? ok<Steps>({ up: `-- ${words}${CURSOR}`, down: '-- Undo it here.' });
  return steps.ok ? ok(inOrder([{ words, ...steps.value }, ...(steps.value.then ?? [])], place)) : steps;
}

/** Migrations one behind the other. */
function inOrder(changes: readonly Change[], place: HistoryPlace): ScaffoldedFile[] {
  const files: ScaffoldedFile[] = [];
  let last = place.last;
  for (const change of changes) {
    const made = migrationFiles(change, { ...place, ...(last !== undefined && { last }), read: (path) => files.find((file) => file.path === path)?.text ?? place.read(path) }); // prettier-ignore
    files.push(...made);
    last = made[0]!.path;
  }
  return files;
}

function read(words: string, schema: SchemaView, isInUse: MigrationInput['isInUse']): Result<Steps> | undefined {
  for (const [form, write] of PHRASES) {
    const parts = form
      .exec(words)
      ?.slice(1)
      .filter((part) => part !== undefined);
    const steps = parts && write(parts, schema, isInUse);
    if (steps) return steps;
  }
  return undefined;
}

function writeTable([name = '']: readonly string[], schema: SchemaView): Result<Steps> | undefined {
  const plain = nameOf(name);
  if (plain === undefined) return undefined;
  const style = styleOf(schema);
  const table = newTableName(plain, style.schema, schema);
  if (!table.ok) return table;
  return ok({ up: createTable(table.value, style, undefined), down: `DROP TABLE ${quoteName(table.value)};` });
}

function writeColumns(
  [list = '', target = '']: readonly string[],
  schema: SchemaView,
  isInUse: MigrationInput['isInUse'],
): Result<Steps> | undefined {
  const table = tableOf(target, schema);
  const names = [...new Set(list.split(/\s*,\s*(?:and )?| and /i).map(nameOf))];
  if (!table || !names.every((name) => name !== undefined)) return undefined;
  const present = names.find((name) => column(table, name));
  if (present !== undefined) return err(`\`${displayName(table)}\` has a column \`${present}\` already.`);
  const parts = names.map((name) => newColumn(name, table, schema, isInUse(table)));
  const actions = parts.flatMap(({ actions }) => actions);
  const drops = names.map((name) => `DROP COLUMN ${quoteIdent(name)}`);
  const behind = parts.flatMap(({ statements }) => statements).map((sql) => `\n\n${sql}`);
  const up = alter(table, actions).replace(/;$/, `${CURSOR};`) + behind.join('');
  return ok({ up, down: alter(table, drops), then: parts.flatMap(({ then = [] }) => then) });
}

/** A new column of a table that has rows: a reference where it is named like one, else of the type that its name tells. */
function newColumn(
  name: string,
  table: Table,
  schema: SchemaView,
  inUse: boolean,
): { actions: string[]; statements: string[]; then?: Change[] } {
  const target = name.endsWith('_id') ? tableOf(name.slice(0, -3), schema) : undefined;
  const reference = target && primaryKey(target) ? referenceTo(target, table) : undefined;
  if (reference?.columns.length === 1 && reference.columns[0]!.name === name) {
    const add = `ADD COLUMN ${quoteIdent(name)} ${reference.columns[0]!.type}`;
    if (!inUse) return { actions: [add, `ADD ${reference.constraint}`], statements: [reference.index] };
    return {
      actions: [add, `ADD ${reference.constraint} NOT VALID`],
      statements: [],
      then: behind(reference, name, table),
    };
  }
  const type = TYPES.find(([form]) => form.test(name))?.[1] ?? 'text';
  const what = personalData(wordsOfName(name), typeNamed(type), wordsOfName(table.name));
  const comment = `COMMENT ON COLUMN ${quoteName(table)}.${quoteIdent(name)} IS 'PII: ${what}. Retention: [how long]. Erasure: [how].';`;
  return { actions: [`ADD COLUMN ${quoteIdent(name)} ${type}`], statements: what === undefined ? [] : [comment] };
}

/** An index that is built while others write, and the check of the rows that are there. */
function behind({ index, indexName, constraintName }: Reference, column: string, table: Table): Change[] {
  return [
    {
      words: `index ${column} of ${table.name}`,
      up: index.replace('CREATE INDEX', 'CREATE INDEX CONCURRENTLY'),
      down: `DROP INDEX CONCURRENTLY ${quoteName({ ...table, name: indexName })};`,
      outsideTransaction: true,
    },
    {
      words: `validate ${column} of ${table.name}`,
      up: alter(table, [`VALIDATE CONSTRAINT ${quoteIdent(constraintName)}`]),
      down: '-- nothing to undo: a valid constraint holds for the same rows',
    },
  ];
}

const TYPES: readonly (readonly [name: RegExp, type: string])[] = [
  [/_at$/, 'timestamptz'],
  [/(?:^|_)date$|_on$/, 'date'],
  [/^(?:is|has|can)_/, 'boolean NOT NULL DEFAULT false'],
  [/(?:^|_)(?:count|quantity|position)$/, 'integer'],
  [/(?:^|_)(?:amount|price|total)$/, 'numeric(12, 2)'],
];

function typeNamed(written: string): TypeFact {
  const name = /^\w+/.exec(written)![0];
  return { display: written, name: { name }, builtIn: true, modifiers: [], dimensions: 0 };
}

function writeDropColumn([name = '', target = '']: readonly string[], schema: SchemaView): Result<Steps> | undefined {
  const table = tableOf(target, schema);
  const old = table && column(table, nameOf(name) ?? '');
  if (!table || !old) return undefined;
  const value = old.default ? ` DEFAULT ${old.default.text}` : '';
  const required = old.notNull && old.default ? ' NOT NULL' : '';
  const lost = old.notNull && !old.default ? '-- irreversible: the values are gone. Fill them, then make the column NOT NULL.\n' : ''; // prettier-ignore
  return ok({
    up: alter(table, [`DROP COLUMN ${quoteIdent(old.name)}`]),
    down: `${lost}${alter(table, [`ADD COLUMN ${quoteIdent(old.name)} ${typeSql(old.type)}${required}${value}`])}`,
  });
}

function writeDropTable([name = '']: readonly string[], schema: SchemaView): Result<Steps> | undefined {
  const table = tableOf(name, schema);
  return (
    table &&
    ok({
      up: `DROP TABLE ${quoteName(table)};`,
      down: '-- irreversible: the rows are gone. Create the table anew here, if there has to be a way back.',
    })
  );
}

function writeRenameColumn(
  [from = '', to = '', target = '']: readonly string[],
  schema: SchemaView,
): Result<Steps> | undefined {
  const table = tableOf(target, schema);
  const [old, name] = [nameOf(from), nameOf(to)];
  if (!table || old === undefined || name === undefined || !column(table, old)) return undefined;
  const rename = (a: string, b: string) => alter(table, [`RENAME COLUMN ${quoteIdent(a)} TO ${quoteIdent(b)}`]);
  return ok({ up: rename(old, name), down: rename(name, old) });
}

function writeRenameTable([from = '', to = '']: readonly string[], schema: SchemaView): Result<Steps> | undefined {
  const table = tableOf(from, schema);
  const name = nameOf(to);
  if (!table || name === undefined) return undefined;
  const renamed = { schema: table.schema, name };
  return ok({
    up: `ALTER TABLE ${quoteName(table)} RENAME TO ${quoteIdent(name)};`,
    down: `ALTER TABLE ${quoteName(renamed)} RENAME TO ${quoteIdent(table.name)};`,
  });
}

function alter(table: Table, actions: readonly string[]): string {
  const [only, ...more] = actions;
  const name = quoteName(table);
  return more.length === 0 ? `ALTER TABLE ${name} ${only};` : `ALTER TABLE ${name}\n    ${actions.join(',\n    ')};`;
}

function tableOf(words: string, schema: SchemaView): Table | undefined {
  const name = nameOf(words);
  return name === undefined ? undefined : findTable({ name }, [...schema.tables()].filter(isTable));
}

const MOST_WORDS = 4;
/** Words that belong to no name: a description with one of them says more than is understood here. */
const PLAIN = new Set(
  (
    'a an and as by check constraint enum extension for from function in index key materialized not of on or partition ' +
    'policy primary role schema sequence the to trigger type unique using view when where with'
  ).split(' '),
);

/** The identifier that words are, unless they are more than a name. */
function nameOf(words: string): string | undefined {
  const name = snakeCase(words.replace(/^the | (?:table|column)$/gi, ''));
  const parts = name.split('_');
  return parts.length > MOST_WORDS || !/\p{L}/u.test(name) || parts.some((part) => PLAIN.has(part)) ? undefined : name;
}
