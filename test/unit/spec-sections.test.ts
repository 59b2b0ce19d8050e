import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../server/src/spec/markdown';
import { readModel } from './spec-print';

describe('entities', () => {
  it.each([
    ['### User', 'User'],
    ['### 2.1 `users`', 'users'],
    ['### 2.10b merchant_categories', 'merchant_categories'],
    ['### 3) User ###', 'User'],
    ['### 🗄️ users', 'users'],
    ['### ğŸ—„ï¸ users', 'users'],
    ['### **users**', 'users'],
    ['### users table', 'users'],
    ['### Table: `users`', 'users'],
    ['### Table `users` (core)', 'users'],
    ['### Entity 1: User', 'User'],
    ['### Таблица: users', 'users'],
    ['### [users](#users)', 'users'],
    ['### users (extends auth.users)', 'users'],
    ['### users — the people', 'users'],
    ['### `auth.users`', 'auth.users'],
    ['### Order Item', 'Order Item'],
    ['### User (`app_users`)', 'User = app_users'],
    ['### User (`auth.app_users`)', 'auth.User = app_users'],
    ['### [Entity]', '[Entity] (placeholder)'],
    ['### {{Table Name}}', '{{Table Name}} (placeholder)'],
    ['### fact_[name]', 'fact_[name] (placeholder)'],
    ['### TBD', 'TBD (placeholder)'],
    ['users\n---', 'users'],
    ['**`users`** (people)', 'users'],
    ['**Table: users**', 'users'],
  ])('are named by `%s`', (heading, entity) => {
    expect(readModel(`# Data Model\n\n## Entities\n\n${heading}\n\n- id: uuid (PK)\n`)).toEqual([
      entity,
      '  id uuid PK',
    ]);
  });

  it.each([
    'Entities',
    '2. Core Entities',
    'Table Definitions',
    '4.1 🗄️ Tables',
    'Database Schema',
    'Entidades',
    'Сущности',
    'Таблицы',
    '테이블 정의',
    '表结构定义',
    'テーブル定義',
  ])('may be words in the section "%s"', (section) => {
    expect(readModel(`## ${section}\n\n### Order Item\n\n- note: text\n`)).toEqual(['Order Item', '  note text']);
  });

  it('need a telling column elsewhere', () => {
    expect(
      readModel(`
        # Data Model

        ## Order
        - id: uuid
        - note: text

        ## Settings
        - host: text
        - port: int

        ## Order Settings
        - id: uuid

        ## API
        ### Order2
        - id: uuid
      `),
    ).toEqual(['Order', '  id uuid', '  note text']);
  });

  it('have their columns below a heading of their own', () => {
    expect(
      readModel(`
        # public.orders

        ## Columns

        | Name | Type | Default | Nullable |
        | ---- | ---- | ------- | -------- |
        | id | uuid |  | false |

        ## Constraints

        | Name | Type | Definition |
        | ---- | ---- | ---------- |
        | id | PRIMARY KEY | PRIMARY KEY (id) |
      `),
    ).toEqual(['public.orders', '  id uuid NOT NULL']);
  });

  it('may have a purpose or DDL instead of columns', () => {
    expect(
      readModel(`
        ## Entities

        ### Customer
        - **Purpose:** Who buys.
        - **Cardinality:** millions

        #### Access Patterns
        | # | Pattern | Query shape |
        |---|---|---|
        | AP1 | One | \`WHERE id = ?\` |

        ### Payment Method

        #### Schema
        \`\`\`sql
        CREATE TABLE IF NOT EXISTS payment_methods (id uuid);
        \`\`\`

        ### Example
        \`\`\`sql
        CREATE TABLE things (id uuid);
        \`\`\`
      `),
    ).toEqual([
      'Customer',
      'Payment Method',
      'sql "CREATE TABLE IF NOT EXISTS payment_methods (id uuid);\\n"',
      'sql "CREATE TABLE things (id uuid);\\n"',
    ]);
  });

  it('say which table they are', () => {
    expect(
      readModel(`
        ## Entities
        ### A
        **Table:** \`auth.as\`
        - id: uuid
        ### B
        - **Table name**: bs
        - **Schema:** app
        - id: uuid
        ### C
        <!-- table: app.cs -->
        - id: uuid
        ### D
        - table: text
      `),
    ).toEqual(['auth.A = as', '  id uuid', 'app.B = bs', '  id uuid', 'app.C = cs', '  id uuid', 'D', '  table text']);
  });

  it('end where the next heading of their level starts', () => {
    const text = '# Data Model\n\n## User\n\n- id: uuid\n\n### Notes\n\nMore.\n\n## Other\n';
    const [user] = readMarkdown(text, 'data model').entities;
    expect(text.slice(user!.span.start, user!.span.end)).toBe('## User\n\n- id: uuid\n\n### Notes\n\nMore.');
  });

  it('take `a.b` for a table where the document knows the schema or the table', () => {
    expect(
      readModel(`
        ## Tables
        ### app.users
        - id: uuid
        ### orders
        - a: uuid (FK → users.id)
        - b: uuid (FK → app.people)
        - c: uuid (FK → crm.orders)
        - d: uuid (FK → crm.people)
        - e: uuid (FK → app.people.id)
      `).filter((line) => line.includes('→')),
    ).toEqual([
      '  a uuid → users.id [users.id]',
      '  b uuid → app.people [app.people]',
      '  c uuid → crm.orders [crm.orders]',
      '  d uuid → crm.people [crm.people]',
      '  e uuid → app.people.id [app.people.id]',
    ]);
  });
});

describe('relationships', () => {
  it.each([
    ['User 1:N Order', 'User 1:N Order'],
    ['`users` N:M `roles`: through user_roles', 'users N:M roles'],
    ['**User** 1:1 **Profile** — optional', 'User 1:1 Profile'],
    ['User 0..1:N Order', 'User 0..1:N Order'],
    ['Order Item N:1 Product', 'Order Item N:1 Product'],
    ['User 1—N Order', 'User 1—N Order'],
    ['User → Order (1:N)', 'User 1:N Order'],
    ['User -> Order: one-to-many, owns', 'User one-to-many Order'],
    ['`orders.user_id` → `users.id`', 'orders - users'],
    ['User 1:N Order via user_id', 'User 1:N Order'],
  ])('reads `- %s`', (item, relation) => {
    expect(readModel(`## Relationships\n\n- ${item}\n`)).toEqual([`~ ${relation}`]);
  });

  it.each(['Each user has 1:N orders', 'A user has many orders', '[Entity] 1:N [Entity]', 'id: uuid (PK)', '1:N'])(
    'takes nothing from `- %s`',
    (item) => {
      expect(readModel(`## Relationships\n\n- ${item}\n`)).toEqual([]);
    },
  );

  it('reads tables, but not those of states', () => {
    expect(
      readModel(`
        ## Relationships

        | From | To | Type | On delete |
        |---|---|---|---|
        | Customer | \`Order\` | One-to-many | RESTRICT |
        | [a] | [b] | 1:N | |
        | Order |

        ## Relations

        | Relation | Type | Description |
        |---|---|---|
        | teams → users | 1:N | has |

        ## Status

        | From | To | Trigger |
        |---|---|---|
        | pending | paid | payment |
      `),
    ).toEqual(['~ Customer One-to-many Order', '~ teams 1:N users']);
  });

  it('reads those of Mermaid diagrams', () => {
    expect(
      readModel(`
        \`\`\`mermaid
        erDiagram
            %% CUSTOMER ||--o{ NOTHING : not
            CUSTOMER ||--o{ ORDER-ITEM : has
            "public.a b" }o..|| p[Person] : "is \\"of\\""
            A{
              uuid id PK
            }
            A:::big |o--|{ B:::small : x
            A}|--||B : y
            A ||--o{
        \`\`\`

        \`\`\`mermaid
        flowchart TD
            A --> B
        \`\`\`
      `),
    ).toEqual(['~ CUSTOMER ||--o{ ORDER-ITEM', '~ public.a b }o..|| p', '~ A |o--|{ B', '~ A }|--|| B']);
  });
});

describe('blocks of code and comments', () => {
  it('finds SQL in fences of all kinds', () => {
    expect(
      readModel(`
        # Data Model

        \`\`\`sql
        SELECT 1;
        \`\`\`

        - item

          ~~~postgresql title="x"
          SELECT 2;
          ~~~

        \`\`\`\`POSTGRES
        SELECT '\`\`\`';
        \`\`\`\`

        \`\`\`sql
        \`\`\`

        \`\`\`sqlite
        no
        \`\`\`

        \`\`\`sql
        - id: uuid (PK)
        \`\`\`

        \`\`\`sql
        -- what is planned
        idx_users_mail ON users(mail)
        \`\`\`

        \`\`\`sql
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        \`\`\`

        \`\`\`sql
        DROP TABLE <table>;
        \`\`\`

        \`\`\`sql
        SELECT '{admin}'::text[], a<b, c>d;
        \`\`\`

        \`\`\`markdown
        ## Entities
        ### User
        - id: uuid (PK)
        \`\`\`

            indented code
      `),
    ).toEqual([
      'sql "SELECT 1;\\n"',
      'sql "  SELECT 2;\\n"',
      'sql "SELECT \'```\';\\n"',
      'sql ""',
      `sql "SELECT '{admin}'::text[], a<b, c>d;\\n"`,
    ]);
  });

  it('reports a fence that is never closed', () => {
    expect(readModel('# Data Model\n\n```sql\nSELECT 1;\n')).toEqual([
      'sql "SELECT 1;\\n"',
      'problem This block of code is never closed: everything below counts as code. [```sql]',
    ]);
  });

  it('finds directives and leaves what is commented out', () => {
    expect(
      readModel(`
        ## Entities
        <!-- tablewright-disable a/b: because -->
        ### User
        - id: uuid <!-- tablewright-disable-line x -->
        <!--
        - old: text
        -->
        - name: text <!-- unclosed
        <!-- tablewright-disable-next-line
             y: z -->
        - \`<!-- tablewright-no -->\`

        | Field | Type |
        |---|---|
        | a_id | int |
        <!-- tablewright-disable-next-line z -->
        | b_id | int |
      `),
    ).toEqual([
      'User',
      '  id uuid',
      '  name text',
      '  a_id int',
      '  b_id int',
      'directive <!-- tablewright-disable a/b: because -->',
      'directive <!-- tablewright-disable-line x -->',
      'directive <!-- tablewright-disable-next-line\n     y: z -->',
      'directive <!-- tablewright-disable-next-line z -->',
    ]);
  });

  it('reads behind a byte order mark and front matter', () => {
    expect(readModel('\uFEFF---\ntitle: x\n---\n## Entities\n### User\n- id: uuid\n')).toEqual(['User', '  id uuid']);
  });
});
