import { quoteIdent } from '../../model/names';
import { defineRule } from '../define-rule';
import { addStatement, placeBehind } from '../lib/edits';
import { eventColumns } from '../lib/events';
import { indexesOf } from '../lib/indexes';
import { fillName, listed, nameIn } from '../lib/names';
import { keywordCase } from '../lib/syntax';

export default defineRule({
  id: 'event-version-not-unique',
  category: 'lifecycle',
  since: '0.2.0',
  severity: { recommended: 'warning', strict: 'warning' },
  gate: 'unique constraints',
  needs: 'table',
  covers: ['EVT-version-unique'],
  docs: {
    summary: 'In a table of events the version is unique within its stream.',
    why:
      'Two writers that read the same version both write the next one. Only a unique key on stream and version makes the second one fail, ' +
      'and without it the state that is rebuilt from the events is wrong.',
    whenOff: 'Where one writer at a time is certain.',
    references: [
      {
        title: 'PostgreSQL: Unique Constraints',
        url: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS',
      },
    ],
  },
  examples: [
    {
      title: 'no key',
      sql: 'CREATE TABLE events (id bigint PRIMARY KEY, stream_id uuid NOT NULL, version int NOT NULL, event_type text, data jsonb);',
      reports: ['events'],
      says: '`stream_id` and `version`',
      fixed:
        'CREATE TABLE events (id bigint PRIMARY KEY, stream_id uuid NOT NULL, version int NOT NULL, event_type text, data jsonb);\nALTER TABLE events ADD CONSTRAINT uq_events_stream_id_version UNIQUE (stream_id, version);',
    },
    {
      title: 'an index that is not unique',
      sql: 'create table account_events (aggregate_id uuid, sequence_number bigint, payload jsonb);\ncreate index on account_events (aggregate_id, sequence_number);',
      reports: ['account_events'],
    },
    {
      title: 'a key, with the kind of the stream',
      sql: 'CREATE TABLE events (stream_type text, stream_id uuid, version int, data jsonb, UNIQUE (stream_type, stream_id, version));\nCREATE TABLE domain_events (aggregate_id uuid, version int, data jsonb, PRIMARY KEY (aggregate_id, version));',
      reports: [],
    },
    {
      title: 'no event store',
      sql: 'CREATE TABLE events (id int, title text, starts_at timestamptz, version int);\nCREATE TABLE releases (stream_id int, version int);',
      reports: [],
    },
  ],
  table(table, context) {
    const events = table.open ? undefined : eventColumns(table);
    if (!events) return;
    const wanted = [events.stream.name, events.version.name];
    const indexes = indexesOf(table);
    const isUnique = indexes.some(
      ({ unique, keys }) => unique && wanted.every((name) => keys.some((key) => key.column === name)),
    );
    if (isUnique) return;
    const source = placeBehind(table.origin.source, table);
    const spelled = keywordCase(source, context);
    const taken = new Set(indexes.map(({ name }) => name));
    const name = fillName('uq_{table}_{columns}', table.name, wanted, taken);
    const sql = `${spelled('ALTER TABLE')} ${nameIn(source, table)} ${spelled('ADD CONSTRAINT')} ${quoteIdent(name)} ${spelled('UNIQUE')} (${wanted.map(quoteIdent).join(', ')})`;
    context.report({
      at: table.nameOrigin,
      message: `${listed(wanted)} of \`${table.name}\` are not unique together, so two writers can store the same version of a stream. Make them unique.`,
      fixes: [{ title: `Add \`${name}\``, kind: 'suggestion', edits: [addStatement(source, sql, context)] }],
    });
  },
});
