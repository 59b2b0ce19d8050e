import { defineRule } from '../define-rule';
import { listed } from '../lib/names';
import { describe } from '../lib/tables';

const LARGE = new Set('bytea xml json jsonb'.split(' '));

export default defineRule({
  id: 'many-large-columns',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'off', strict: 'hint' },
  needs: 'table',
  covers: ['P92'],
  docs: {
    summary: 'A table has only a few columns for files and documents.',
    why:
      'Large values are stored outside of the row and read piece by piece. With several in one row each `SELECT *` fetches all of them, and each UPDATE ' +
      'of one document leaves an old row behind.',
    whenOff: 'Where rows are written once and read as a whole.',
    references: [{ title: 'PostgreSQL: TOAST', url: 'https://www.postgresql.org/docs/current/storage-toast.html' }],
  },
  options: { max: { type: 'number', default: 3, description: 'So many are still few.' } },
  examples: [
    {
      title: 'four documents',
      sql: 'CREATE TABLE pages (id bigint, draft jsonb, published jsonb, settings jsonb, preview bytea);',
      reports: ['pages'],
      says: '4 columns',
    },
    {
      title: 'fewer are allowed',
      sql: 'CREATE TABLE files (id bigint, content bytea, thumbnail bytea);',
      options: { max: 1 },
      reports: ['files'],
    },
    { title: 'three', sql: 'CREATE TABLE pages (a jsonb, b jsonb, c jsonb);', reports: [] },
    {
      title: 'texts are rarely large',
      sql: 'CREATE TABLE public.people (a text, b text, c text, d text, e character varying(100));',
      reports: [],
    },
  ],
  table(table, context) {
    const large = table.columns.filter(({ type }) => type.builtIn && LARGE.has(type.name.name)).map(({ name }) => name);
    if (large.length <= context.option('max')) return;
    context.report({
      at: table.nameOrigin,
      message:
        `${describe(table)} has ${large.length} columns for documents (${listed(large.slice(0, 5))}), which each \`SELECT *\` fetches. ` +
        'Move those that are seldom read to a table of their own.',
    });
  },
});
