import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { whole } from '../lib/migration';
import { findWords, keywordCase } from '../lib/syntax';
export default defineRule({
  id: 'or-replace',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'migration',
  covers: ['P60'],
  docs: {
    summary: 'Functions, views and triggers are made by CREATE OR REPLACE.',
    why: 'A plain CREATE stops where the object is there, and dropping it first takes grants and what depends on it along. OR REPLACE changes it in place, and the migration can run twice.',
    whenOff: 'Where an object that is there already is to be noticed.',
    references: [
      { title: 'PostgreSQL: CREATE FUNCTION', url: 'https://www.postgresql.org/docs/current/sql-createfunction.html' },
    ],
  },
  examples: [
    {
      title: 'a function and a view',
      before: 'SELECT 1;',
      sql: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\ncreate view v as select 1 as one;\n",
      reports: ['CREATE FUNCTION', 'create view'],
      says: 'CREATE OR REPLACE FUNCTION',
      fixed:
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\ncreate or replace view v as select 1 as one;\n",
    },
    {
      title: 'a trigger',
      before:
        "CREATE TABLE orders (id int);\nCREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';",
      sql: 'CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();\n',
      reports: ['CREATE TRIGGER'],
      fixed: 'CREATE OR REPLACE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();\n',
    },
    {
      title: 'with it, and what has no such form',
      before: 'SELECT 1;',
      sql: 'CREATE OR REPLACE VIEW v AS SELECT 1 AS one;\nCREATE MATERIALIZED VIEW m AS SELECT 1 AS one;\nCREATE TABLE a (id int);\n',
      reports: [],
    },
    {
      title: 'dropped before, and a trigger before PostgreSQL 14',
      before: 'CREATE TABLE orders (id int);',
      postgresVersion: 13,
      sql: 'DROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT 1 AS one;\nCREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();\n',
      reports: [],
    },
  ],
  migration({ statements }, context) {
    const dropped = new Set<string>();
    for (const statement of statements) {
      for (const act of statement.acts) {
        if (act.act !== 'op') continue;
        const { op } = act;
        if (op.op === 'drop') dropped.add(op.name.name);
        if (op.op === 'drop part') dropped.add(op.name);
        const kind =
          op.op === 'create function'
            ? op.function.kind === 'procedure'
              ? 'PROCEDURE'
              : op.function.kind === 'function'
                ? 'FUNCTION'
                : ''
            : op.op === 'create view' && op.kind === 'view' && !op.temporary
              ? 'VIEW'
              : op.op === 'create trigger' && context.postgresVersion >= 14
                ? 'TRIGGER'
                : '';
        if (kind === '' || !('orReplace' in op) || op.orReplace) continue;
        const name = op.op === 'create trigger' ? op.trigger.name : op.name.name;
        const words = findWords(context, whole(statement, context), 'create', kind.toLowerCase());
        if (dropped.has(name) || !words) continue;
        const kw = keywordCase(statement.source, context);
        context.report({
          at: words,
          message: `This stops where \`${name}\` is there already. Say CREATE OR REPLACE ${kind}.`,
          fixes: [
            { title: 'Say OR REPLACE', kind: 'suggestion', edits: [replace(words, kw(`CREATE OR REPLACE ${kind}`))] },
          ],
        });
      }
    }
  },
});
