import type { DiagramView } from '../../diagram/view';
import type { Span } from '../../base/span';
import { column, placeOf, type Origin } from '../../model/schema';
import { displayRootName } from '../status';
import { targetAt } from '../target';
import { findTable } from '../../spec/resolve';
import type { Root } from '../../workspace/root';
import type { SpecFile } from '../../workspace/files';
import type { Workspace } from '../../workspace/workspace';
import { documentView, entityKey } from './document';
import { enumKey, schemaView, type FileName, type Shown } from './view';

/** What a diagram is of: a schema, or a document that describes one. */
export type Subject = { readonly id: string; readonly name: string } & (
  { readonly kind: 'schema'; readonly root: Root } | { readonly kind: 'document'; readonly file: SpecFile }
);

/** Everything that a workspace can show as a diagram: its schemas, then documents with entities. */
export function subjectsOf(workspace: Workspace, nameOf: FileName): Subject[] {
  const roots = workspace.roots.filter((root) => !root.id.startsWith('untitled:'));
  return [
    ...roots.map((root): Subject => ({ kind: 'schema', id: root.id, name: displayRootName(root, roots), root })),
    ...[...workspace.paths()].sort().flatMap((path): Subject[] => {
      const file = workspace.file(path);
      if (file?.type !== 'spec' || file.facts.entities.length + file.facts.relations.length === 0) return [];
      return [{ kind: 'document', id: documentId(path), name: nameOf(path), file }];
    }),
  ];
}

export function documentId(path: string): string {
  return `document:${path}`;
}

export function viewOf(subject: Subject, shown: Shown, nameOf: FileName): DiagramView {
  return subject.kind === 'schema'
    ? schemaView(subject.root.model, shown, nameOf)
    : documentView((subject.file.behind?.read ?? subject.file).facts, nameOf(subject.file.path));
}

/** Where a table, or a column of it, is defined. */
export function sourceOf(
  subject: Subject,
  key: string,
  name: string | undefined,
): { readonly file: string; readonly span: Span } | undefined {
  if (subject.kind === 'document') {
    const entity = subject.file.facts.entities.find((each) => entityKey(each) === key);
    const item = entity?.columns.find((each) => each.name === name);
    const named = subject.file.facts.relations
      .flatMap(({ from, to }) => [from, to])
      .find((each) => each.entity === key);
    const span = item?.nameSpan ?? entity?.nameSpan ?? named?.span;
    return span && { file: subject.file.path, span };
  }
  const { model } = subject.root;
  const table = model.table(key);
  const at = (origin: Origin) => ({ file: origin.source.file, span: placeOf(origin) });
  if (table) return at((name !== undefined && column(table, name)?.nameOrigin) || table.nameOrigin);
  const type = [...model.types()].find((each) => enumKey(each.key) === key);
  return type && at(type.origin);
}

/** The tables of a diagram that a file makes or describes, and the one at an offset of it. */
export function tablesAt(
  workspace: Workspace,
  subject: Subject,
  path: string,
  offset: number,
): { readonly tables: readonly string[]; readonly table?: string; readonly column?: string } {
  const file = workspace.file(path);
  if (file?.type === 'spec') return entitiesAt(subject, file, offset);
  if (file?.type !== 'sql' || subject.kind !== 'schema' || workspace.rootOf(path) !== subject.root)
    return { tables: [] };
  const all = [...subject.root.model.tables()];
  const own = all.filter(({ origin, changed }) => origin.source.file === path || changed?.source.file === path);
  const tables = [...new Set(own.map(({ key, partitionOf }) => partitionOf ?? key))];
  const target = targetAt(workspace, file, offset);
  if (target?.kind === 'table') return { tables, table: target.table.partitionOf ?? target.table.key };
  if (target?.kind === 'column') return { tables, table: target.table.key, column: target.column.name };
  if (target?.kind === 'enum') return { tables, table: enumKey(target.type.key) };
  const around = own.find(({ origin: { source } }) => {
    const { statement } = source;
    return source.file === path && statement.start <= offset && offset <= statement.end;
  });
  return around ? { tables, table: around.partitionOf ?? around.key } : { tables };
}

function entitiesAt(subject: Subject, file: SpecFile, offset: number): ReturnType<typeof tablesAt> {
  const inside = ({ start, end }: Span) => start <= offset && offset <= end;
  const keyOf = (entity: (typeof file.facts.entities)[number]) => {
    if (subject.kind === 'document') return subject.file.path === file.path ? entityKey(entity) : undefined;
    return findTable(entity, subject.root.model.tables())?.key;
  };
  const tables = file.facts.entities.flatMap((entity) => keyOf(entity) ?? []);
  const entity = file.facts.entities.find(({ span, nameSpan }) => inside(span) || inside(nameSpan));
  const table = entity && keyOf(entity);
  const item = entity?.columns.find(({ span }) => inside(span));
  return { tables, ...(table !== undefined && { table }), ...(table !== undefined && item && { column: item.name }) };
}

/** The statements that make a table, in their order: itself, its keys and indexes, its comments. */
export function ddlOf(workspace: Workspace, { model }: Root, key: string): string {
  const table = model.table(key);
  if (!table) return '';
  const origins = [
    table.origin,
    ...table.columns.flatMap(({ origin, commentOrigin }) => [origin, ...(commentOrigin ? [commentOrigin] : [])]),
    ...table.constraints.map(({ origin }) => origin),
    ...table.indexes.map(({ origin }) => origin),
    ...(table.commentOrigin ? [table.commentOrigin] : []),
    ...(table.changed ? [table.changed] : []),
  ];
  const sources = [...new Set(origins.map(({ source }) => source))];
  return sources
    .map(({ file, statement }) => {
      const found = workspace.file(file);
      const text =
        found?.type === 'sql'
          ? found.sql.slice(statement.start, statement.end)
          : (found?.text.slice(statement.start, statement.end) ?? '');
      return `${text.trim().replace(/;$/, '')};\n`;
    })
    .join('\n');
}
