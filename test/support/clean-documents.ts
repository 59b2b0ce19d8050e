import type { Pair } from './document-pairs';

/** Documents that say nothing but what the schema of the others has. */
export const CLEAN: readonly Pair[] = [
  {
    written: 'a README with a diagram beside tables of something else',
    path: '/ws/README.md',
    document: `# Tickets

Install it with \`npm i\`.

## Configuration

| Name | Type | Default |
|---|---|---|
| PORT | number | 3000 |
| DATABASE_URL | string | |

## Users

| Field | Type | Description |
|---|---|---|
| id | string | of the user in the API |
| token | string | of the session |

## Model

\`\`\`mermaid
erDiagram
    User ||--o{ Event : organizes
    Venue ||--o{ Event : hosts
    Event ||--o{ TicketType : offers
    Event ||--o{ EventTag : "is tagged"
    User {
        string id PK
        string email UK
        string displayName
        string role "admin, member or guest"
        time createdAt
        time updatedAt
    }
    Event {
        uuid id PK
        uuid venueId FK
        uuid organizerId FK
        string title
        string status
        datetime startsAt
        datetime endsAt
        int priceCents
        datetime createdAt
        datetime updatedAt
    }
\`\`\`
`,
    finds: [],
  },
  {
    written: 'types of a programming language, and columns that are told once',
    path: '/ws/docs/domain.md',
    document: `# Domain model

Every entity has \`id\`, \`createdAt\` and \`updatedAt\`; they are left out below.

## Entities

### User

| Field | Type | Required | Notes |
|-------|------|:--------:|-------|
| email | string | ✓ | Unique |
| displayName | string | ✗ | |
| role | enum | ✓ | \`admin\`, \`member\`, \`guest\`; default \`member\` |

### Venue

| Field | Type | Required | Notes |
|-------|------|:--------:|-------|
| name | string | ✓ | ≤ 120 chars |
| capacity | integer | ✓ | > 0 |
| latitude | decimal | ✗ | |
| longitude | decimal | ✗ | |
| settings | json | ✓ | |

### Event

| Field | Type | Required | Notes |
|-------|------|:--------:|-------|
| venueId | uuid | ✓ | → Venue |
| organizerId | uuid | ✓ | → User |
| title | string | ✓ | |
| status | enum | ✓ | \`draft\`, \`published\` or \`cancelled\` |
| startsAt | timestamp | ✓ | UTC |
| endsAt | timestamp | ✗ | UTC; empty = open end |
| priceCents | integer | ✓ | default \`0\` |

### TicketType

| Field | Type | Required | Notes |
|-------|------|:--------:|-------|
| eventId | uuid | ✓ | → Event |
| name | string | ✓ | unique within the event |
| priceCents | integer | ✓ | |
| quantity | integer | ✓ | ≥ 0 |

Unique: \`(eventId, name)\`.

### EventTag

| Field | Type | Required | Notes |
|-------|------|:--------:|-------|
| eventId | uuid | ✓ | → Event |
| tag | string | ✓ | |

## Relationships

- A Venue hosts many Events.
- A User organizes many Events.
- An Event has many TicketTypes.
`,
    finds: [],
  },
  {
    written: 'a dictionary in one table',
    path: '/ws/docs/data-dictionary.md',
    document: `# Data dictionary

| Table | Column | Type | Null | Key | Description |
|---|---|---|---|---|---|
| users | id | uuid | N | PK | |
| | email | varchar(255) | N | UK | e-mail address of the user |
| | display_name | text | Y | | |
| | role | text | N | | admin/member/guest |
| | created_at | timestamptz | N | | |
| | updated_at | timestamptz | N | | |
| venues | id | uuid | N | PK | |
| | name | varchar(120) | N | | |
| | capacity | integer | N | | |
| | latitude, longitude | numeric(9,6) | Y | | WGS 84 |
| | settings | jsonb | N | | |
| | created_at, updated_at | timestamptz | N | | |
| events | id | uuid | N | PK | |
| | venue_id | uuid | N | FK | venues.id |
| | organizer_id | uuid | N | FK | users.id |
| | title | varchar(200) | N | | |
| | status | text | N | | draft, published, cancelled |
| | starts_at | timestamptz | N | | |
| | ends_at | timestamptz | Y | | |
| | price_cents | bigint | N | | |
| | created_at | timestamptz | N | | |
| | updated_at | timestamptz | N | | |
| ticket_types | id | uuid | N | PK | |
| | event_id | uuid | N | FK | events.id |
| | name | text | N | | |
| | price_cents | bigint | N | | |
| | quantity | integer | N | | |
| | created_at | timestamptz | N | | |
| | updated_at | timestamptz | N | | |
| event_tags | event_id | uuid | N | PK, FK | events.id |
| | tag | text | N | PK | |
`,
    finds: [],
  },
  {
    written: 'lists in several ways',
    path: '/ws/docs/database.md',
    document: `# 🗄️ Database Schema

## Overview

| Table | Purpose | Rows |
|-------|---------|------|
| \`users\` | people who sign in | ~10k |
| \`venues\` | where it happens | ~200 |
| \`events\` | what happens | ~5k |
| \`ticket_types\` | what can be bought | ~20k |
| \`event_tags\` | words for the search | ~50k |

## Tables

### users
Stores accounts.

- **id:** uuid - Primary Key
- **email:** varchar(255) - Unique, Not Null
- **display_name:** text - Nullable
- **role:** text - Default: 'member' (one of: admin, member, guest)
- **created_at:** timestamptz - Not Null, Default: now()
- **updated_at:** timestamptz - Not Null, Default: now()

**Constraints:** \`users_email_key\`, \`users_role_check\`
**Indexes:** \`users_email_key\` (unique)

### events

**Columns:**
- \`id\` (UUID, PK)
- \`venue_id\` (UUID, FK → venues.id, NOT NULL)
- \`organizer_id\` (UUID, FK → users.id, NOT NULL)
- \`title\` (VARCHAR(200), NOT NULL)
- \`status\` (TEXT, NOT NULL): \`draft\`, \`published\`, \`cancelled\`
- \`starts_at\`, \`ends_at\` (TIMESTAMPTZ)
- \`price_cents\` (BIGINT): price in cents, 0 = free
- \`created_at\`, \`updated_at\` (TIMESTAMPTZ)

**Indexes:**
- \`events_venue_id_idx\` on \`(venue_id)\` - events of a venue
- \`events_organizer_id_idx\` (organizer_id)
- \`events_starts_at_idx\`: \`(status, starts_at)\`

**Triggers:**
- \`set_updated_at\` - before update

**RLS Policies:**
- \`read own\`: SELECT where \`auth.uid() = organizer_id\`

### Lookup: event_tags

| Column | Notes |
|---|---|
| \`event_id\` | FK → \`events.id\`, CASCADE |
| \`tag\` | lower case |

## Sample queries

\`\`\`sql
SELECT e.title, v.name FROM events e JOIN venues v ON v.id = e.venue_id WHERE e.status = $1 ORDER BY e.starts_at LIMIT 20;
\`\`\`

## Migrations

| Version | Table | Change |
|---|---|---|
| 12 | payments | will be added |
`,
    finds: [],
  },
];
