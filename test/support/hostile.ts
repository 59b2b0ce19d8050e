/** A schema, and documents about it as nobody should write them: everything in them is met in real ones. */
export const HOSTILE: Readonly<Record<string, string>> = {
  '/ws/schema.sql': `CREATE TYPE order_status AS ENUM ('open', 'paid');
CREATE TABLE customers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email varchar(255) NOT NULL UNIQUE,
  name text,
  "größe" integer,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,
  status order_status NOT NULL DEFAULT 'open',
  total numeric(12,2) NOT NULL DEFAULT 0
);
CREATE INDEX idx_orders_customer_id ON orders (customer_id);
`,
  // Text read in the wrong encoding, tabs and spaces, list marks of all kinds, names in several manners.
  '/ws/docs/mojibake-data-model.md': `# ðŸ“‹ Data Model â€“ Shop

**Status:** Active

## ðŸ—ƒï¸ Entities

### Customer
*\t\`id\`: UUID (PK)
+   \`email\`: VARCHAR(100) NULL â€” the login â†’ unique
\t- sub-item â€œquotedâ€
-  \`nmae\`: TEXT
1) **createdAt**: TIMESTAMP
- grÃ¶ÃŸe: INT

### ORDER (\`orders\`)

 - id: BIGINT (PK)
   - totl: DECIMAL(10,2) NULL DEFAULT 5
 - \`customer_id\` : FK → \`customers.id\`, nullable
 - status : ENUM('open', 'closed') UNIQUE

## Relationships

- Customer 1:1 Order
- Order N:M Coupon

## Business Rules

- \`orders.total\` must be positive
- [ ] retention is decided
`,
  // Rows with too few and too many cells, escaped bars, cells with several names, merged cells in HTML, a fence that is never closed.
  '/ws/docs/tables-data-model.md': `# Shop Data Model

## Tables

### orders

| Field | Type   | Null | Default | Extra | Notes |
|:------|:-------|:----:|---------|
| id | bigint | NO | | x \\| y | PK |
| customer_id | int | YES |
| status | ENUM('open', 'closed') | NO | 'new' | | | | more |
| total | money | NO
 total, vat | numeric |

### customers

<table><tr><td colspan="2">id</td></tr></table>

Column | Type | Constraints
--- | --- | ---
\`id\` | uuid | PK
\`email\` | text |
created_at / updated_at | timestamptz | NOT NULL

## Relations

| From | To | Type | On delete |
|---|---|---|---|
| customers | orders | 1:1 | CASCADE |
| orders | | | |
| orders | tags | assoc | |

## Privacy

| Column | Classification | Retention | Erasure |
|---|---|---|---|
| customers.emial | contact | 2 years | set to NULL |
| customers.email | contact | 2 years | set to NULL |

## Status Lifecycle

| Status | Description | Transitions To |
|---|---|---|
| open | a basket | payed |
| paid | over | — |

\`\`\`sql
CREATE TABLE orders (id int PRIMARY KEY, custmer_id uuid);
`,
  '/ws/docs/drawn-erd.md': `# Shop ERD

## Entities

- **customers**
  - id: uuid (PK)
  - email: text

\`\`\`mermaid
erDiagram
%% drawn by hand
\tCUSTOMER ||--o| ORDER : places
    ORDER }o--o{ TAG : "has"
  CUSTOMER {
\tuuid id PK
      string email
    int nmae
  }
    ORDER {
        decimal(10,2) total
        timestamp with time zone created_at
    }
`,
  // Tabs, keys that are there twice, an alias, flow and block style side by side.
  '/ws/contracts/database-contracts.yaml': `version: "1"
tables:
  customers: &customers
    columns:
      id: { type: uuid, primary_key: true, backend_field: id }
      email:
        type: text
        nullable: true
        backend_field: e_mail
      email:
        type: varchar(255)
      nmae: {type: text}
    indexes:
      - {name: idx_customers_email, columns: [email], type: btree}
      -   name: idx_customers_name
          columns:
          - name
          unique: true
    relationships:
    -   name: x
        type: one_to_one
        foreign_table: ordrs
        foreign_key: customer_id
        on_delete: SET NULL
  orders:
    columns:
      total:
\t    type: money
      status: 'open'
      customer_id:
        type: int
        default: 7
queries:
  list:
    sql: "SELECT * FROM orders WHERE custmer_id = $1"
    indexes_used: ["orders.idx_orders_nothing (customer_id)"]
    performance: { expected_time: soon }
migrations:
  - { timestamp: 2, file: b.sql }
  - { timestamp: 1, status: done }
`,
  '/ws/docs/plan.md': `# Migration Plan — â€œstatusâ€

## Migration Steps

### Step 1 - Set \`status\` NOT NULL
*\tRollback: n/a

### Step 1 - Backfill \`status\`
+ **Rollback**: N/A (additive only)
\`\`\`sql
UPDATE orders SET status = 'open';

### Step 3: Drop column \`state\`
`,
  '/ws/docs/orders-dictionary.md': `# Data Dictionary: \`orders\`

| Field | Value
|---|---
| Schema | public
| Owner | [team]

Column Name | Type | Nullable | PII | Default
:--|:-:|--:|--|--
id | int | YES | No
customer_id | uuid | NO | maybe | x \\| y | z
  totl | numeric(10,2) | NO

## Keys & Indexes

| Type | Column(s) | Name |
|---|---|---|
| Index | status, total | idx_\\_x |
| Index | (customer_id) | idx_orders |
| Foreign Key | customer_id → customers
| PK | id, status | |
`,
};
