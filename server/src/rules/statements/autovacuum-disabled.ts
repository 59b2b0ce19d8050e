import type { Node } from '@pgsql/types';
import type { Origin } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { replace, wholeStatement } from '../lib/edits';
import { visit } from '../lib/query';
import { optionPlace, type Texts } from '../lib/syntax';

export default defineRule({
  id: 'autovacuum-disabled',
  category: 'statements',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'query',
  covers: ['P116'],
  docs: {
    summary: 'Autovacuum is on for each table.',
    why:
      'Without autovacuum the space of deleted rows is never used again and the statistics for the planner grow old. When the transaction numbers run out, ' +
      'PostgreSQL vacuums the table all the same, then with all its rows at once.',
    whenOff: 'For tables that a job vacuums, or that are filled once and dropped.',
    references: [
      {
        title: 'PostgreSQL: The Autovacuum Daemon',
        url: 'https://www.postgresql.org/docs/current/routine-vacuuming.html#AUTOVACUUM',
      },
    ],
  },
  examples: [
    {
      title: 'in a definition, among others',
      sql: 'CREATE TABLE visits (id int) WITH (fillfactor=70, autovacuum_enabled=false);',
      reports: ['autovacuum_enabled=false'],
      says: '`visits`',
      fixed: 'CREATE TABLE visits (id int) WITH (fillfactor=70, autovacuum_enabled=true);',
    },
    {
      title: 'later',
      sql: "create table visits (id int);\nalter table visits set (autovacuum_enabled = 'off');",
      reports: ["autovacuum_enabled = 'off'"],
      fixed: 'create table visits (id int);\nalter table visits set (autovacuum_enabled = true);',
    },
    {
      title: 'on, and other options',
      sql: 'CREATE TABLE visits (id int) WITH (autovacuum_enabled = on, autovacuum_vacuum_scale_factor = 0.01);',
      reports: [],
    },
    {
      title: 'a temporary table, which autovacuum does not see',
      sql: 'CREATE TEMP TABLE batch (id int) WITH (autovacuum_enabled=false);',
      reports: [],
    },
  ],
  query({ node, trees, source }, context) {
    const [tree] = trees;
    if (!tree || !('CreateStmt' in node || 'AlterTableStmt' in node)) return;
    const table = 'CreateStmt' in node ? node.CreateStmt.relation : node.AlterTableStmt.relation;
    if (!table || table.relpersistence === 't') return;
    visit(tree.node, {
      DefElem({ defname, arg, location }, parents) {
        if (defname !== 'autovacuum_enabled' || !isOff(arg)) return;
        if (parents.some(({ node: around }) => (around as { subtype?: string }).subtype === 'AT_ResetRelOptions'))
          return;
        const at = optionPlace(tree.origin(tree.text.span(tree.text.index(location))), wholeStatement(source), context);
        context.report({
          at,
          message: `\`${table.relname}\` is never vacuumed, so it grows with each update and its plans get worse. Leave autovacuum on.`,
          fixes: [turnOn(at, context)],
        });
      },
    });
  },
});

function isOff(arg: Node | undefined): boolean {
  const text = JSON.stringify(arg ?? '').toLowerCase();
  return (
    /"(?:s?val|str|ival)":"?(?:false|off|no|0|f)"/.test(text) ||
    text.includes('"boolval":false') ||
    text.includes('"boolean":{}')
  );
}

function turnOn(at: Origin, context: Texts): Fix {
  const [name = ''] = context.text(at).split('=');
  const written = name.endsWith(' ') ? `${name}= true` : `${name}=true`;
  return { title: 'Leave autovacuum on', kind: 'suggestion', edits: [replace(at, written)] };
}
