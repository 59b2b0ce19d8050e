import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { addStatement, placeBehind } from '../lib/edits';
import { findsBy, indexesOf } from '../lib/indexes';
import { fillName, nameIn } from '../lib/names';
import { keywordCase } from '../lib/syntax';
import { tableNames } from '../lib/table-words';
import { describe } from '../lib/tables';

export default defineRule({
  id: 'history-without-index',
  category: 'indexes',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'schema',
  covers: ['FK-audit-history-ref'],
  docs: {
    summary: 'The history of one object is found by an index.',
    why:
      'A history table often has no foreign key, because it outlives what it is about. It only grows, and without an index on the ' +
      "object's id each look at one object's past reads all of it.",
    whenOff: 'Where a history is only written, and read as a whole.',
    references: [{ title: 'PostgreSQL: Indexes', url: 'https://www.postgresql.org/docs/current/indexes-intro.html' }],
  },
  examples: [
    {
      title: 'no index',
      sql: 'CREATE TABLE tasks (id bigint PRIMARY KEY);\nCREATE TABLE tasks_history (\n  history_id bigint PRIMARY KEY,\n  task_id bigint NOT NULL,\n  changed_at timestamptz\n);',
      reports: ['task_id'],
      says: '`tasks_history`',
      fixed:
        'CREATE TABLE tasks (id bigint PRIMARY KEY);\nCREATE TABLE tasks_history (\n  history_id bigint PRIMARY KEY,\n  task_id bigint NOT NULL,\n  changed_at timestamptz\n);\nCREATE INDEX idx_tasks_history_task_id ON tasks_history (task_id);',
    },
    {
      title: 'an audit of categories',
      sql: 'create table categories (id int primary key);\ncreate table category_audit (id int primary key, at timestamptz, category_id int);\ncreate index on category_audit (at, category_id);',
      reports: ['category_id'],
    },
    {
      title: 'an index, or a foreign key, which has a rule of its own',
      sql: 'CREATE TABLE tasks (id bigint PRIMARY KEY);\nCREATE TABLE tasks_history (task_id bigint, version int, PRIMARY KEY (task_id, version));\nCREATE TABLE task_log (task_id bigint REFERENCES tasks);',
      reports: [],
    },
    {
      title: 'no such table',
      sql: 'CREATE TABLE login_history (id int PRIMARY KEY, login_id int);\nCREATE TABLE history (task_id int);',
      reports: [],
    },
  ],
  table(table, context) {
    if (table.open) return;
    const stem = /^(.+)_(?:history|audit|audits|log|logs|versions|revisions|changes)$/.exec(table.name)?.[1];
    if (stem === undefined) return;
    const held = new Set(table.constraints.flatMap(({ kind, columns }) => (kind === 'foreign key' ? columns : [])));
    const found = table.columns.find(({ name }) => {
      const singular = /^(.+)_id$/.exec(name)?.[1];
      return singular !== undefined && (stem === singular || tableNames(singular).includes(stem));
    });
    if (!found || found.inherited || held.has(found.name)) return;
    const singular = found.name.slice(0, -'_id'.length);
    const isTable = tableNames(singular).some((name) => context.schema.resolve({ schema: table.schema, name }, []));
    const indexes = indexesOf(table);
    if (!isTable || indexes.some((index) => findsBy(index, [found.name]))) return;
    const taken = new Set(indexes.map((each) => each.name));
    const template = context.conventions.index?.value ?? 'idx_{table}_{columns}';
    const name = fillName(template, table.name, [found.name], taken);
    const source = placeBehind(found.origin.source, table);
    const spelled = keywordCase(source, context);
    const sql = `${spelled('CREATE INDEX')} ${quoteIdent(name)} ${spelled('ON')} ${nameIn(source, table)} (${quoteIdent(found.name)})`;
    context.report({
      at: found.nameOrigin,
      message: `No index begins with \`${found.name}\`, so looking at the past of one \`${singular}\` reads all of ${describe(table)}. Create one.`,
      fixes: [{ title: `Create index \`${name}\``, kind: 'suggestion', edits: [addStatement(source, sql, context)] }],
    });
  },
});
