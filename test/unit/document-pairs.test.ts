import { describe, expect, it } from 'vitest';
import { spanOf } from '../../server/src/lint/finding';
import { CLEAN } from '../support/clean-documents';
import { PAIRS, SCHEMA } from '../support/document-pairs';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

describe('a document beside its schema', () => {
  it.each([...PAIRS, ...CLEAN].map((pair) => [pair.written, pair] as const))(
    '%s',
    async (_, { path, document, finds }) => {
      for (const text of [document, document.replaceAll('\n', '\r\n')]) {
        const { engine, logged } = await testEngine(MemoryFiles.of({ '/ws/db/schema.sql': SCHEMA, [path]: text }));
        await engine.workspace.setFolders(['/ws']);
        const found = engine.linter
          .findings(path)
          .map(({ rule, at }) => ({ rule, ...spanOf(at) }))
          .sort((a, b) => a.start - b.start)
          .map(({ rule, start, end }) => [rule, text.slice(start, end).replaceAll('\r\n', '\n')]);
        expect(found).toEqual(finds);
        expect(logged).toEqual([]);
      }
    },
  );
});
