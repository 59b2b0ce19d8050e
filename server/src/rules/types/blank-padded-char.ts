import { defineRule } from '../define-rule';
import { changeType } from '../lib/retype';
import { wordsOfName } from '../lib/names';
import { wordsOfExpression } from '../lib/syntax';
import { ownColumns } from '../lib/tables';

const UUIDS = new Set(['uuid', 'guid']);

/** UUIDs, as they are written, have 36 characters. */
function better(name: string, length: string | undefined): string {
  if (length === '36' && wordsOfName(name).some((word) => UUIDS.has(word)))
    return '`uuid`, which takes less than half the space';
  return `\`varchar(${length})\` or \`text\``;
}

export default defineRule({
  id: 'blank-padded-char',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  oneDecision: true,
  presets: { classic: ['hint'] },
  needs: 'table',
  covers: ['P76'],
  docs: {
    summary: 'Text is not padded with blanks: no `char(n)`.',
    why:
      '`char(n)` fills each value up with blanks, which take space and get lost or show up again when the value is compared, joined or converted. ' +
      'It is no faster than other types and accepts values that are too short. Codes of up to three letters are left alone.',
    whenOff: 'Where another program writes values of fixed width.',
    references: [
      { title: 'PostgreSQL: Character Types', url: 'https://www.postgresql.org/docs/current/datatype-character.html' },
      {
        title: "PostgreSQL wiki: Don't use char(n)",
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_char.28n.29',
      },
    ],
  },
  options: {
    from: { type: 'number', default: 4, description: 'The shortest length that is reported.' },
  },
  examples: [
    {
      title: 'a code',
      sql: 'CREATE TABLE products (\n  sku char(12) NOT NULL,\n  tags CHARACTER(8)[]\n);',
      reports: ['char(12)', 'CHARACTER(8)[]'],
      says: '`sku`',
      fixed: 'CREATE TABLE products (\n  sku varchar(12) NOT NULL,\n  tags VARCHAR(8)[]\n);',
    },
    {
      title: 'a UUID',
      sql: 'CREATE TABLE users (user_uuid char(36) NOT NULL);',
      reports: ['char(36)'],
      says: 'Use `uuid`',
      fixed: 'CREATE TABLE users (user_uuid varchar(36) NOT NULL);',
    },
    {
      title: 'also short ones',
      sql: 'CREATE TABLE countries (code char(2));',
      options: { from: 1 },
      reports: ['char(2)'],
      fixed: 'CREATE TABLE countries (code varchar(2));',
    },
    {
      title: 'a code whose form is checked',
      sql: "CREATE TABLE parties (ipi char(11) NOT NULL CHECK (ipi ~ '^[0-9]{11}$'));",
      reports: [],
    },
    { title: 'a short code', sql: 'CREATE TABLE prices (currency char(3), flag char);', reports: [] },
    {
      title: 'other types of text, as a dump writes them',
      sql: 'CREATE TABLE public.products (\n    sku character varying(12),\n    kind "char",\n    note text\n);',
      reports: [],
    },
  ],
  table(table, context) {
    const isChecked = (name: string) =>
      table.constraints.some(({ expression }) => expression && wordsOfExpression(expression.text).has(name));
    for (const column of ownColumns(table, context)) {
      const { name, type, typeOrigin } = column;
      const length = type.modifiers[0];
      if (!type.builtIn || type.name.name !== 'bpchar' || Number(length ?? 0) < context.option('from')) continue;
      // A CHECK on its form lets in nothing shorter.
      if (isChecked(name)) continue;
      context.report({
        at: typeOrigin,
        message: `\`${name}\` is filled up with blanks to ${length} characters, which get lost or show up again when it is compared. Use ${better(name, length)}.`,
        fixes: [changeType(column, `varchar(${length})`, context), changeType(column, 'text', context)],
      });
    }
  },
});
