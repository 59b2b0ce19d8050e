import type { ColumnDef, Constraint } from '@pgsql/types';
import type { Span } from '../../base/span';
import type { ColumnFact, ConstraintFact, ConstraintKind, ReferenceFact, ReferentialAction } from '../facts';
import type { Name, PlacedName } from '../names';
import { NO_TYPE, readType } from '../types';
import type { Cursor } from './cursor';
import { expressionAfter, insideParens, mentionedColumns } from './expressions';
import { readExclusion } from './index-keys';
import { nameOfParts, relationName, strings } from './nodes';

const KINDS: Readonly<Record<string, ConstraintKind>> = {
  CONSTR_PRIMARY: 'primary key',
  CONSTR_UNIQUE: 'unique',
  CONSTR_FOREIGN: 'foreign key',
  CONSTR_CHECK: 'check',
  CONSTR_EXCLUSION: 'exclude',
  CONSTR_NOTNULL: 'not null',
};

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

/** A column definition, with the constraints that are written in it. `limit` is where the statement's part ends. */
export function readColumn(
  cursor: Cursor,
  def: ColumnDef,
  limit?: number,
): { readonly column: ColumnFact; readonly constraints: readonly ConstraintFact[] } {
  const start = cursor.at(def.location);
  const span = cursor.element(start, limit);
  const nameSpan = cursor.tokenSpan(cursor.indexFrom(start));
  const name = def.colname ?? '';
  const clauses = (def.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
  const starts = clauses.map((clause) => cursor.at(clause.location));
  const typeEnd = firstClause(cursor, span, nameSpan.end, starts, def);
  const column: { -readonly [K in keyof ColumnFact]: ColumnFact[K] } = {
    name,
    nameSpan,
    span,
    type: def.typeName ? readType(def.typeName, trimmed(cursor, cursor.at(def.typeName.location), typeEnd)) : NO_TYPE,
    notNull: false,
  };
  if (def.collClause) column.collation = strings(def.collClause.collname).join('.');
  const constraints: ConstraintFact[] = [];
  clauses.forEach((clause, i) => {
    const place = trimmed(cursor, starts[i]!, starts[i + 1] ?? span.end);
    switch (clause.contype) {
      case 'CONSTR_NOTNULL':
        column.notNull = true;
        if (clause.conname || clause.is_no_inherit)
          constraints.push(readConstraint(cursor, clause, place, { name, span: nameSpan }));
        break;
      case 'CONSTR_DEFAULT':
        column.default = expressionAfter(cursor, place, 'default', clause.raw_expr);
        break;
      case 'CONSTR_IDENTITY':
        column.identity = clause.generated_when === 'a' ? 'always' : 'by default';
        Object.assign(column, sequenceName(clause));
        column.notNull = true;
        break;
      case 'CONSTR_GENERATED':
        column.generated = { ...insideParens(cursor, place, clause.raw_expr), stored: clause.generated_kind !== 'v' };
        break;
      case 'CONSTR_PRIMARY':
      case 'CONSTR_UNIQUE':
      case 'CONSTR_FOREIGN':
      case 'CONSTR_CHECK':
        constraints.push(
          readConstraint(cursor, withAttributes(clause, clauses.slice(i + 1)), place, { name, span: nameSpan }),
        );
        break;
    }
  });
  const fault = faultOf(clauses, column);
  if (fault !== undefined) column.fault = fault;
  return { column, constraints };
}

/** Clauses of a column that exclude one another, as `transformColumnDefinition` of PostgreSQL's parser finds them. */
function faultOf(clauses: readonly Constraint[], column: ColumnFact): string | undefined {
  const count = (kind: Constraint['contype']) => clauses.filter(({ contype }) => contype === kind).length;
  const { name } = column;
  const defaults = count('CONSTR_DEFAULT') + (column.type.serial ? 1 : 0);
  const nullable = count('CONSTR_NULL') > 0;
  if (nullable && (column.notNull || column.type.serial || count('CONSTR_PRIMARY') > 0))
    return `Column ${name} is said to be both NULL and NOT NULL.`;
  if (defaults > 1) return `Column ${name} has more than one default.`;
  if (count('CONSTR_IDENTITY') > 1) return `Column ${name} is an identity twice.`;
  if (count('CONSTR_GENERATED') > 1) return `Column ${name} is generated twice.`;
  if (column.identity && defaults > 0) return `Column ${name} has both a default and an identity.`;
  if (column.generated && defaults > 0) return `Column ${name} has both a default and an expression that generates it.`;
  if (column.generated && column.identity) return `Column ${name} is both an identity and generated.`;
  if (column.type.serial && column.type.dimensions > 0)
    return `Column ${name} can't be an array of ${column.type.serial}.`;
  return undefined;
}

/** A constraint at `span`; `column` is the one that it is written with. */
export function readConstraint(cursor: Cursor, def: Constraint, span: Span, column?: PlacedName): ConstraintFact {
  const kind = KINDS[def.contype ?? ''] ?? 'check';
  const fact: { -readonly [K in keyof ConstraintFact]: ConstraintFact[K] } = {
    kind,
    span,
    inline: column !== undefined,
    columns: column ? [column] : keyColumns(cursor, def, span),
    notValid: def.skip_validation === true || (kind === 'not null' && def.initially_valid !== true),
  };
  if (def.conname) fact.name = def.conname;
  if (def.deferrable) fact.deferrable = true;
  if (def.initdeferred) fact.initiallyDeferred = true;
  if (def.nulls_not_distinct) fact.nullsNotDistinct = true;
  if (def.indexname) fact.usingIndex = def.indexname;
  if (def.including) fact.include = strings(def.including);
  if (def.is_no_inherit) fact.noInherit = true;
  if (def.without_overlaps || def.fk_with_period) fact.period = true;
  if ((kind === 'check' || kind === 'foreign key') && def.is_enforced !== true) fact.notEnforced = true;
  if (kind === 'check') {
    fact.columns = mentionedColumns(cursor, def.raw_expr);
    fact.expression = insideParens(cursor, span, def.raw_expr);
  }
  if (kind === 'exclude') {
    const { exclusion, predicate } = readExclusion(cursor, def, span);
    fact.exclusion = exclusion;
    fact.columns = exclusion.keys.flatMap((key) =>
      key.column === undefined ? [] : [{ name: key.column, span: key.span }],
    );
    if (predicate) fact.expression = predicate;
  }
  if (kind === 'foreign key') fact.references = readReference(cursor, def, span);
  return fact;
}

/** `DEFERRABLE` and the like follow the constraint that they belong to as nodes of their own. */
function withAttributes(clause: Constraint, following: readonly Constraint[]): Constraint {
  const attributed = { ...clause };
  for (const { contype } of following) {
    if (contype === 'CONSTR_ATTR_DEFERRABLE') attributed.deferrable = true;
    else if (contype === 'CONSTR_ATTR_DEFERRED') attributed.deferrable = attributed.initdeferred = true;
    else if (contype === 'CONSTR_ATTR_NOT_ENFORCED') attributed.is_enforced = false;
    else if (!contype?.startsWith('CONSTR_ATTR')) break;
  }
  return attributed;
}

function keyColumns(cursor: Cursor, def: Constraint, span: Span): PlacedName[] {
  const names = strings(def.contype === 'CONSTR_FOREIGN' ? def.fk_attrs : def.keys);
  if (names.length === 0) return [];
  const key =
    def.contype === 'CONSTR_FOREIGN' ? ['foreign', 'key'] : def.contype === 'CONSTR_PRIMARY' ? ['primary', 'key'] : [];
  const from =
    key.length > 0 ? cursor.find(span, ...key) : (cursor.find(span, 'unique') ?? cursor.find(span, 'not', 'null'));
  if (def.contype === 'CONSTR_NOTNULL') {
    const place = from === undefined ? span : cursor.tokenSpan(from + 2);
    return names.map((name) => ({ name, span: place }));
  }
  return placed(names, from === undefined ? [] : cursor.listAfter(cursor.tokenSpan(from).end, span.end), span);
}

function placed(names: readonly string[], spans: readonly Span[], fallback: Span): PlacedName[] {
  return names.map((name, i) => ({ name, span: spans[i] ?? fallback }));
}

function readReference(cursor: Cursor, def: Constraint, span: Span): ReferenceFact {
  const table = relationName(cursor, def.pktable);
  const rest = { start: table.span.end, end: span.end };
  const names = strings(def.pk_attrs);
  const reference: ReferenceFact = {
    table,
    columns: names.length > 0 ? placed(names, cursor.listAfter(rest.start, rest.end), table.span) : [],
    onDelete: ACTIONS[def.fk_del_action ?? 'a'] ?? 'no action',
    onUpdate: ACTIONS[def.fk_upd_action ?? 'a'] ?? 'no action',
    onDeleteWritten: cursor.find(rest, 'on', 'delete') !== undefined,
  };
  return {
    ...reference,
    ...(def.fk_del_set_cols && { setColumns: strings(def.fk_del_set_cols) }),
    ...(def.fk_matchtype === 'f' && { matchFull: true }),
  };
}

/** Where the type of a column ends: at its first clause. `COLLATE`, options and such have no place in the tree. */
function firstClause(cursor: Cursor, span: Span, after: number, starts: readonly number[], def: ColumnDef): number {
  let end = starts[0] ?? span.end;
  const rest = { start: after, end };
  for (const word of def.collClause ? ['collate'] : []) {
    const at = cursor.find(rest, word);
    if (at !== undefined) end = Math.min(end, cursor.tokenSpan(at).start);
  }
  for (const word of ['storage', 'compression', 'options', 'using']) {
    const at = cursor.find({ start: after, end }, word);
    if (at !== undefined && cursor.tokenSpan(at).start > cursor.at(def.typeName?.location)) {
      end = Math.min(end, cursor.tokenSpan(at).start);
    }
  }
  return end;
}

/** A place without the white space and comments at its end. */
function trimmed(cursor: Cursor, start: number, limit: number): Span {
  let end = start;
  for (let i = cursor.indexFrom(start); i < cursor.tokens.length && cursor.tokens[i]!.start < limit; i++) {
    end = cursor.tokens[i]!.end;
  }
  return { start, end };
}

/** `GENERATED … AS IDENTITY (SEQUENCE NAME s)` */
export function sequenceName({ options }: Constraint): { readonly sequenceName?: Name } {
  for (const node of options ?? []) {
    if (!('DefElem' in node) || node.DefElem.defname !== 'sequence_name') continue;
    const { arg } = node.DefElem;
    if (arg && 'List' in arg) return { sequenceName: nameOfParts(strings(arg.List.items)) };
  }
  return {};
}
