import { placeOf, type Column, type Table } from '../../model/schema';
import type { Span } from '../../base/span';
import type { SpecColumn } from '../../spec/facts';
import { defineRule, type DocumentContext, type Fix } from '../define-rule';
import { listedColumn } from '../lib/conventions';
import { valuesOf } from '../lib/described';
import { bothWays, columnPairs, pairsOf } from '../lib/documents';
import { listed } from '../lib/names';
import { addConstraint, inPlace } from '../lib/schema-fixes';

const SCHEMA =
  "CREATE TYPE mood AS ENUM ('ok', 'bad');\nCREATE TABLE users (\n  id uuid PRIMARY KEY,\n  role text NOT NULL CHECK (role IN ('viewer', 'user', 'admin')),\n  mood mood,\n  plan text\n);";
const HEAD = '# Data Model: Shop\n\n## Entities\n\n### User\n- id: UUID (PK)\n';

export default defineRule({
  id: 'enum-drift',
  category: 'documents',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'document',
  covers: ['TYP-enum-drift'],
  docs: {
    summary: 'The values that a document lists for a column are those that its enum type or check lets in.',
    why:
      'A value that only the document knows is refused when it is written, and one that only the schema knows takes code by surprise. ' +
      'The order of the values does not matter, nor their case where all others agree.',
    whenOff: 'Where the documents list examples.',
    references: [
      { title: 'PostgreSQL: Enumerated Types', url: 'https://www.postgresql.org/docs/current/datatype-enum.html' },
    ],
  },
  examples: [
    {
      title: 'values of a check and of an enum type',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- role: ENUM('user', 'admin', 'manager')\n- mood: ENUM('ok')\n`,
      },
      reports: ["ENUM('user', 'admin', 'manager')", "ENUM('ok')"],
      says: '`viewer`',
      fixed: `${HEAD}- role: ENUM('viewer', 'user', 'admin')\n- mood: ENUM('ok', 'bad')\n`,
    },
    {
      title: 'a column that takes anything',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- plan: ENUM('free', 'paid')\n` },
      reports: ["ENUM('free', 'paid')"],
      says: 'takes any text',
    },
    {
      title: 'the same values in another order',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- role: ENUM('admin', 'user', 'viewer')\n- mood: ENUM(OK, BAD)\n`,
      },
      reports: [],
    },
    {
      title: 'values in words, in a cell and in the items below',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: `${HEAD}- role: text, one of \`user\`, \`admin\` or \`manager\`\n- mood: enum\n  - \`ok\` – all is well\n  - \`odd\`\n`,
      },
      reports: ['one of `user`, `admin` or `manager`', '`ok` – all is well\n  - `odd`'],
      says: 'refuses `manager`',
    },
    {
      title: 'values in a cell, and other words in one',
      sql: SCHEMA,
      document: {
        name: 'DATA-MODEL.md',
        text: '# Data Model: Shop\n\n## Entities\n\n### User\n\n| Column | Type | Description |\n|---|---|---|\n| id | UUID | PK |\n| role | TEXT | user, admin, manager |\n| mood | mood | good, bad, or anything between |\n| plan | TEXT | free or paid |\n',
      },
      reports: ['user, admin, manager'],
      fixed:
        '# Data Model: Shop\n\n## Entities\n\n### User\n\n| Column | Type | Description |\n|---|---|---|\n| id | UUID | PK |\n| role | TEXT | viewer, user, admin |\n| mood | mood | good, bad, or anything between |\n| plan | TEXT | free or paid |\n',
    },
    {
      title: 'no list, and a template',
      sql: SCHEMA,
      document: { name: 'DATA-MODEL.md', text: `${HEAD}- role: ENUM\n- mood: ENUM('[value]', '...')\n` },
      reports: [],
    },
  ],
  document(document, context) {
    for (const pair of pairsOf(document, context)) {
      for (const { said, column } of columnPairs(pair)) {
        const list = listOf(said);
        if (!list) continue;
        const reference = pair.table.constraints.some(
          ({ kind, columns }) => kind === 'foreign key' && columns.includes(column.name),
        );
        if (column.type.dimensions > 0 || reference) continue;
        const has = valuesOf(pair.table, column, context.schema);
        const name = `${pair.table.name}.${column.name}`;
        if (!has) {
          const checked = pair.table.constraints.some(({ expression }) => expression?.columns.includes(column.name));
          if (checked || !isText(column) || list.unsure) continue;
          const sql = `CHECK (${column.name} IN (${quoted(list.values)}))`;
          context.report({
            at: list.at,
            ...(list.told && { atMost: 'info' as const }),
            message: `The document lists the values of \`${name}\`, but in the schema it takes any text. Add a check, so that nothing else gets in.`,
            fixes: bothWays(document, context.authority, {
              toSchema: addConstraint(pair.table, 'check', [column.name], sql, context),
            }),
            related: [{ at: column.nameOrigin, message: `\`${name}\` has no list of values.` }],
          });
          continue;
        }
        const fold = areAlike(list.values, has) ? (text: string) => text.toLowerCase() : (text: string) => text;
        const extra = list.values.filter((value) => !has.some((other) => fold(other) === fold(value)));
        const missing = has.filter((value) => !list.values.some((other) => fold(other) === fold(value)));
        if (extra.length + missing.length === 0) continue;
        if (list.unsure && (extra.length * 2 > list.values.length || list.values.length < 2)) continue;
        const parts = [
          ...(extra.length > 0 ? [`refuses ${listed(extra)}`] : []),
          ...(missing.length > 0 ? [`also takes ${listed(missing)}`] : []),
        ];
        context.report({
          at: list.at,
          message: `For \`${name}\` the schema ${parts.join(' and ')}. Correct the list that is wrong.`,
          fixes: bothWays(document, context.authority, {
            toDocument: list.inner && {
              title: `List ${listed(has)}`,
              kind: 'suggestion',
              edits: [{ at: list.inner, newText: list.print(has) }],
            },
            toSchema: toSchema(pair.table, column, list.values, context),
          }),
          related: [{ at: column.nameOrigin, message: `\`${name}\` is one of ${listed(has, 'or')}.` }],
        });
      }
    }
  },
});

interface Listed {
  readonly values: readonly string[];
  readonly at: Span;
  /** Where the values stand, without what is around them; undefined where other words stand between them. */
  readonly inner: Span | undefined;
  print(values: readonly string[]): string;
  /** They may be other words. */
  readonly unsure?: boolean;
  /** Listed in words. */
  readonly told?: boolean;
}

/** The values that a column is said to have. */
function listOf({ type, values }: SpecColumn): Listed | undefined {
  const match = type && /^(enum\s*[([])(.*)[)\]]$/is.exec(type.text);
  if (match) {
    const found = match[2]!.split(match[2]!.includes(',') ? ',' : /\\?\||\//).map((value) =>
      value
        .trim()
        .replace(/^(['"])(.*)\1$/, '$2')
        .replaceAll("''", "'"),
    );
    if (found.some((value) => value === '' || /^(?:\.{3}|…|\[.*)$/.test(value))) return undefined;
    const start = type.span.start + match[1]!.length;
    const bare = !match[2]!.includes("'");
    return {
      values: found,
      at: type.span,
      inner: { start, end: start + match[2]!.length },
      print: (list) => (bare ? list.join(', ') : quoted(list)),
    };
  }
  if (!values || values.list.length < 2) return undefined;
  const { list, span: at, inner, mark, between, unsure } = values;
  const print = mark === "'" && between === ', ' ? quoted : (all: readonly string[]) => all.map((value) => mark + value + mark).join(between); // prettier-ignore
  return { values: list, at, inner, print, told: true, ...(unsure && { unsure }) };
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
}

/** All of one list in capitals, of the other in small letters: a habit, no difference. */
function areAlike(a: readonly string[], b: readonly string[]): boolean {
  const upper = (list: readonly string[]) => list.every((value) => value === value.toUpperCase());
  const lower = (list: readonly string[]) => list.every((value) => value === value.toLowerCase());
  return (upper(a) && lower(b)) || (lower(a) && upper(b));
}

function isText({ type }: Column): boolean {
  return type.builtIn && /^(?:text|varchar|bpchar|citext)$/.test(type.name.name);
}

/** Writes the values where a check lists them. */
function toSchema(
  table: Table,
  column: Column,
  values: readonly string[],
  context: DocumentContext<never>,
): Fix | undefined {
  const check = table.constraints.find(
    ({ kind, expression }) => kind === 'check' && listedColumn(expression?.tree) === column.name,
  );
  if (!check?.expression) return undefined;
  const { text } = check.expression;
  const at = { source: check.origin.source, span: check.expression.span };
  const list = /'(?:[^']|'')*'(?:\s*,\s*'(?:[^']|'')*')*/.exec(text);
  if (!list || context.text(at) !== text || placeOf(at).start < 0) return undefined;
  const start = at.span.start + list.index;
  const place = { source: at.source, span: { start, end: start + list[0].length } };
  return inPlace(context, `Allow ${listed(values)} in the schema`, [{ at: place, newText: quoted(values) }]);
}
