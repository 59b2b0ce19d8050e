import { defineRule } from '../define-rule';
import { wordsOfName } from '../lib/names';
import { changeType, isTypeFree, plainType, TEXT_TYPES } from '../lib/retype';
import { ownColumns } from '../lib/tables';

export default defineRule({
  id: 'ip-address-as-text',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'hint', strict: 'info' },
  gate: 'data types',
  needs: 'table',
  covers: ['TYP-inet'],
  docs: {
    summary: 'IP addresses are stored as `inet`.',
    why:
      '`inet` refuses what is no address, writes each address in one way, sorts them right and finds those of a network. Text does none of it, ' +
      'and one IPv6 address has many spellings.',
    whenOff: 'Where addresses are stored hashed or shortened.',
    references: [
      {
        title: 'PostgreSQL: Network Address Types',
        url: 'https://www.postgresql.org/docs/current/datatype-net-types.html',
      },
    ],
  },
  examples: [
    {
      title: 'text',
      sql: 'CREATE TABLE logins (\n  ip_address varchar(45),\n  last_ip TEXT\n);',
      reports: ['varchar(45)', 'TEXT'],
      says: '`ip_address`',
      fixed: 'CREATE TABLE logins (\n  ip_address inet,\n  last_ip INET\n);',
    },
    {
      title: 'with a default: the person has to look',
      sql: "CREATE TABLE logins (ip text DEFAULT '');",
      reports: ['text'],
    },
    { title: 'inet', sql: 'CREATE TABLE logins (ip_address inet, network cidr);', reports: [] },
    {
      title: 'no addresses, as real tables have them',
      sql: 'CREATE TABLE licences (ip_hash text, ip_country char(2), intellectual_property text, zip varchar(10), ship_to text);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const column of ownColumns(table, context)) {
      const words = wordsOfName(column.name);
      const isIp =
        words.at(-1) === 'ip' || /(?:^| )ip (?:address|addr)$/.test(words.join(' ')) || words.join('') === 'ipaddress';
      if (!isIp || !TEXT_TYPES.has(plainType(column) ?? '') || column.generated) continue;
      context.report({
        at: column.typeOrigin,
        message: `\`${column.name}\` takes anything and one address in many spellings. Use \`inet\`, which checks, sorts and compares addresses.`,
        fixes: isTypeFree(column, table) ? [changeType(column, 'inet', context)] : [],
      });
    }
  },
});
