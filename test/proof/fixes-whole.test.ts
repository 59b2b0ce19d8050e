import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { PAIRS, SCHEMA } from '../support/document-pairs';
import { folderTexts, tryFixes } from '../support/fixes';
import { HOSTILE } from '../support/hostile';

vi.setConfig({ testTimeout: 600_000 });

const root = path.join(import.meta.dirname, '../..');
/** Documents of other people, with their schemas; most places don't have them. */
const others = path.join(root, '../shared/corpora/specs');
const NAMES = ['soupnet', 'agentic-bank', 'aegis', 'tjudge', 'turtlestack', 'cloudgov-billing-tbls', 'nordhjem', 'comfanion', 'spec-kit']; // prettier-ignore

function withCrlf(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.replace(/\r?\n/g, '\r\n')]));
}

/** Texts about data models, and the documents in their blocks of code, each as a file of its own. */
function seedTexts(): Readonly<Record<string, string>> | undefined {
  const folder = path.join(root, '../shared/seeds');
  if (!existsSync(folder)) return undefined;
  const texts: Record<string, string> = {};
  readdirSync(folder).forEach((name, i) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    texts[`/ws/docs/whole-${i}-data-model.md`] = text;
    [...text.matchAll(/^(`{3,})(\w*)\r?\n([^]*?)^\1\s*$/gm)].forEach(([, , kind = '', block = ''], j) => {
      const at = kind === 'sql' ? `schema-${i}-${j}.sql` : /ya?ml/.test(kind) ? `contracts-${i}-${j}/database-contracts.yaml` : `docs/part-${i}-${j}-data-model.md`; // prettier-ignore
      texts[`/ws/${at}`] = block;
    });
  });
  return texts;
}

describe('each fix on each document leaves the rest as it is and mends its finding', () => {
  it.each([
    ['the sample', folderTexts(path.join(root, 'samples/shop'))!, 30, 10],
    ['hostile documents', HOSTILE, 30, 8],
  ] as const)('of %s, with both kinds of line ends', async (_, texts, least, leastInSchema) => {
    const lf = await tryFixes(texts);
    expect(lf.damage).toEqual([]);
    const crlf = await tryFixes(withCrlf(texts));
    expect(crlf.damage).toEqual([]);
    expect([crlf.inDocument, crlf.inSchema]).toEqual([lf.inDocument, lf.inSchema]);
    expect(lf.inDocument).toBeGreaterThan(least);
    expect(lf.inSchema).toBeGreaterThan(leastInSchema);
  });

  it.each(PAIRS.map((pair) => [pair.written, pair] as const))('of %s', async (_, { path: at, document }) => {
    const texts = { '/ws/db/schema.sql': SCHEMA, [at]: document };
    const lf = await tryFixes(texts);
    expect(lf.damage).toEqual([]);
    expect(lf.inDocument).toBeGreaterThan(2);
    expect((await tryFixes(withCrlf(texts))).damage).toEqual([]);
  });

  const seeds = seedTexts();
  if (seeds)
    it('of what teaches how to write them', async () => {
      expect((await tryFixes(seeds)).damage).toEqual([]);
      expect((await tryFixes(withCrlf(seeds))).damage).toEqual([]);
    });

  const found = NAMES.flatMap((name) => {
    const texts = folderTexts(path.join(others, name));
    return texts ? [{ name, texts }] : [];
  });
  for (const { name, texts } of found) {
    it(`of ${name}`, async () => {
      expect((await tryFixes(texts)).damage).toEqual([]);
      expect((await tryFixes(withCrlf(texts))).damage).toEqual([]);
    });
  }
});
