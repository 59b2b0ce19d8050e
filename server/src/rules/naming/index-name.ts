import { defineRule } from '../define-rule';
import { follows } from '../lib/name-pattern';
import { fillName } from '../lib/names';
import { renameAt, unquoted } from '../lib/rename';

export default defineRule({
  id: 'index-name',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  presets: {
    documented: ['info', { pattern: 'idx_{table}_{columns}' }],
    modular: ['info', { pattern: 'idx_{table}_{columns}' }],
    contracts: ['info', { pattern: 'idx_{table}_{columns}' }],
    classic: ['info', { pattern: 'idx_{table}_{columns}' }],
  },
  gate: 'naming',
  needs: 'table',
  covers: ['NAM-index', 'NAM-consistent'],
  docs: {
    summary: 'Indexes are named in one way.',
    why:
      'A query plan shows the name of an index and nothing else of it. Where all names are made alike, it tells which table and which columns are meant.\n\n' +
      'Without the option the pattern is the one that four of five names of the schema follow, if there are five. What stands for the columns may be ' +
      'anything, also nothing.',
    whenOff: 'Where names come from different tools.',
    references: [
      { title: 'PostgreSQL: CREATE INDEX', url: 'https://www.postgresql.org/docs/current/sql-createindex.html' },
    ],
  },
  options: {
    pattern: {
      type: 'string',
      default: '',
      description:
        'How indexes are named, with `{table}` and `{columns}`. Left empty, as most indexes of the schema are.',
    },
    unique: {
      type: 'string',
      default: '',
      description: 'How unique indexes are named. Left empty, as most unique indexes of the schema are.',
    },
  },
  examples: [
    {
      title: 'another pattern than the others',
      sql: 'CREATE TABLE t (a int, b int, c int);\nCREATE INDEX idx_t_a ON t (a);\nCREATE INDEX idx_t_b ON t (b);\nCREATE INDEX idx_t_c ON t (c);\nCREATE INDEX idx_t_first ON t (a, b);\nCREATE INDEX t_b_c_index ON t (b, c);',
      reports: ['t_b_c_index'],
      says: '4 of 5',
      fixed:
        'CREATE TABLE t (a int, b int, c int);\nCREATE INDEX idx_t_a ON t (a);\nCREATE INDEX idx_t_b ON t (b);\nCREATE INDEX idx_t_c ON t (c);\nCREATE INDEX idx_t_first ON t (a, b);\nCREATE INDEX idx_t_b_c ON t (b, c);',
    },
    {
      title: 'another pattern than the project has',
      sql: 'CREATE TABLE orders (code text);\nCREATE INDEX by_code ON orders (code);',
      options: { pattern: '{table}_{columns}_idx' },
      reports: ['by_code'],
      fixed: 'CREATE TABLE orders (code text);\nCREATE INDEX orders_code_idx ON orders (code);',
    },
    {
      title: 'as Rails joins the columns',
      sql: 'CREATE TABLE post_versions (id int, updater_id int);\nCREATE INDEX index_post_versons_on_updater_id_and_id ON post_versions (updater_id, id);',
      options: { pattern: 'index_{table}_on_{columns}' },
      reports: ['index_post_versons_on_updater_id_and_id'],
      says: '`index_post_versions_on_updater_id_and_id`',
    },
    {
      title: 'a table whose name begins like an index',
      sql: 'CREATE TABLE check_results (id int, run_id int);\nCREATE INDEX check_results_run_id_idx ON check_results (run_id);',
      options: { pattern: '{table}_{columns}_idx' },
      reports: [],
    },
    {
      title: 'too few to be a habit',
      sql: 'CREATE TABLE t (a int, b int);\nCREATE INDEX idx_t_a ON t (a);\nCREATE INDEX b_index ON t (b);',
      reports: [],
    },
    {
      title: 'as short as some people name them, or named by PostgreSQL',
      sql: 'CREATE TABLE users (email text, name text);\nCREATE INDEX idx_users ON users (email);\nCREATE INDEX idx_users_search ON users (email, name);\nCREATE INDEX ON users (name);',
      options: { pattern: 'idx_{table}_{columns}' },
      reports: [],
    },
  ],
  table(table, context) {
    const { index: usual, uniqueIndex } = context.conventions;
    const taken = new Set([...table.indexes, ...table.constraints].map(({ name }) => name));
    for (const { name, named, inherited, unique, keys, nameOrigin } of table.indexes) {
      const option = unique ? context.option('unique') : context.option('pattern');
      const habit = unique ? uniqueIndex : usual;
      const pattern = option || habit?.value;
      if (!named || inherited || !pattern || follows({ name, table: table.name }, pattern)) continue;
      const labels = keys.map(({ label }) => label);
      const columns = /_on_.*_and_/.test(name) ? [labels.join('_and_')] : labels;
      const newName = fillName(pattern, table.name, columns, taken);
      taken.add(newName);
      context.report({
        at: nameOrigin,
        message: option
          ? `The name \`${name}\` isn't made as the project makes them, \`${pattern}\`. Name it \`${newName}\`.`
          : `\`${name}\` is named otherwise than ${habit!.count} of ${habit!.total} indexes of this schema, \`${pattern}\`. Name it \`${newName}\`.`,
        fixes: unquoted(context.text(nameOrigin)) === name ? [renameAt(nameOrigin, newName)] : [],
      });
    }
  },
});
