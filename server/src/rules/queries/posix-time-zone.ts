import type { Node } from '@pgsql/types';
import { defineRule } from '../define-rule';
import { visit } from '../lib/query';

export default defineRule({
  id: 'posix-time-zone',
  category: 'queries',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  needs: 'query',
  covers: ['P177'],
  docs: {
    summary: 'AT TIME ZONE takes the name of a time zone, not a text such as `+02:00`.',
    why:
      'PostgreSQL reads such a text as POSIX does, where the sign is the other way round: `+02:00` is two hours *west* of Greenwich. ' +
      "Write a name (`'Europe/Rome'`) or an interval (`INTERVAL '+02:00'`), which counts to the east.",
    whenOff: 'Where the sign is meant so.',
    references: [
      {
        title: 'PostgreSQL wiki: Text-string time zones',
        url: 'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_.2B.2F-HH:mm_as_a_text_timezone_name',
      },
      {
        title: 'PostgreSQL: POSIX Time Zone Specifications',
        url: 'https://www.postgresql.org/docs/current/datetime-posix-timezone-specs.html',
      },
    ],
  },
  examples: [
    {
      title: 'an offset as text',
      sql: "CREATE TABLE t (at timestamptz);\nSELECT at AT TIME ZONE '+02:00' FROM t;",
      reports: ["'+02:00'"],
      says: 'west',
    },
    {
      title: 'the function, and a name with a sign',
      sql: "SELECT timezone('-05', now()), now() AT TIME ZONE 'UTC+3';",
      reports: ["'-05'", "'UTC+3'"],
      says: 'east',
    },
    {
      title: 'names',
      sql: "SELECT now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'Europe/Rome', now() AT TIME ZONE 'Etc/GMT+5';",
      reports: [],
    },
    { title: 'an interval', sql: "SELECT now() AT TIME ZONE INTERVAL '+02:00', now() AT TIME ZONE $1;", reports: [] },
  ],
  query(query, context) {
    for (const tree of query.trees) {
      visit(tree.node, {
        FuncCall({ funcname, args }) {
          const [zone, moment] = args ?? [];
          if (nameOf(funcname) !== 'timezone' || !moment || !zone || !('A_Const' in zone)) return;
          const written = zone.A_Const.sval?.sval ?? '';
          const sign = /^(?:[A-Z]{3,5})?([+-])\d\d?(?::?\d\d)?$/i.exec(written)?.[1];
          if (sign === undefined) return;
          context.report({
            at: tree.origin(tree.text.span(tree.text.index(zone.A_Const.location))),
            message:
              `To PostgreSQL \`${written}\` is ${sign === '+' ? 'west' : 'east'} of Greenwich, as in POSIX: the other way round than in ISO 8601. ` +
              'Name the time zone, or write an interval.',
          });
        },
      });
    }
  },
});

function nameOf(parts: readonly Node[] | undefined): string | undefined {
  const last = parts?.at(-1);
  return last && 'String' in last ? last.String.sval : undefined;
}
