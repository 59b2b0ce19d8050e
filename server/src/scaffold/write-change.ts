import { err, ok, type Result } from '../base/result';
import { applyEdits, type TextEdit } from '../base/span';
import { columnSql, nameSql, printChange, type SchemaChange, type TableAction } from '../change/changes';
import { diffSchemas } from '../change/diff/diff';
import { Written } from '../change/diff/written';
import type { Engine } from '../lint/engine';
import { quoteIdentifier } from '../model/expr/format';
import { column as columnOf, placeOf, type Table } from '../model/schema';
import { textOf } from '../workspace/files';
import type { Root } from '../workspace/root';
import { migrationForStatements } from './change-migration';
import type { ScaffoldedFile } from './place';
import { whatIf } from './what-if';

/** How a change to the schema is written down: as edits of the files that make it, or as a new migration. */
export type WrittenChange =
  | { readonly as: 'edits'; readonly edits: ReadonlyMap<string, readonly TextEdit[]> }
  | { readonly as: 'files'; readonly files: readonly ScaffoldedFile[] };

/**
 * Writes a change to a root's schema where it belongs. In a history that is a new migration with its Down. In the files of a
 * schema it is edits: a column, constraint, type, default or NOT NULL in the CREATE TABLE itself where that says the same, else
 * the statement behind all others of the file. Nothing is written by this: show the edits, or the files, and let the person
 * decide. What comes is folded before it is given, and does what the change does; an error is a sentence for people.
 *
 *     const table = { schema: 'public', name: 'orders' };
 *     await writeChange(engine, root, [
 *       { change: 'alter table', table, actions: [{ do: 'add column', column: { name: 'note', type: 'text' } }] },
 *       { change: 'create index', name: 'orders_note_idx', definition: 'ON orders (note)' },
 *       { change: 'comment', on: 'COLUMN orders.note', text: 'What the customer said' },
 *     ]);
 */
export async function writeChange(
  engine: Engine,
  root: Root,
  changes: readonly SchemaChange[],
): Promise<Result<WrittenChange>> {
  if (root.kind === 'history') {
    const drafted = await migrationForStatements(engine, root, changes);
    return drafted.ok ? ok({ as: 'files', files: drafted.value.files }) : drafted;
  }
  const { workspace } = engine;
  const wanted = whatIf(root, workspace, { more: changes.map(printChange).join('\n') });
  const { version: postgresVersion } = root.postgres;
  for (const inPlace of [true, false]) {
    const edits = editsFor(changes, root, engine, inPlace);
    if (!edits) continue;
    const left = diffSchemas(whatIf(root, workspace, { edits }), wanted, { postgresVersion });
    if (left.changes.length === 0) return ok({ as: 'edits', edits });
  }
  return err(
    'This change can’t be written into the files of the schema: they say something else about it further below.',
  );
}

function editsFor(
  changes: readonly SchemaChange[],
  root: Root,
  { workspace }: Engine,
  inPlace: boolean,
): ReadonlyMap<string, readonly TextEdit[]> | undefined {
  const edits = new Map<string, TextEdit[]>();
  const add = (file: string, edit: TextEdit) => edits.set(file, [...(edits.get(file) ?? []), edit]);
  const textOfFile = (file: string) => textOf(workspace.file(file)) ?? '';
  let last = root.files.at(-1);
  for (const change of changes) {
    const table = tableOf(change, root);
    const file = table?.origin.source.file ?? last;
    if (file === undefined) return undefined;
    last = file;
    const own =
      inPlace && table && change.change === 'alter table'
        ? inTable(change.actions, table, textOfFile(file))
        : undefined;
    if (own) own.forEach((edit) => add(file, edit));
    else add(file, behind(printChange(change), textOfFile(file)));
  }
  return new Map([...edits].filter(([file, list]) => isPossible(textOfFile(file), list)));
}

function isPossible(text: string, edits: readonly TextEdit[]): boolean {
  try {
    applyEdits(text, edits);
    return true;
  } catch {
    return false;
  }
}

/** The table that a change is about. */
function tableOf(change: SchemaChange, root: Root): Table | undefined {
  if ('table' in change) return root.model.table(`${change.table.schema}.${change.table.name}`);
  const text = change.change === 'create index' ? change.definition : change.change === 'comment' ? change.on : '';
  const named = [...root.model.tables()].filter((table) => new RegExp(`(?:^|[ .])${escaped(nameSql(table))}(?:[ .(]|$)`).test(text)); // prettier-ignore
  return named.sort((a, b) => b.name.length - a.name.length)[0];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function behind(sql: string, text: string): TextEdit {
  const end = text.trimEnd().length;
  const open = end > 0 && !text.slice(0, end).endsWith(';') ? ';' : '';
  return { span: { start: end, end }, newText: `${open}${end > 0 ? '\n\n' : ''}${sql}` };
}

/** Edits of a CREATE TABLE; undefined where one of the actions isn't said there. */
function inTable(actions: readonly TableAction[], table: Table, text: string): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const action of actions) {
    const edit = inDefinition(action, table, text);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits;
}

function inDefinition(action: TableAction, table: Table, text: string): TextEdit | undefined {
  const { source } = table.origin;
  if (action.do === 'add column' || action.do === 'add constraint') {
    const sql = action.do === 'add column' ? columnSql(action.column) : `CONSTRAINT ${quoteIdentifier(action.name)} ${action.definition}`; // prettier-ignore
    const columns = table.columns.filter((column) => column.origin.source === source && !column.inherited);
    const parts = [...columns, ...(action.do === 'add column' ? [] : table.constraints.filter((each) => each.origin.source === source))]; // prettier-ignore
    const places = parts.map(({ origin }) => placeOf(origin));
    const last = places.sort((a, b) => a.end - b.end).at(-1);
    const first = columns[0] && placeOf(columns[0].origin);
    if (!last || !first || ('notValid' in action && action.notValid)) return undefined;
    const line = text.lastIndexOf('\n', first.start) + 1;
    const indent = text.slice(line, first.start);
    const gap = /^\s*$/.test(indent) && line > 0 ? `,\n${indent}` : ', ';
    return { span: { start: last.end, end: last.end }, newText: `${gap}${sql}` };
  }
  const column = 'column' in action && typeof action.column === 'string' ? columnOf(table, action.column) : undefined;
  if (!column || column.origin.source !== source || column.typeOrigin.source !== source) return undefined;
  const [place, type] = [placeOf(column.origin), placeOf(column.typeOrigin)];
  const written = new Written(text.slice(place.start, place.end));
  const replaced = (from: number, to: number, by: string): TextEdit => {
    const kept = written.with([{ from, to, by }]);
    return { span: place, newText: kept.replace(/ {2,}/g, ' ').trimEnd() };
  };
  const after = (newText: string): TextEdit => ({ span: { start: type.end, end: type.end }, newText });
  const notNull = written.find(['not', 'null']);
  switch (action.do) {
    case 'set type':
      return action.using === undefined ? { span: type, newText: action.type } : undefined;
    case 'set not null':
      return after(' NOT NULL');
    case 'drop not null':
      return notNull < 0 ? undefined : replaced(notNull, notNull + 2, '');
    case 'set default':
      return column.default ? undefined : after(` DEFAULT ${action.expression}`);
    default:
      return undefined;
  }
}
