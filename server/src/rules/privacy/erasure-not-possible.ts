import type { Column, Table } from '../../model/schema';
import { defineRule, type Fix, type RuleContext } from '../define-rule';
import { withoutNotNull } from '../lib/schema-fixes';

const ERASURE = /\bErasure:\s*([^.]+)/i;
const EMPTIES = /\b(?:set\s+(?:to\s+)?null|nullify|null\s+out|set\s+null|null)\b/i;
const SAME_VALUE = /\b(?:redact|replace with|set to ['"[])/i;

export default defineRule({
  id: 'erasure-not-possible',
  category: 'privacy',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  covers: ['PRIV-erasure-feasible'],
  docs: {
    summary: 'What the comment of a column says of its erasure is possible.',
    why: '`Erasure: set to NULL` on a column that is NOT NULL fails when the first person asks for it. The same text for all, as `[redacted]`, fails for the second person where the column is unique.',
    whenOff: 'Where erasure takes the whole row.',
    references: [
      { title: 'PostgreSQL: Constraints', url: 'https://www.postgresql.org/docs/current/ddl-constraints.html' },
      { title: 'GDPR, Article 17: Right to erasure', url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj' },
    ],
  },
  examples: [
    {
      title: 'null in a column that is never null',
      sql: "CREATE TABLE users (id int, email text NOT NULL);\nCOMMENT ON COLUMN users.email IS 'PII: e-mail. Retention: a year. Erasure: set to NULL.';",
      reports: ["COMMENT ON COLUMN users.email IS 'PII: e-mail. Retention: a year. Erasure: set to NULL.';"],
      says: 'NOT NULL',
      fixed:
        "CREATE TABLE users (id int, email text);\nCOMMENT ON COLUMN users.email IS 'PII: e-mail. Retention: a year. Erasure: set to NULL.';",
    },
    {
      title: 'the same text in a unique column',
      sql: "create table users (id int, email text unique);\ncomment on column users.email is 'PII: e-mail. Retention: a year. Erasure: replace with [redacted].';",
      reports: [
        "comment on column users.email is 'PII: e-mail. Retention: a year. Erasure: replace with [redacted].';",
      ],
      says: 'unique',
    },
    {
      title: 'possible',
      sql: "CREATE TABLE users (id int, email text UNIQUE NOT NULL, phone text);\nCOMMENT ON COLUMN users.email IS 'PII: e-mail. Retention: a year. Erasure: random address.';\nCOMMENT ON COLUMN users.phone IS 'PII: phone. Retention: a year. Erasure: set to NULL.';",
      reports: [],
    },
    {
      title: 'the row goes',
      sql: "CREATE TABLE users (id int, email text UNIQUE NOT NULL);\nCOMMENT ON COLUMN users.email IS 'PII: e-mail. Retention: not null. Erasure: delete the row.';",
      reports: [],
    },
  ],
  table(table, context) {
    const unique = new Set(
      table.constraints.flatMap(({ kind, columns }) => (kind === 'unique' && columns.length === 1 ? columns : [])),
    );
    for (const each of table.columns) {
      const { name, comment, commentOrigin, notNull, nameOrigin } = each;
      const erasure = comment?.includes('PII:') ? ERASURE.exec(comment)?.[1] : undefined;
      if (erasure === undefined) continue;
      const why =
        notNull && EMPTIES.test(erasure)
          ? 'is NOT NULL'
          : unique.has(name) && SAME_VALUE.test(erasure)
            ? 'is unique'
            : undefined;
      if (why === undefined) continue;
      context.report({
        at: commentOrigin ?? nameOrigin,
        fixes: why === 'is NOT NULL' ? nullable(table, each, context) : [],
        message: `\`${table.name}.${name}\` ${why}, so it cannot be erased as this comment says. Erase it in another way, or change the column.`,
        related: [{ at: nameOrigin, message: 'The column.' }],
      });
    }
  },
});

function nullable(table: Table, column: Column, context: RuleContext<never>): readonly Fix[] {
  const edit = withoutNotNull(column, context);
  return edit ? [{ title: `Let \`${table.name}.${column.name}\` be null`, kind: 'suggestion', edits: [edit] }] : [];
}
