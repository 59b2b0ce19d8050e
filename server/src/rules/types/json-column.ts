import { defineRule } from '../define-rule';
import { wordsOfName } from '../lib/names';
import { changeType, isTypeFree, plainType } from '../lib/retype';
import { ownColumns } from '../lib/tables';

export default defineRule({
  id: 'json-column',
  category: 'types',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  gate: 'data types',
  needs: 'table',
  covers: ['TYP-jsonb', 'P85'],
  docs: {
    summary: 'JSON is stored as `jsonb`.',
    why:
      '`json` is the text as it came: it is parsed anew at each look into it, cannot be compared (`SELECT DISTINCT` and `GROUP BY` fail on it), ' +
      'and no GIN index helps. `text` does not even refuse what is no JSON.',
    whenOff: 'Where the spelling of a document has to be kept: its blanks, its order and repeated keys.',
    references: [
      { title: 'PostgreSQL: JSON Types', url: 'https://www.postgresql.org/docs/current/datatype-json.html' },
    ],
  },
  examples: [
    {
      title: 'as text that is only checked',
      sql: "CREATE TABLE events (\n  payload json NOT NULL DEFAULT '{}',\n  parts JSON[]\n);",
      reports: ['json', 'JSON[]'],
      says: '`payload`',
      fixed: "CREATE TABLE events (\n  payload jsonb NOT NULL DEFAULT '{}',\n  parts JSONB[]\n);",
    },
    {
      title: 'as plain text, by its name',
      sql: 'CREATE TABLE events (settings_json text);',
      reports: ['text'],
      fixed: 'CREATE TABLE events (settings_json jsonb);',
    },
    { title: 'jsonb', sql: "CREATE TABLE events (payload jsonb DEFAULT '{}'::jsonb);", reports: [] },
    {
      title: 'about JSON, not JSON',
      sql: 'CREATE TABLE exports (json_path text, json_version varchar(10), is_json boolean);',
      reports: [],
    },
  ],
  table(table, context) {
    for (const column of ownColumns(table, context)) {
      const { name, type, typeOrigin, generated } = column;
      if (generated) continue;
      if (type.builtIn && type.name.name === 'json') {
        context.report({
          at: typeOrigin,
          message: `\`${name}\` is parsed anew at each look into it and can be neither compared nor indexed. Use \`jsonb\`.`,
          fixes: [changeType(column, 'jsonb', context)],
        });
      } else if (plainType(column) === 'text' && wordsOfName(name).at(-1) === 'json') {
        context.report({
          at: typeOrigin,
          message: `\`${name}\` also takes what is no JSON, and no query can look into it. Use \`jsonb\`.`,
          fixes: isTypeFree(column, table) ? [changeType(column, 'jsonb', context)] : [],
        });
      }
    }
  },
});
