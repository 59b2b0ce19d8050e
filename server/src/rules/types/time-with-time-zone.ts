import { defineRule } from '../define-rule';
import { changeType } from '../lib/retype';
import { ownColumns } from '../lib/tables';

export default defineRule({
  id: 'time-with-time-zone',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'table',
  covers: ['P79'],
  docs: {
    summary: 'No column is a time of day with a time zone.',
    why:
      'Without a date nobody can tell whether summer time holds, so the offset that `timetz` keeps is wrong for half of the year. ' +
      'PostgreSQL has the type only because the SQL standard asks for it.',
    whenOff: 'Where another program needs the type.',
    references: [
      { title: 'PostgreSQL: Date/Time Types', url: 'https://www.postgresql.org/docs/current/datatype-datetime.html' },
      {
        title: "PostgreSQL wiki: Don't use timetz",
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timetz',
      },
    ],
  },
  examples: [
    {
      title: 'short',
      sql: 'CREATE TABLE shifts (\n  begins timetz NOT NULL\n);',
      reports: ['timetz'],
      says: '`begins`',
      fixed: 'CREATE TABLE shifts (\n  begins time NOT NULL\n);',
    },
    {
      title: 'spelled out',
      sql: 'CREATE TABLE shifts (begins TIME(0) WITH TIME ZONE);',
      reports: ['TIME(0) WITH TIME ZONE'],
      fixed: 'CREATE TABLE shifts (begins TIME);',
    },
    { title: 'a time of day', sql: 'CREATE TABLE shops (opens_at time, zone text);', reports: [] },
    {
      title: 'a moment, as a dump writes it',
      sql: 'CREATE TABLE public.shifts (\n    begins timestamp with time zone DEFAULT now() NOT NULL\n);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const column of ownColumns(table, context)) {
      if (!column.type.builtIn || column.type.name.name !== 'timetz' || column.generated) continue;
      const types = column.default ? ['time'] : ['time', 'timestamptz'];
      context.report({
        at: column.typeOrigin,
        message:
          `\`${column.name}\` keeps an offset without a date, so nobody can tell whether summer time holds. ` +
          'Use `time`, or `timestamptz` for a moment.',
        fixes: types.map((type) => changeType(column, type, context)),
      });
    }
  },
});
