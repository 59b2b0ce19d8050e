import { defineRule } from '../define-rule';
import { inLastWord, singularOf } from '../lib/inflection';
import { wordsOfName } from '../lib/names';
import { renameColumn } from '../lib/rename';

export default defineRule({
  id: 'reference-name',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  presets: { modular: ['info', { ending: 'id' }] },
  gate: 'naming',
  needs: 'table',
  covers: ['NAM-fk-singular-id'],
  docs: {
    summary: 'A column that points to a row of another table ends in `_id`.',
    why:
      'The ending tells a reference from a value: `author_id` is joined, `author` is shown. What stands before it may be the table or what the row is here ' +
      '(`author_id` for a user). Without the option the ending is the one that four of five columns of foreign keys have, if there are five.',
    whenOff: 'Where references are named without an ending.',
    references: [
      {
        title: 'PostgreSQL: Foreign Keys',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
      },
    ],
  },
  options: {
    ending: {
      type: 'string',
      default: '',
      description: 'The last word of the name. Left empty, the one that most have.',
    },
  },
  examples: [
    {
      title: 'without the ending',
      sql: 'CREATE TABLE posts (\n  id bigint PRIMARY KEY,\n  author bigint REFERENCES users (id)\n);',
      options: { ending: 'id' },
      reports: ['author'],
      says: '`author_id`',
      fixed: 'CREATE TABLE posts (\n  id bigint PRIMARY KEY,\n  author_id bigint REFERENCES users (id)\n);',
    },
    {
      title: 'one among others',
      sql: 'CREATE TABLE t (a_id int REFERENCES a, b_id int REFERENCES b, c_id int REFERENCES c, d_id int REFERENCES d, owner int REFERENCES e);',
      reports: ['owner'],
      says: '4 of 5',
      fixed:
        'CREATE TABLE t (a_id int REFERENCES a, b_id int REFERENCES b, c_id int REFERENCES c, d_id int REFERENCES d, owner_id int REFERENCES e);',
    },
    { title: 'no habit to be seen', sql: 'CREATE TABLE posts (author bigint REFERENCES users);', reports: [] },
    {
      title: 'what the row is here, and codes that say something, as real tables have them',
      sql: 'CREATE TABLE posts (author_id bigint REFERENCES users (id), country_code text REFERENCES countries (code), status text REFERENCES statuses (name), "ownerId" uuid REFERENCES users, approved_by bigint REFERENCES users, concept_id_2 int REFERENCES concepts);',
      options: { ending: 'id' },
      reports: [],
    },
  ],
  table(table, context) {
    const habit = context.conventions.referenceWord;
    const wanted = context.option('ending') || habit?.value;
    if (!wanted) return;
    const seen = new Set<string>();
    for (const { kind, columns, references } of table.constraints) {
      const column = table.columns.find(({ name }) => name === columns[0]);
      if (kind !== 'foreign key' || columns.length !== 1 || !column || column.inherited || seen.has(column.name))
        continue;
      seen.add(column.name);
      // A text that points to a code is shown as it is.
      if (!column.type.builtIn || !['int2', 'int4', 'int8', 'uuid'].includes(column.type.name.name)) continue;
      if (column.name.toLowerCase().endsWith(wanted) || wordsOfName(column.name).includes(wanted)) continue;
      // Who did it: `approved_by` says so already.
      if (['by', 'of'].includes(wordsOfName(column.name).at(-1)!)) continue;
      const target = inLastWord(references!.table.name, singularOf);
      const isCamel = /[A-Z]/.test(column.name);
      const ending = isCamel ? wanted.charAt(0).toUpperCase() + wanted.slice(1) : `_${wanted}`;
      const newName = column.name + ending;
      context.report({
        at: column.nameOrigin,
        message: `\`${column.name}\` points to a row of \`${references!.table.name}\`, and ${context.option('ending') ? 'in this project such columns end' : `${habit!.count} of ${habit!.total} such columns of this schema end`} in \`${ending}\`. Name it \`${newName}\`${column.name === target ? '' : ` or \`${target}${ending}\``}.`,
        fixes: renameColumn(table, column, newName, context),
      });
    }
  },
});
