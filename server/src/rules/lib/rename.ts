import { quoteIdent } from '../../model/names';
import type { Column, Constraint, Origin, Table } from '../../model/schema';
import { tokenize } from '../../sql/lexer';
import type { Edit, Fix } from '../define-rule';
import type { Conventions } from './conventions';
import { replace } from './edits';
import { wordsOfExpression, type Texts } from './syntax';

/** Where the name of a constraint stands, if it is written with it. */
export function writtenConstraintName({ origin, named }: Constraint, context: Texts): Origin | undefined {
  if (!named) return undefined;
  const text = context.text(origin);
  const [first, second] = tokenize(text).filter(({ kind }) => kind !== 'comment');
  if (!first || !second || text.slice(first.start, first.end).toLowerCase() !== 'constraint') return undefined;
  const { source, span } = origin;
  return { source, span: { start: span.start + second.start, end: span.start + second.end } };
}

/** The same, if it is still its name. */
export function constraintNamePlace(constraint: Constraint, context: Texts): Origin | undefined {
  const at = writtenConstraintName(constraint, context);
  return at && unquoted(context.text(at)) === constraint.name ? at : undefined;
}

/** A name as PostgreSQL reads it. */
export function unquoted(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.toLowerCase();
}

/** Changes a name where it stands. */
export function renameAt(at: Origin, newName: string): Fix {
  return { title: `Rename to \`${newName}\``, kind: 'suggestion', edits: [replace(at, quoteIdent(newName))] };
}

/** Renames a column where it is defined and in its table's keys; nothing where something else may name it. */
export function renameColumn(
  table: Table,
  column: Column,
  newName: string,
  context: Texts & { readonly conventions: Conventions },
): readonly Fix[] {
  const { name, origin, nameOrigin } = column;
  if (table.columns.some((other) => other.name === newName) || context.conventions.usedTables.has(table.key)) return [];
  if (table.triggers.length > 0 || table.policies.length > 0 || table.partitionKey || column.comment !== undefined)
    return [];
  if (
    unquoted(context.text(nameOrigin)) !== name ||
    table.columns.some(({ generated }) => generated && mentions(generated.text, name))
  )
    return [];
  const edits: Edit[] = [replace(nameOrigin, quoteIdent(newName))];
  for (const { columns, columnOrigins, expression, exclusion, inline, include, references } of table.constraints) {
    if (!columns.includes(name) && !mentions(expression?.text ?? '', name) && !include.includes(name)) continue;
    if (expression || exclusion || include.includes(name) || references?.columns.includes(name)) return [];
    const at = columnOrigins[columns.indexOf(name)];
    if (inline) continue;
    if (!at) return [];
    edits.push(replace(at, quoteIdent(newName)));
  }
  for (const { keys, include, predicate } of table.indexes) {
    if (include.includes(name) || mentions(predicate?.text ?? '', name)) return [];
    for (const key of keys) {
      if (!mentions(key.text, name)) continue;
      const [first] = tokenize(context.text(key.origin));
      if (key.column !== name || !first) return [];
      const { source, span } = key.origin;
      edits.push(replace({ source, span: { start: span.start, end: span.start + first.end } }, quoteIdent(newName)));
    }
  }
  if (edits.some(({ at }) => 'source' in at && at.source.file !== origin.source.file)) return [];
  return [{ title: `Rename to \`${newName}\``, kind: 'suggestion', edits }];
}

/** Renames a table where it is made, if nothing else names it. */
export function renameTable(
  table: Table,
  newName: string,
  context: Texts & { readonly conventions: Conventions },
): readonly Fix[] {
  const { source } = table.origin;
  const isAlone =
    !table.changed &&
    table.comment === undefined &&
    table.indexes.length + table.triggers.length + table.policies.length + table.grants.length === 0 &&
    table.columns.every(({ comment }) => comment === undefined) &&
    !context.conventions.usedTables.has(table.key);
  if (!isAlone) return [];
  const text = context.text(table.nameOrigin);
  const last = tokenize(text).at(-1);
  if (!last || unquoted(text.slice(last.start, last.end)) !== table.name) return [];
  const start = table.nameOrigin.span.start;
  return [renameAt({ source, span: { start: start + last.start, end: start + last.end } }, newName)];
}

function mentions(text: string, name: string): boolean {
  return text !== '' && wordsOfExpression(text).has(name);
}
