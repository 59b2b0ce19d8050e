import { shortType } from '../lib/types';
import { defineRule } from '../define-rule';
import { changeType, isTypeFree } from '../lib/retype';
import { ownColumns } from '../lib/tables';

const INSTEAD: Readonly<Record<string, string>> = {
  xml: 'text',
  hstore: 'jsonb',
  bit: 'boolean',
  json: 'jsonb',
  money: 'numeric',
};

export default defineRule({
  id: 'discouraged-type',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'info' },
  needs: 'table',
  covers: ['P88'],
  docs: {
    summary: 'No column has a type that the project does not want.',
    why:
      'A project that settled on one way to store documents, flags or keys keeps out the others with this rule. `hstore` is on the list from the start: ' +
      '`jsonb` does more and needs no extension.',
    whenOff: 'Where `hstore` is wanted and nothing else is unwanted.',
    references: [
      { title: 'PostgreSQL: Data Types', url: 'https://www.postgresql.org/docs/current/datatype.html' },
      { title: 'PostgreSQL: hstore', url: 'https://www.postgresql.org/docs/current/hstore.html' },
    ],
  },
  options: {
    types: {
      type: 'strings',
      default: ['hstore'],
      description:
        'Types that are not wanted, without length and as PostgreSQL calls them inside (`bit`, `xml`, `int2`) or as people write them.',
    },
  },
  examples: [
    {
      title: 'hstore',
      sql: 'CREATE TABLE items (\n  attributes hstore\n);',
      reports: ['hstore'],
      says: '`jsonb`',
      fixed: 'CREATE TABLE items (\n  attributes jsonb\n);',
    },
    {
      title: 'what the project does not want',
      sql: 'CREATE TABLE items (note xml, flags bit(8), width smallint);',
      options: { types: ['xml', 'smallint'] },
      reports: ['xml', 'smallint'],
    },
    { title: 'others', sql: 'CREATE TABLE items (attributes jsonb, note xml);', reports: [] },
    {
      title: 'a column of that name, as real tables have it',
      sql: 'CREATE TABLE exports (xml text, hstore text);',
      options: { types: ['xml', 'hstore'] },
      reports: [],
    },
  ],
  table(table, context) {
    const unwanted = new Set(context.option('types').map((type) => type.toLowerCase()));
    for (const column of ownColumns(table, context)) {
      const { name } = column.type.name;
      const usual = shortType({ ...column.type, modifiers: [], dimensions: 0 });
      if (!unwanted.has(name) && !unwanted.has(usual)) continue;
      const instead = INSTEAD[name];
      context.report({
        at: column.typeOrigin,
        message: `\`${column.name}\` is of the type \`${usual}\`, which this project does not want.${instead === undefined ? ' Choose another one.' : ` Use \`${instead}\`.`}`,
        fixes: instead !== undefined && isTypeFree(column, table) ? [changeType(column, instead, context)] : [],
      });
    }
  },
});
