import type { ColumnRef, FuncCall, TypeCast } from '@pgsql/types';
import { SchemaEnv } from '../../model/env';
import { analyse } from '../../model/expr/analyse';
import type { ExpressionFact } from '../../model/facts';
import { column, type Origin, type SchemaView, type Table } from '../../model/schema';
import { readType } from '../../model/types';
import { tokenize } from '../../sql/lexer';
import { defineRule, type Fix } from '../define-rule';
import { insertAfter, insertBefore } from '../lib/edits';
import { isPlain, notImmutable, type Offence } from '../lib/immutable';
import { placeOfExpression } from '../lib/places';
import type { Texts } from '../lib/syntax';
import { describe, isToolTable } from '../lib/tables';
import { scopeOf } from '../lib/type-env';
import { visitTree } from '../lib/walk';

export default defineRule({
  id: 'index-not-immutable',
  category: 'indexes',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'schema',
  looksAt: 'all relations',
  covers: ['KEY-unique-expression'],
  gate: 'index strategy',
  docs: {
    summary: 'Expressions of indexes and generated columns always give the same result for the same row.',
    why:
      'PostgreSQL refuses an index, its condition or a generated column whose expression may give something else tomorrow or in another ' +
      'session: "functions in index expression must be marked IMMUTABLE" (42P17). The day of a `timestamptz` depends on the time zone, ' +
      '`to_char` and `concat` on settings, `now()` on the moment. Only what is certainly not immutable is reported.',
    whenOff: 'Never: the statement cannot be applied.',
    references: [
      {
        title: 'PostgreSQL: Function Volatility Categories',
        url: 'https://www.postgresql.org/docs/current/xfunc-volatility.html',
      },
      { title: 'PostgreSQL: CREATE INDEX', url: 'https://www.postgresql.org/docs/current/sql-createindex.html' },
    ],
  },
  examples: [
    {
      title: 'the day of a moment',
      sql: 'CREATE TABLE runs (source_id int, started_at timestamptz);\nCREATE UNIQUE INDEX one_a_day ON runs (source_id, date(started_at));\nCREATE INDEX by_day ON runs ((started_at::date));',
      reports: ['date(started_at)', 'started_at::date'],
      says: 'time zone',
      fixed:
        "CREATE TABLE runs (source_id int, started_at timestamptz);\nCREATE UNIQUE INDEX one_a_day ON runs (source_id, date(started_at AT TIME ZONE 'UTC'));\nCREATE INDEX by_day ON runs (((started_at AT TIME ZONE 'UTC')::date));",
    },
    {
      title: 'a condition with the present moment',
      sql: 'CREATE TABLE sessions (token text, expires_at timestamptz);\nCREATE INDEX valid ON sessions (token) WHERE expires_at > now();',
      reports: ['expires_at > now()'],
      says: '`now()`',
    },
    {
      title: 'text search by the default configuration',
      sql: "CREATE TABLE posts (\n  title text,\n  body text,\n  search tsvector GENERATED ALWAYS AS (to_tsvector(title || ' ' || body)) STORED\n);\nCREATE INDEX ON posts USING gin (to_tsvector(body));",
      reports: ["to_tsvector(title || ' ' || body)", 'to_tsvector(body)'],
      fixed:
        "CREATE TABLE posts (\n  title text,\n  body text,\n  search tsvector GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED\n);\nCREATE INDEX ON posts USING gin (to_tsvector('english', body));",
    },
    {
      title: 'concat and an enum as text',
      sql: "CREATE TYPE mood AS ENUM ('ok');\nCREATE TABLE people (first_name text, last_name text, mood mood);\nCREATE INDEX ON people (concat(first_name, last_name));\nCREATE INDEX ON people (lower(mood::text));",
      reports: ['concat(first_name, last_name)', 'lower(mood::text)'],
    },
    {
      title: 'immutable ones',
      sql: "CREATE TABLE runs (name text, at timestamp, day date, seen_at timestamptz, data jsonb);\nCREATE INDEX ON runs (lower(name), date(at), date_trunc('month', at), extract(year FROM day));\nCREATE INDEX ON runs ((seen_at AT TIME ZONE 'UTC'), ((data->>'count')::int), coalesce(name, 'x'), (name || '!'));\nCREATE INDEX ON runs USING gin (to_tsvector('english', name)) WHERE seen_at > '2020-01-01';",
      reports: [],
    },
    {
      title: "a function of the schema's own, and one that nobody knows",
      sql: "CREATE FUNCTION concat(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1 || $2';\nCREATE TABLE people (a text, b text);\nCREATE INDEX ON people (concat(a, b), f_unaccent(a));",
      reports: [],
    },
    {
      title: 'moments in a default and a check',
      sql: 'CREATE TABLE t (at timestamptz DEFAULT now(), day date CHECK (day <= current_date));',
      reports: [],
    },
  ],
  table(table, context) {
    if (table.kind === 'view' || table.temporary || isToolTable(table.name)) return;
    const readers = new Map<readonly string[], ReturnType<typeof reader>>();
    for (const { what, fact, origin, at } of expressionsOf(table, context)) {
      const { path } = origin.source;
      let read = readers.get(path);
      if (!read) readers.set(path, (read = reader(table, context.schema, path)));
      const offences = read(fact);
      if (offences.length === 0) continue;
      const [first] = offences;
      context.report({
        at,
        message:
          `${capital(first!.what)} ${first!.why}, so PostgreSQL refuses ${what} of ${describe(table)}. ` +
          'Use an expression that always gives the same result for the same row.',
        fixes: context.text(at) === fact.text ? fixesOf(fact, at, table, offences.length) : [],
      });
    }
  },
});

interface Placed {
  readonly what: string;
  readonly fact: ExpressionFact;
  readonly origin: Origin;
  readonly at: Origin;
}

function* expressionsOf(table: Table, context: Texts): Iterable<Placed> {
  const placed = (what: string, fact: ExpressionFact, origin: Origin): Placed => ({
    what,
    fact,
    origin,
    at: { source: origin.source, span: fact.span },
  });
  for (const { keys, predicate, origin, inherited, refused } of table.indexes) {
    if (inherited || refused) continue;
    for (const { expression } of keys) if (expression) yield placed('this index', expression, origin);
    if (predicate) yield placed('the condition of this index', predicate, origin);
  }
  for (const { kind, exclusion, expression, origin, inherited, refused } of table.constraints) {
    if (kind !== 'exclude' || inherited || refused) continue;
    for (const key of exclusion?.keys ?? []) if (key.expression) yield placed('this exclusion', key.expression, origin);
    if (expression) yield placed('the condition of this exclusion', expression, origin);
  }
  for (const { generated, origin, nameOrigin, inherited } of table.columns) {
    if (!generated || inherited) continue;
    const at = placeOfExpression(generated, origin, nameOrigin, context);
    yield { what: 'this generated column', fact: generated, origin, at };
  }
}

/** Reads expressions of a table that are written where a path is searched; the same one in several indexes once. */
function reader(table: Table, schema: SchemaView, path: readonly string[]) {
  const env = new SchemaEnv(schema, { path });
  const scope = scopeOf(table, env);
  const isOwn = (name: string) => schema.functionsNamed({ name }, path).length > 0;
  const isEnum = (type: string) => env.userType(type)?.kind === 'enum';
  const known = new Map<string, readonly Offence[]>();
  return ({ tree, text }: ExpressionFact): readonly Offence[] => {
    if (!tree || isPlain(tree)) return [];
    let found = known.get(text);
    if (!found) known.set(text, (found = notImmutable(analyse(tree, scope, env), { isOwn, isEnum })));
    return found;
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Names the time zone and the text search configuration, where that is all that is missing. */
function fixesOf(fact: ExpressionFact, at: Origin, table: Table, offences: number): readonly Fix[] {
  const zone = " AT TIME ZONE 'UTC'";
  const edits: Fix['edits'][number][][] = [];
  const place = (start: number, end = start): Origin => ({
    source: at.source,
    span: { start: at.span.start + start, end: at.span.start + end },
  });
  const isMoment = ({ fields = [] }: ColumnRef) => {
    const [field] = fields;
    const found =
      field && 'String' in field && fields.length === 1 ? column(table, field.String.sval ?? '') : undefined;
    return found?.type.builtIn === true && found.type.name.name === 'timestamptz' && found.type.dimensions === 0;
  };
  visitTree(fact.tree, (key, value) => {
    const arg = 'args' in value ? (value as FuncCall).args?.at(-1) : (value as Partial<TypeCast>).arg;
    if (key === 'FuncCall' && DAY_FUNCTIONS.has(nameOf(value)) && arg && 'ColumnRef' in arg && isMoment(arg.ColumnRef))
      // prettier-ignore
      edits.push([insertAfter(place(...wordAt(fact.text, arg.ColumnRef.location)), zone)]);
    if (key === 'TypeCast' && arg && 'ColumnRef' in arg && isMoment(arg.ColumnRef)) {
      const { typeName } = value as TypeCast;
      if (!typeName || !['date', 'time', 'timestamp'].includes(readType(typeName).name.name)) return;
      const word = place(...wordAt(fact.text, arg.ColumnRef.location));
      edits.push([insertBefore(word, '('), insertAfter(word, `${zone})`)]);
    }
    const call = key === 'FuncCall' ? (value as FuncCall) : undefined;
    if (call?.args?.length === 1 && nameOf(call) === 'to_tsvector') {
      const open = fact.text.indexOf('(', call.location ?? 0);
      edits.push([insertAfter(place(open, open + 1), "'english', ")]);
    }
  });
  const what = fact.text.includes('tsvector') ? "Name the configuration, such as 'english'" : "Name the time zone, such as 'UTC'"; // prettier-ignore
  return edits.length === offences && offences > 0 ? [{ title: what, kind: 'suggestion', edits: edits.flat() }] : [];
}

const DAY_FUNCTIONS = new Set(['date', 'date_trunc', 'date_part', 'extract']);

function nameOf({ funcname }: FuncCall): string {
  const last = funcname?.at(-1);
  return last && 'String' in last ? (last.String.sval ?? '') : '';
}

/** The word that begins at a place of a text. */
function wordAt(text: string, start = 0): [number, number] {
  const first = tokenize(text.slice(start))[0];
  return [start, start + (first?.end ?? 0)];
}
