import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/span';
import { checkText } from '../../server/src/lint/check-text';
import { isOrigin } from '../../server/src/lint/finding';
import { RULES } from '../../server/src/rules/registry.generated';
import { readSpec } from '../../server/src/spec/read';
import { recogniseSpec } from '../../server/src/spec/recognise';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { testParser } from '../support/parser';

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

const examples = RULES.filter(({ needs }) => needs === 'document').flatMap((rule) =>
  rule.examples
    .filter(({ document }) => document)
    .map((example) => [`${rule.id}: ${example.title}`, rule, example] as const),
);

describe('the fixes of documents', () => {
  it.each(examples)('%s', (_, rule, { sql, document, options }) => {
    const before = document!.text.replaceAll('\n', '\r\n');
    const kind = recogniseSpec(document!.name, before) ?? 'data model';
    const given = {
      parser,
      document: { name: document!.name, text: before },
      ...(options && { options: { [rule.id]: options } }),
    };
    for (const { fixes } of checkText([rule], sql, given)) {
      for (const { title, edits } of fixes.filter((fix) => !fix.edits.some(({ at }) => isOrigin(at)))) {
        const spans = edits.map(({ at, newText }) => ({ span: at as { start: number; end: number }, newText }));
        const sorted = [...spans].sort((a, b) => a.span.start - b.span.start);
        sorted.forEach(({ span: { start, end } }, i) => {
          expect(0 <= start && start <= end && end <= before.length, title).toBe(true);
          // Never between the two characters of a line break.
          for (const at of [start, end]) expect(before.slice(at - 1, at + 1), title).not.toBe('\r\n');
          expect(start, title).toBeGreaterThanOrEqual(sorted[i - 1]?.span.end ?? 0);
        });
        const after = applyEdits(before, spans.map((edit) => ({ ...edit, newText: edit.newText.replaceAll('\n', '\r\n') }))); // prettier-ignore
        expect(/(?<!\r)\n/.test(after), title).toBe(false);
        const problems = (text: string) => {
          const { problems: own, diagrams } = readSpec(kind, text);
          return own.length + diagrams.flatMap((diagram) => diagram.problems).length;
        };
        expect(problems(after), title).toBeLessThanOrEqual(problems(before));
      }
    }
  });
});
