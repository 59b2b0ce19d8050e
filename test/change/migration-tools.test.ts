import { describe, expect, it } from 'vitest';
import { RULES } from '../../server/src/rules/registry.generated';
import { testEngine } from '../support/engine';
import { MemoryFiles } from '../support/files';

/** A migration's SQL; `outside` where it can't run in a transaction. */
interface Body {
  readonly up: string;
  readonly down: string;
  readonly outside?: boolean;
}

/** How a tool wants its files: a migration of a number and a name. */
type Dress = (number: number, name: string, body: Body) => Readonly<Record<string, string>>;

const TOOLS: Readonly<Record<string, Dress>> = {
  'sql-migrate': (number, name, { up, down, outside }) => {
    const tail = outside ? ' notransaction' : '';
    return {
      [`2026010${number}120000-${name}.sql`]: `-- +migrate Up${tail}\n${up}\n\n-- +migrate Down${tail}\n${down}\n`,
    };
  },
  goose: (number, name, { up, down, outside }) => ({
    [`2026010${number}120000_${name}.sql`]: `${outside ? '-- +goose NO TRANSACTION\n' : ''}-- +goose Up\n${up}\n\n-- +goose Down\n${down}\n`,
  }),
  'golang-migrate': (number, name, { up, down }) => ({
    [`00000${number}_${name}.up.sql`]: `${up}\n`,
    [`00000${number}_${name}.down.sql`]: `${down}\n`,
  }),
  flyway: (number, name, { up, down, outside }) => ({
    [`V${number}__${name}.sql`]: `${up}\n`,
    [`U${number}__${name}.sql`]: `${down}\n`,
    ...(outside && { [`V${number}__${name}.sql.conf`]: 'executeInTransaction=false\n' }),
  }),
  dbmate: (number, name, { up, down, outside }) => {
    const tail = outside ? ' transaction:false' : '';
    return {
      [`2026010${number}120000_${name}.sql`]: `-- migrate:up${tail}\n${up}\n\n-- migrate:down${tail}\n${down}\n`,
    };
  },
  diesel: (number, name, { up, down, outside }) => {
    const folder = `2026-01-0${number}-120000_${name}`;
    return {
      [`${folder}/up.sql`]: `${up}\n`,
      [`${folder}/down.sql`]: `${down}\n`,
      ...(outside && { [`${folder}/metadata.toml`]: 'run_in_transaction = false\n' }),
    };
  },
  prisma: (number, name, { up }) => ({ [`2026010${number}120000_${name}/migration.sql`]: `${up}\n` }),
  sqlx: (number, name, { up, down, outside }) => {
    const head = outside ? '-- no-transaction\n' : '';
    return {
      [`2026010${number}120000_${name}.up.sql`]: `${head}${up}\n`,
      [`2026010${number}120000_${name}.down.sql`]: `${head}${down}\n`,
    };
  },
};

const FIRST: Body = {
  up: `CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL,
  nickname varchar(50),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT uq_users_email UNIQUE (email)
);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL CONSTRAINT fk_orders_user_id REFERENCES users (id) ON DELETE RESTRICT,
  note text,
  total numeric(10, 2) NOT NULL CONSTRAINT chk_orders_total CHECK (total >= 0),
  quantity integer NOT NULL CONSTRAINT chk_orders_quantity CHECK (quantity > 0),
  shipped_to bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_orders_user_id ON orders (user_id);
CREATE INDEX idx_orders_shipped_to ON orders (shipped_to);
ALTER TABLE orders ADD CONSTRAINT chk_orders_note CHECK (note IS NOT NULL) NOT VALID;
CREATE TYPE order_state AS ENUM ('open', 'paid');`,
  down: 'DROP TYPE order_state;\nDROP TABLE orders;\nDROP TABLE users;',
};

/** Safe as they are written. */
const SAFE: Readonly<Record<string, Body>> = {
  new_table: {
    up: `CREATE TABLE payments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id bigint NOT NULL CONSTRAINT fk_payments_order_id REFERENCES orders (id) ON DELETE RESTRICT,
  amount numeric(10, 2) NOT NULL CONSTRAINT chk_payments_amount CHECK (amount > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_payments_order_id ON payments (order_id);
CREATE INDEX idx_payments_created_at ON payments (created_at);`,
    down: 'DROP TABLE payments;',
  },
  nullable_column: { up: 'ALTER TABLE users ADD COLUMN phone text;', down: 'ALTER TABLE users DROP COLUMN phone;' },
  constant_default: {
    up: 'ALTER TABLE users ADD COLUMN is_active boolean NOT NULL DEFAULT true;',
    down: 'ALTER TABLE users DROP COLUMN is_active;',
  },
  default_of_transaction: {
    up: 'ALTER TABLE users ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();',
    down: 'ALTER TABLE users DROP COLUMN seen_at;',
  },
  index_concurrently: {
    up: 'CREATE INDEX CONCURRENTLY idx_orders_created_at ON orders (created_at);',
    down: 'DROP INDEX CONCURRENTLY idx_orders_created_at;',
    outside: true,
  },
  check_not_valid: {
    up: 'ALTER TABLE orders ADD CONSTRAINT chk_orders_most CHECK (quantity < 1000) NOT VALID;',
    down: 'ALTER TABLE orders DROP CONSTRAINT chk_orders_most;',
  },
  validate_alone: { up: 'ALTER TABLE orders VALIDATE CONSTRAINT chk_orders_note;', down: 'SELECT 1;' },
  foreign_key_not_valid: {
    up: 'ALTER TABLE orders ADD CONSTRAINT fk_orders_shipped_to FOREIGN KEY (shipped_to) REFERENCES users (id) ON DELETE SET NULL NOT VALID;\nCREATE TABLE shipments (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  sent_at timestamptz NOT NULL,\n  created_at timestamptz NOT NULL DEFAULT now(),\n  updated_at timestamptz NOT NULL DEFAULT now()\n);',
    down: 'DROP TABLE shipments;\nALTER TABLE orders DROP CONSTRAINT fk_orders_shipped_to;',
  },
  wider_text: {
    up: 'ALTER TABLE users ALTER COLUMN nickname TYPE varchar(100);',
    down: 'ALTER TABLE users ALTER COLUMN nickname TYPE varchar(50);',
  },
  wider_number: {
    up: 'ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2);',
    down: 'ALTER TABLE orders ALTER COLUMN total TYPE numeric(10, 2);',
  },
  enum_value: { up: "ALTER TYPE order_state ADD VALUE 'returned' AFTER 'paid';", down: 'SELECT 1;' },
  new_view: {
    up: "CREATE OR REPLACE VIEW open_orders AS SELECT id, user_id FROM orders WHERE quantity > 0;\nCOMMENT ON VIEW open_orders IS 'Orders that are not empty';",
    down: 'DROP VIEW open_orders;',
  },
};

/** Twins of those, each with its danger: the rule that tells it, once. */
const DANGEROUS: Readonly<Record<string, Body & { readonly rule: string; readonly tools?: readonly string[] }>> = {
  foreign_key_at_once: { rule: 'constraint-not-valid', up: 'ALTER TABLE orders ADD CONSTRAINT fk_orders_shipped_to FOREIGN KEY (shipped_to) REFERENCES users (id) ON DELETE SET NULL;', down: 'ALTER TABLE orders DROP CONSTRAINT fk_orders_shipped_to;' },
  required_column: { rule: 'required-column', up: 'ALTER TABLE users ADD COLUMN phone text NOT NULL;', down: 'ALTER TABLE users DROP COLUMN phone;' },
  volatile_default: { rule: 'rewriting-column', up: 'ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid();', down: 'ALTER TABLE users DROP COLUMN token;' },
  stored_column: { rule: 'rewriting-column', up: 'ALTER TABLE users ADD COLUMN label text GENERATED ALWAYS AS (lower(name)) STORED;', down: 'ALTER TABLE users DROP COLUMN label;' },
  index_in_transaction: { rule: 'not-in-transaction', tools: ['sql-migrate', 'goose', 'sqlx', 'dbmate', 'diesel'], up: 'CREATE INDEX CONCURRENTLY idx_orders_created_at ON orders (created_at);', down: 'DROP INDEX idx_orders_created_at;' },
  index_with_another: { rule: 'not-in-transaction', tools: ['golang-migrate', 'prisma'], up: 'CREATE INDEX CONCURRENTLY idx_orders_created_at ON orders (created_at);\nALTER TABLE users ADD COLUMN phone text;', down: 'ALTER TABLE users DROP COLUMN phone;\nDROP INDEX idx_orders_created_at;' },
  plain_index: { rule: 'without-concurrently', up: 'CREATE INDEX idx_orders_created_at ON orders (created_at);', down: 'DROP INDEX idx_orders_created_at;' },
  check_at_once: { rule: 'constraint-not-valid', up: 'ALTER TABLE orders ADD CONSTRAINT chk_orders_most CHECK (quantity < 1000);', down: 'ALTER TABLE orders DROP CONSTRAINT chk_orders_most;' },
  validated_at_once: { rule: 'validated-at-once', up: 'ALTER TABLE orders ADD CONSTRAINT chk_orders_most CHECK (quantity < 1000) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT chk_orders_most;', down: 'ALTER TABLE orders DROP CONSTRAINT chk_orders_most;' },
  not_null: { rule: 'set-not-null', up: 'ALTER TABLE orders ALTER COLUMN shipped_to SET NOT NULL;', down: 'ALTER TABLE orders ALTER COLUMN shipped_to DROP NOT NULL;' },
  shorter_text: { rule: 'narrowing-type', up: 'ALTER TABLE users ALTER COLUMN nickname TYPE varchar(20);', down: 'ALTER TABLE users ALTER COLUMN nickname TYPE varchar(50);' },
  wider_key: { rule: 'rewriting-type', up: 'ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;', down: 'ALTER TABLE orders ALTER COLUMN quantity TYPE integer;' },
  unique_key: { rule: 'key-without-index', up: 'ALTER TABLE users ADD CONSTRAINT uq_users_nickname UNIQUE (nickname);', down: 'ALTER TABLE users DROP CONSTRAINT uq_users_nickname;' },
  used_at_once: { rule: 'enum-value-in-transaction', tools: ['sql-migrate', 'goose', 'golang-migrate', 'sqlx', 'dbmate', 'diesel', 'prisma'], up: "ALTER TABLE orders ADD COLUMN state order_state;\nALTER TYPE order_state ADD VALUE 'returned' AFTER 'paid';\nALTER TABLE orders ALTER COLUMN state SET DEFAULT 'returned';", down: 'ALTER TABLE orders DROP COLUMN state;' },
  renamed_column: { rule: 'renamed-in-use', up: 'ALTER TABLE users RENAME COLUMN name TO full_name;', down: 'ALTER TABLE users RENAME COLUMN full_name TO name;' },
  dropped_column: { rule: 'dropped-data', up: 'ALTER TABLE users DROP COLUMN nickname;', down: 'ALTER TABLE users ADD COLUMN nickname varchar(50);' },
  filled_under_lock: { rule: 'work-under-lock', up: 'ALTER TABLE users ADD COLUMN label text;\nUPDATE users SET label = lower(name);', down: 'ALTER TABLE users DROP COLUMN label;' },
  emptied: { rule: 'truncate-cascade', up: 'TRUNCATE users CASCADE;', down: 'SELECT 1;' },
  own_transaction: { rule: 'transaction-nesting', tools: ['sql-migrate', 'goose', 'flyway', 'sqlx', 'dbmate', 'diesel'], up: 'BEGIN;\nALTER TABLE users ADD COLUMN phone text;\nCOMMIT;', down: 'ALTER TABLE users DROP COLUMN phone;' },
}; // prettier-ignore

const OWN = new Set(RULES.filter(({ category }) => category === 'migrations').map(({ id }) => id));

/** The findings above information, and those of rules about migrations, in the second migration of a history. */
async function findings(
  tool: string,
  name: string,
  body: Body,
): Promise<{ severity: string; rule: string; message: string }[]> {
  const dress = TOOLS[tool]!;
  const own = dress(2, name, body);
  const files = Object.fromEntries(
    Object.entries({ ...dress(1, 'first', FIRST), ...own }).map(([file, text]) => [`/ws/migrations/${file}`, text]),
  );
  const { engine, logged } = await testEngine(
    MemoryFiles.of({
      ...files,
      '/ws/tablewright.json': `{ "roots": [{ "name": "app", "tool": "${tool}", "files": ["migrations/**"] }] }`,
    }),
  );
  await engine.workspace.setFolders(['/ws']);
  expect(engine.workspace.roots.map(({ tool: found }) => found?.id)).toEqual([tool]);
  const found = Object.keys(own).flatMap((file) => engine.linter.findings(`/ws/migrations/${file}`));
  expect(logged).toEqual([]);
  return found.filter(({ rule, severity }) => OWN.has(rule) || severity === 'warning' || severity === 'error');
}

describe.each(Object.keys(TOOLS))('with %s', (tool) => {
  it.each(Object.entries(SAFE))('%s is safe', async (name, body) => {
    const found = await findings(tool, name, body);
    expect(found.filter(({ severity }) => severity === 'warning' || severity === 'error')).toEqual([]);
  });

  const here = Object.entries(DANGEROUS).filter(([, { tools }]) => tools?.includes(tool) ?? true);
  it.each(here)('%s is told once', async (name, { rule, ...body }) => {
    const found = await findings(tool, name, body);
    expect(found.map((each) => each.rule).filter((each) => each === rule)).toEqual([rule]);
    // A shorter text is also written anew; what goes by CASCADE is also emptied.
    const others: Readonly<Record<string, string>> = {
      'narrowing-type': 'rewriting-type',
      'truncate-cascade': 'dropped-data',
    };
    expect(found.map((each) => each.rule).filter((each) => each !== rule && each !== others[rule])).toEqual([]);
  });
});
