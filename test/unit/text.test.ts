import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../server/src/base/lines';
import { Text } from '../../server/src/base/text';
import { random } from '../support/parser';

const PIECES = ['a', '\n', '\r', '\r\n', 'bcd', '', 'é\n\n', '\ud83d\ude00', 'x'.repeat(40_000), '\r\n'.repeat(9_000)];

describe('a text and its lines', () => {
  it.each([1, 2, 3, 4])('follow edits as if they were new (seed %i)', (seed) => {
    const pick = random(seed);
    let plain = 'first line\r\nsecond\n'.repeat(seed * 1_500);
    let text = Text.of(plain);
    const lines = LineIndex.of(plain);
    for (let i = 0; i < 120; i++) {
      const start = pick(plain.length + 1);
      const end = Math.min(plain.length, start + pick(i % 10 === 0 ? 30_000 : 4));
      const by = PIECES[pick(PIECES.length)]!;
      plain = plain.slice(0, start) + by + plain.slice(end);
      text = text.replaced(start, end, by);
      lines.edit(text, start, end, start + by.length);
      const at = pick(plain.length + 1);
      expect(text.slice(at, at + 20_000)).toBe(plain.slice(at, at + 20_000));
      expect(text.length).toBe(plain.length);
      const fresh = LineIndex.of(plain);
      for (const offset of [0, start, start + by.length, at, plain.length])
        expect({ i, ...lines.positionAt(offset) }).toEqual({ i, ...fresh.positionAt(offset) });
    }
    expect(text.toString()).toBe(plain);
  });

  it('take places beyond the end as the end', () => {
    const text = Text.of('ab').replaced(2, 2, 'c');
    expect([text.slice(1, Infinity), text.slice(9), text.replaced(3, 3, '!').toString()]).toEqual(['bc', '', 'abc!']);
    expect(Text.of('').replaced(0, 0, 'x').toString()).toBe('x');
  });
});
