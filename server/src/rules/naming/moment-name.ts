import { defineRule } from '../define-rule';
import { wordsOfName } from '../lib/names';
import { renameColumn } from '../lib/rename';
import { plainType } from '../lib/retype';
import { ownColumns } from '../lib/tables';

const ENDINGS = new Set(['at', 'on', 'date', 'time', 'timestamp', 'datetime', 'ts', 'when']);

export default defineRule({
  id: 'moment-name',
  category: 'naming',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  presets: { modular: ['info', { ending: 'at' }] },
  gate: 'naming',
  needs: 'table',
  covers: ['NAM-at-suffix'],
  docs: {
    summary: 'Moments end in `_at`.',
    why:
      'The ending tells a moment from a day (`due_on`, `birth_date`) and from a flag: `sent_at` is when, `sent` is whether. Without the option the ending is the ' +
      'one that four of five moments of the schema have, if there are five.',
    whenOff: 'Where names come from another system.',
    references: [
      { title: 'PostgreSQL: Date/Time Types', url: 'https://www.postgresql.org/docs/current/datatype-datetime.html' },
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
      title: 'other endings',
      sql: 'CREATE TABLE mails (\n  sent timestamptz,\n  created_on timestamptz\n);',
      options: { ending: 'at' },
      reports: ['sent', 'created_on'],
      says: '`sent_at`',
      fixed: 'CREATE TABLE mails (\n  sent_at timestamptz,\n  created_at timestamptz\n);',
    },
    {
      title: 'one among others',
      sql: 'CREATE TABLE a (created_at timestamptz, updated_at timestamptz, sent_at timestamptz, read_at timestamptz, imported_time timestamptz);',
      reports: ['imported_time'],
      says: '4 of 5',
      fixed:
        'CREATE TABLE a (created_at timestamptz, updated_at timestamptz, sent_at timestamptz, read_at timestamptz, imported_at timestamptz);',
    },
    {
      title: 'no habit to be seen',
      sql: 'CREATE TABLE a (created_on timestamptz, updated_at timestamptz);',
      reports: [],
    },
    {
      title: 'days, and moments whose names need no ending, as real tables have them',
      sql: 'CREATE TABLE a (due_date date, "createdAt" timestamptz, valid_from timestamptz, valid_to timestamptz, expires timestamptz[], connect_time timestamptz, seen_at timestamp, reset_sent_at timestamptz);',
      options: { ending: 'at' },
      reports: [],
    },
  ],
  table(table, context) {
    const habit = context.conventions.momentWord;
    const wanted = context.option('ending') || habit?.value;
    if (!wanted || !ENDINGS.has(wanted)) return;
    for (const column of ownColumns(table, context)) {
      const type = plainType(column);
      if ((type !== 'timestamptz' && type !== 'timestamp') || column.inherited) continue;
      const words = wordsOfName(column.name);
      const last = words.at(-1) ?? '';
      if (last === wanted || /^(?:from|to|until|since|start|end|begin|after|before|utc|local)$/.test(last)) continue;
      // Only past participles and other endings are sure to be the same thing under another name.
      const isOther = words.length > 1 && ENDINGS.has(last) && (wanted !== 'at' || isDone(words.at(-2)!));
      if (!isOther && !(words.length === 1 && isDone(last))) continue;
      const newName = isOther ? column.name.slice(0, -last.length) + wanted : `${column.name}_${wanted}`;
      const why = context.option('ending')
        ? `moments of this project end in \`_${wanted}\``
        : `${habit!.count} of ${habit!.total} moments of this schema end in \`_${wanted}\``;
      context.report({
        at: column.nameOrigin,
        message: `\`${column.name}\` is a moment, and ${why}. Name it \`${newName}\`.`,
        fixes: /^[a-z0-9_]+$/.test(column.name) ? renameColumn(table, column, newName, context) : [],
      });
    }
  },
});

/** What was done at a moment: `sent_at`; there is no `import_at`. */
function isDone(word: string): boolean {
  return /(?:ed|sent|seen|read|made)$/.test(word);
}
