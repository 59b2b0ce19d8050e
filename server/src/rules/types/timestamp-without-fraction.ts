import { defineRule } from '../define-rule';
import { changeType } from '../lib/retype';
import { ownColumns } from '../lib/tables';

export default defineRule({
  id: 'timestamp-without-fraction',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  needs: 'table',
  covers: ['P80'],
  docs: {
    summary: 'Moments are not rounded to whole seconds by their type.',
    why:
      '`timestamp(0)` rounds instead of cutting, so what is stored may lie up to half a second in the future, and comparing it with ' +
      '`now()` gives wrong answers. It takes as much space as the full precision.',
    whenOff: 'Where whole seconds are needed and rounding is understood.',
    references: [
      {
        title: "PostgreSQL wiki: Don't use timestamp(0)",
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timestamp.280.29_or_timestamptz.280.29',
      },
      { title: 'PostgreSQL: Date/Time Types', url: 'https://www.postgresql.org/docs/current/datatype-datetime.html' },
    ],
  },
  examples: [
    {
      title: 'a moment',
      sql: 'CREATE TABLE visits (\n  at timestamptz(0) NOT NULL\n);',
      reports: ['timestamptz(0)'],
      says: '`at`',
      fixed: 'CREATE TABLE visits (\n  at timestamptz NOT NULL\n);',
    },
    {
      title: 'in capitals, without a time zone',
      sql: 'CREATE TABLE visits (at TIMESTAMP(0) WITHOUT TIME ZONE);',
      reports: ['TIMESTAMP(0) WITHOUT TIME ZONE'],
      fixed: 'CREATE TABLE visits (at TIMESTAMP);',
    },
    { title: 'milliseconds', sql: 'CREATE TABLE visits (at timestamptz(3));', reports: [] },
    {
      title: 'a time of day, as a dump writes it',
      sql: 'CREATE TABLE public.shifts (\n    begins time(0) without time zone\n);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const column of ownColumns(table, context)) {
      const { name, type, typeOrigin, generated } = column;
      const isMoment = type.name.name === 'timestamp' || type.name.name === 'timestamptz';
      if (!type.builtIn || !isMoment || type.modifiers[0] !== '0' || generated) continue;
      context.report({
        at: typeOrigin,
        message: `\`${name}\` rounds to whole seconds, so a moment that is stored now may lie in the future. Leave out the precision.`,
        fixes: [changeType(column, type.name.name, context)],
      });
    }
  },
});
