import { expect, test } from 'vitest';
import { RULES } from '../../server/src/rules/registry.generated';

/** As scripts/generate/catalogue.mjs has it. */
interface Catalogue {
  readonly CATALOGUE: Readonly<Record<string, readonly string[]>>;
  readonly LEFT_OUT: Readonly<Record<string, string>>;
  readonly FIXABLE: ReadonlySet<string>;
}
const path = '../../scripts/generate/catalogue.mjs';
const { CATALOGUE, FIXABLE, LEFT_OUT } = (await import(path)) as Catalogue;

/** The rules that cover an id. */
function rulesOf(id: string) {
  return RULES.filter(({ covers }) => covers.includes(id));
}

test('of what a fix in a schema or a query can follow, nine of ten have one', () => {
  const ids = Object.values(CATALOGUE).flat();
  const wanted = ids.filter(
    (id) => FIXABLE.has(id) && rulesOf(id).some(({ needs }) => needs !== 'document' && needs !== 'migration'),
  );
  const without = wanted.filter(
    (id) => !rulesOf(id).some(({ examples }) => examples.some(({ fixed }) => fixed !== undefined)),
  );
  expect(wanted.length).toBeGreaterThan(140);
  expect(without.length / wanted.length, `without a fix: ${without.join(', ')}`).toBeLessThanOrEqual(0.1);
});

test('of what other tools find in schemas and queries, nine of ten are covered', () => {
  const groups = [
    'Data types',
    'Schema design (whole schema)',
    'Naming and documentation',
    'Security, RLS, roles',
    'Queries',
  ];
  const ids = groups.flatMap((group) => CATALOGUE[`Other tools: ${group}`]!);
  const live = ids.filter((id) => LEFT_OUT[id]?.startsWith('only a running database'));
  const covered = ids.filter((id) => rulesOf(id).length > 0);
  expect(ids.length).toBe(105);
  expect(covered.length / (ids.length - live.length)).toBeGreaterThanOrEqual(0.9);
});
