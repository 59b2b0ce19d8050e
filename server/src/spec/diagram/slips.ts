import { span } from '../../base/span';
import type { SpecProblem } from '../problem';
import { matchAt } from '../text';
import type { Token } from './tokens';

/** What was probably meant, where one of the usual slips breaks a line. `tokens` are those up to the one that can't stand there. */
export function slipIn(text: string, tokens: readonly Token[], at: Token): SpecProblem | undefined {
  const before = tokens.at(-2);
  const relation = tokens.some(({ kind }) => kind === 'line');
  const isEnd = at.kind === 'newline' || at.kind === 'end of text';
  if (relation && isEnd && before && before.kind !== ':') {
    const named = ['word', 'quoted', 'number'].includes(before.kind);
    if (!named) return undefined;
    return {
      message:
        'A relation needs a label: Mermaid refuses the whole diagram without one. Write what the one does to the other.',
      span: span(tokens[0]!.span.start, before.span.end),
      fixes: [
        { title: 'Add an empty label', edits: [{ span: span(before.span.end, before.span.end), newText: ' : ""' }] },
        { title: 'Add the label `has`', edits: [{ span: span(before.span.end, before.span.end), newText: ' : has' }] },
      ],
    };
  }
  if (before?.kind === ':' && relation) return label(text, at, isEnd, before);
  if (at.text === '%' && text.startsWith('%%', at.span.start))
    return {
      message: 'Mermaid takes `%%` for a comment only at the start of a line. Put the comment on a line of its own.',
      span: at.span,
    };
  if (at.kind === ';') {
    return {
      message: 'Mermaid has no `;` between the statements of this diagram. Remove it.',
      span: at.span,
      fixes: [{ title: 'Remove `;`', edits: [{ span: at.span, newText: '' }] }],
    };
  }
  if (WORDS.has(at.kind) && /^[a-z]+$/i.test(at.text.trim())) return quoted(text, at);
  return undefined;
}

/** Words that mean something in a diagram, so that nothing may be called by them without quotes. */
const WORDS: ReadonlySet<string> = new Set([
  'cardinality',
  'line',
  'style',
  'classDef',
  'class',
  'subgraph',
  'end',
  'erDiagram',
]);

function label(text: string, at: Token, isEnd: boolean, colon: Token): SpecProblem | undefined {
  const words = matchAt(/[^\r\n]*/y, text, colon.span.end)![0];
  const start = colon.span.end + words.length - words.trimStart().length;
  const written = words.trim();
  if (isEnd || written === '') {
    return {
      message: 'Behind the `:` stands the label of the relation: what the one does to the other.',
      span: colon.span,
      fixes: [
        { title: 'Write an empty label', edits: [{ span: span(colon.span.end, colon.span.end), newText: ' ""' }] },
      ],
    };
  }
  const newText = `"${written.replaceAll('"', '')}"`;
  return {
    message: `Mermaid can’t read \`${at.text.trim()}\` as a label. Put it in quotes.`,
    span: span(start, start + written.length),
    fixes: [{ title: `Write \`${newText}\``, edits: [{ span: span(start, start + written.length), newText }] }],
  };
}

function quoted(text: string, at: Token): SpecProblem {
  const word = matchAt(/[\w-]+/y, text, at.span.start)![0];
  const place = span(at.span.start, at.span.start + word.length);
  return {
    message: `\`${word}\` is a word of Mermaid’s own. Put it in quotes to call something by it.`,
    span: place,
    fixes: [{ title: `Write \`"${word}"\``, edits: [{ span: place, newText: `"${word}"` }] }],
  };
}
