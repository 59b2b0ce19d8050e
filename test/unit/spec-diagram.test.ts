import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/span';
import { parseDiagram } from '../../server/src/spec/diagram/parse';
import { readSpec } from '../../server/src/spec/read';
import { writeDiagram } from '../../server/src/spec/write-diagram';
import { byMermaid, byUs } from '../support/mermaid';
import { random } from '../support/parser';

/** Each is the part behind `erDiagram`. */
const ACCEPTED = [
  '\n  A ||--o{ B : has\n',
  '\n  A ||--o{ B : ""\n  A { int id PK }\n',
  '\n  A{int id PK,FK "the key"\n string name UK}\n',
  ' A ||--|{ B : x C }o..o| D : y',
  '\n  CUSTOMER||--o{ORDER : places\n',
  '\n  "Order Item" }|..|{ "delivery-address" : "goes to"\n',
  '\n  p[Person] {\n    string first\n  }\n  a["Customer Account"] {\n    string email\n  }\n  p ||--o| a : has\n',
  '\n  A one to zero or more B : x\n  C only one optionally to many D : y\n  E 1 to many(1) F : z\n  G 1+ to 0+ H : w\n  I one or zero to one or many J : q\n',
  '\n  A |o--o| B : a\n  A }o--o{ B : b\n  A }|--|{ B : c\n  A ||.-|| B : d\n  A ||-.|| B : e\n  A u--o{ B : f\n',
  '\n  A:::hot ||--o{ B:::cold,cool : x\n  C:::hot { int id }\n  D:::hot\n  classDef hot fill:#f96,stroke:#333\n  class A,B cold\n  style C fill:#f9f,stroke-width:4px\n',
  '\n  direction LR\n  A\n  B-C\n  d.e\n  2.5\n  1\n  Ünïcode\n',
  '\n  accTitle: The title\n  accDescr: What it shows\n  accDescr {\n    several\n    lines\n  }\n  A\n',
  '\n  %% a comment\n  A ||--o{ B : x\n  %% another { one\n',
  '\n  A {\n    decimal(10,2) price\n    string[] tags\n    List~string~ names\n    `timestamp with time zone` at\n    int? maybe\n    *id key PK\n  }\n',
  '\n  A {\n\n  }\n  B {\n    int a int b\n    int\n    c\n  }\n',
  '\n  subgraph g-1\n    A ||--o{ B : x\n  end\n  subgraph g2 [A title]\n    C\n    direction LR\n  end\n',
  '\n  A ||--o{ B : placed by\n',
  '\n  A ||--o{ B : "100% of"\n  A { int x "50% \'quoted\'" }\n',
  '\r\n  A ||--o{ B : x\r\n  A {\r\n    int id\r\n  }\r\n',
  '\n\tA ||--o{ B : x\n\t\n\tA {\n\t\tint\tid\tPK,\tFK\t"c"\n\t}\n',
  '\n  A { int id }\n  A { int other }\n  A ||--o{ A : parent\n',
  '\n  entity_one ||--o{ toy : x\n  ending\n  classes\n  onesie\n',
  '',
  '\n  A { int a PK int b }\n',
  '\n  one_thing ||--o{ many_things : x\n',
  '\n  A ||--o{ B : x;\n'.replace(';', ''),
  '\n  A{}\n',
  '\n  A[B]\n  C[D]:::x\n  E[F]:::x { int y }\n',
  '\n  A 1--o{ B : x\n',
];

const REFUSED = [
  '\n  A ||--o{ B\n',
  '\n  A ||--o{ B :\n',
  '\n  A ||--o{ B : belongs to\n',
  '\n  A ||--o{ B : 1\n',
  '\n  A ||-o{ B : x\n',
  '\n  A |--o{ B : x\n',
  '\n  many ||--o{ B : x\n',
  '\n  A ||--o{ class : x\n',
  '\n  A ||--o{ one-thing : x\n',
  '\n  A ||--o{ B : x %% why\n',
  '\n  A ||--o{ B : x;\n',
  '\n  A {\n    timestamp with time zone at PK\n  }\n',
  '\n  A {\n    timestamp with time zone at\n  }\n',
  '\n  A {\n    int id UNIQUE(a,b) "x"\n  }\n',
  '\n  A {\n    int id PK FK\n  }\n',
  '\n  A {\n    int\n  }\n',
  '\n  A {\n    int fk\n  }\n',
  "\n  A {\n    enum('a','b') state\n  }\n",
  '\n  A {\n    int id: "x"\n  }\n',
  '\n  A {\n    int id\n',
  '\n  A {\n    int 2nd\n  }\n',
  '\n  A[Some Name] ||--o{ B : x\n',
  '\n  A[Some Name]\n',
  '\n  Some Thing ||--o{ : x\n',
  '\n  - A\n  ||\n',
  '\n  subgraph x\n  A\n',
  '\n  A ||--o{ B : x\n  end\n',
  '\n  A ||--\n  o{ B : x\n',
  '\n  class A\n',
  '\n  A ||--o{ B : (has)\n',
  '\n  A -> B : x\n',
  '\n  A { int a PK, }\n',
];

describe('diagrams', () => {
  it.each(ACCEPTED)('reads as Mermaid does: %j', async (text) => {
    const diagram = parseDiagram(`erDiagram${text}`);
    const told = await byMermaid(`erDiagram${text}`);
    expect(told).toBeDefined();
    expect(diagram.problems.filter(({ severity }) => severity !== 'warning')).toEqual([]);
    expect(byUs(diagram)).toEqual(told);
  });

  it.each(REFUSED)('refuses as Mermaid does: %j', async (text) => {
    expect(await byMermaid(`erDiagram${text}`)).toBeUndefined();
    const { problems } = parseDiagram(`erDiagram${text}`);
    expect(problems.filter(({ severity = 'error' }) => severity === 'error')).not.toEqual([]);
  });

  it.each<[string, string, string]>([
    ['A ||--o{ B', 'A ||--o{ B', 'A ||--o{ B : ""'],
    ['A ||--o{ B : belongs to', 'belongs to', 'A ||--o{ B : "belongs to"'],
    ['A ||--o{ B : placed by', 'placed by', 'A ||--o{ B : "placed by"'],
    ['A ||--o{ B : (has)', '(has)', 'A ||--o{ B : "(has)"'],
    ['A ||--o{ B : 1', '1', 'A ||--o{ B : "1"'],
    ['A ||--o{ B :', ':', 'A ||--o{ B : ""'],
    ['A ||--o{ B : x;', ';', 'A ||--o{ B : x'],
    ['many ||--o{ B : x', 'many', '"many" ||--o{ B : x'],
    ['A ||--o{ one-thing : x', 'one-thing', 'A ||--o{ "one-thing" : x'],
    [
      'A {\n  timestamp with time zone at PK\n}',
      'timestamp with time zone',
      'A {\n  timestamp_with_time_zone at PK\n}',
    ],
    ['A {\n  double precision x "y"\n}', 'double precision', 'A {\n  double_precision x "y"\n}'],
    ['A {\n  int id PK FK\n}', 'PK FK', 'A {\n  int id PK, FK\n}'],
    ['A {\n  int id PK_FK\n}', 'PK_FK', 'A {\n  int id PK, FK\n}'],
    ['A {\n  int id NOT NULL\n}', 'NOT NULL', 'A {\n  int id "NOT NULL"\n}'],
    ['A {\n  int id PK NOT NULL "the key"\n}', 'NOT NULL', 'A {\n  int id PK "NOT NULL; the key"\n}'],
    ['A { int a, int b }', ',', 'A { int a int b }'],
  ])('says what is wrong in %j', async (text, place, fixed) => {
    const diagram = `erDiagram\n${text}\n`;
    const [problem, ...others] = parseDiagram(diagram).problems;
    expect(others).toEqual([]);
    expect(diagram.slice(problem!.span.start, problem!.span.end)).toBe(place);
    const after = applyEdits(diagram, problem!.fixes![0]!.edits);
    expect(after).toBe(`erDiagram\n${fixed}\n`);
    expect(parseDiagram(after).problems).toEqual([]);
    expect(await byMermaid(after)).toBeDefined();
  });

  it('reads on behind what it refuses, as it was meant', () => {
    const diagram = parseDiagram(
      'erDiagram\n  A ||--o{ B\n  A {\n    timestamp with time zone at "when"\n    int id PK FK\n    text t NOT NULL\n  }\n  C }|..|| A : x\n',
    );
    expect(byUs(diagram)).toEqual({
      entities: { A: ['timestamp with time zone at [] when', 'int id [PK,FK]', 'text t []'], B: [], C: [] },
      relations: ['A one -- zero or more B : ', 'C one or more .. one A : x'],
    });
    expect(diagram.problems.map(({ message }) => message.split(/[ :]/, 3).join(' '))).toEqual([
      'A relation needs',
      'Mermaid takes one',
      'Mermaid wants commas',
      'Behind its name',
    ]);
  });

  it('takes a diagram without a fence up to the first line that is none of it', () => {
    const told = 'erDiagram\n    User ||--o{ Team : "belongs to"\n\n    User {\n        int id\n    }';
    for (const [after, eol] of [
      ['\n\nThis shows how they belong together.\n', '\n'],
      ['\n```\n', '\n'],
      ['\n## Next\n', '\r\n'],
      ['', '\n'],
    ] as const) {
      const text = `# Data Model: X\n\n## ER Diagram\n\n${told}${after}`.replaceAll('\n', eol);
      const [diagram] = readSpec('data model', text).diagrams;
      expect(text.slice(diagram!.span.start, diagram!.span.end).replaceAll('\r', '')).toBe(told);
      expect(diagram!.problems).toEqual([]);
    }
  });

  it('takes any text, and its places lie in it', () => {
    const next = random(7);
    const pieces = [...ACCEPTED, ...REFUSED].flatMap((text) => text.split(/(?<=[ \n])/));
    for (let round = 0; round < 400; round++) {
      const text = `erDiagram${Array.from({ length: 25 }, () => pieces[next(pieces.length)]).join('')}`;
      const { problems, entities, relations } = parseDiagram(text);
      const spans = [...problems, ...relations]
        .map(({ span }) => span)
        .concat(entities.map(({ nameSpan }) => nameSpan));
      for (const { start, end } of spans) expect(0 <= start && start <= end && end <= text.length).toBe(true);
      for (const { name, nameSpan } of entities) expect(text.slice(nameSpan.start, nameSpan.end)).toBe(name);
    }
  });

  it('reads a long one in linear time', () => {
    const one = (n: number) =>
      `  T${n} ||--o{ T${n + 1} : x direction\n  T${n} {\n    int id PK "a"\n    double precision y\n  }\n`;
    const many = (count: number) => `erDiagram\n${Array.from({ length: count }, (_, n) => one(n)).join('')}`;
    const took = (text: string) => {
      const begin = performance.now();
      parseDiagram(text);
      return performance.now() - begin;
    };
    took(many(200));
    expect(took(many(4000))).toBeLessThan(60 * Math.max(1, took(many(400))));
    expect(took(`erDiagram\n${'A '.repeat(50_000)}`)).toBeLessThan(2000);
  });
});

it('a diagram that is written names tables so that Mermaid takes them', async () => {
  const names = ['class', 'end', 'to', 'many', 'title', 'default', 'u', 'order items', 'a-b', 'plain_1', '_x'];
  const relations = names.map((to) => ({ from: 'orders', to, symbols: '||--o{', label: 'has' }));
  const text = writeDiagram(
    names.map((name) => ({ name, columns: [], keys: [] })),
    relations,
  );
  const told = await byMermaid(text);
  expect(told).toBeDefined();
  expect(byUs(parseDiagram(text))).toEqual(told);
});
