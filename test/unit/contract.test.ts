import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkText } from '../../server/src/lint/check-text';
import { RULES } from '../../server/src/rules/registry.generated';
import { contractOf } from '../../server/src/scaffold/contract';
import { readSpec } from '../../server/src/spec/read';
import { withParameters } from '../../server/src/sql/parameters';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { modelOf } from '../support/model';
import { testParser } from '../support/parser';

const SCHEMA = `
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email varchar(255) NOT NULL UNIQUE,
    state text NOT NULL DEFAULT 'it''s: "new" #1' CHECK (state <> ''),
    mood mood,
    tags text[] NOT NULL DEFAULT '{}',
    total numeric(12, 2),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE users IS 'Who has "signed up": yes';
CREATE TABLE posts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    parent_id bigint REFERENCES posts (id) ON DELETE SET NULL,
    "Odd Name" text,
    data jsonb,
    UNIQUE (user_id, "Odd Name")
);
CREATE TABLE likes (user_id uuid REFERENCES users (id), post_id bigint REFERENCES posts (id) ON DELETE CASCADE, PRIMARY KEY (user_id, post_id));
CREATE INDEX idx_posts_user ON posts (user_id, id DESC) WHERE parent_id IS NULL;
CREATE INDEX idx_posts_data ON posts USING gin (data);
CREATE UNIQUE INDEX idx_users_lower ON users (lower(email));
CREATE UNIQUE INDEX idx_users_total ON users (total);
`;

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

describe('the contract of a schema', () => {
  const contract = () => contractOf(modelOf(SCHEMA, parser).model, new Date('2026-01-02T03:04:05Z'));

  it('says what the schema says: no rule finds a difference', () => {
    const facts = readSpec('contract', contract());
    expect(facts.problems).toEqual([]);
    expect(facts.entities.map(({ name, columns }) => `${name} ${columns.length}`)).toEqual([
      'likes 2',
      'posts 5',
      'users 7',
    ]);
    const document = { name: 'database-contracts.yaml', text: contract() };
    const rules = RULES.filter(({ id }) => !['contract-validation', 'contract-index-reason'].includes(id));
    const findings = checkText(rules, SCHEMA, { parser, document });
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('is one by the published JSON Schema', () => {
    const schema = path.join(import.meta.dirname, '../../schemas/database-contracts.schema.json');
    const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    expect(validate(parse(contract()))).toBe(true);
    expect(validate(parse('tables:\n  a:\n    columns:\n      b:\n        nulable: true\n'))).toBe(false);
    expect(
      validate(parse('tables:\n  a:\n    relationships:\n      - foreign_table: b\n        on_delete: set null\n')),
    ).toBe(true);
  });
});

describe('parameters of queries', () => {
  it.each([
    ['WHERE id = ?', 'WHERE id = 1'],
    ['WHERE id=? AND x IN (?, ?)', 'WHERE id=1 AND x IN (1, 1)'],
    ['LIMIT ? OFFSET ?', 'LIMIT 1 OFFSET 1'],
    ['WHERE id = :userId::uuid', 'WHERE id = 1      ::uuid'],
    ["WHERE data ? 'key' AND a = $1", "WHERE data ? 'key' AND a = $1"],
    ["WHERE data->'a' ? 'b'", "WHERE data->'a' ? 'b'"],
    ['WHERE d BETWEEN ? AND ?', 'WHERE d BETWEEN 1 AND 1'],
    ["WHERE name = ':x ?' AND id = ?", "WHERE name = ':x ?' AND id = 1"],
  ])('%s', (sql, read) => {
    expect(withParameters(sql)).toBe(read);
    expect(parser.parse(`SELECT 1 FROM t ${withParameters(sql)}`)).toMatchObject({ ok: true });
  });
});
