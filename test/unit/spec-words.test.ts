import { describe, expect, it } from 'vitest';
import { readSpec } from '../../server/src/spec/read';
import { dedent, readModel } from './spec-print';

/** The values that each column of a document lists, and whether that is sure. */
function values(text: string): Record<string, string> {
  const { entities } = readSpec('data model', dedent(text));
  return Object.fromEntries(
    entities.flatMap(
      ({ columns }) =>
      columns.flatMap((column) => (column.values ? [[column.name, `${column.values.unsure ? '? ' : ''}${column.values.list.join(' ')}`]] : [])), // prettier-ignore
    ),
  );
}

describe('values of a column', () => {
  it('are read from words, from cells and from the items below', () => {
    expect(
      values(`
        # Data Model: Library

        ## Entities

        ### Loan

        - **id** (uuid, primary key)
        - **state** (enum: \`open\`, \`returned\`)
        - **kind**: text, one of 'book', 'map' or 'disc'
        - **shelf**: text, values: a | b | c
        - **grade**: text, one of good, worn, broken
        - **place**: varchar(20), one of
          - \`desk\`
          - \`locker\`: opens with a code
        - **note**: text
          - \`desk\`: kept for
          - written by the staff, shown to nobody
      `),
    ).toEqual({
      state: 'open returned',
      kind: 'book map disc',
      shelf: 'a b c',
      grade: '? good worn broken',
      place: 'desk locker',
    });
    expect(
      values(`
        # Data Model: Library

        ## Entities

        ### Loan

        | Column | Type | Notes |
        |---|---|---|
        | id | uuid | PK |
        | state | text | \`open\`, \`returned\` or \`lost\` |
        | kind | 'book' \\| 'map' | what it is |
        | grade | text | good / worn (see below) |
        | place | text | desk, or wherever it was left |
        | title | text | Title, subtitle |
        | fee | text | One of: none, small |
      `),
    ).toEqual({ state: '? open returned lost', kind: '? book map', grade: '? good worn', fee: 'none small' });
  });
});

describe('other ways of writing', () => {
  it('takes a dash for a colon where a type follows', () => {
    expect(
      readModel(`
        # Data Model: Library

        ## Entities

        ### Loan
        * id — uuid, PK
        * book_id - uuid, FK to Book, NOT NULL
        * \`lentAt\` – timestamptz
        * \`remark\` – date of the talk about it
        * Readers – date by date, they come
      `),
    ).toEqual(['Loan', '  id uuid PK', '  book_id uuid NOT NULL → Book [Book]', '  lentAt timestamptz', '  remark -']);
  });

  it('reads flags behind a dash, and names that share what stands behind the last one', () => {
    expect(
      readModel(`
        # Data Model: Library

        ## Entities

        ### Loan
        - **id:** uuid - Primary Key
        - **code:** text - Unique, Not Null
        - **book_id:** uuid - Foreign Key (references books.id)
        - **lent_at:** timestamp - Default: now()
        - **mark:** text - unique to each reader
        - city, street, zip (text)
        - Letters, cards (post)
      `),
    ).toEqual([
      'Loan',
      '  id uuid PK',
      '  code text UNIQUE NOT NULL',
      '  book_id uuid → books.id [books.id]',
      '  lent_at timestamp',
      '  mark text',
      '  city -',
      '  street -',
      '  zip text',
    ]);
  });

  it('takes a heading above access patterns for an entity', () => {
    const patterns =
      '| # | Pattern | Query shape | Frequency |\n|---|---|---|---|\n| AP1 | one | `WHERE id = ?` | 5/min |\n';
    expect(
      readModel(
        `# Data Model: Access\n\n## Loans\n\n### Access Patterns\n\n${patterns}\n## How we measure\n\n${patterns}`,
      ),
    ).toEqual(['Loans']);
  });

  it('takes words behind a type for a sentence', () => {
    expect(
      readModel(`
        # Data Model: Library

        ## Entities

        ### Reader
        - \`id\`: uuid
        - \`born_on\`: date of birth
        - \`seen_at\`: timestamp when they came last
        - \`card_id\`: uuid on delete cascade
      `),
    ).toEqual(['Reader', '  id uuid', '  born_on -', '  seen_at -', '  card_id uuid']);
  });

  it('reads names behind symbols', () => {
    expect(
      readModel(`
        # Data Model: Library

        ## Entities

        ### Loan

        | Column | Type |
        |---|---|
        | 🔑 id | uuid |
        | 🗝️ \`book_id\` | uuid |
        | # shelf | text |
        | lent_at* | timestamptz |
      `),
    ).toEqual(['Loan', '  id uuid', '  book_id uuid', '  shelf text', '  lent_at timestamptz']);
  });

  it('reads German, French, Spanish and Russian', () => {
    expect(
      readModel(`
        # Datenmodell

        ## Tabellen

        ### Leserin (\`readers\`)

        | Spalte | Datentyp | Pflicht | Standardwert | Fremdschlüssel | Beschreibung |
        |---|---|---|---|---|---|
        | id | UUID | ja | gen_random_uuid() | | Primärschlüssel |
        | card_id | UUID | nein | | cards.id | |
        | mail | TEXT | ja | | | eindeutig |

        ## Beziehungen

        | Von | Nach | Kardinalität | Beim Löschen |
        |---|---|---|---|
        | cards | readers | 1:N | CASCADE |
      `),
    ).toEqual([
      'Leserin = readers',
      '  id UUID PK NOT NULL',
      '  card_id UUID NULL → cards.id [cards.id]',
      '  mail TEXT UNIQUE NOT NULL',
      '~ cards 1:N readers',
    ]);
    const list = (items: string) => readModel(`# Modèle de données\n\n## Entités\n\n### Prêt\n\n${items}\n`);
    expect(list("- `id` : UUID, clé primaire\n- `livre_id` : UUID, clé étrangère vers `livres.id`, obligatoire\n- `etat` : TEXT, facultatif, par défaut 'neuf'")).toEqual([
      'Prêt',
      '  id UUID PK',
      '  livre_id UUID NOT NULL → livres.id [livres.id]',
      '  etat TEXT NULL',
    ]); // prettier-ignore
    expect(
      readModel('# Modelo de datos\n\n## Tablas\n\n### Préstamo\n\n**Tabla:** loans\n\n- `id`: uuid, clave primaria\n- `book_id`: uuid, clave foránea a `books.id`\n'),
    ).toEqual(['Préstamo = loans', '  id uuid PK', '  book_id uuid → books.id [books.id]']); // prettier-ignore
    expect(
      readModel('# Модель данных\n\n## Таблицы\n\n### loans\n\n- `id`: uuid, первичный ключ\n- `book_id`: uuid, внешний ключ на `books.id`, обязательное\n'),
    ).toEqual(['loans', '  id uuid PK', '  book_id uuid NOT NULL → books.id [books.id]']); // prettier-ignore
  });

  it('leaves HTML and links in pointed brackets alone', () => {
    const text = '# Data Model: Library\n\n## Entities\n\n<table>\n<tr><td>x</td></tr>\n</table>\n\n<https://example.org>\n\n### Loan\n\n- id: uuid (PK)\n\n<purpose of a loan>\n'; // prettier-ignore
    const { placeholders } = readSpec('data model', text).outline!;
    expect(placeholders.map(({ start, end }) => text.slice(start, end))).toEqual(['<purpose of a loan>']);
  });
});

describe('tables that name tables', () => {
  it('are read row by row, with the columns that they list', () => {
    expect(
      readModel(`
        # Data Model: Library

        ## Tables

        | Table | Purpose | Key columns |
        |---|---|---|
        | \`readers\` | who may borrow | \`id\`, \`mail\` (UNIQUE), \`card_id\` (FK → \`cards.id\`), UNIQUE (\`mail\`, \`card_id\`) |
        | loans | what is lent | \`id\` |
        | (all) | – | |

        ### Loans

        - id: uuid (PK)
        - ends_on: date

        ## Rights by role

        | Role | Table |
        |---|---|
        | admin | readers |

        ## Evolution Plan

        | Table | Change |
        |---|---|
        | fines | will come |

        ## Releases

        | Table | Change |
        |---|---|
        | shelves | will come, too |

        ## Overview

        | Table | Rows |
        |---|---|
        | cards | 200 |
      `),
    ).toEqual([
      'readers',
      '  id -',
      '  mail - UNIQUE',
      '  card_id - → cards.id [cards.id]',
      'Loans',
      '  id uuid PK',
      '  ends_on date',
      'cards',
    ]);
  });

  it('may have a column in each row', () => {
    expect(
      readModel(`
        # Modelo de datos

        ## Tablas

        | Tabla | Campo | Tipo | Restricción |
        |---|---|---|---|
        | readers | mail | varchar(80) | UNIQUE |
        | | born_on | date | |
        | loans | state, kind | varchar(12) | CHECK IN (OPEN, CLOSED), NOT NULL |
        | loans | (reader_id) | — | índice único parcial |
      `),
    ).toEqual([
      'readers',
      '  mail varchar(80) UNIQUE',
      '  born_on date',
      'loans',
      '  state varchar(12) NOT NULL',
      '  kind varchar(12) NOT NULL',
    ]);
  });

  it('may leave out the types of columns', () => {
    expect(
      readModel(`
        # Data Model: Library

        ## Entities

        ### \`loans\`

        | Column | Notes |
        |---|---|
        | \`id\` | drawn at random |
        | \`book_id\` | FK → \`books.id\` (CASCADE) |
        | \`lent_at\`, \`back_at\` | in UTC |
        | \`(book_id, lent_at)\` | UNIQUE |

        #### Indexes

        | Column | Purpose |
        |---|---|
        | \`due_at\` | reminders |

        #### Privacy

        | Column | Classification | Notes |
        |---|---|---|
        | \`mail\` | PII | – |

        ### Words

        | Name | Notes |
        |---|---|
        | \`shelf\` | where it stands |
      `),
    ).toEqual(['loans', '  id -', '  book_id - → books.id [books.id]', '  lent_at -', '  back_at -']);
  });

  it('are no lists of constraints, indexes or relationships', () => {
    expect(
      readModel(`
        # Data Model: Library

        ## Tables

        | Table | Constraint | Type | Columns |
        |---|---|---|---|
        | readers | readers_pkey | PRIMARY KEY | id |

        | Table | Index | Columns | Type |
        |---|---|---|---|
        | readers | readers_mail | mail | btree |
      `),
    ).toEqual([]);
  });
});

describe('lists in parts', () => {
  it('are columns below a title, a group or a line that says so', () => {
    expect(
      readModel(`
        # Data Model: Library

        ## Current tables

        ### \`readers\` (people)

        **Key fields (as of now):**
        - \`reader_id\` (surrogate key)
        - \`mail\`, \`phone\`

        ### \`loans\`

        - \`id\` (\`UUID\`, PK): the loan
        - **Money**:
          - \`fee\` (\`NUMERIC(6,2)\`): what it costs
        - **Indexes**:
          - \`fee\` (\`btree\`)
        - \`state\` (\`TEXT\`): \`OPEN\`, \`CLOSED\`

        Unique: \`(fee, state)\`.
      `),
    ).toEqual([
      'readers',
      '  reader_id -',
      '  mail -',
      '  phone -',
      'loans',
      '  id UUID PK',
      '  fee NUMERIC(6,2)',
      '  state TEXT',
    ]);
  });

  it('take what a check lists for values, in SQL or not', () => {
    const head = '# Data Model: Library\n\n## Entities\n\n### Loan\n\n';
    expect(
      values(`${head}| Column | Type | Constraints |\n|---|---|---|\n| a | text | NOT NULL, CHECK (OPEN, CLOSED) |\n| b | text | CHECK IN ('x', 'y'), NOT NULL |\n| c | text | CHECK (c IN ('p', 'q')) |\n| d | int | CHECK (d > 0) |\n`),
    ).toEqual({ a: 'OPEN CLOSED', b: 'x y', c: 'p q' }); // prettier-ignore
  });
});
