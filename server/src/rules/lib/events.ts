import type { Column, Table } from '../../model/schema';
import { wordsOfName } from './names';

const STREAMS = new Set(['stream_id', 'streamid', 'aggregate_id', 'aggregateid', 'aggregate_root_id']);
const VERSIONS = new Set([
  'version',
  'stream_version',
  'aggregate_version',
  'event_version',
  'sequence',
  'sequence_number',
  'stream_position',
]);
const COUNTS = new Set(['int2', 'int4', 'int8', 'numeric']);

/** The columns that put the events of an event store into order; undefined for a table that is none. */
export function eventColumns(table: Table): { readonly stream: Column; readonly version: Column } | undefined {
  if (!wordsOfName(table.name).some((word) => word === 'event' || word === 'events')) return undefined;
  const stream = table.columns.find(({ name }) => STREAMS.has(name.toLowerCase()));
  const version = table.columns.find(
    ({ name, type }) => VERSIONS.has(name.toLowerCase()) && COUNTS.has(type.name.name),
  );
  return stream && version ? { stream, version } : undefined;
}
