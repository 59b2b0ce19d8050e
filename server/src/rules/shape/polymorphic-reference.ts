import { primaryKey } from '../../model/schema';
import { defineRule } from '../define-rule';
import { inLastWord, singularOf } from '../lib/inflection';
import { foreignColumns } from '../lib/keys';
import { plainType, TEXT_TYPES } from '../lib/retype';
import { describe, ownColumns } from '../lib/tables';
import { isAppendOnly } from '../lib/timestamps';

/** The words for a thing of any kind; a `msg_type` is the kind of a message, an `entity_type` says which table is meant. */
const ANY_THING = new Set(
  (
    'entity target subject object record model resource item owner source parent origin originator reference ref related linked ' +
    'actor author recipient sender holder trackable auditable element node member principal'
  ).split(' '),
);

export default defineRule({
  id: 'polymorphic-reference',
  category: 'shape',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'table',
  covers: ['SHP-polymorphic'],
  docs: {
    summary: 'A column points to the rows of one table, not of one that another column names.',
    why:
      'No foreign key can check a pair such as `target_type` and `target_id`: rows that were deleted stay referenced, and each join has to be written once for ' +
      'each table. A column for each table with a CHECK that one of them is set (`num_nonnulls(a_id, b_id) = 1`) can be checked.',
    whenOff:
      'Where rows outlive what they are about. Tables whose names say that they record what happened are left alone.',
    references: [
      { title: 'PostgreSQL: num_nonnulls', url: 'https://www.postgresql.org/docs/current/functions-comparison.html' },
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  examples: [
    {
      title: 'type and number',
      sql: 'CREATE TABLE comments (\n  id bigint,\n  target_type text NOT NULL,\n  target_id bigint NOT NULL\n);',
      reports: ['target_id'],
      says: '`target_type`',
    },
    {
      title: 'with an enum type',
      sql: "CREATE TYPE kind AS ENUM ('post', 'photo');\nCREATE TABLE likes (likeable_type kind, likeable_id uuid);",
      reports: ['likeable_id'],
    },
    {
      title: 'a foreign key',
      sql: 'CREATE TABLE pets (owner_id bigint REFERENCES users, owner_type text);',
      reports: [],
    },
    {
      title: 'a number and its kind in another system, as real tables have them',
      sql: 'CREATE TABLE files (content_type text, content_id text, external_type text, external_id bigint, msg_type text, msg_id uuid, room_type text, room_number int, order_type_id int, order_id text);\nCREATE TABLE audit_events (event_id bigint, event_type text);',
      reports: [],
    },
    {
      title: 'what records the past',
      sql: 'CREATE TABLE audit_log (id bigint, action text, entity_type text, entity_id bigint);',
      reports: [],
    },
  ],
  table(table, context) {
    // What records the past names what may be gone.
    if (isAppendOnly(table)) return;
    const foreign = foreignColumns(table);
    const columns = ownColumns(table, context);
    const keys = new Set(primaryKey(table)?.columns);
    for (const { name, nameOrigin, type, typeOrigin } of columns) {
      const stem = /^(.+)_id$/.exec(name)?.[1];
      if (stem === undefined || !isAnyThing(stem) || foreign.has(name) || keys.has(name)) continue;
      // The kind of this row, not of another one.
      if (inLastWord(table.name, singularOf).endsWith(stem)) continue;
      if (!type.builtIn || !['int4', 'int8', 'uuid'].includes(type.name.name)) continue;
      const kind = columns.find((column) => column.name === `${stem}_type`);
      const isKind =
        kind &&
        (TEXT_TYPES.has(plainType(kind) ?? '') ||
          context.schema.enum(kind.type.name, typeOrigin.source.path) !== undefined);
      if (!kind || !isKind || foreign.has(kind.name)) continue;
      context.report({
        at: nameOrigin,
        message: `\`${name}\` of ${describe(table)} points to a row of whatever table \`${kind.name}\` names, which no foreign key can check. Make a column for each table.`,
        related: [{ at: kind.nameOrigin, message: 'It says which table is meant.' }],
      });
    }
  },
});

function isAnyThing(stem: string): boolean {
  const last = stem.split('_').at(-1)!;
  return ANY_THING.has(last) || last.endsWith('able');
}
