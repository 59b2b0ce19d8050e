import { quoteIdent } from '../../model/names';
import type { Column, Table } from '../../model/schema';
import { defineRule, type Fix } from '../define-rule';
import { enumStyleOf, type EnumStyle } from '../lib/conventions';
import { insertAfter, replace } from '../lib/edits';
import { foreignColumns } from '../lib/keys';
import { isTypeFree, literalDefault } from '../lib/retype';
import { keywordCase, likeCase, type Texts } from '../lib/syntax';
import { ownColumns } from '../lib/tables';

const WORDS: Readonly<Record<EnumStyle, string>> = {
  check: 'a CHECK on text',
  enum: 'an enum type',
  lookup: 'a foreign key to a table of values',
};

export default defineRule({
  id: 'enum-style',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  presets: { documented: ['info', { style: 'check' }] },
  needs: 'schema',
  covers: ['TYP-enum-native', 'P89'],
  docs: {
    summary: 'Lists of values are kept in one way throughout the schema.',
    why:
      'An enum type is small and ordered, but no value of it can be removed, and adding one is a migration. A CHECK is changed with one statement on one table. ' +
      'A table of values takes new ones while the program runs. Each is good; three side by side make every change a question.\n\n' +
      'Without the option the style is the one that four of five lists of the schema have, if there are five.',
    whenOff: 'Where the styles are mixed on purpose.',
    references: [
      { title: 'PostgreSQL: Enumerated Types', url: 'https://www.postgresql.org/docs/current/datatype-enum.html' },
    ],
  },
  options: {
    style: {
      type: 'string',
      default: '',
      description: '`check`, `enum` or `lookup`. Left empty, what most lists of the schema are.',
    },
  },
  examples: [
    {
      title: 'an enum type where a CHECK is wanted',
      sql: "CREATE TYPE mood AS ENUM ('ok', 'bad');\nCREATE TABLE people (\n  mood mood NOT NULL DEFAULT 'ok'\n);",
      options: { style: 'check' },
      reports: ['mood'],
      says: 'no value',
      fixed:
        "CREATE TYPE mood AS ENUM ('ok', 'bad');\nCREATE TABLE people (\n  mood text NOT NULL DEFAULT 'ok' CHECK (mood IN ('ok', 'bad'))\n);",
    },
    {
      title: 'one CHECK among enum types',
      sql: "CREATE TYPE e AS ENUM ('a');\nCREATE TABLE t (a e, b e, c e, d e, f text CHECK (f IN ('x', 'y')));",
      reports: ['text'],
      says: '4 of 5',
    },
    {
      title: 'too few to be a habit',
      sql: "CREATE TYPE e AS ENUM ('a');\nCREATE TABLE t (a e, b e, f text CHECK (f IN ('x')));",
      reports: [],
    },
    {
      title: 'as many as there are of each, as in real schemas',
      sql: "CREATE TYPE e AS ENUM ('a');\nCREATE TABLE t (a e, b e, c e, f text CHECK (f IN ('x')), g text CHECK (g = ANY (ARRAY['x'::text])), h text REFERENCES kinds);",
      reports: [],
    },
  ],
  table(table, context) {
    const habit = context.conventions.enumStyle;
    const wanted = context.option('style') || habit?.value;
    if (wanted !== 'check' && wanted !== 'enum' && wanted !== 'lookup') return;
    const foreign = foreignColumns(table);
    for (const column of ownColumns(table, context)) {
      const style = enumStyleOf(column, table, context.schema, foreign);
      if (style === undefined || style === wanted || style === 'lookup') continue;
      const values =
        style === 'enum' ? context.schema.enum(column.type.name, column.typeOrigin.source.path)?.values : undefined;
      const why = context.option('style')
        ? style === 'enum'
          ? 'an enum type, of which no value can be removed'
          : WORDS[style]
        : `${WORDS[style]}, while ${habit!.count} of ${habit!.total} lists of this schema are ${WORDS[habit!.value]}`;
      context.report({
        at: column.typeOrigin,
        message: `The values of \`${column.name}\` are limited by ${why}. Use ${WORDS[wanted]}.`,
        fixes: wanted === 'check' && values ? checked(column, table, values, context) : [],
      });
    }
  },
});

/** Text with a CHECK that lists the values of the enum type. */
function checked(column: Column, table: Table, values: readonly string[], context: Texts): readonly Fix[] {
  const { default: value, name, origin, typeOrigin, ...rest } = column;
  const inside = typeOrigin.source === origin.source;
  const isWord = !value || (literalDefault(column) !== undefined && value.tree && 'A_Const' in value.tree);
  if (!isTypeFree({ ...rest, name, origin, typeOrigin }, table) || !inside || !isWord || column.type.dimensions > 0)
    return [];
  const spelled = keywordCase(origin.source, context);
  const list = values.map((each) => `'${each.replaceAll("'", "''")}'`).join(', ');
  const check = ` ${spelled('CHECK')} (${quoteIdent(name)} ${spelled('IN')} (${list}))`;
  const type = likeCase(context.text(typeOrigin), 'text');
  return [
    {
      title: 'Change to text with a CHECK',
      kind: 'suggestion',
      edits: [replace(typeOrigin, type), insertAfter(origin, check)],
    },
  ];
}
