import { expect, it } from 'vitest';
import { plural, singular, snakeCase } from '../../server/src/scaffold/words';

it.each([
  ['Order item', 'order_item'],
  ['OrderItem', 'order_item'],
  ['orderItem', 'order_item'],
  ['order-item', 'order_item'],
  ['HTTPRequest', 'http_request'],
  ['Step2Done', 'step2_done'],
  [' Café  Menü! ', 'cafe_menu'],
  ['注文', '注文'],
])('%s is %s', (text, name) => {
  expect(snakeCase(text)).toBe(name);
});

it.each([
  ['order', 'orders'],
  ['order_item', 'order_items'],
  ['address', 'addresses'],
  ['status', 'statuses'],
  ['box', 'boxes'],
  ['branch', 'branches'],
  ['category', 'categories'],
  ['day', 'days'],
  ['analysis', 'analyses'],
  ['person', 'people'],
  ['house', 'houses'],
  ['purchase', 'purchases'],
  ['size', 'sizes'],
  ['movie', 'movies'],
])('several of %s are %s', (one, many) => {
  expect(plural(one)).toBe(many);
  expect(plural(many)).toBe(many);
  expect(singular(many)).toBe(one);
  expect(singular(one)).toBe(one);
});

it.each(['metadata', 'news', 'equipment'])('%s is both', (word) => {
  expect(plural(word)).toBe(word);
  expect(singular(word)).toBe(word);
});
