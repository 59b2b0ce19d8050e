import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { insertAfter } from '../lib/edits';
import { foreignColumns } from '../lib/keys';
import { fillName, wordsOfName } from '../lib/names';
import { literalDefault, plainType } from '../lib/retype';
import { keywordCase, wordsOfExpression } from '../lib/syntax';
import { describe, ownColumns } from '../lib/tables';

/** A `state` beside one of these is a part of a country. */
const ADDRESS = new Set('city zip zipcode zip_code postal_code postcode country street'.split(' '));
const STYLES = {
  check: 'a CHECK that lists them',
  enum: 'an enum type',
  lookup: 'a table of them and a foreign key',
} as const;

export default defineRule({
  id: 'status-without-values',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  presets: { documented: ['warning'], modular: ['warning'] },
  gate: 'validation',
  needs: 'table',
  covers: ['TYP-enum-check', 'TYP-status-unconstrained'],
  docs: {
    summary: 'A status says which values it takes.',
    why:
      'A text without CHECK, enum type or foreign key takes `canceled` as well as `cancelled`, and rows with a misspelt status are found by no query. ' +
      'A column that is named `status` is reported; one named `state`, `role`, `kind` and such only where its default is a word.',
    whenOff: 'Where the values come from another system and may be new ones at any time.',
    references: [
      {
        title: 'PostgreSQL: Check Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-CHECK-CONSTRAINTS',
      },
      { title: 'PostgreSQL: Enumerated Types', url: 'https://www.postgresql.org/docs/current/datatype-enum.html' },
    ],
  },
  options: {
    sure: {
      type: 'strings',
      default: ['status'],
      description: 'Last words of the names of columns that are always reported.',
    },
    perhaps: {
      type: 'strings',
      default: ['state', 'role', 'kind', 'type', 'severity', 'priority', 'visibility', 'operation'],
      description: 'Last words of the names of columns that are reported where their default is a word.',
    },
  },
  examples: [
    {
      title: 'a status',
      sql: "CREATE TABLE orders (\n  status text NOT NULL DEFAULT 'open',\n  payment_status varchar(20)\n);",
      reports: ['status', 'payment_status'],
      says: '`orders`',
    },
    {
      title: 'beside keys that are texts and point to no list of values',
      sql: [
        'CREATE TABLE users (id text PRIMARY KEY, name text, email text, avatar text);',
        ...['a', 'b', 'c', 'd', 'e'].map((name) => `CREATE TABLE ${name} (user_id text REFERENCES users);`),
        'CREATE TABLE tasks (status text);',
      ].join('\n'),
      reports: ['status'],
      says: 'for example by a CHECK',
    },
    {
      title: 'the values that are known are offered',
      sql: "CREATE TABLE jobs (\n  state text NOT NULL DEFAULT 'queued'\n);",
      reports: ['state'],
      fixed: "CREATE TABLE jobs (\n  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued'))\n);",
    },
    {
      title: 'limited in one way or another',
      sql: "CREATE TYPE mood AS ENUM ('ok');\nCREATE TABLE orders (\n  status text CHECK (status IN ('open', 'done')),\n  last_status text REFERENCES statuses (code),\n  mood_status mood,\n  old_status text,\n  CONSTRAINT known CHECK (old_status ~ '^[a-z]+$')\n);",
      reports: [],
    },
    {
      title: 'words that mean something else, as real tables have them',
      sql: 'CREATE TABLE addresses (city text, state varchar(50), zip text);\nCREATE TABLE calls (http_status int, state text, role text);',
      reports: [],
    },
  ],
  table(table, context) {
    const foreign = foreignColumns(table);
    const checked = new Set(
      table.constraints.flatMap(({ expression }) => (expression ? [...wordsOfExpression(expression.text)] : [])),
    );
    const isAddress = table.columns.some(({ name }) => ADDRESS.has(name));
    const taken = new Set(table.constraints.map(({ name }) => name));
    for (const column of ownColumns(table, context)) {
      const { name, generated, origin } = column;
      const type = plainType(column);
      if ((type !== 'text' && type !== 'varchar') || generated || foreign.has(name) || checked.has(name)) continue;
      const word = wordsOfName(name).at(-1) ?? '';
      const value = literalDefault(column);
      const isWord = value !== undefined && /^[a-z]+(?:[_-][a-z]+)*$/i.test(value);
      if (!context.option('sure').includes(word) && !(isWord && context.option('perhaps').includes(word))) continue;
      if (isAddress && word === 'state') continue;
      const habit = context.conventions.enumStyle;
      const how = habit
        ? `Say which they are by ${STYLES[habit.value]}, as ${habit.count} of ${habit.total} such columns of this schema do.`
        : 'Say which they are, for example by a CHECK.';
      const spelled = keywordCase(origin.source, context);
      const pattern = context.conventions.constraints.check?.value;
      const given =
        pattern === undefined
          ? ''
          : `${spelled('CONSTRAINT')} ${quoteIdent(fillName(pattern, table.name, [name], taken))} `;
      const check = ` ${given}${spelled('CHECK')} (${quoteIdent(name)} ${spelled('IN')} ('${value}'))`;
      context.report({
        at: column.nameOrigin,
        message: `\`${name}\` of ${describe(table)} takes any text, also values that are misspelt. ${how}`,
        fixes: isWord
          ? [
              {
                title: `Add a CHECK that lists the values of \`${name}\``,
                kind: 'suggestion',
                edits: [insertAfter(origin, check)],
              },
            ]
          : [],
      });
    }
  },
});
