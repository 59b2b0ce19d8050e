import { defineRule } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { whole } from '../lib/migration';
import { keywordCase } from '../lib/syntax';
export default defineRule({
  id: 'enum-value-place',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'migration',
  covers: ['P36'],
  docs: {
    summary: 'A new value of an enum says where it stands among the others.',
    why: 'Values are compared in the order in which they stand: without BEFORE or AFTER a new one is greater than all. Saying so shows that it is meant.',
    whenOff: 'Where nobody compares or sorts by the type.',
    references: [
      { title: 'PostgreSQL: ALTER TYPE', url: 'https://www.postgresql.org/docs/current/sql-altertype.html' },
    ],
  },
  examples: [
    {
      title: 'at the end',
      before: "CREATE TYPE mood AS ENUM ('calm', 'cross');",
      sql: "ALTER TYPE mood ADD VALUE 'glad';\n",
      reports: ["ALTER TYPE mood ADD VALUE 'glad'"],
      says: "`'cross'`",
      fixed: "ALTER TYPE mood ADD VALUE 'glad' AFTER 'cross';\n",
    },
    {
      title: 'if it isn’t there',
      before: "CREATE TYPE mood AS ENUM ('calm');",
      sql: "alter type mood add value if not exists 'glad';\n",
      reports: ["alter type mood add value if not exists 'glad'"],
      fixed: "alter type mood add value if not exists 'glad' after 'calm';\n",
    },
    {
      title: 'with its place',
      before: "CREATE TYPE mood AS ENUM ('calm');",
      sql: "ALTER TYPE mood ADD VALUE 'glad' BEFORE 'calm';\n",
      reports: [],
    },
    {
      title: 'a type that nobody knows',
      before: 'SELECT 1;',
      sql: "ALTER TYPE elsewhere ADD VALUE 'glad';\n",
      reports: [],
    },
  ],
  statement(statement, context) {
    const [act] = statement.acts;
    if (act?.act !== 'op' || act.op.op !== 'add enum value' || act.op.neighbour !== undefined) return;
    const last = statement.before.schema.enum(act.op.name, statement.before.path)?.values.at(-1);
    if (last === undefined || last === act.op.value) return;
    const all = whole(statement, context);
    const kw = keywordCase(statement.source, context);
    context.report({
      at: all,
      message: `\`'${act.op.value}'\` becomes greater than \`'${last}'\` and all others. Say AFTER or BEFORE which value it stands.`,
      fixes: [
        {
          title: `Say AFTER '${last}'`,
          kind: 'suggestion',
          edits: [insertAfter(all, ` ${kw('AFTER')} '${last.replaceAll("'", "''")}'`)],
        },
      ],
    });
  },
});
