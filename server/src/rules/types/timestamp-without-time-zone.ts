import { defineRule } from '../define-rule';
import { replace } from '../lib/edits';
import { wordsOfName } from '../lib/names';
import { likeCase } from '../lib/syntax';
import { ownColumns } from '../lib/tables';

export default defineRule({
  id: 'timestamp-without-time-zone',
  category: 'types',
  since: '0.1.0',
  severity: { recommended: 'warning', strict: 'warning' },
  oneDecision: true,
  needs: 'table',
  gate: 'data types',
  covers: ['TYP-timestamptz', 'P78'],
  docs: {
    summary: 'Moments are stored as `timestamptz`.',
    why:
      '`timestamp` holds what a clock on some wall shows and forgets where the wall is. Two sessions with different time zones write ' +
      'and read different moments, and the hour that summer time repeats is ambiguous. `timestamptz` is as large and always means one moment.',
    whenOff:
      'Where wall-clock time is meant, such as the opening hours of a shop. A column whose name says `local` is never reported, nor is a generated one.',
    references: [
      { title: 'PostgreSQL: Date/Time Types', url: 'https://www.postgresql.org/docs/current/datatype-datetime.html' },
      {
        title: "PostgreSQL wiki: Don't use timestamp (without time zone)",
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timestamp_.28without_time_zone.29',
      },
    ],
  },
  examples: [
    {
      title: 'in a definition',
      sql: 'CREATE TABLE visits (\n  page text,\n  opened_at timestamp NOT NULL DEFAULT now()\n);',
      reports: ['timestamp'],
      says: '`opened_at`',
      fixed: 'CREATE TABLE visits (\n  page text,\n  opened_at timestamptz NOT NULL DEFAULT now()\n);',
    },
    {
      title: 'with precision, as an array, in capitals',
      sql: 'CREATE TABLE visits (a TIMESTAMP(3) WITHOUT TIME ZONE, b timestamp (0) [] );',
      reports: ['TIMESTAMP(3) WITHOUT TIME ZONE', 'timestamp (0) []'],
      fixed: 'CREATE TABLE visits (a TIMESTAMPTZ(3), b timestamptz(0)[] );',
    },
    {
      title: 'where the type was changed last',
      sql: 'CREATE TABLE visits (opened_at date);\nALTER TABLE visits ALTER opened_at TYPE timestamp USING opened_at::timestamp;',
      reports: ['timestamp'],
      fixed:
        'CREATE TABLE visits (opened_at date);\nALTER TABLE visits ALTER opened_at TYPE timestamptz USING opened_at::timestamp;',
    },
    {
      title: 'changed later',
      sql: "CREATE TABLE visits (opened_at timestamp);\nALTER TABLE visits ALTER opened_at TYPE timestamptz USING opened_at AT TIME ZONE 'UTC';",
      reports: [],
    },
    { title: 'spelled out', sql: 'CREATE TABLE visits (opened_at timestamp(6) with time zone);', reports: [] },
    {
      title: 'a day of birth, which should rather be a date',
      sql: 'CREATE TABLE people (birth_date timestamp, "DateOfBirth" timestamp);',
      reports: [],
    },
    {
      title: 'wall-clock time by its name',
      sql: 'CREATE TABLE flights (departs_at_local timestamp, zone text);',
      reports: [],
    },
    {
      title: 'computed from a moment',
      sql: "CREATE TABLE visits (at timestamptz, utc timestamp GENERATED ALWAYS AS (at AT TIME ZONE 'UTC') STORED);",
      reports: [],
    },
    {
      title: 'taken over from another table: said there once',
      sql: 'CREATE TABLE visits (opened_at timestamp);\nCREATE TABLE old_visits (LIKE visits);',
      reports: ['timestamp'],
    },
  ],
  table(table, context) {
    for (const { name, type, typeOrigin, generated } of ownColumns(table, context)) {
      const words = wordsOfName(name);
      if (!type.builtIn || type.name.name !== 'timestamp' || generated || words.includes('local')) continue;
      // A day of birth is no moment: that it isn't a `date` is another finding.
      if (words.some((word) => word.startsWith('birth') || word === 'dob')) continue;
      const word = likeCase(context.text(typeOrigin), 'timestamptz');
      const precision = type.modifiers.length > 0 ? `(${type.modifiers.join(', ')})` : '';
      const newType = word + precision + '[]'.repeat(type.dimensions);
      context.report({
        at: typeOrigin,
        message: `\`${name}\` has no time zone, so sessions in different zones read different moments from it. Use \`timestamptz\`.`,
        fixes: [{ title: `Change to \`${newType}\``, kind: 'suggestion', edits: [replace(typeOrigin, newType)] }],
      });
    }
  },
});
