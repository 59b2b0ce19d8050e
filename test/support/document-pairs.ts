/** A document in one of the ways that people write, with differences from the schema; and where each is found, and nothing else. */
export interface Pair {
  readonly written: string;
  readonly path: string;
  readonly document: string;
  readonly finds: readonly (readonly [rule: string, at: string])[];
}

export const SCHEMA = `CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email varchar(255) NOT NULL,
  display_name text,
  role text NOT NULL DEFAULT 'member' CONSTRAINT users_role_check CHECK (role IN ('admin', 'member', 'guest')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT users_email_key UNIQUE (email)
);
CREATE TABLE venues (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name varchar(120) NOT NULL,
  capacity integer NOT NULL CONSTRAINT venues_capacity_check CHECK (capacity > 0),
  latitude numeric(9,6),
  longitude numeric(9,6),
  settings jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE events (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  venue_id uuid NOT NULL CONSTRAINT events_venue_id_fkey REFERENCES venues (id) ON DELETE RESTRICT,
  organizer_id uuid NOT NULL CONSTRAINT events_organizer_id_fkey REFERENCES users (id) ON DELETE RESTRICT,
  title varchar(200) NOT NULL,
  status text NOT NULL DEFAULT 'draft' CONSTRAINT events_status_check CHECK (status IN ('draft', 'published', 'cancelled')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz,
  price_cents bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX events_venue_id_idx ON events (venue_id);
CREATE INDEX events_organizer_id_idx ON events (organizer_id);
CREATE INDEX events_starts_at_idx ON events (status, starts_at);
CREATE TABLE ticket_types (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  event_id uuid NOT NULL CONSTRAINT ticket_types_event_id_fkey REFERENCES events (id) ON DELETE CASCADE,
  name text NOT NULL,
  price_cents bigint NOT NULL,
  quantity integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ticket_types_event_id_name_key UNIQUE (event_id, name)
);
CREATE TABLE event_tags (
  event_id uuid NOT NULL CONSTRAINT event_tags_event_id_fkey REFERENCES events (id) ON DELETE CASCADE,
  tag text NOT NULL,
  CONSTRAINT event_tags_pkey PRIMARY KEY (event_id, tag)
);
`;

export const PAIRS: readonly Pair[] = [
  {
    written: 'a list with emoji, bold names and types in words',
    path: '/ws/docs/data-model.md',
    document: `# 🎫 Data Model

> Last reviewed: 2026-02-11

This document describes how we store venues, events and tickets.

## 🧱 Entities

### 👤 User

A person who signs in.

**Attributes:**

- **id** (UUID, primary key): unique identifier
- **email** (string, required, unique): login
- **display_name** (string, optional)
- **role** (enum: \`admin\`, \`member\`, \`visitor\`): what the person may do
- **created_at** (timestamp with time zone)
- **updated_at** (timestamp with time zone)

### 📍 Venue

- **id**: UUID, primary key
- **name**: VARCHAR(100), not null – shown on tickets
- **capacity**: integer, not null
- **latitude**: decimal(9,6)
- **longitude**: decimal(9,6)
- **settings**: JSONB, not null, default \`{}\`
- **created_at**: timestamptz, not null
- **updated_at**: timestamptz, not null

### 📅 Event

- **id**: UUID, primary key
- **venue_id**: UUID, FK → venues.id, not null
- **organizer_id**: UUID, FK → users.id, nullable
- **title**: varchar(200), not null
- **status**: text, one of
  - \`draft\`
  - \`published\`
  - \`archived\`
- **starts_at**: timestamptz, not null
- **ends_at**: date
- **price_cents**: bigint, default 0
- **created_at**: timestamptz
- **updated_at**: timestamptz

### 🎟️ Ticket Type

- **id**: UUID, primary key
- **event_id**: UUID, FK → venues.id, not null
- **name**: text
- **price_cents**: integer
- **quantity**: integer, not null
- **sold**: integer, not null
- **created_at**: timestamptz
- **updated_at**: timestamptz

### 🏷️ Event Tag

- **event_id**: UUID, FK → events.id
- **tag**: text

Composite primary key: (event_id, tag)

## 🔗 Relationships

- A Venue has many Events
- A User organizes many Events (1:N)
`,
    finds: [
      ['enum-drift', 'enum: `admin`, `member`, `visitor`'],
      ['column-drift', 'VARCHAR(100)'],
      ['nullability-drift', 'nullable'],
      [
        'enum-drift',
        `\`draft\`
  - \`published\`
  - \`archived\``,
      ],
      ['column-drift', 'date'],
      ['reference-drift', 'venues.id'],
      ['column-drift', 'integer'],
      ['column-drift', 'sold'],
    ],
  },
  {
    written: 'tables with other headers',
    path: '/ws/docs/DATABASE.md',
    document: `# Database Design

## Overview

PostgreSQL 16. Times are UTC.

## Tables

### 1. \`users\`

| Attribute | Data Type | Null? | Key | Default | Comments |
|:----------|:----------|:-----:|:---:|:--------|:---------|
| id | uuid | No | PK | gen_random_uuid() | |
| email | varchar(255) | No | UQ | | login |
| display_name | text | No | | | |
| role | text | No | | 'guest' | admin, member or guest |
| created_at | timestamptz | No | | now() | |
| updated_at | timestamptz | No | | now() | |

### 2. \`venues\`

| Attribute | Data Type | Null? | Key | Default | Comments |
|:----------|:----------|:-----:|:---:|:--------|:---------|
| id | uuid | No | PK | gen_random_uuid() | |
| name | varchar(120) | No | | | |
| capacity | integer | No | | | must be positive |
| latitude | numeric(9,6) | Yes | | | |
| longitude | numeric(9,6) | Yes | | | |
| settings | json | No | | '{}' | |
| created_at | timestamptz | No | | now() | |
| updated_at | timestamptz | No | | now() | |

### 3. \`events\`

| Attribute | Data Type | Null? | Key | Default | Comments |
|:----------|:----------|:-----:|:---:|:--------|:---------|
| id | uuid | No | PK | gen_random_uuid() | |
| venue_id | uuid | No | FK | | → venues.id |
| organizer_id | uuid | No | FK | | → users.id |
| title | varchar(200) | No | UQ | | |
| status | text | No | | 'draft' | draft / published / cancelled |
| starts_at | timestamp | No | | | |
| ends_at | timestamptz | Yes | | | |
| price_cents | integer | No | | 0 | |
| created_at | timestamptz | No | | now() | |
| updated_at | timestamptz | No | | now() | |

**Indexes**

| Name | Columns | Purpose |
|------|---------|---------|
| events_venue_id_idx | venue_id | events of a venue |
| events_organizer_id_idx | organizer_id | events of a user |
| events_starts_at_idx | starts_at | the calendar |

### 4. \`ticket_types\`

| Attribute | Data Type | Null? | Key | Default | Comments |
|:----------|:----------|:-----:|:---:|:--------|:---------|
| id | uuid | No | PK | gen_random_uuid() | |
| event_id | uuid | No | FK | | → events.id, ON DELETE SET NULL |
| name | text | No | | | |
| price_cents | bigint | No | | | |
| quantity | integer | No | | | |
| created_at | timestamptz | No | | now() | |
| updated_at | timestamptz | No | | now() | |

**Constraints**

- UNIQUE (event_id, price_cents)

### 5. \`event_tags\`

| Attribute | Data Type | Null? | Key | Default | Comments |
|:----------|:----------|:-----:|:---:|:--------|:---------|
| event_id | uuid | No | PK, FK | | → events.id |
| tag | text | No | PK | | |

### 6. \`orders\`

| Attribute | Data Type | Null? | Key | Default | Comments |
|:----------|:----------|:-----:|:---:|:--------|:---------|
| id | uuid | No | PK | | |
`,
    finds: [
      ['nullability-drift', 'No'],
      ['default-drift', `'guest'`],
      ['key-drift', 'UQ'],
      ['column-drift', 'timestamp'],
      ['column-drift', 'integer'],
      ['index-list-drift', 'starts_at'],
      ['on-delete-drift', 'SET NULL'],
      ['key-drift', 'UNIQUE (event_id, price_cents)'],
      ['unknown-entity', 'orders'],
    ],
  },
  {
    written: 'German',
    path: '/ws/docs/datenmodell.md',
    document: `# Datenmodell

## Tabellen

### Benutzer (\`users\`)

| Spalte | Datentyp | Pflicht | Standardwert | Beschreibung |
|---|---|---|---|---|
| id | UUID | ja | gen_random_uuid() | Primärschlüssel |
| email | VARCHAR(255) | ja | | eindeutig |
| display_name | TEXT | nein | | |
| role | TEXT | ja | 'member' | \`admin\`, \`member\`, \`guest\` |
| created_at | TIMESTAMPTZ | ja | now() | |
| updated_at | TIMESTAMPTZ | nein | now() | |

### Veranstaltungsort (\`venues\`)

| Spalte | Datentyp | Pflicht | Standardwert | Beschreibung |
|---|---|---|---|---|
| id | UUID | ja | gen_random_uuid() | Primärschlüssel |
| name | VARCHAR(120) | ja | | |
| capacity | BIGINT | ja | | |
| latitude | NUMERIC(9,6) | nein | | |
| longitude | NUMERIC(8,6) | nein | | |
| settings | JSONB | ja | '{}' | |
| created_at | TIMESTAMPTZ | ja | now() | |
| updated_at | TIMESTAMPTZ | ja | now() | |

### Veranstaltung (\`events\`)

| Spalte | Datentyp | Pflicht | Standardwert | Beschreibung |
|---|---|---|---|---|
| id | UUID | ja | gen_random_uuid() | Primärschlüssel |
| venue_id | UUID | ja | | Fremdschlüssel → venues.id |
| organizer_id | UUID | ja | | Fremdschlüssel → venues.id |
| title | VARCHAR(200) | ja | | |
| status | TEXT | ja | 'published' | |
| starts_at | TIMESTAMPTZ | ja | | |
| ends_at | TIMESTAMPTZ | nein | | |
| price_cents | BIGINT | ja | 0 | |
| created_at | TIMESTAMPTZ | ja | now() | |

### Kartenart (\`ticket_types\`)

| Spalte | Datentyp | Pflicht | Standardwert | Beschreibung |
|---|---|---|---|---|
| id | UUID | ja | gen_random_uuid() | Primärschlüssel |
| event_id | UUID | ja | | Fremdschlüssel → events.id |
| name | TEXT | ja | | |
| price_cents | BIGINT | ja | | |
| quantity | INTEGER | ja | 0 | |
| created_at | TIMESTAMPTZ | ja | now() | |
| updated_at | TIMESTAMPTZ | ja | now() | |

## Beziehungen

| Von | Nach | Kardinalität | Beim Löschen |
|---|---|---|---|
| venues | events | 1:N | CASCADE |
| users | events | 1:N | RESTRICT |
| events | ticket_types | 1:1 | CASCADE |
`,
    finds: [
      ['undocumented-table', 'Tabellen'],
      ['column-drift', 'BIGINT'],
      ['column-drift', 'NUMERIC(8,6)'],
      ['undocumented-column', 'Veranstaltung'],
      ['reference-drift', 'venues.id'],
      ['default-drift', `'published'`],
      ['default-drift', '0'],
      ['on-delete-drift', 'CASCADE'],
      ['relation-drift', '1:1'],
    ],
  },
  {
    written: 'French, with a diagram',
    path: '/ws/docs/modele.md',
    document: `# Modèle de données – Billetterie

## Entités

### Utilisateur
**Table :** \`users\`

- \`id\` : UUID, clé primaire
- \`email\` : VARCHAR(255), obligatoire, unique
- \`display_name\` : TEXT, facultatif
- \`role\` : TEXT, obligatoire, défaut \`'member'\`
- \`created_at\` : TIMESTAMPTZ, obligatoire
- \`updated_at\` : TIMESTAMPTZ, obligatoire

### Lieu
**Table :** \`venues\`

- \`id\` : UUID, clé primaire
- \`name\` : VARCHAR(120), obligatoire
- \`capacity\` : INTEGER, facultatif
- \`latitude\` : NUMERIC(9,6)
- \`longitude\` : NUMERIC(9,6)
- \`settings\` : JSONB, obligatoire
- \`created_at\` : TIMESTAMPTZ, obligatoire
- \`updated_at\` : TIMESTAMPTZ, obligatoire

### Événement
**Table :** \`events\`

- \`id\` : UUID, clé primaire
- \`venue_id\` : UUID, clé étrangère vers \`venues.id\`, obligatoire
- \`organizer_id\` : UUID, clé étrangère vers \`users.id\`, obligatoire
- \`titel\` : VARCHAR(200), obligatoire
- \`status\` : ENUM('draft', 'published', 'cancelled', 'sold_out'), obligatoire
- \`starts_at\` : TIMESTAMPTZ, obligatoire
- \`ends_at\` : TIMESTAMPTZ
- \`price_cents\` : BIGINT, obligatoire, défaut 100
- \`created_at\` : TIMESTAMPTZ, obligatoire
- \`updated_at\` : TIMESTAMPTZ, obligatoire

### Type de billet
**Table :** \`ticket_types\`

- \`id\` : UUID, clé primaire
- \`event_id\` : UUID, clé étrangère vers \`events.id\`, obligatoire
- \`name\` : TEXT, obligatoire
- \`price_cents\` : BIGINT, obligatoire
- \`quantity\` : INTEGER, obligatoire
- \`created_at\` : TIMESTAMPTZ, obligatoire
- \`updated_at\` : TIMESTAMPTZ, obligatoire

### Étiquette
**Table :** \`event_tags\`

- \`event_id\` : UUID, clé primaire, clé étrangère vers \`events.id\`
- \`tag\` : TEXT, clé primaire

## Diagramme

\`\`\`mermaid
erDiagram
    USERS ||--o{ EVENTS : organise
    VENUES ||--|| EVENTS : accueille
    EVENTS ||--o{ TICKET_TYPES : propose
    EVENTS ||--o{ EVENT_TAGS : porte
\`\`\`
`,
    finds: [
      ['nullability-drift', 'facultatif'],
      ['column-drift', 'titel'],
      ['enum-drift', `ENUM('draft', 'published', 'cancelled', 'sold_out')`],
      ['default-drift', '100'],
      ['relation-drift', '||--||'],
    ],
  },
  {
    written: 'SQL, a diagram and a query in a longer text',
    path: '/ws/docs/spec.md',
    document: `# Event platform – technical specification

## 1. Goals

Sell tickets.

## 2. API

| Field | Type | Description |
|-------|------|-------------|
| id | string | of the event |
| page | number | page |

## 3. Data model

### 3.1 Schema

\`\`\`sql
CREATE TABLE users (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    email VARCHAR(255) NOT NULL UNIQUE,
    display_name TEXT,
    role TEXT NOT NULL DEFAULT 'member',
    created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
    updated_at TIMESTAMP NOT NULL DEFAULT NOW()
);

CREATE TABLE venues (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    name VARCHAR(120) NOT NULL,
    capacity INTEGER NOT NULL,
    latitude NUMERIC(9,6),
    longitude NUMERIC(9,6),
    settings JSONB NOT NULL DEFAULT '{}',
    created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW()
);

CREATE TABLE events (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    venue_id UUID NOT NULL REFERENCES venues(id) ON DELETE CASCADE,
    organizer_id UUID NOT NULL REFERENCES users(id) ON DELETE RESTRICT,
    title VARCHAR(200) NOT NULL,
    status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'done')),
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    price_cents BIGINT NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW()
);
\`\`\`

### 3.2 Diagram

\`\`\`mermaid
erDiagram
    User ||--o{ Event : organizes
    Venue ||--o{ Event : hosts
    Event ||--o{ TicketType : has
    User {
        uuid id PK
        string email UK
        string display_name
        string role
        datetime created_at
        datetime updated_at
    }
    Venue {
        uuid id PK
        string name
        string capacity
        decimal latitude
        decimal longitude
        json settings
        datetime created_at
        datetime updated_at
    }
    Event {
        uuid id PK
        uuid venue_id FK
        uuid organizer_id
        string title
        string status
        datetime starts_at
        datetime ends_at
        int price_cents
        datetime created_at
        datetime updated_at
    }
    TicketType {
        uuid id PK
        uuid event_id FK
        string name
        int price_cents
        int quantity
        datetime created_at
        datetime updated_at
    }
\`\`\`

## 4. Frequent queries

\`\`\`sql
SELECT id, title FROM events WHERE state = 'published' ORDER BY starts_at LIMIT 20;
\`\`\`
`,
    finds: [
      ['fence-drift', 'TIMESTAMP'],
      ['fence-drift', 'REFERENCES venues(id) ON DELETE CASCADE'],
      ['fence-drift', `CHECK (status IN ('draft', 'published', 'done'))`],
      ['fence-drift', 'ends_at'],
      ['diagram-missing-entity', 'erDiagram'],
      ['diagram-attribute-drift', 'string'],
      ['diagram-attribute-drift', 'organizer_id'],
      ['unknown-name-in-query', 'state'],
    ],
  },
  {
    written: 'Spanish, mixed ways of writing',
    path: '/ws/docs/esquema-modelo.md',
    document: `# Modelo de datos

## Tablas

### usuarios

**Tabla:** users

<table>
<tr><td>nada</td></tr>
</table>

| Campo | Tipo | Obligatorio | Único | Descripción |
|---|---|---|---|---|
| \`id\` | UUID | Sí | Sí | Clave primaria |
| \`email\` | VARCHAR(255) | Sí | No | correo |
| \`display_name\` | TEXT | No | No | |
| \`role\` | TEXT | Sí | No | |
| \`created_at\` | TIMESTAMPTZ | Sí | No | |
| \`updated_at\` | TIMESTAMPTZ | Sí | No | |

### Ticket Types

- \`id\`: uuid **PK**
- \`event_id\`: uuid **FK** → \`Event.id\`
  - se borra con el evento (ON DELETE CASCADE)
- \`name\`: text
- \`price_cents\`: numeric
- \`quantity\`: int
- \`created_at\`, \`updated_at\`: timestamptz

### Event

* id — uuid, PK
* venueId — uuid, FK to Venue
* organizerId — uuid, FK to User
* title — varchar(200)
* status — enum [draft, published, cancelled]
* startsAt — timestamptz
* endsAt — timestamptz, NOT NULL
* priceCents — bigint
* currency — char(3)
* createdAt — timestamptz
* updatedAt — timestamptz

## Relaciones

- Event N:1 Venue
- Event N:N TicketType
- User 1:N Event
`,
    finds: [
      ['undocumented-table', 'Tablas'],
      ['key-drift', 'email'],
      ['column-drift', 'numeric'],
      ['nullability-drift', 'NOT NULL'],
      ['column-drift', 'currency'],
      ['relation-drift', 'N:N'],
    ],
  },
];
