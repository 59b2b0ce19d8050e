import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { likeCase, wordsOfExpression } from '../lib/syntax';
import { ownColumns } from '../lib/tables';

export default defineRule({
  id: 'varchar-255',
  category: 'types',
  since: '0.1.0',
  severity: { recommended: 'info', strict: 'warning' },
  oneDecision: true,
  needs: 'table',
  presets: { documented: ['warning'], classic: ['off'], contracts: ['off'] },
  covers: ['TYP-varchar255', 'P77'],
  docs: {
    summary: 'A length limit comes from the business, not from habit: `text` instead of `varchar(255)`.',
    why:
      'In PostgreSQL 255 is no special length: `varchar(255)` takes the same space as `text` and is no faster. The limit only makes ' +
      'longer values fail one day, and each value is measured against it.',
    whenOff: 'Where the schema also has to run on a database that needs the limit.',
    references: [
      { title: 'PostgreSQL: Character Types', url: 'https://www.postgresql.org/docs/current/datatype-character.html' },
      {
        title: "PostgreSQL wiki: Don't use varchar(n) by default",
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_varchar.28n.29_by_default',
      },
    ],
  },
  options: {
    anyLength: {
      type: 'boolean',
      default: false,
      description: 'Whether other limits are reported too: then lengths are checked by a CHECK only.',
    },
  },
  examples: [
    {
      title: 'out of habit',
      sql: 'CREATE TABLE articles (\n  title varchar(255) NOT NULL,\n  tags VARCHAR(255)[]\n);',
      reports: ['varchar(255)', 'VARCHAR(255)[]'],
      says: '`title`',
      fixed: 'CREATE TABLE articles (\n  title text NOT NULL,\n  tags TEXT[]\n);',
    },
    {
      title: 'as a dump spells it',
      sql: "CREATE TABLE public.articles (\n    title character varying(255) DEFAULT 'none'::character varying NOT NULL\n);",
      reports: ['character varying(255)'],
      fixed: "CREATE TABLE public.articles (\n    title text DEFAULT 'none'::character varying NOT NULL\n);",
    },
    {
      title: 'a limit that means something',
      sql: 'CREATE TABLE users (handle varchar(30), email varchar(254));',
      reports: [],
    },
    {
      title: 'any limit',
      sql: 'CREATE TABLE users (handle varchar(30), note text);',
      options: { anyLength: true },
      reports: ['varchar(30)'],
      fixed: 'CREATE TABLE users (handle text, note text);',
    },
    { title: 'no limit', sql: 'CREATE TABLE users (handle varchar);', reports: [] },
    {
      title: 'the length was thought of',
      sql: 'CREATE TABLE users (handle varchar(255) CHECK (char_length(handle) BETWEEN 3 AND 255));',
      reports: [],
    },
    {
      title: 'widened later',
      sql: 'CREATE TABLE articles (title varchar(255));\nALTER TABLE articles ALTER COLUMN title SET DATA TYPE text;',
      reports: [],
    },
  ],
  table(table, context) {
    const checks = table.constraints.flatMap(({ expression }) =>
      expression ? [wordsOfExpression(expression.text)] : [],
    );
    const measured = checks.filter((words) =>
      ['length', 'char_length', 'character_length'].some((each) => words.has(each)),
    );
    for (const { name, type, typeOrigin } of ownColumns(table, context)) {
      if (!type.builtIn || type.name.name !== 'varchar' || type.modifiers[0] === undefined) continue;
      if (type.modifiers[0] !== '255' && !context.option('anyLength')) continue;
      if (measured.some((words) => words.has(name))) continue;
      const newType = likeCase(context.text(typeOrigin), 'text') + '[]'.repeat(type.dimensions);
      context.report({
        at: typeOrigin,
        message: `PostgreSQL gains nothing from the limit of \`${name}\`, and longer values will fail. Use \`text\`, with a CHECK if there is a real limit.`,
        fixes: [{ title: `Change to \`${newType}\``, kind: 'suggestion', edits: [replace(typeOrigin, newType)] }],
      });
    }
  },
});
