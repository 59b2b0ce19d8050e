import { expect, test } from 'vitest';
import { RULES } from '../../server/src/rules/registry.generated';

/** As scripts/generate/catalogue.mjs has it. */
interface Catalogue {
  readonly CATALOGUE: Readonly<Record<string, readonly string[]>>;
  readonly LEFT_OUT: Readonly<Record<string, string>>;
  readonly SAID_AS: Readonly<Record<string, { readonly by: string }>>;
  readonly FIXABLE: ReadonlySet<string>;
}
const path = '../../scripts/generate/catalogue.mjs';
const { CATALOGUE, FIXABLE, LEFT_OUT, SAID_AS } = (await import(path)) as Catalogue;

/** Advice on design: what is in the schema, in queries and in the documents that ask for it. */
const DESIGN = [
  'Keys, identity, shape',
  'Types',
  'Nullability, defaults, standard columns',
  'Naming',
  'Foreign keys and relationships',
  'Constraints, business rules',
  'Indexes',
  'Soft delete, audit, events, tenancy, partitions',
  'Privacy',
  'Queries (in docs, contracts, .sql)',
];

/** The rules that cover an id. */
function rulesOf(id: string) {
  return RULES.filter(({ covers }) => covers.includes(id));
}

test('of advice on design, nine of ten are covered, the rest is argued for, and nine of ten have a fix', () => {
  const ids = DESIGN.flatMap((group) => CATALOGUE[group]!);
  const covered = ids.filter((id) => rulesOf(id).length > 0);
  expect(ids.filter((id) => !covered.includes(id) && !(id in LEFT_OUT))).toEqual([]);
  expect(ids.length).toBe(158);
  expect(covered.length / ids.length).toBeGreaterThanOrEqual(0.9);
  const wanted = covered.filter((id) => FIXABLE.has(id));
  const fixed = wanted.filter((id) =>
    rulesOf(id).some(({ examples }) => examples.some((each) => (each.fixed ?? each.fixedSql) !== undefined)),
  );
  expect(fixed.length / wanted.length).toBeGreaterThanOrEqual(0.9);
});

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

test('of what is said about migrations, nine of ten are covered, and the rest is argued for', () => {
  const groups = [
    'Migrations (SQL)',
    'Other tools: Indexes and constraints: locks and scans',
    'Other tools: Columns and types: rewrites, scans, broken clients',
    'Other tools: Destructive statements',
    'Other tools: Partitions, views, procedures',
    'Other tools: Transactions, timeouts, re-runnability',
  ];
  for (const group of groups) {
    const ids = CATALOGUE[group]!;
    const covered = ids.filter((id) => rulesOf(id).length > 0 || id in SAID_AS);
    expect(
      ids.filter((id) => !covered.includes(id) && !(id in LEFT_OUT)),
      group,
    ).toEqual([]);
    expect(covered.length / ids.filter((id) => covered.includes(id) || !LEFT_OUT[id]?.startsWith('needs a running')).length, group).toBeGreaterThanOrEqual(0.875); // prettier-ignore
  }
  const all = groups.flatMap((group) => CATALOGUE[group]!);
  const covered = all.filter((id) => rulesOf(id).length > 0 || id in SAID_AS);
  expect(all.length).toBe(107);
  expect(covered.length / all.length).toBeGreaterThanOrEqual(0.9);
});
