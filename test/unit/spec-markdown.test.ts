import { describe, expect, it } from 'vitest';
import { readModel } from './spec-print';

describe('a list of columns', () => {
  it('reads types, keys, references and relationships', () => {
    expect(
      readModel(`
        # Data Model: Teams

        ## Entities

        ### User
        - id: UUID (PK)
        - email: VARCHAR(255) UNIQUE
        - role: ENUM('user', 'admin')
        - created_at: TIMESTAMP

        ### TeamMember (Join Table)
        - team_id: UUID (FK → Team)
        - user_id: UUID (FK → User)
        - PK: (team_id, user_id)

        ## Relationships
        - User 1:N TeamMember
        - Team 1:N Project: owns

        ## ER Diagram (Mermaid)

        erDiagram
            User ||--o{ TeamMember : "belongs to"
            Team ||--o{ Project : "owns"
      `),
    ).toEqual([
      'User',
      '  id UUID PK',
      '  email VARCHAR(255) UNIQUE',
      "  role ENUM('user', 'admin')",
      '  created_at TIMESTAMP',
      'TeamMember',
      '  team_id UUID PK → Team [Team]',
      '  user_id UUID PK → User [User]',
      '~ User 1:N TeamMember',
      '~ Team 1:N Project',
      '~ User ||--o{ TeamMember',
      '~ Team ||--o{ Project',
    ]);
  });

  const columns: [item: string, column: string][] = [
    ['id: uuid primary key', 'id uuid PK'],
    ['`id` : PK, bigint', 'id bigint PK'],
    ['**id**: uuid (PK)', 'id uuid PK'],
    ['**id:** uuid', 'id uuid'],
    ['**id** (UUID, Primary Key): names the row', 'id UUID PK'],
    ['`id` (`TEXT`, PK): unique to each', 'id TEXT PK'],
    ['**name** (text, required) - how people call it', 'name text NOT NULL'],
    ['"name": text', 'name text'],
    ['`owner_id` : FK → `users.id`, nullable', 'owner_id - NULL → users.id [users.id]'],
    ['owner_id: uuid (FK -> `users.id`, nullable)', 'owner_id uuid NULL → users.id [users.id]'],
    ['owner_id: uuid (FK → users(id))', 'owner_id uuid → users.id [users(id)]'],
    ['owner_id: uuid REFERENCES users (id) ON DELETE SET NULL', 'owner_id uuid → users.id [users (id)]'],
    ['owner_id: uuid, fk to `users(id)` on delete set null', 'owner_id uuid → users.id [users(id)]'],
    ['owner_id: uuid, FK to `auth.users`', 'owner_id uuid → auth.users [auth.users]'],
    ['owner_id: UUID (FK → [User](#user))', 'owner_id UUID → User [User]'],
    ['owner_id: UUID (FK → {{Entity}})', 'owner_id UUID (placeholder)'],
    ['owner_id: UUID (FK â†’ User)', 'owner_id UUID → User [User]'],
    ['email: TEXT NOT NULL, UNIQUE', 'email TEXT UNIQUE NOT NULL'],
    ['email: VARCHAR (255) — the login, unique per tenant', 'email VARCHAR (255)'],
    ['credit: numeric(12, 2) NOT NULL DEFAULT -1 CHECK (credit >= (0))', 'credit numeric(12, 2) NOT NULL'],
    ["state: text DEFAULT 'not null' UNIQUE", 'state text UNIQUE'],
    ["state: ENUM('it''s (x)', 'b') NOT NULL", "state ENUM('it''s (x)', 'b') NOT NULL"],
    ['state: enum(low, high) optional', 'state enum(low, high) NULL'],
    ['at: timestamp with time zone NOT NULL', 'at timestamp with time zone NOT NULL'],
    ['at: timestamp(3) without time zone', 'at timestamp(3) without time zone'],
    ["tags: text[] DEFAULT '{}'::text[] NOT NULL", 'tags text[] NOT NULL'],
    ['spot: geometry(Point,4326) NOT NULL', 'spot geometry(Point,4326) NOT NULL'],
    ['phone: string?', 'phone string NULL'],
    ['phone: string | null', 'phone string NULL'],
    ['status: order_status NOT NULL', 'status order_status NOT NULL'],
    ['status: order_status', 'status order_status'],
    ['`status`: `OrderStatus`', 'status OrderStatus'],
    ['note_text: text shown to the user', 'note_text text'],
    ['имя: text', 'имя text'],
    ['name: [type]', 'name - (placeholder)'],
    ['name: TBD', 'name - (placeholder)'],
    ['{{field}}: text', '{{field}} text (placeholder)'],
    ['dim_[name]: text', 'dim_[name] text (placeholder)'],
    ['name: text\n  NOT NULL', 'name text NOT NULL'],
    ['name: text <!-- unique -->', 'name text'],
  ];
  it.each(columns)('reads `- %s`', (item, column) => {
    expect(readModel(`# Data Model\n\n## Entities\n\n### User\n- ${item}\n`)).toEqual(['User', `  ${column}`]);
  });

  it.each([
    'Purpose: text',
    'note: text shown to the user',
    'Billing is immutable',
    '`users_pkey`: PRIMARY KEY (id)',
    '`users_email_unique`: `(email)`',
    '`idx_users`: btree (email)',
    'Users see their own rows',
    '[ ] id: the identifier',
    '[Link](other.md): text',
    'status: active',
  ])('takes no column from `- %s`', (item) => {
    expect(readModel(`# Data Model\n\n## Entities\n\n### User\n- id: uuid\n\n- ${item}\n`)).toEqual([
      'User',
      '  id uuid',
    ]);
  });

  it('reads several names in one item, and bare names among columns', () => {
    expect(
      readModel(`
        # Database Schema

        ## \`user_emails\`
        Key fields:
        - \`id\` (UUID)
        - \`user_id\` -> \`users.id\` (owner)
        - \`email\` (unique)
        - \`status\` (active, gone)
        - \`label\`: what people call it
        - \`created_at\`, \`updated_at\`: timestamptz
          - \`utc\`

        Rules:
        - \`somewhere\`
        - \`user_id\` → \`people.id\`
      `),
    ).toEqual([
      'user_emails',
      '  id UUID',
      '  user_id - → people.id [people.id]',
      '  email - UNIQUE',
      '  status -',
      '  label -',
      '  created_at timestamptz',
      '  updated_at timestamptz',
    ]);
  });

  it('leaves what is said below a column', () => {
    expect(
      readModel(`
        # Data Model

        ## Entity: Task

        ### Fields
        - **id** (UUID, Primary Key)
          - Type: UUID
          - name: text
        - **title** (String)
      `),
    ).toEqual(['Task', '  id UUID PK', '  title String']);
  });

  it('reads a nested list of tables', () => {
    expect(
      readModel(`
        ## 表结构定义

        - \`product\`
          - \`id\` (PK)
          - \`title\`, \`handle\`
        - **line_item** (one of a cart)
          - \`cart_id\` (FK -> \`cart.id\`, nullable)
          - quantity: int
        - nothing
      `),
    ).toEqual([
      'product',
      '  id - PK',
      '  title -',
      '  handle -',
      'line_item',
      '  cart_id - NULL → cart.id [cart.id]',
      '  quantity int',
    ]);
  });

  it('reads keys that have items of their own', () => {
    expect(
      readModel(`
        ## Entities
        ### A
        - a: int
        - b: int
        - c: int
        - d: int
        - Primary Key: a
        - UNIQUE: (b)
        - Unique constraint: \`(c, d)\`
        - FK: (c) → Team.id
        - INDEX: (d DESC) WHERE d > 0
      `),
    ).toEqual(['A', '  a int PK', '  b int UNIQUE', '  c int → Team.id [Team.id]', '  d int']);
  });
});

describe('a table of columns', () => {
  it('finds its columns by headers in any order, in several languages', () => {
    const expected = ['users', '  id UUID PK NOT NULL', '  name VARCHAR(50) UNIQUE NULL'];
    const tables = [
      '| Column | Type | Nullable | Constraints |\n|---|---|---|---|\n| `id` | `UUID` | NO | PK |\n| **name** | VARCHAR(50) | YES | UNIQUE |',
      'Notes | Data Type | Required | Field Name\n:--|--|--|--:\nPrimary key | UUID | yes | id\nUnique; the login | VARCHAR(50) | no | name',
      '| Поле | Тип | Ограничения | Описание |\n|-|-|-|-|\n| id | UUID | PK, NOT NULL | ключ |\n| name | VARCHAR(50) | UNIQUE, NULL | имя |',
      '| 컬럼명 | 타입 | PK | Null 허용 | 설명 |\n|-|-|-|-|-|\n| id | UUID | PK | N | |\n| name | VARCHAR(50) | | Y | UNIQUE |',
      '| Campo | Tipo | Clave | Descripción | Nulo | Único |\n|-|-|-|-|-|-|\n| id | UUID PK | | | no | |\n| name | VARCHAR(50) | | | sí | sí |',
    ];
    for (const table of tables)
      expect(readModel(`# Data Model\n\n## Tables\n\n### users\n\n${table}\n`)).toEqual(expected);
  });

  it('reads cells with marks, escapes and more than one name', () => {
    expect(
      readModel(`
        # Data Model

        ### Table: \`auth.users\`

        | Field | Type | Key | References | Description |
        | --- | --- | --- | --- | --- |
        | id 🔑 | bigint (PK) | | | Unique identifier |
        | \`team_id\` | uuid | FK | teams(id) | |
        | lead_id | uuid | | → \`public.users.id\` | |
        | kind | string \\| null | | | one \\| two |
        | \`created_at\` / \`updated_at\` | timestamptz | | | Required |
        | First name | text | | | |
        | {{field}} | {{type}} | | | |
        | short |
      `),
    ).toEqual([
      'auth.users',
      '  id bigint PK',
      '  team_id uuid → teams.id [teams(id)]',
      '  lead_id uuid → public.users.id [public.users.id]',
      '  kind string NULL',
      '  created_at timestamptz NOT NULL',
      '  updated_at timestamptz NOT NULL',
      '  {{field}} - (placeholder)',
      '  short -',
    ]);
  });

  it('takes no other table for one', () => {
    expect(
      readModel(`
        # Data Model

        ## Tables

        ### users

        | Name | Type | Definition |
        | --- | --- | --- |
        | users_pkey | PRIMARY KEY | PRIMARY KEY (id) |

        | Pattern | Query shape |
        | --- | --- |
        | id | uuid |

        ## API

        ### Request

        | Field | Type | Required |
        | --- | --- | --- |
        | id | string | yes |
      `),
    ).toEqual([]);
  });

  it('adds the foreign keys that are listed below it', () => {
    expect(
      readModel(`
        # Data Model

        ### orders

        | Column | Type | Nullable | Default | PK |
        |---|---|---|---|---|
        | \`id\` | \`uuid\` | NO | \`gen_random_uuid()\` | PK |
        | \`user_id\` | \`uuid\` | NO |  |  |

        **Foreign keys:**
        - \`user_id\` → \`users.id\`

        **Indexes:**
        - \`orders_user_id_idx\`: \`(user_id)\`
      `),
    ).toEqual(['orders', '  id uuid PK NOT NULL', '  user_id uuid NOT NULL → users.id [users.id]']);
  });
});
