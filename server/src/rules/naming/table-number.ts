import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { inLastWord, numberOf, pluralOf, singularOf } from '../lib/inflection';
import { wordsOfName } from '../lib/names';
import { renameTable } from '../lib/rename';

export default defineRule({
  id: 'table-number',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  presets: { modular: ['info', { number: 'plural' }], contracts: ['info', { number: 'plural' }] },
  gate: 'naming',
  needs: 'table',
  covers: ['NAM-table-plural-snake', 'P136'],
  docs: {
    summary: 'Tables are named all in the singular or all in the plural.',
    why:
      'Who writes a query should not have to look up whether the table is `order` or `orders`. Without the option the number is the one that ' +
      'four of five names of the schema have, if there are five. Words whose form does not tell (`data`, `news`) are left alone.',
    whenOff: 'Where the names are given by another system, or are not English.',
    references: [
      {
        title: 'PostgreSQL: Identifiers',
        url: 'https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS',
      },
    ],
  },
  options: {
    number: {
      type: 'string',
      default: '',
      description: '`singular` or `plural`. Left empty, as most tables of the schema are.',
    },
  },
  examples: [
    {
      title: 'the project names them in the plural',
      sql: 'CREATE TABLE order_entry (id bigint PRIMARY KEY);',
      options: { number: 'plural' },
      reports: ['order_entry'],
      says: '`order_entries`',
      fixed: 'CREATE TABLE order_entries (id bigint PRIMARY KEY);',
    },
    {
      title: 'one among others',
      sql: 'CREATE TABLE orders (a int);\nCREATE TABLE users (a int);\nCREATE TABLE boxes (a int);\nCREATE TABLE people (a int);\nCREATE TABLE app.city (a int);',
      reports: ['app.city'],
      says: '4 of 5',
      fixed:
        'CREATE TABLE orders (a int);\nCREATE TABLE users (a int);\nCREATE TABLE boxes (a int);\nCREATE TABLE people (a int);\nCREATE TABLE app.cities (a int);',
    },
    {
      title: 'a name that would be a word of SQL, and that of a product',
      sql: 'CREATE TABLE users (a int);\nCREATE TABLE groups (a int);\nCREATE TABLE postgres (a int);',
      options: { number: 'singular' },
      reports: [],
    },
    { title: 'no habit to be seen', sql: 'CREATE TABLE orders (a int);\nCREATE TABLE city (a int);', reports: [] },
    {
      title: 'words whose form does not tell, as real schemas have them',
      sql: 'CREATE TABLE metadata (a int);\nCREATE TABLE order_status (a int);\nCREATE TABLE news (a int);\nCREATE TABLE user_history (a int);\nCREATE TABLE children (a int);\nCREATE TABLE configs_github (a int);',
      options: { number: 'plural' },
      reports: [],
    },
  ],
  table(table, context) {
    const habit = context.conventions.tableNumber;
    const wanted = context.option('number') || habit?.value;
    const number = numberOf(wordsOfName(table.name).at(-1) ?? '');
    const words = wordsOfName(table.name);
    // `configs_github` are configs of one kind.
    const isInside = wanted === 'plural' && words.some((word) => word.length > 3 && numberOf(word) === 'plural');
    if (isInside || number === undefined || number === wanted || (wanted !== 'singular' && wanted !== 'plural')) return;
    const newName = inLastWord(table.name, wanted === 'plural' ? pluralOf : singularOf);
    // `users` stays among singular names: `user` is a word of SQL.
    if (newName === table.name || isReserved(newName)) return;
    const why = context.option('number')
      ? `, and tables of this project are named in the ${wanted}.`
      : `, while ${habit!.count} of ${habit!.total} tables of this schema are named in the ${wanted}.`;
    context.report({
      at: table.nameOrigin,
      message: `\`${table.name}\` is ${number}${why} Name it \`${newName}\`.`,
      fixes: renameTable(table, newName, context),
    });
  },
});

function isReserved(name: string): boolean {
  return quoteIdent(name.toLowerCase()) !== name.toLowerCase();
}
