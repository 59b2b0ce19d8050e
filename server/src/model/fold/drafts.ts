import type { ColumnFact, ConstraintFact, IndexFact, ReferenceFact } from '../facts';
import type { Reference, Source } from '../schema';
import type { Span } from '../../base/span';
import { originAt, type ColumnDraft, type ConstraintDraft, type IndexDraft, type TableDraft } from './state';

type Start = Pick<TableDraft, 'kind' | 'key' | 'schema' | 'name' | 'temporary' | 'unlogged' | 'origin' | 'nameOrigin'>;

export function tableDraft(start: Start): TableDraft {
  return {
    ...start,
    columns: [],
    constraints: [],
    notNulls: [],
    indexes: [],
    inherits: [],
    triggers: [],
    policies: [],
    grants: [],
    rowSecurity: { enabled: false, forced: false },
    open: false,
  };
}

export function columnDraft(fact: ColumnFact, source: Source): ColumnDraft {
  return {
    name: fact.name,
    type: fact.type,
    notNull: false,
    ...(fact.default && { default: fact.default }),
    ...(fact.identity && { identity: fact.identity }),
    ...(fact.generated && { generated: fact.generated }),
    ...(fact.collation && { collation: fact.collation }),
    origin: originAt(source, fact.span),
    nameOrigin: originAt(source, fact.nameSpan),
    typeOrigin: originAt(source, fact.type.span ?? fact.span),
  };
}

export function constraintDraft(fact: ConstraintFact, name: string, source: Source): ConstraintDraft {
  return {
    kind: fact.kind,
    name,
    named: fact.name !== undefined,
    inline: fact.inline,
    columns: fact.columns.map((column) => column.name),
    columnOrigins: fact.columns.map((column) => originAt(source, column.span)),
    ...(fact.references && { references: referenceDraft(fact.references, source) }),
    ...(fact.expression && { expression: fact.expression }),
    ...(fact.exclusion && { exclusion: fact.exclusion }),
    include: fact.include ?? [],
    validated: !fact.notValid && fact.notEnforced !== true,
    enforced: fact.notEnforced !== true,
    deferrable: fact.deferrable === true,
    initiallyDeferred: fact.initiallyDeferred === true,
    nullsNotDistinct: fact.nullsNotDistinct === true,
    noInherit: fact.noInherit === true,
    period: fact.period === true,
    origin: originAt(source, fact.span),
  };
}

function referenceDraft(fact: ReferenceFact, source: Source): Reference {
  return {
    table: fact.table,
    columns: fact.columns.map((column) => column.name),
    onDelete: fact.onDelete,
    onUpdate: fact.onUpdate,
    onDeleteWritten: fact.onDeleteWritten,
    ...(fact.setColumns && { setColumns: fact.setColumns }),
    matchFull: fact.matchFull === true,
    tableOrigin: originAt(source, fact.table.span),
    columnOrigins: fact.columns.map((column) => originAt(source, column.span)),
  };
}

export function indexDraft(
  fact: IndexFact,
  name: string,
  source: Source,
  span: Span,
  concurrently: boolean,
): IndexDraft {
  return {
    name,
    named: fact.name !== undefined,
    unique: fact.unique,
    method: fact.method,
    keys: fact.keys.map((key) => ({ ...key, origin: originAt(source, key.span) })),
    include: fact.include.map((column) => column.name),
    ...(fact.predicate && { predicate: fact.predicate }),
    nullsNotDistinct: fact.nullsNotDistinct,
    storage: fact.storage ?? [],
    only: fact.only === true,
    concurrently,
    origin: originAt(source, span),
    nameOrigin: originAt(source, fact.nameSpan ?? span),
  };
}
