import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../server/src/base/span';
import { count, readBlocks, type Block } from '../../server/src/spec/blocks';
import type { SpecFacts, SpecKind } from '../../server/src/spec/facts';
import { readSpec } from '../../server/src/spec/read';
import { recogniseSpec } from '../../server/src/spec/recognise';
import { CLEAN } from '../support/clean-documents';
import { PAIRS } from '../support/document-pairs';

const MODEL = `---
title: x
---
# Data Model: Shop

## Entities

### 1. \`shop.orders\` (core)
**Table:** \`orders\`
- id: UUID (PK)
* \`owner_id\` : FK → \`users.id\`, nullable <!-- tablewright-disable-line x -->
  1. state: ENUM('a', 'it''s') DEFAULT 'a' — how it goes
- PK: (id, owner_id)

| Column | Type | Nullable | Notes |
|:--|--|:-:|--:|
| \`id\` | \`numeric(10, 2)\` | NO | PK, FK to [users](#u)(id) \\| more |
| {{x}} | [type] | YES |

Customer
--------

<!-- several
lines -->

## Relationships

- User 1:N Order: places
- \`a.b\` → \`c.d\`

\`\`\`mermaid
erDiagram
    A ||--o{ "b c" : x
\`\`\`

- item

  ~~~sql
  CREATE TABLE orders (id uuid);
  ~~~

> quoted

erDiagram
  A ||--o{ B : y
`;

const CONTRACT = `version: "1" # tablewright-disable x
base: &base
  id: { type: uuid, primary_key: true }
tables:
  users:
    schema: 'auth'
    columns:
      <<: *base
      email:
        type: "varchar(255)"
        nullable: false
      id:
      id: x
    relationships:
      - { name: a, type: one_to_many, foreign_table: "posts" }
`;

/** Numbers that are the same in every run. */
function randoms(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Milliseconds of the processor, which other work on the machine doesn't stretch. */
function timeOf(work: () => void): number {
  const before = process.cpuUsage().user;
  work();
  return (process.cpuUsage().user - before) / 1000;
}

function spansOf(facts: SpecFacts): Span[] {
  return [
    ...facts.entities.flatMap((entity) => [
      entity.nameSpan,
      entity.span,
      ...(entity.table ? [entity.table.span] : []),
      ...entity.columns.flatMap((column) => [
        column.nameSpan,
        column.span,
        ...(column.type ? [column.type.span] : []),
        ...(column.references ? [column.references.span] : []),
      ]),
    ]),
    ...facts.relations.flatMap((relation) => [relation.span, relation.from.span, relation.to.span]),
    ...facts.sqlBlocks,
    ...facts.directives,
    ...facts.problems.map((problem) => problem.span),
  ];
}

describe('any text is read', () => {
  it.each<[SpecKind, string]>([
    ['data model', MODEL],
    ['contract', CONTRACT],
  ])('of a damaged %s', (kind, whole) => {
    const random = randoms(7);
    const pieces = [
      '\r',
      '\n',
      '\t',
      '`',
      '|',
      '(',
      '[',
      '{',
      '<!--',
      '-->',
      '"',
      "'",
      ':',
      '#',
      '- ',
      '\0',
      '\uD800',
      '→',
      '&a ',
      '*a',
    ];
    for (let round = 0; round < 1500; round++) {
      let text = whole;
      for (let i = random(4); i >= 0; i--) {
        const at = random(text.length);
        const cut = random(3) === 0 ? random(40) : random(2);
        text = text.slice(0, at) + (random(3) === 0 ? '' : pieces[random(pieces.length)]!) + text.slice(at + cut);
      }
      if (random(4) === 0) text = text.slice(random(text.length));
      if (random(4) === 0) text = text.slice(0, random(text.length));
      for (const { start, end } of spansOf(readSpec(kind, text))) {
        if (!(start >= 0 && start <= end && end <= text.length))
          throw new Error(`${start}–${end} in ${JSON.stringify(text)}`);
      }
      recogniseSpec(kind === 'contract' ? 'x.yaml' : 'x.md', text);
    }
  });

  it('over 2 MB with one problem', () => {
    for (const kind of ['data model', 'data dictionary', 'migration plan', 'contract', 'diagram'] as const) {
      const facts = readSpec(kind, MODEL + ' '.repeat(2 * 1024 * 1024));
      expect(facts.entities).toEqual([]);
      expect(facts.problems.map((problem) => problem.message)).toEqual([
        'This document is too large to be read: more than 2 MB.',
      ]);
    }
  });

  const units = [
    'a',
    '[',
    '`',
    '|',
    '(',
    '- ',
    '> ',
    '**a',
    ' ',
    '{{a}}',
    '<!--',
    '<!-- -->',
    'FK → a ',
    'a, ',
    '`a`, ',
    "'",
    'ENUM(',
    '1:N ',
    '-',
  ];
  it.each(units)('in linear time: %j', (unit) => {
    const head = '# Data Model\n\n## Tables\n\n### User\n\n| name | type | notes |\n|--|--|--|\n| id | uuid | |\n';
    const long = unit.repeat(9_900 / unit.length);
    const rows = unit.repeat(1_500 / unit.length);
    const texts = [
      head + unit.repeat(1_000_000 / unit.length),
      `${head}${`| ${rows} | text ${rows} | ${rows} |\n`.repeat(50)}`,
      `${head}\n${`- a: ${long}\n- \`a\` ${long}\n- ${long}\n### ${long}\n`.repeat(8)}`,
      `## Relationships\n${`- ${long}\n`.repeat(30)}`,
      `${head}\n${`${unit}\n`.repeat(200_000 / (unit.length + 1))}`,
    ];
    for (const text of texts) {
      const took = timeOf(() => {
        readSpec('data model', text);
        recogniseSpec('data-model.md', text);
      });
      expect(took).toBeLessThan(2_000);
    }
  });

  it('with many entities, in linear time', () => {
    const entity = (i: number) => `### E${i}\n- id: uuid (PK)\n- a: uuid (FK → x.y${i})\n`;
    const text = `## Entities\n${Array.from({ length: 20_000 }, (_, i) => entity(i)).join('')}`;
    const took = timeOf(() => expect(readSpec('data model', text).entities).toHaveLength(20_000));
    expect(took).toBeLessThan(2_000);
  });
});

interface Node {
  readonly type: string;
  readonly depth?: number;
  readonly value?: string;
  readonly children?: readonly Node[];
  readonly position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } };
}

describe('blocks', () => {
  /** What a full reader of Markdown makes of it. */
  function expected(text: string): string[] {
    const found: string[] = [];
    const inside = ({ children = [] }: Node) => {
      const [first, last] = [children[0]?.position?.start.offset, children.at(-1)?.position?.end.offset];
      return text.slice(first ?? 0, last ?? 0);
    };
    const visit = (node: Node, items: number): void => {
      if (node.type === 'heading') found.push(`h${node.depth} ${inside(node)}`);
      else if (
        node.type === 'code' &&
        /[`~]{3}/.test(text.slice(node.position!.start.offset, node.position!.end.offset))
      ) {
        found.push(`code ${node.value!.replace(/\s+/g, ' ')}`);
      } else if (node.type === 'tableCell') found.push(`cell ${inside(node)}`);
      else if (node.type === 'listItem')
        found.push(`item ${items} ${inside({ type: '', children: node.children?.slice(0, 1) })}`);
      if (node.type !== 'blockquote')
        node.children?.forEach((child) => visit(child, items + (node.type === 'listItem' ? 1 : 0)));
    };
    const options = { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] };
    visit(fromMarkdown(text, options), 0);
    return found;
  }

  function actual(text: string): string[] {
    const at = ({ start, end }: Span) => text.slice(start, end);
    return readBlocks(text).blocks.flatMap((block: Block) => {
      if (block.kind === 'heading') return [`h${block.level} ${at(block.text)}`];
      if (block.kind === 'fence') return [`code ${at(block.content).trim().replace(/\s+/g, ' ')}`];
      if (block.kind === 'item') return [`item ${block.depth} ${at(block.text)}`];
      if (block.kind === 'table')
        return [block.header, ...block.rows.map((row) => row.cells)].flat().map((cell) => `cell ${at(cell)}`);
      return [];
    });
  }

  it.each([
    ['all kinds', MODEL.slice(MODEL.indexOf('# Data')).replace(' <!-- tablewright-disable-line x -->', '')],
    ['headings', '# a #\n## b ##c\n   ### c\n#d\n\n####### e\n\ntext\n===\ntext\n-\n\n---\n'],
    ['lists', '- a\n  - b\n    - c\n  - d\n* e\n1. f\n   - g\n\n   h\n- i\n\n  - j\n\nk\n- l\n'],
    ['items over lines', '- a\n  b\n- c\n\n- d\n'],
    ['fences', '~~~\n```\n~~~\n````x y\n```\n````\n- a\n  ```sql\n  b\n  ```\n``` a`b\n'],
    ['tables', '| a | b |\n|---|:-:|\n| `c` | d \\| e |\n\nf | g\n--|--\nh | i\n\n| a |\n| b |\n'],
    [
      'what stands in items',
      '- a\n\n  | b | c |\n  |---|---|\n  | d | e |\n- f\n  # g\n- h\n\n      i\n1. ```sql\n   j\n   ```\n',
    ],
    [
      'tables that end',
      '| a | b |\n|---|---|\n| c |\n| d | e | f |\n| g | h |\n# i\n\nj | k\n-|-\n\nm | n\n- | -\n- o\n',
    ],
    ['tabs and numbers', '-\ta\n\t- b\n\n10) c\n    - d\n\n+ e\n+\n+ f\n'],
    ['HTML around', '<details>\n<summary>a</summary>\n\n### b\n\n- c\n\n</details>\n\n| d |\n|---|\n| e<br>f |\n'],
    ...[...PAIRS, ...CLEAN].map(({ written, document }): [string, string] => [written, document]),
    ['breaks and quotes', '- a\n\n***\n\n- - -\n\n> - b\n\n_ _ _\n'],
  ])('are those of the grammar: %s', (_, text) => {
    for (const variant of [text, text.replaceAll('\n', '\r\n')]) expect(actual(variant)).toEqual(expected(variant));
  });

  /** Read without anything to go on from. */
  function anew(text: string): ReturnType<typeof readBlocks> {
    readBlocks('');
    return readBlocks(text);
  }

  it('are after any edit those of the text as a whole', () => {
    const pieces = [
      '#',
      '\n',
      '\r\n',
      '```',
      '~~~\n',
      '<!--',
      '-->',
      '- ',
      '| a | b |\n|--|--|\n',
      '---\n',
      '  ',
      'word',
      '# Title\n',
      '## Part\n',
      '> ',
      '\t',
      '===\n',
    ];
    let seed = 7;
    const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
    const start = `${MODEL}\n${PAIRS[0]!.document}`;
    let text = start;
    for (let i = 0; i < 1_500; i++) {
      const at = random(text.length);
      const cut = random(3) === 0 ? random(40) : 0;
      const before = text;
      text = text.slice(0, at) + (random(4) === 0 ? '' : pieces[random(pieces.length)]!) + text.slice(at + cut);
      anew(before);
      const edited = readBlocks(text);
      expect(edited).toEqual(anew(text));
      if (i % 100 === 99) text = start;
    }
  });

  it('are read anew only in the section of an edit', () => {
    const text = Array.from({ length: 100 }, (_, i) => `### E${i}\n\n- id: uuid (PK)\n- name: text\n\n`).join('');
    readBlocks(text);
    const before = count.read;
    const at = text.indexOf('- name', text.length / 2);
    const { blocks } = readBlocks(`${text.slice(0, at)}- title: text\n${text.slice(at)}`);
    expect(blocks).toHaveLength(301);
    expect(count.read - before).toBeLessThan(200);
  });
});
