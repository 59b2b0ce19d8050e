import { describe, expect, it } from 'vitest';
import { columnMatches, compareTypes, entityMatches, findTable } from '../../server/src/spec/resolve';

describe('the names of an entity and its table', () => {
  it.each([
    ['users', 'users'],
    ['User', 'users'],
    ['USER', 'users'],
    ['OrderItem', 'order_items'],
    ['orderItem', 'order_items'],
    ['ORDER_ITEM', 'order_items'],
    ['Order Item', 'order_items'],
    ['order-items', 'order_item'],
    ['OAuthClient', 'oauth_clients'],
    ['HTTPServer', 'http_servers'],
    ['TeamMember (Join Table)', 'team_members'],
    ['`users`', 'users'],
    ['auth.users', 'users'],
    ['Company', 'companies'],
    ['Box', 'boxes'],
    ['Status', 'statuses'],
    ['Address', 'addresses'],
    ['Hero', 'heroes'],
    ['Shelf', 'shelves'],
    ['Movie', 'movies'],
    ['Person', 'people'],
    ['SalesPerson', 'sales_people'],
    ['Child', 'children'],
    ['Analysis', 'analyses'],
    ['Index', 'indices'],
    ['News', 'news'],
    ['Сущность', 'сущность'],
  ])('match: %s, %s', (entity, table) => {
    expect(entityMatches(entity, table)).toBe(true);
    expect(entityMatches(table, entity)).toBe(true);
  });

  it.each([
    ['State', 'stats'],
    ['Plan', 'planes'],
    ['User', 'user_roles'],
    ['Order', 'orders_old'],
    ['Class', 'clas'],
    ['', 'users'],
    ['!', '?'],
  ])('differ: %s, %s', (entity, table) => {
    expect(entityMatches(entity, table)).toBe(false);
  });

  it('find the table that is meant', () => {
    const table = (name: string, schema = 'public') => ({ name, schema });
    const tables = [
      table('users'),
      table('user'),
      table('users', 'auth'),
      table('items', 'a'),
      table('items', 'b'),
      table('User'),
    ];
    const entity = (name: string, schema?: string) => ({ name, schema });
    expect(findTable(entity('users'), tables)).toBe(tables[0]);
    expect(findTable(entity('user'), tables)).toBe(tables[1]);
    expect(findTable(entity('User'), tables)).toBe(tables[5]);
    expect(findTable(entity('User', 'auth'), tables)).toBe(tables[2]);
    expect(findTable(entity('auth.users'), tables)).toBe(tables[2]);
    expect(findTable(entity('users', 'elsewhere'), tables)).toBe(tables[0]);
    expect(findTable(entity('Item'), tables)).toBeUndefined();
    expect(findTable(entity('Item', 'b'), tables)).toBe(tables[4]);
    expect(findTable(entity('Nothing'), tables)).toBeUndefined();
    expect(
      findTable({ name: 'Thing', table: { name: 'items', span: { start: 0, end: 0 } }, schema: 'a' }, tables),
    ).toBe(tables[3]);
  });

  it('find a column however it is spelt', () => {
    expect(columnMatches('user_id', 'user_id')).toBe(true);
    expect(columnMatches('userId', 'user_id')).toBe(true);
    expect(columnMatches('USER_ID', 'user_id')).toBe(true);
    expect(columnMatches('user', 'users')).toBe(false);
    expect(columnMatches('…', '—')).toBe(false);
  });
});

describe('types', () => {
  it.each([
    ['VARCHAR(255)', 'character varying(255)', 'same'],
    ['character varying (255)', 'character varying(255)', 'same'],
    ['TEXT', 'text', 'same'],
    ['UUID', 'uuid', 'same'],
    ['INTEGER', 'integer', 'same'],
    ['int', 'integer', 'same'],
    ['SERIAL', 'integer', 'same'],
    ['BIGSERIAL', 'bigint', 'same'],
    ['bool', 'boolean', 'same'],
    ['DECIMAL(10,2)', 'numeric(10,2)', 'same'],
    ['numeric(12, 2)', 'numeric(12,2)', 'same'],
    ['NUMERIC(10)', 'numeric(10,0)', 'same'],
    ['CHAR', 'character(1)', 'same'],
    ['TIMESTAMPTZ', 'timestamp with time zone', 'same'],
    ['timestamptz(3)', 'timestamp(3) with time zone', 'same'],
    ['timestamp (3) with time zone', 'timestamp(3) with time zone', 'same'],
    ['double', 'double precision', 'same'],
    ['text[]', 'text[]', 'same'],
    ['order_status', 'order_status', 'same'],
    ['OrderStatus', 'public.order_status', 'same'],
    ['VARCHAR', 'character varying(255)', 'family'],
    ['VARCHAR(100)', 'text', 'family'],
    ['string', 'text', 'family'],
    ['string', 'citext', 'family'],
    ['datetime', 'timestamp with time zone', 'family'],
    ['datetime', 'timestamp without time zone', 'family'],
    ['int', 'bigint', 'family'],
    ['number', 'numeric(10,2)', 'family'],
    ['json', 'jsonb', 'family'],
    ['object', 'jsonb', 'family'],
    ['array', 'text[]', 'family'],
    ['cuid', 'text', 'family'],
    ['numeric(12,2)', 'numeric(10,2)', 'family'],
    ["ENUM('a', 'b')", 'text', 'family'],
    ["ENUM('a', 'b')", 'order_status', 'family'],
    ['whatever', 'text', 'family'],
    ['OrderStatus', 'text', 'family'],
    ['text', 'email_address', 'family'],
    ['whatever[]', 'text', 'family'],
    ['', 'text', 'family'],
    ['TIMESTAMP', 'timestamp with time zone', 'different'],
    ['uuid', 'text', 'different'],
    ['string', 'uuid', 'different'],
    ['INTEGER', 'numeric(12,2)', 'different'],
    ['date', 'timestamp with time zone', 'different'],
    ['text[]', 'text', 'different'],
    ['text', 'text[]', 'different'],
    ['boolean', 'integer', 'different'],
    ["ENUM('a')", 'integer', 'different'],
  ])('compare: %s, %s', (document, display, expected) => {
    expect(compareTypes(document, { display, isEnum: false })).toBe(expected);
  });

  it.each([
    ["ENUM('a')", 'family'],
    ['varchar(20)', 'family'],
    ['order_status', 'same'],
    ['status', 'family'],
    ['integer', 'different'],
    ['text[]', 'different'],
  ])('compare with an enum: %s', (document, expected) => {
    expect(compareTypes(document, { display: 'order_status', isEnum: true })).toBe(expected);
  });
});
