import type { WrittenQuery } from '../rules/define-rule';
import { shift, type Span } from '../base/span';
import { displayName } from '../model/names';
import type { Constraint, SchemaView, Table } from '../model/schema';
import { readCardinality, type Side } from '../rules/lib/cardinality';
import { columnOf } from '../rules/lib/documents';
import { listed } from '../rules/lib/names';
import { keysTo } from '../rules/lib/related';
import type { SpecColumn, SpecEntity, SpecRelation } from '../spec/facts';
import { TableIndex } from '../spec/resolve';
import type { Root } from '../workspace/root';
import { UNREAD, type Behind, type SpecFile } from '../workspace/files';
import type { Workspace } from '../workspace/workspace';
import { hoverContract, hoverPattern } from './hover-contract';
import { hoverDiagram } from './hover-diagram';
import { hoverDictionary, hoverPlan } from './hover-plan';
import { columnCard, tableCard, type Hover, type Link } from './hover';

/**
 * On an entity of a document, its columns, keys and relationships, in lists, tables and diagrams, and on the steps of a plan: what
 * the schema has.
 */
export function hoverDocument(
  workspace: Workspace,
  file: SpecFile,
  offset: number,
  link: Link,
  query: (sql: string, start: number) => WrittenQuery,
): Hover | undefined {
  const root = workspace.rootOf(file.path);
  if (!root) return undefined;
  if (file.behind) return hoverBehind(workspace, file.behind, offset, link, query);
  const inside = ({ start, end }: Span) => start <= offset && offset <= end;
  const tables = new TableIndex([...root.model.tables()]);
  const drawn = hoverDiagram(file.facts, root, offset, {
    table: (table) => tableCard(table, root, link),
    column: (table, column) => columnCard(table, column, root, link),
  });
  if (drawn) return drawn;
  const named = hoverPlan(file.facts, workspace, offset) ?? hoverDictionary(file.facts, root, offset);
  if (named) return named;
  const own = hoverContract(file.facts, root, offset) ?? hoverPattern(file.facts, root, offset, query);
  if (own) return own;
  const relation = file.facts.relations.find((each) => each.form !== 'diagram' && inside(each.span));
  if (relation) return relationHover(file, relation, offset, root, tables, link);
  for (const entity of file.facts.entities) {
    if (!inside(entity.span) && !inside(entity.nameSpan)) continue;
    const table = tables.find(entity);
    if (!table) continue;
    if (inside(entity.nameSpan))
      return { text: tableCard(table, root, link) + differences(entity, table), span: entity.nameSpan };
    const item = entity.columns.find((candidate) => inside(candidate.nameSpan));
    const found = item && columnOf(table, item.name);
    if (found) return { text: columnCard(table, found, root, link) + said(item), span: item.nameSpan };
  }
  return undefined;
}

/** In a long document that was edited since it was read: what is known of the place as it was. */
function hoverBehind(
  workspace: Workspace,
  { read, edited: { start, oldEnd, newEnd } }: Behind,
  offset: number,
  link: Link,
  query: (sql: string, start: number) => WrittenQuery,
): Hover | undefined {
  if (start <= offset && offset <= newEnd) return { text: UNREAD, span: { start, end: newEnd } };
  const by = offset < start ? 0 : newEnd - oldEnd;
  const found = hoverDocument(workspace, read, offset - by, link, query);
  return found && { ...found, span: shift(found.span, by) };
}

/** The columns that only one of both has. */
function differences(entity: SpecEntity, table: Table): string {
  if (entity.columns.length === 0 || table.open) return '';
  const named = entity.columns.map(({ name }) => columnOf(table, name));
  const unknown = entity.columns.filter(({ placeholder }, i) => !placeholder && !named[i]).map(({ name }) => name);
  const missing = table.columns.filter((column) => !named.includes(column)).map(({ name }) => name);
  return [
    ...(missing.length > 0 ? [`\n\nThe document leaves out ${listed(missing)}.`] : []),
    ...(unknown.length > 0 ? [`\n\nThe schema lacks ${listed(unknown)}.`] : []),
  ].join('');
}

function said({ type, notNull, references }: SpecColumn): string {
  const parts = [
    ...(type ? [`\`${type.text}\``] : []),
    ...(notNull === undefined ? [] : [notNull ? 'required' : 'optional']),
    ...(references ? [`a reference to \`${references.entity}\``] : []),
  ];
  return parts.length === 0 ? '' : `\n\nThe document says ${parts.join(', ')}.`;
}

function relationHover(
  file: SpecFile,
  relation: SpecRelation,
  offset: number,
  root: Root,
  tables: TableIndex<Table>,
  link: Link,
): Hover | undefined {
  const ends = [relation.from, relation.to].map((end) => ({
    end,
    table: tables.find(file.facts.entities.find(({ name }) => name === end.entity) ?? { name: end.entity }),
  }));
  const pointed = ends.find(({ end }) => end.span.start <= offset && offset <= end.span.end);
  if (pointed?.table) return { text: tableCard(pointed.table, root, link), span: pointed.end.span };
  const words = relation.cardinality === undefined ? undefined : readCardinality(relation.cardinality);
  const lines = words
    ? [
        `Each \`${relation.from.entity}\` has ${amount(words.to)} \`${relation.to.entity}\`, each \`${relation.to.entity}\` has ${amount(words.from)} \`${relation.from.entity}\`.`,
      ]
    : [];
  const [from, to] = [ends[0]!.table, ends[1]!.table];
  if (from && to) {
    const keys = [
      ...keysTo(to, from, root.model).map((key) => keyLine(to, key, root.model, link)),
      ...(from === to ? [] : keysTo(from, to, root.model).map((key) => keyLine(from, key, root.model, link))),
    ];
    lines.push(...(keys.length > 0 ? keys : ['No foreign key of the schema is between them.']));
  }
  return lines.length === 0 ? undefined : { text: lines.join('\n\n'), span: relation.cardinalitySpan ?? relation.span };
}

function keyLine(child: Table, { columns, references, origin }: Constraint, schema: SchemaView, link: Link): string {
  const parent = schema.resolve(references!.table, origin.source.path);
  const index = child.indexes.find(({ keys }) => keys[0]?.column === columns[0]);
  const served = index ? `, served by index \`${index.name}\`` : '';
  return `Foreign key \`${displayName(child)} (${columns.join(', ')})\` → \`${parent ? displayName(parent) : references!.table.name}\`, on delete ${references!.onDelete}${served}. ${link(origin)}`;
}

/** A side of a relationship in words. */
function amount({ many, optional }: Side): string {
  if (many) return optional === false ? 'one or more' : 'any number of';
  return optional === true ? 'one or no' : 'exactly one';
}
