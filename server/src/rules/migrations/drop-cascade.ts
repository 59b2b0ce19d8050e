import type { Before } from '../../model/effects/effect';
import { displayName, type Name } from '../../model/names';
import type { SchemaView, Table } from '../../model/schema';
import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { shown, whole, type StatementBefore } from '../lib/migration';
import type { Texts } from '../lib/syntax';

export default defineRule({
  id: 'drop-cascade',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'migration',
  covers: ['P44'],
  docs: {
    summary: 'What goes with a dropped object is named, not left to CASCADE.',
    why:
      'CASCADE drops views, foreign keys, triggers and columns of other tables without naming them: on a server that has one more than the ' +
      'developer’s, that one is gone too. Without CASCADE PostgreSQL stops and lists what depends on the object.',
    whenOff: 'Where migrations drop whole schemas of their own.',
    references: [
      { title: 'PostgreSQL: Dependency Tracking', url: 'https://www.postgresql.org/docs/current/ddl-depend.html' },
    ],
  },
  examples: [
    {
      title: 'a table that others point to',
      before:
        'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (user_id int CONSTRAINT fk_user REFERENCES users);\nCREATE VIEW people AS SELECT id FROM users;',
      sql: 'DROP TABLE users CASCADE;\n',
      reports: ['DROP TABLE users CASCADE'],
      says: '`fk_user` of `orders`, `people`',
      fixed: 'DROP TABLE users;\n',
    },
    {
      title: 'a type and a function',
      before:
        "CREATE TYPE mood AS ENUM ('calm');\nCREATE TABLE people (mood mood);\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
      sql: 'drop type mood cascade;\nDROP FUNCTION f() CASCADE;\n',
      reports: ['drop type mood cascade', 'DROP FUNCTION f() CASCADE'],
      says: 'also drops `people.mood`',
    },
    {
      title: 'a table that nothing points to',
      before: 'CREATE TABLE logs (id int);',
      sql: 'DROP TABLE IF EXISTS logs CASCADE;\n',
      reports: ['DROP TABLE IF EXISTS logs CASCADE'],
      says: 'Nothing here depends on `logs`',
      fixed: 'DROP TABLE IF EXISTS logs;\n',
    },
    {
      title: 'without CASCADE, or with RESTRICT',
      before: 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);',
      sql: 'DROP TABLE a;\nDROP TABLE b RESTRICT;\n',
      reports: [],
    },
    {
      title: 'of what the migration has made',
      before: 'SELECT 1;',
      sql: 'CREATE TABLE a (id int PRIMARY KEY);\nDROP TABLE a CASCADE;\nTRUNCATE a CASCADE;\n',
      reports: [],
    },
  ],
  statement(statement, context) {
    const { acts, before, isNew } = statement;
    const drop = acts.find((act) => act.act === 'op' && act.op.op === 'drop' && act.op.cascade);
    if (drop?.act !== 'op' || drop.op.op !== 'drop') return;
    const { name, kind, ifExists } = drop.op;
    const table = kind === 'relation' ? before.schema.resolve(name, before.path) : undefined;
    if (isNew(table) || (kind === 'relation' && ifExists && !table)) return;
    const also = table ? dependants(table, before.schema) : typed(kind, name, before);
    const isAlone = table !== undefined && also.length === 0;
    const what = also.length > 0 ? `CASCADE also drops ${also.join(', ')}` : 'CASCADE also drops whatever depends on this, named nowhere'; // prettier-ignore
    context.report({
      at: whole(statement, context),
      message: isAlone
        ? `Nothing here depends on ${shown(name)}, so CASCADE is only for what nobody knows of. Leave it out, and PostgreSQL stops at that.`
        : `${what}. Drop those by their names first, so that PostgreSQL stops at what nobody thought of.`,
      ...(isAlone && { atMost: 'hint' }),
      fixes: withoutCascade(statement, context),
    });
  },
});

function withoutCascade(statement: StatementBefore, context: Texts) {
  const all = whole(statement, context);
  const text = context.text(all);
  const short = text.replace(/\s+cascade$/i, '');
  return short === text ? [] : [{ title: 'Remove CASCADE', kind: 'suggestion' as const, edits: [replace({ source: all.source, span: { start: short.length, end: text.length } }, '')] }]; // prettier-ignore
}

/** The columns of a type that is dropped. */
function typed(kind: string, name: Name, { schema, path }: Before): string[] {
  const type = kind === 'type' || kind === 'domain' ? schema.type(name, path) : undefined;
  if (!type) return [];
  return [...schema.tables()].flatMap((table) =>
    table.query
      ? []
      : table.columns
          .filter((each) => !each.type.builtIn && schema.type(each.type.name, each.typeOrigin.source.path) === type)
          .map((each) => `\`${displayName(table)}.${each.name}\``),
  );
}

function dependants(table: Table, schema: SchemaView): string[] {
  const found: string[] = [];
  for (const other of schema.tables()) {
    if (other === table) continue;
    for (const { references, origin, name } of other.constraints) {
      if (references && schema.resolve(references.table, origin.source.path) === table)
        found.push(`\`${name}\` of \`${displayName(other)}\``);
    }
    const reads = other.query?.reads.some((name) => schema.resolve(name, other.origin.source.path) === table);
    if (reads) found.push(`\`${displayName(other)}\``);
  }
  return found;
}
