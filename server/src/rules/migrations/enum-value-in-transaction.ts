import type { Op } from '../../model/facts';
import { tokenize } from '../../sql/lexer';
import { defineRule } from '../define-rule';
import { removeStatement } from '../lib/edits';
import { whole, type MigrationStatement, type Transaction } from '../lib/migration';

export default defineRule({
  id: 'enum-value-in-transaction',
  category: 'migrations',
  since: '0.2.0',
  severity: { recommended: 'error', strict: 'error' },
  needs: 'migration',
  recipe: true,
  covers: ['P35'],
  docs: {
    summary: 'A new value of an enum is used after the transaction that adds it.',
    why:
      'PostgreSQL stops with `unsafe use of new value` (55P04) if a value is written, compared or made a default in the transaction that adds it by ' +
      'ALTER TYPE … ADD VALUE: the value could still be rolled back. Use it in the next migration. An enum that the same transaction makes is free of this.',
    whenOff: 'Never needed.',
    references: [
      { title: 'PostgreSQL: ALTER TYPE, Notes', url: 'https://www.postgresql.org/docs/current/sql-altertype.html' },
    ],
  },
  examples: [
    {
      title: 'as a default and in rows',
      tool: 'goose',
      before: "CREATE TYPE mood AS ENUM ('calm');\nCREATE TABLE people (id int, mood mood);",
      sql: "-- +goose Up\nALTER TYPE mood ADD VALUE 'glad';\nUPDATE people SET mood = 'glad';\n",
      reports: ["UPDATE people SET mood = 'glad'"],
      says: '55P04',
      fixed: "-- +goose Up\nALTER TYPE mood ADD VALUE 'glad';\n",
    },
    {
      title: 'as a default',
      before: "CREATE TYPE mood AS ENUM ('calm');\nCREATE TABLE people (id int, mood mood);",
      sql: "BEGIN;\nALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad' BEFORE 'calm';\nALTER TABLE people ALTER COLUMN mood SET DEFAULT 'glad';\nCOMMIT;\n",
      reports: ["ALTER TABLE people ALTER COLUMN mood SET DEFAULT 'glad'"],
    },
    {
      title: 'outside of a transaction, and in a type of the same one',
      before: "CREATE TYPE mood AS ENUM ('calm');\nCREATE TABLE people (id int, mood mood);",
      sql: "ALTER TYPE mood ADD VALUE 'glad';\nUPDATE people SET mood = 'glad';\nBEGIN;\nCREATE TYPE size AS ENUM ('s');\nALTER TYPE size ADD VALUE 'm';\nCREATE TABLE shirts (size size DEFAULT 'm');\nCOMMIT;\n",
      reports: [],
    },
    {
      title: 'the same word elsewhere',
      tool: 'goose',
      before:
        "CREATE TYPE mood AS ENUM ('calm');\nCREATE TABLE people (id int, mood mood);\nCREATE TABLE words (word text);",
      sql: "-- +goose Up\nALTER TYPE mood ADD VALUE 'glad';\nINSERT INTO words VALUES ('glad');\nUPDATE people SET mood = 'calm';\n",
      reports: [],
    },
  ],
  migration({ statements }, context) {
    const added = new Map<Transaction, Added[]>();
    for (const statement of statements) {
      const { transaction, source, acts } = statement;
      if (!transaction) continue;
      const before = added.get(transaction) ?? [];
      const used = before.find((value) => isUsed(value, statement, transaction));
      if (used) report(used, statement);
      for (const act of acts)
        if (act.act === 'op' && act.op.op === 'add enum value') before.push({ op: act.op, path: source.path });
      if (before.length > 0) added.set(transaction, before);
    }

    function report({ op: { name, value } }: Added, statement: MigrationStatement): void {
      const { source, migration } = statement;
      const at = whole(statement, context);
      context.report({
        at,
        message: `PostgreSQL refuses the value \`'${value}'\` in the transaction that adds it to \`${name.name}\` (55P04, unsafe use of new value). Use it in the next migration.`,
        fixes: [{ title: 'Move it to a migration of its own', kind: 'suggestion', edits: [removeStatement(source, context)], creates: migration.next(`use_${value.replace(/\W+/g, '_').toLowerCase()}`, `${context.text(at)};`) }], // prettier-ignore
      });
    }

    function isUsed({ op: { name, value }, path }: Added, statement: MigrationStatement, transaction: Transaction) {
      const type = context.schema.enum(name, path);
      if (type && statements.some((each) => each.transaction === transaction && each.source === type.origin.source))
        return false;
      const text = context.text(whole(statement, context));
      return usesType(statement, type?.name ?? name.name, text) && hasText(text, value);
    }

    /** Whether a statement is about a table with a column of the type, or names the type. */
    function usesType({ acts, effects, source }: MigrationStatement, type: string, text: string): boolean {
      const names = [
        ...effects.flatMap(({ on }) => on ?? []),
        ...acts.flatMap((act) => ('table' in act && act.table ? [act.table] : [])),
      ];
      const columns = names.flatMap((name) => context.schema.resolve(name, source.path)?.columns ?? []);
      const rows = acts.some((act) => act.act === 'write' && act.table === undefined)
        ? /\binto\s+([\w.]+)/i.exec(text)?.[1]
        : undefined;
      const written = rows === undefined ? [] : (context.schema.resolve({ name: rows.split('.').at(-1)! }, source.path)?.columns ?? []); // prettier-ignore
      return (
        [...columns, ...written].some((column) => column.type.name.name === type) ||
        new RegExp(`::\\s*${type}\\b`, 'i').test(text)
      );
    }
  },
});

interface Added {
  readonly op: Extract<Op, { op: 'add enum value' }>;
  readonly path: readonly string[];
}

function hasText(text: string, value: string): boolean {
  const literal = `'${value.replaceAll("'", "''")}'`;
  return tokenize(text).some(({ kind, start, end }) => kind === 'string' && text.slice(start, end) === literal);
}
