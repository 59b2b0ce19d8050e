import { beforeAll, describe, expect, test } from 'vitest';
import { checkText } from '../../server/src/lint/check-text';
import { spanOf } from '../../server/src/lint/finding';
import { RULES } from '../../server/src/rules/registry.generated';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { testParser } from '../support/parser';

/** A slip that design documents, and what is written after them, are known for; and where it is found. */
interface Defect {
  readonly defect: string;
  readonly sql: string;
  readonly document?: { readonly name: string; readonly text: string };
  readonly before?: string;
  readonly tool?: string;
  readonly file?: string;
  /** A rule, and the piece of the text (of the document, where there is one) at which its finding stands. */
  readonly finds: readonly (readonly [rule: string, at: string])[];
  /** Rules that say nothing of it. */
  readonly silent?: readonly string[];
}

const HOTELS = 'CREATE TABLE hotels (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL);\n';

const DEFECTS: readonly Defect[] = [
  {
    defect: 'a unique index on the day of a moment, which depends on the time zone',
    sql: 'CREATE TABLE stays (room int NOT NULL, arrived_at timestamptz NOT NULL);\nCREATE UNIQUE INDEX one_a_day ON stays (room, date(arrived_at));',
    finds: [['index-not-immutable', 'date(arrived_at)']],
  },
  {
    defect: 'an operator class whose extension nobody creates',
    sql: `${HOTELS}CREATE INDEX hotels_search ON hotels USING gin (name gin_trgm_ops);`,
    finds: [['missing-operator-class', 'name gin_trgm_ops']],
  },
  {
    defect: 'who made a row: no index, no action, no name; and a check without a name',
    sql: "CREATE TABLE staff (id uuid PRIMARY KEY);\nCREATE TABLE rates (\n  id uuid PRIMARY KEY,\n  added_by uuid REFERENCES staff (id),\n  state text CHECK (state IN ('draft', 'live'))\n);",
    finds: [
      ['foreign-key-without-index', 'REFERENCES staff (id)'],
      ['foreign-key-without-on-delete', 'REFERENCES staff (id)'],
      ['unnamed-constraint', 'REFERENCES staff (id)'],
      ['unnamed-constraint', "CHECK (state IN ('draft', 'live'))"],
    ],
  },
  {
    defect: 'an index beside the UNIQUE constraint on the same columns, and one on the column that its condition fixes',
    sql: "CREATE TABLE journal (stream uuid NOT NULL, version int NOT NULL, state text, CONSTRAINT uq_journal UNIQUE (stream, version));\nCREATE INDEX journal_stream ON journal (stream, version);\nCREATE INDEX journal_open ON journal (state) WHERE state = 'open';",
    finds: [
      ['redundant-index', 'journal_stream'],
      ['constant-index-column', 'state'],
    ],
  },
  {
    defect: 'an access pattern that sorts by what its index does not have',
    sql: 'CREATE TABLE bookings (id int PRIMARY KEY, guest_id int NOT NULL, booked_at timestamptz NOT NULL);\nCREATE INDEX bookings_guest ON bookings (guest_id);',
    document: {
      name: 'data-model.md',
      text: '# Data Model: Hotel\n\n## Entities\n\n### Booking\n\n- id: int (PK)\n- guest_id: int\n- booked_at: timestamptz\n\n#### Access Patterns\n\n| # | Pattern | Query shape | Frequency | Latency SLA |\n| --- | --- | --- | --- | --- |\n| AP1 | of a guest | `WHERE guest_id = ? ORDER BY booked_at DESC LIMIT 20` | 500/min | < 50ms |\n',
    },
    finds: [['access-pattern-index', 'WHERE guest_id = ? ORDER BY booked_at DESC LIMIT 20']],
  },
  {
    defect: 'other values of a type in the document than in the check',
    sql: "CREATE TABLE guests (id int PRIMARY KEY, tier text NOT NULL CHECK (tier IN ('basic', 'gold', 'black')));",
    document: {
      name: 'data-model.md',
      text: "# Data Model: Hotel\n\n## Entities\n\n### Guest\n\n- id: int (PK)\n- tier: ENUM('basic', 'gold') NOT NULL\n",
    },
    finds: [['enum-drift', "ENUM('basic', 'gold')"]],
  },
  {
    defect: 'a moment without time zone in the document, and entities and tables that only one of the two has',
    sql: 'CREATE TABLE guests (id int PRIMARY KEY, seen_at timestamptz NOT NULL);\nCREATE TABLE resets (id int PRIMARY KEY, guest_id int NOT NULL);',
    document: {
      name: 'data-model.md',
      text: '# Data Model: Hotel\n\n## Entities\n\n### Guest\n\n- id: int (PK)\n- seen_at: TIMESTAMP NOT NULL\n\n## Relationships\n\n- Guest 1:N Voucher: gets\n',
    },
    finds: [
      ['column-drift', 'TIMESTAMP'],
      ['unknown-entity', 'Voucher'],
      ['undocumented-table', 'Entities'],
    ],
  },
  {
    defect: 'an index beside UNIQUE on one column, a reset token without an index, an index of three values',
    sql: "CREATE TABLE guests (id int PRIMARY KEY, email text NOT NULL UNIQUE, tier text NOT NULL CHECK (tier IN ('a', 'b')), created_at timestamptz, updated_at timestamptz);\nCREATE INDEX idx_guests_email ON guests (email);\nCREATE INDEX idx_guests_tier ON guests (tier);\nCREATE TABLE resets (id int PRIMARY KEY, guest_id int REFERENCES guests (id), token_hash text, until date);",
    finds: [
      ['redundant-index', 'idx_guests_email'],
      ['foreign-key-without-index', 'REFERENCES guests (id)'],
      ['low-cardinality-index', 'tier'],
      ['missing-timestamps', 'resets'],
    ],
  },
  {
    defect: 'CONCURRENTLY in the transaction of the migration tool',
    before: 'CREATE TABLE bookings (id int PRIMARY KEY, guest_id int);',
    tool: 'sql-migrate',
    file: '2-index.sql',
    sql: '-- +migrate Up\nCREATE INDEX CONCURRENTLY bookings_guest ON bookings (guest_id);\n-- +migrate Down\nDROP INDEX CONCURRENTLY bookings_guest;\n',
    finds: [
      ['not-in-transaction', 'CREATE INDEX CONCURRENTLY bookings_guest ON bookings (guest_id)'],
      ['not-in-transaction', 'DROP INDEX CONCURRENTLY bookings_guest'],
    ],
  },
  {
    defect: 'a default that differs from row to row, beside one that does not',
    before: 'CREATE TABLE bookings (id int PRIMARY KEY);',
    sql: 'ALTER TABLE bookings ADD COLUMN key uuid DEFAULT gen_random_uuid();',
    finds: [['rewriting-column', 'ADD COLUMN key uuid DEFAULT gen_random_uuid()']],
  },
  {
    defect: 'a default that is the same for all rows',
    before: 'CREATE TABLE bookings (id int PRIMARY KEY);',
    sql: "ALTER TABLE bookings ADD COLUMN state text NOT NULL DEFAULT 'new';",
    finds: [],
    silent: ['rewriting-column', 'required-column'],
  },
  {
    defect: 'a history without an index or the values of its operation; partitions without a key; a serial key',
    sql: 'CREATE TABLE bookings (id uuid PRIMARY KEY DEFAULT gen_random_uuid());\nCREATE TABLE bookings_history (history_id uuid PRIMARY KEY, booking_id uuid NOT NULL, operation text NOT NULL, old_data jsonb, changed_at timestamptz, changed_by uuid);\nCREATE TABLE visits (at timestamptz NOT NULL, path text) PARTITION BY RANGE (at);\nCREATE TABLE states (id serial PRIMARY KEY, name text);',
    finds: [
      ['history-without-index', 'booking_id'],
      ['audit-table-columns', 'bookings_history'],
      ['table-without-primary-key', 'visits'],
      ['serial-column', 'serial'],
    ],
  },
  {
    defect: 'SET NULL on a column that may not be null',
    sql: `${HOTELS}CREATE TABLE rooms (id uuid PRIMARY KEY, hotel_id uuid NOT NULL REFERENCES hotels (id) ON DELETE SET NULL);`,
    finds: [['set-null-on-not-null', 'REFERENCES hotels (id) ON DELETE SET NULL']],
  },
  {
    defect: 'SET NULL in a contract, on a column that may not be null',
    sql: `${HOTELS}CREATE TABLE rooms (id uuid PRIMARY KEY, hotel_id uuid NOT NULL REFERENCES hotels (id) ON DELETE SET NULL);`,
    document: {
      name: 'database-contracts.yaml',
      text: 'tables:\n  hotels:\n    columns:\n      id:\n        type: uuid\n    relationships:\n      - name: hotel_rooms\n        type: one_to_many\n        foreign_table: rooms\n        foreign_key: hotel_id\n        on_delete: SET NULL\n  rooms:\n    columns:\n      hotel_id:\n        type: uuid\n        nullable: false\n',
    },
    finds: [['contract-set-null', 'SET NULL']],
  },
  {
    defect: 'a second unique index on the same column, one on `deleted_at` where it is null, a view of all columns',
    sql: 'CREATE TABLE guests (id uuid PRIMARY KEY, email text UNIQUE, deleted_at timestamptz);\nCREATE UNIQUE INDEX guests_by_email ON guests (email);\nCREATE INDEX guests_gone ON guests (deleted_at) WHERE deleted_at IS NULL;\nCREATE VIEW present AS SELECT g.* FROM guests g;',
    finds: [
      ['redundant-index', 'guests_by_email'],
      ['constant-index-column', 'deleted_at'],
      ['select-star', '*'],
    ],
  },
  {
    defect: 'uuid keys of which some have no default, and the second column of a key that points elsewhere',
    sql: `${['a', 'b', 'c', 'd'].map((name) => `CREATE TABLE ${name} (id uuid PRIMARY KEY DEFAULT gen_random_uuid());`).join('\n')}\nCREATE TABLE profiles (id uuid PRIMARY KEY);\nCREATE TABLE a_b (a_id uuid REFERENCES a, b_id uuid REFERENCES b, PRIMARY KEY (a_id, b_id));`,
    finds: [
      ['uuid-without-default', 'id'],
      ['foreign-key-without-index', 'REFERENCES b'],
    ],
  },
  {
    defect: 'a foreign key to a table further below, a check that looks at today, a query in a check',
    sql: 'CREATE TABLE plans (\n  id int PRIMARY KEY,\n  card_id int REFERENCES cards (id),\n  starts date CHECK (starts > CURRENT_DATE),\n  slots int CHECK (slots < (SELECT 5))\n);\nCREATE TABLE cards (id int PRIMARY KEY);',
    finds: [
      ['reference-to-later-table', 'cards'],
      ['check-depends-on-moment', 'CHECK (starts > CURRENT_DATE)'],
      ['subquery-in-definition', 'CHECK (slots < (SELECT 5))'],
    ],
  },
  {
    defect:
      'a document with three roles and a status beside a check of more roles and a boolean; a relation to what nobody declares; tables that only one of the two has',
    sql: "CREATE TABLE guests (id uuid PRIMARY KEY, role text NOT NULL CHECK (role IN ('user', 'clerk', 'porter', 'admin', 'owner')), is_active boolean NOT NULL DEFAULT true, seen_at timestamptz);\nCREATE TABLE sessions (id uuid PRIMARY KEY, guest_id uuid NOT NULL REFERENCES guests (id));\nCREATE TABLE reset_links (id uuid PRIMARY KEY, guest_id uuid NOT NULL REFERENCES guests (id));",
    document: {
      name: 'DATA-MODEL.md',
      text: "# Data Model: Hotel\n\n## Entities\n\n### Guest\n\n- id: UUID (PK)\n- role: ENUM('user', 'admin', 'clerk')\n- status: ENUM('active', 'barred')\n- seen_at: TIMESTAMP\n\n### Party\n\n- id: UUID (PK)\n- host_id: UUID (FK → Guest)\n\n### PartyGuest (Join Table)\n\n- party_id: UUID (FK → Party)\n- guest_id: UUID (FK → Guest)\n- PK: (party_id, guest_id)\n\n## Relationships\n\n- Guest 1:N Party: hosts\n- Party 1:N Booking: makes\n\n## ER Diagram (Mermaid)\n\nerDiagram\n    Guest ||--o{ Party : hosts\n    Party ||--o{ Booking : makes\n",
    },
    finds: [
      ['enum-drift', "ENUM('user', 'admin', 'clerk')"],
      ['column-drift', 'status'],
      ['column-drift', 'TIMESTAMP'],
      ['undocumented-column', 'Guest'],
      ['unknown-entity', 'Party'],
      ['unknown-entity', 'PartyGuest'],
      ['unknown-entity', 'Booking'],
      ['undocumented-table', 'Entities'],
    ],
  },
  {
    defect: 'a step that overwrites rows and is called additive, so that there is nothing to roll back',
    sql: HOTELS,
    document: {
      name: 'migration-plan.md',
      text: '# Migration Plan: Hotel\n\n## Migration Steps\n\n### Step 1: Add a column for the stars\n\n- SQL: `ALTER TABLE hotels ADD COLUMN stars int;`\n- Rollback: `ALTER TABLE hotels DROP COLUMN stars;`\n- Data migration: None\n\n### Step 2: Backfill the names\n\n```sql\nUPDATE hotels SET name = trim(name);\n```\n\n- Rollback: N/A (additive only)\n- Data migration: trims the names\n',
    },
    finds: [['plan-rollback', 'N/A (additive only)']],
  },
  {
    defect: 'a unique column in a contract with a unique index of the same column beside it',
    sql: 'CREATE TABLE guests (id uuid PRIMARY KEY, email text UNIQUE);\nCREATE UNIQUE INDEX idx_guests_email ON guests (email);',
    document: {
      name: 'database-contracts.yaml',
      text: 'tables:\n  guests:\n    columns:\n      id:\n        type: uuid\n        primary_key: true\n      email:\n        type: text\n        unique: true\n    indexes:\n      - name: idx_guests_email\n        columns: [email]\n        unique: true\n        reason: sign-in\n',
    },
    finds: [['contract-unique-and-index', 'true']],
  },
  {
    defect:
      'a contract without the column that the schema has, with an index that nobody makes, and a query of all columns',
    sql: 'CREATE TABLE guests (id uuid PRIMARY KEY, name text, deleted_at timestamptz, updated_at timestamptz);\nCREATE TABLE stays (id uuid PRIMARY KEY, guest_id uuid REFERENCES guests (id), deleted_at timestamptz);\nCREATE INDEX idx_guests_deleted_at ON guests (deleted_at) WHERE deleted_at IS NULL;',
    document: {
      name: 'database-contracts.yaml',
      text: 'tables:\n  guests:\n    columns:\n      id:\n        type: uuid\n      name:\n        type: text\n      deleted_at:\n        type: timestamptz\n    indexes:\n      - name: idx_guests_deleted_at\n        columns: [deleted_at]\n        where: deleted_at IS NULL\n        reason: those who are left\n  stays:\n    columns:\n      id:\n        type: uuid\n      guest_id:\n        type: uuid\n      deleted_at:\n        type: timestamptz\nqueries:\n  with_stays:\n    description: a guest with all stays\n    sql: SELECT g.*, json_agg(s.*) FROM guests g LEFT JOIN stays s ON s.guest_id = g.id GROUP BY g.id\n    indexes_used: ["guests.idx_guests_deleted_at (deleted_at)", "stays.idx_stays_deleted_at (deleted_at)"]\n',
    },
    finds: [
      ['undocumented-column', 'guests'],
      ['contract-query-indexes', 'idx_stays_deleted_at'],
    ],
  },
  {
    defect: 'a diagram, the SQL and the privacy table of one document that disagree',
    sql: '',
    document: {
      name: 'data-model.md',
      text: '# Data Model: Rooms\n\n## Entity-Relationship Diagram\n\n```mermaid\nerDiagram\n  RATE ||--o{ STAY : "charged for"\n  STAY ||--o| CARD : "paid by"\n  RATE {\n    uuid id PK\n    decimal price\n    string interval\n  }\n  STAY {\n    uuid id PK\n    uuid rate_id FK\n    uuid card_id FK\n  }\n```\n\n## Entities\n\n### Rate\n\n- **Purpose:** what a night costs\n\n#### Schema\n\n```sql\nCREATE TABLE rates (id uuid PRIMARY KEY, price_cents integer NOT NULL, charge_interval text NOT NULL);\n```\n\n### Stay\n\n- **Purpose:** nights of a guest\n\n#### Schema\n\n```sql\nCREATE TABLE stays (id uuid PRIMARY KEY, rate_id uuid NOT NULL REFERENCES rates (id) ON DELETE RESTRICT, card_id uuid NOT NULL REFERENCES cards (id) ON DELETE RESTRICT);\n```\n\n### Card\n\n- **Purpose:** how it is paid\n\n#### Schema\n\n```sql\nCREATE TABLE cards (id uuid PRIMARY KEY, holder text, expires_on date CHECK (expires_on > CURRENT_DATE));\n```\n\n## Privacy\n\n| Column | Classification | Retention | Erasure strategy |\n|---|---|---|---|\n| card.holder | PII | 2 years | anonymise |\n| card.number | PII | 2 years | anonymise |\n',
    },
    finds: [
      ['diagram-attribute-drift', 'price'],
      ['diagram-attribute-drift', 'interval'],
      ['relation-drift', '||--o|'],
      ['privacy-row', 'card.number'],
    ],
  },
  {
    defect: 'a diagram with other columns and another cardinality than the schema',
    sql: 'CREATE TABLE cards (id int PRIMARY KEY);\nCREATE TABLE plans (id int PRIMARY KEY, price_cents int NOT NULL, card_id int NOT NULL REFERENCES cards (id));',
    document: {
      name: 'data-model.md',
      text: '# Data Model: Plans\n\n```mermaid\nerDiagram\n  PLAN ||--o| CARD : "paid by"\n  PLAN {\n    int id PK\n    decimal price\n    int card_id FK\n  }\n  CARD {\n    int id PK\n  }\n```\n',
    },
    finds: [
      ['diagram-attribute-drift', 'price'],
      ['diagram-missing-attribute', 'PLAN'],
      ['relation-drift', '||--o|'],
    ],
  },
];

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

describe('defects that documents about design are known for', () => {
  test.each(DEFECTS.map((each) => [each.defect, each] as const))('%s', (_, { sql, finds, silent = [], ...place }) => {
    const text = place.document?.text ?? sql;
    const found = (id: string) =>
      checkText([RULES.find((rule) => rule.id === id)!], sql, { parser, ...place }).map(({ at }) =>
        text.slice(spanOf(at).start, spanOf(at).end),
      );
    for (const [rule, at] of finds) expect(found(rule), rule).toContain(at);
    for (const rule of silent) expect(found(rule), rule).toEqual([]);
  });
});
