import type { Span } from '../base/span';
import { describeEffects } from '../model/effects/describe';
import { effectsOf } from '../model/effects/effects';
import { displayName } from '../model/names';
import { primaryKey, type Column, type Constraint, type Origin, type Table } from '../model/schema';
import { walk } from '../workspace/acts';
import type { Root } from '../workspace/root';
import type { SqlFile } from '../workspace/files';
import type { Workspace } from '../workspace/workspace';
import { describedIn } from './described-in';
import { targetAt } from './target';

export interface Hover {
  /** Markdown. */
  readonly text: string;
  readonly span: Span;
}

/** Makes a Markdown link to where something is defined. */
export type Link = (origin: Origin) => string;

const MAX_COLUMNS = 40;

export function hover(workspace: Workspace, file: SqlFile, offset: number, link: Link): Hover | undefined {
  const target = targetAt(workspace, file, offset);
  if (!target) return statementCard(workspace, file, offset);
  switch (target.kind) {
    case 'table':
      return {
        text: tableCard(target.table, target.root, link) + describedIn(workspace, target.table, target.root, link),
        span: target.span,
      };
    case 'column':
      return { text: columnCard(target.table, target.column, target.root, link), span: target.span };
    case 'enum': {
      const { type } = target;
      const values = type.values.map((value) => `'${value}'`).join(', ');
      return {
        text: `${code(`CREATE TYPE ${displayName(type)} AS ENUM (${values})`)}\n\n${link(type.origin)}`,
        span: target.span,
      };
    }
  }
}

/** On a word of a statement that names nothing: what the statement, or its part there, does to tables. */
function statementCard(workspace: Workspace, file: SqlFile, offset: number): Hover | undefined {
  const root = workspace.rootOf(file.path);
  const text = root?.text(file.path);
  const statement = file.sql.statementAt(offset);
  if (!root || !text || !statement || statement.empty || offset < statement.start || offset > statement.end)
    return undefined;
  let found: Hover | undefined;
  walk(root, text, [statement], ({ acts }, before) => {
    const at = offset - statement.start;
    const part = acts.length > 1 ? acts.find(({ span }) => span.start <= at && at <= span.end) : undefined;
    const words = describeEffects(effectsOf(part ? [part] : acts, before), before);
    const { start, end } = part?.span ?? { start: 0, end: statement.end - statement.start };
    if (words !== undefined)
      found = { text: words, span: { start: statement.start + start, end: statement.start + end } };
  });
  return found;
}

/** Columns, keys, references in and out, indexes, comment and origin of a table. */
export function tableCard(table: Table, root: Root, link: Link): string {
  const parts: string[] = [code(`${title(table)} (\n${columnLines(table)}\n)`)];
  if (table.comment !== undefined) parts.push(table.comment);
  const facts: string[] = [];
  for (const constraint of table.constraints) {
    const target =
      constraint.references && root.model.resolve(constraint.references.table, constraint.origin.source.path);
    if (constraint.references) {
      const name = target ? displayName(target) : constraint.references.table.name;
      facts.push(`→ \`${name}\` by ${list(constraint.columns)}${onDelete(constraint)}`);
    } else if (constraint.kind === 'unique') facts.push(`unique ${list(constraint.columns)}`);
    else if (constraint.kind === 'check') facts.push(`check \`${oneLine(constraint.expression?.text ?? '')}\``);
  }
  for (const { owner, constraint } of referencesTo(table, root)) {
    facts.push(`← \`${displayName(owner)}\` by ${list(constraint.columns)}${onDelete(constraint)}`);
  }
  for (const index of table.indexes) {
    const keys = index.keys.map((key) => oneLine(key.text)).join(', ');
    const where = index.predicate ? ` where ${oneLine(index.predicate.text)}` : '';
    facts.push(`${index.unique ? 'unique index' : 'index'} \`${index.name} (${keys})${where}\``);
  }
  if (facts.length > 0) parts.push(facts.map((fact) => `- ${fact}`).join('\n'));
  const changed = table.changed ? `, last changed in ${link(table.changed)}` : '';
  parts.push(`Defined in ${link(table.nameOrigin)}${changed}`);
  return parts.join('\n\n');
}

export function columnCard(table: Table, column: Column, root: Root, link: Link): string {
  const parts = [code(columnLine(column).trim())];
  if (column.comment !== undefined) parts.push(column.comment);
  const facts: string[] = [];
  if (primaryKey(table)?.columns.includes(column.name)) facts.push('part of the primary key');
  for (const constraint of table.constraints) {
    if (!constraint.references || !constraint.columns.includes(column.name)) continue;
    const target = root.model.resolve(constraint.references.table, constraint.origin.source.path);
    facts.push(`→ \`${target ? displayName(target) : constraint.references.table.name}\`${onDelete(constraint)}`);
  }
  const type = column.type.builtIn ? undefined : root.model.enum(column.type.name, column.origin.source.path);
  if (type) facts.push(`one of ${type.values.map((value) => `\`${value}\``).join(', ')}`);
  for (const index of table.indexes) {
    if (index.keys.some((key) => key.column === column.name)) facts.push(`in index \`${index.name}\``);
  }
  if (facts.length > 0) parts.push(facts.map((fact) => `- ${fact}`).join('\n'));
  parts.push(`Column of \`${displayName(table)}\`, defined in ${link(column.nameOrigin)}`);
  return parts.join('\n\n');
}

const TITLES = {
  table: 'TABLE',
  partitioned: 'TABLE',
  partition: 'PARTITION',
  view: 'VIEW',
  matview: 'MATERIALIZED VIEW',
  foreign: 'FOREIGN TABLE',
} as const;

function title(table: Table): string {
  return `${TITLES[table.kind]} ${displayName(table)}`;
}

function columnLines(table: Table): string {
  const shown = table.columns.slice(0, MAX_COLUMNS).map((column) => {
    const key = primaryKey(table)?.columns.includes(column.name) ? ' PRIMARY KEY' : '';
    return columnLine(column, key);
  });
  const more = table.columns.length - shown.length;
  return [...shown, ...(more > 0 ? [`  -- and ${more} more`] : [])].join(',\n');
}

function columnLine(column: Column, key = ''): string {
  const notNull = column.notNull && key === '' ? ' NOT NULL' : '';
  const value = column.default ? ` DEFAULT ${oneLine(column.default.text)}` : '';
  const identity = column.identity ? ` GENERATED ${column.identity.toUpperCase()} AS IDENTITY` : '';
  return `  ${column.name} ${column.type.serial ?? column.type.display}${key}${notNull}${identity}${value}`;
}

function referencesTo(table: Table, root: Root): { readonly owner: Table; readonly constraint: Constraint }[] {
  const found: { owner: Table; constraint: Constraint }[] = [];
  for (const owner of root.model.tables()) {
    for (const constraint of owner.constraints) {
      const { references } = constraint;
      if (references && root.model.resolve(references.table, constraint.origin.source.path) === table)
        found.push({ owner, constraint });
    }
  }
  return found.sort((a, b) => (a.owner.key < b.owner.key ? -1 : 1));
}

function onDelete({ references }: Constraint): string {
  return references && references.onDelete !== 'no action' ? `, on delete ${references.onDelete}` : '';
}

function list(columns: readonly string[]): string {
  return `\`${columns.join(', ')}\``;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function code(sql: string): string {
  return `\`\`\`sql\n${sql}\n\`\`\``;
}
