/** What a document can say of a table beside its columns, their order, types, keys of several columns and whether they can be null. */
export type Said = 'unique' | 'default' | 'foreign keys' | 'on delete' | 'values' | 'checks' | 'indexes' | 'own types';

/**
 * What comes back when a schema is written as a document of a style and that as SQL again. The rest is lost on the way: types of the
 * schema's own become text, names of constraints are given anew, and comments, views, triggers and partitions stay behind.
 */
export const WHAT_DOCUMENTS_SAY: Readonly<Record<'full' | 'list' | 'table' | 'contract', readonly Said[]>> = {
  full: ['unique', 'default', 'foreign keys', 'on delete', 'values', 'checks', 'indexes', 'own types'],
  list: ['unique', 'default', 'foreign keys', 'on delete', 'values'],
  table: ['unique', 'default', 'foreign keys', 'on delete', 'values'],
  contract: ['unique', 'default', 'foreign keys', 'on delete', 'checks', 'indexes'],
};
