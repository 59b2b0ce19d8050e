import type { ColumnDef, ColumnRef, Constraint, Node, RangeVar } from '@pgsql/types';
import type { Span } from '../../base/span';
import type {
  ColumnFact,
  ConstraintFact,
  ConstraintKind,
  ExpressionFact,
  ReferenceFact,
  ReferentialAction,
} from '../facts';
import type { PlacedName } from '../names';
import { readType } from '../types';
import type { Cursor } from './cursor';

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

export function relationName(cursor: Cursor, relation: RangeVar | undefined): PlacedName {
  const span = cursor.nameSpan(cursor.at(relation?.location));
  const name = relation?.relname ?? '';
  return relation?.schemaname ? { schema: relation.schemaname, name, span } : { name, span };
}

export function stringOf(node: Node | undefined): string {
  return node && 'String' in node ? (node.String.sval ?? '') : '';
}

export function strings(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).map(stringOf);
}

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
    type: def.typeName
      ? readType(def.typeName, trimmed(cursor, cursor.at(def.typeName.location), typeEnd))
      : { display: '', name: { name: '' }, builtIn: false, modifiers: [], dimensions: 0 },
    notNull: false,
  };
  if (def.collClause) column.collation = strings(def.collClause.collname).join('.');
  const constraints: ConstraintFact[] = [];
  clauses.forEach((clause, i) => {
    const place = trimmed(cursor, starts[i]!, starts[i + 1] ?? span.end);
    switch (clause.contype) {
      case 'CONSTR_NOTNULL':
        column.notNull = true;
        if (clause.conname) constraints.push(readConstraint(cursor, clause, place, { name, span: nameSpan }));
        break;
      case 'CONSTR_DEFAULT':
        column.default = expressionAfter(cursor, place, 'default');
        break;
      case 'CONSTR_IDENTITY':
        column.identity = clause.generated_when === 'a' ? 'always' : 'by default';
        column.notNull = true;
        break;
      case 'CONSTR_GENERATED':
        column.generated = { ...insideParens(cursor, place), stored: clause.generated_kind !== 'v' };
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
  return { column, constraints };
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
  if (def.nulls_not_distinct) fact.nullsNotDistinct = true;
  if (def.indexname) fact.usingIndex = def.indexname;
  if (def.including) fact.include = strings(def.including);
  if (kind === 'check') {
    fact.expression = insideParens(cursor, span);
    fact.columns = mentioned(cursor, def.raw_expr);
  }
  if (kind === 'foreign key') fact.references = readReference(cursor, def, span);
  return fact;
}

/** The columns that an expression names, each once, in the order in which they stand. */
function mentioned(cursor: Cursor, expression: Node | undefined): PlacedName[] {
  const found = new Map<string, PlacedName>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    if ('ColumnRef' in value) {
      const { fields, location } = (value as { ColumnRef: ColumnRef }).ColumnRef;
      const name = stringOf(fields?.at(-1));
      if (name !== '' && !found.has(name)) found.set(name, { name, span: cursor.nameSpan(cursor.at(location)) });
      return;
    }
    Object.values(value).forEach(visit);
  };
  visit(expression);
  return [...found.values()];
}

/** `DEFERRABLE` and the like follow the constraint that they belong to as nodes of their own. */
function withAttributes(clause: Constraint, following: readonly Constraint[]): Constraint {
  const attribute = following[0]?.contype ?? '';
  const deferrable = attribute === 'CONSTR_ATTR_DEFERRABLE' || attribute === 'CONSTR_ATTR_DEFERRED';
  return deferrable ? { ...clause, deferrable } : clause;
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
  return def.fk_del_set_cols ? { ...reference, setColumns: strings(def.fk_del_set_cols) } : reference;
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

export function expressionAfter(cursor: Cursor, place: Span, word: string): ExpressionFact {
  const at = cursor.find(place, word);
  const start = at === undefined ? place.start : cursor.tokenSpan(at + 1).start;
  const span = { start, end: Math.max(start, place.end) };
  return { text: cursor.text(span), span };
}

/** The expression in the first parentheses of a place. */
function insideParens(cursor: Cursor, place: Span): ExpressionFact {
  const open = cursor.find(place, '(');
  if (open === undefined) return { text: '', span: place };
  let depth = 0;
  let close = open;
  for (; close < cursor.tokens.length; close++) {
    const word = cursor.word(close);
    if (word === '(') depth++;
    else if (word === ')' && --depth === 0) break;
  }
  const start = cursor.tokenSpan(open + 1).start;
  const span = { start, end: Math.max(start, cursor.tokens[close - 1]?.end ?? start) };
  return { text: cursor.text(span), span };
}
