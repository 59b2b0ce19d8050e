// A schema for pictures: always the same for the same number of tables.
/** A schema with lookups, hubs and junctions: each table refers to one or two earlier ones, most to near ones. */
export function diagramSchema(count) {
  let seed = 11;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const statements = [];
  for (let i = 0; i < count; i++) {
    const references = new Set();
    if (i > 0) references.add(Math.max(0, i - 1 - random(12)));
    if (i > 20 && random(3) === 0) references.add(random(i));
    if (i > 3 && random(4) === 0) references.add(0);
    const columns = Array.from(
      { length: 3 + random(9) },
      (_, c) => `  value_${c} ${['text', 'integer', 'timestamptz', 'numeric(12,2)'][random(4)]}`,
    );
    const keys = [...references].map((to) => `  table_${to}_id bigint not null references table_${to} (id)`);
    statements.push(`create table table_${i} (\n${['  id bigint primary key', ...columns, ...keys].join(',\n')}\n);\n`);
  }
  return statements.join('\n');
}
