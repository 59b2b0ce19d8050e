import { expect, it } from 'vitest';
import { find } from '../../client/webview/search';
import type { DiagramTable } from '../../server/src/diagram/view';

const table = (name: string, ...columns: string[]): DiagramTable => ({
  key: `public.${name}`,
  schema: 'public',
  name,
  kind: 'table',
  tags: [],
  file: 'schema.sql',
  columns: columns.map((column) => ({
    name: column,
    type: 'text',
    primaryKey: false,
    foreignKey: false,
    unique: false,
    notNull: false,
  })),
});

const tables = [
  table('payments', 'order_id'),
  table('order_items', 'product_id'),
  table('reorders'),
  table('Order'),
  table('users', 'email'),
];

it.each([
  ['order', ['public.Order', 'public.order_items', 'public.reorders', 'public.payments']],
  [' USERS ', ['public.users']],
  ['public.users', ['public.users']],
  ['email', ['public.users']],
  ['nothing', []],
  ['  ', []],
])('finds %j, the best match first', (text, keys) => {
  expect(find(tables, text)).toEqual(keys);
});
