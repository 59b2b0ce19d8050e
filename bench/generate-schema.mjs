// A schema of any length, as pg_dump writes one: always the same for the same number of lines.
const NOUNS = 'account audit board branch card client event feature group invoice job label message note order'.split(
  ' ',
);
const TYPES = [
  'text NOT NULL',
  'character varying(255)',
  'integer DEFAULT 0 NOT NULL',
  'numeric(12,2)',
  'boolean DEFAULT false NOT NULL',
  'timestamp with time zone DEFAULT now() NOT NULL',
  "jsonb DEFAULT '{}'::jsonb NOT NULL",
  'date',
];

/** SQL of about so many lines, never more. Each table refers to earlier ones. */
export function generateSchema(lines) {
  const out = ["SET client_encoding = 'UTF8';", 'SET standard_conforming_strings = on;', ''];
  for (let i = 0; ; i++) {
    const statements = table(i);
    if (out.length + statements.length > lines) return `${out.join('\n')}\n`;
    out.push(...statements);
  }
}

function table(i) {
  const name = tableName(i);
  const owner = i > 0 ? tableName((i * 7919) % i) : undefined;
  const columns = Array.from(
    { length: 4 + (i % 7) },
    (_, c) => `${NOUNS[(i + c * 4) % NOUNS.length]}_${c} ${TYPES[(i + c) % TYPES.length]}`,
  );
  return [
    `CREATE TABLE public.${name} (`,
    [
      '    id bigint NOT NULL',
      ...columns.map((column) => `    ${column}`),
      ...(owner ? ['    owner_id bigint NOT NULL'] : []),
    ].join(',\n'),
    ');',
    '',
    `COMMENT ON TABLE public.${name} IS 'Table number ${i}.';`,
    '',
    `ALTER TABLE ONLY public.${name}`,
    `    ADD CONSTRAINT ${name}_pkey PRIMARY KEY (id);`,
    '',
    ...(owner
      ? [
          `CREATE INDEX ${name}_owner_id_idx ON public.${name} USING btree (owner_id);`,
          '',
          `ALTER TABLE ONLY public.${name}`,
          `    ADD CONSTRAINT ${name}_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.${owner}(id) ON DELETE CASCADE;`,
          '',
        ]
      : []),
  ].flatMap((part) => part.split('\n'));
}

function tableName(i) {
  return `${NOUNS[i % NOUNS.length]}_${NOUNS[(i * 7 + 3) % NOUNS.length]}_${i}s`;
}
