// A schema and the data model that describes it, each entity with its columns, access patterns and index, all in one diagram:
// always the same for the same number of entities.
const KINDS = ['customer', 'order', 'invoice', 'message', 'event'];
const COLUMNS = [
  ['title', 'TEXT'],
  ['amount', 'NUMERIC(12, 2)'],
  ['quantity', 'INTEGER'],
  ['is_open', 'BOOLEAN'],
  ['due_on', 'DATE'],
  ['details', 'JSONB'],
];

/** About 30 lines of document for each entity. */
export function generateDocument(entities) {
  const all = Array.from({ length: entities }, (_, i) => entityOf(i));
  const relations = all.flatMap(({ name, owner }) => (owner ? [`  ${owner} ||--o{ ${name} : "has"`] : []));
  return {
    schema: `${all.flatMap(tableOf).join('\n')}\n`,
    document: `${['# Data Model: Bench', '', '## Entities', '', ...all.flatMap(sectionOf), '## Diagram', '', '```mermaid', 'erDiagram', ...relations, '```'].join('\n')}\n`,
  };
}

function entityOf(i) {
  const named = (n) => `${KINDS[n % KINDS.length]}_${n}`;
  const columns = Array.from({ length: 11 }, (_, c) => {
    const [name, type] = COLUMNS[(i + c) % COLUMNS.length];
    return { name: `${name}_${c}`, type };
  });
  return { name: named(i), columns, owner: i > 0 ? named((i * 7919) % i) : undefined };
}

function tableOf({ name, columns, owner }) {
  const written = [
    'id UUID PRIMARY KEY',
    ...columns.map((column) => `${column.name} ${column.type} NOT NULL`),
    ...(owner ? [`owner_id UUID NOT NULL REFERENCES ${owner} (id)`] : []),
    'created_at TIMESTAMPTZ NOT NULL',
  ];
  return [`CREATE TABLE ${name} (`, written.map((line) => `  ${line}`).join(',\n'), ');', ...indexOf(name, owner), ''];
}

function indexOf(name, owner) {
  return owner ? [`CREATE INDEX ${name}_owner_idx ON ${name} (owner_id, created_at);`] : [];
}

function sectionOf({ name, columns, owner }) {
  return [
    `### ${name}`,
    '- id: UUID (PK)',
    ...columns.map((column) => `- ${column.name}: ${column.type}`),
    ...(owner ? [`- owner_id: UUID (FK → ${owner})`] : []),
    '- created_at: TIMESTAMPTZ',
    '',
    '#### Access Patterns',
    '',
    '| # | Pattern | Query shape | Frequency | Latency SLA |',
    '|---|---|---|---|---|',
    '| AP1 | One by id | `WHERE id = ?` | 900/min | < 10ms |',
    ...(owner
      ? ['| AP2 | Latest of an owner | `WHERE owner_id = ? ORDER BY created_at DESC LIMIT 20` | 300/min | < 50ms |']
      : []),
    '',
    ...(owner ? ['#### Indexes', '', '```sql', ...indexOf(name, owner), '```', ''] : []),
  ];
}
