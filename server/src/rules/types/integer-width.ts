import type { Column } from '../../model/schema';
import { defineRule } from '../define-rule';
import { foreignColumns } from '../lib/keys';
import { wordsOfName } from '../lib/names';
import { changeType, isTypeFree, plainType } from '../lib/retype';
import { ownColumns } from '../lib/tables';

const COUNTERS = new Set('views downloads impressions clicks hits visits plays likes'.split(' '));
const SMALL = new Set('age month weekday hour minute rating percent percentage stars'.split(' '));

export default defineRule({
  id: 'integer-width',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'info' },
  presets: { contracts: ['info', { counters: true, smallest: true }] },
  gate: 'data types',
  needs: 'table',
  covers: ['TYP-smallest-int', 'TYP-counter-bigint'],
  docs: {
    summary: 'Numbers of bytes are `bigint`; with options also counters, and small numbers are `smallint`.',
    why:
      'An `integer` ends at 2,147,483,647: a file of more than 2 GB does not fit, and the INSERT fails. Counters that only grow come ' +
      'there too. Widening the column later rewrites the table under a lock.',
    whenOff: 'Where the sizes are limited elsewhere.',
    references: [
      {
        title: 'PostgreSQL: Numeric Types',
        url: 'https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT',
      },
    ],
  },
  options: {
    counters: {
      type: 'boolean',
      default: false,
      description: 'Whether counters such as `view_count` have to be `bigint`.',
    },
    smallest: {
      type: 'boolean',
      default: false,
      description: 'Whether small numbers such as `age` have to be `smallint`.',
    },
  },
  examples: [
    {
      title: 'a size in bytes',
      sql: 'CREATE TABLE files (\n  size_bytes integer NOT NULL,\n  file_size INT DEFAULT 0\n);',
      reports: ['integer', 'INT'],
      says: '2 GB',
      fixed: 'CREATE TABLE files (\n  size_bytes bigint NOT NULL,\n  file_size BIGINT DEFAULT 0\n);',
    },
    {
      title: 'counters and small numbers',
      sql: 'CREATE TABLE videos (view_count int, age int);',
      options: { counters: true, smallest: true },
      reports: ['int', 'int'],
      fixed: 'CREATE TABLE videos (view_count bigint, age smallint);',
    },
    { title: 'wide enough', sql: 'CREATE TABLE files (size_bytes bigint, view_count int, age int);', reports: [] },
    {
      title: 'sizes of other things, as real tables have them',
      sql: 'CREATE TABLE shirts (size int, font_size int, page_size integer, batch_size int, byte_id int REFERENCES bytes);',
      reports: [],
    },
  ],
  table(table, context) {
    const foreign = foreignColumns(table);
    for (const column of ownColumns(table, context)) {
      if (
        plainType(column) !== 'int4' ||
        column.type.serial ||
        column.identity ||
        column.generated ||
        foreign.has(column.name)
      )
        continue;
      const words = wordsOfName(column.name);
      const isCounter = words.length > 1 && ['count', 'counter'].includes(words.at(-1)!);
      if (isByteSize(words)) report(column, 'bigint', 'ends at 2 GB, and larger numbers make the INSERT fail');
      else if (context.option('counters') && (isCounter || COUNTERS.has(words.at(-1)!)))
        report(column, 'bigint', 'only grows and ends at 2,147,483,647, where the UPDATE fails');
      else if (
        context.option('smallest') &&
        words.length === 1 &&
        SMALL.has(words[0]!) &&
        isTypeFree(withoutDefault(column), table)
      )
        report(column, 'smallint', 'holds small numbers only and takes twice the space that they need');
    }
    function report(column: Column, type: string, why: string): void {
      const message = `\`${column.name}\` ${why}. Use \`${type}\`.`;
      context.report({ at: column.typeOrigin, message, fixes: [changeType(column, type, context)] });
    }
  },
});

function isByteSize(words: readonly string[]): boolean {
  const end = words.slice(-2).join(' ');
  return words.at(-1) === 'bytes' || end === 'file size' || end === 'byte size' || end === 'byte count';
}

function withoutDefault({ default: _, ...column }: Column): Column {
  return column;
}
