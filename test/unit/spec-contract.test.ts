import { describe, expect, it } from 'vitest';
import { dedent, read } from './spec-print';

const contract = (text: string) => read('contract', dedent(text));

describe('a contract', () => {
  it('is read with tables, columns and relationships', () => {
    expect(
      contract(`
        version: "1.0.0" # tablewright-disable-line x
        tables:
          # tablewright-disable-next-line a/b: because
          users:
            schema: "auth"
            columns:
              id:
                type: "uuid"
                primary_key: true
                default: "gen_random_uuid()"
              'email': { type: varchar(255), nullable: false, unique: true }
              deleted_at:
                type: 'timestamptz'
                nullable: true
              team_id: uuid
              lead_id: uuid REFERENCES users(id)
              owner_id:
                type: uuid
                references: users.id
              group_id:
                type: uuid
                references: { table: groups, column: id }
            relationships:
              - name: user_posts
                type: one_to_many
                foreign_table: "posts"
                foreign_key: user_id
                on_delete: SET NULL
              - name: no_table
          posts:
            columns:
              id: { type: bigint }
      `),
    ).toEqual([
      'auth.users',
      '  id uuid PK',
      '  email varchar(255) UNIQUE NOT NULL',
      '  deleted_at timestamptz NULL',
      '  team_id uuid',
      '  lead_id uuid → users.id [users(id)]',
      '  owner_id uuid → users.id [users.id]',
      '  group_id uuid → groups.id [groups]',
      'posts',
      '  id bigint',
      '~ users one_to_many posts',
      'directive # tablewright-disable-line x',
      'directive # tablewright-disable-next-line a/b: because',
    ]);
  });

  it('may use anchors and merge keys, also in circles', () => {
    expect(
      contract(`
        stamps: &stamps
          created_at: { type: timestamptz, nullable: false }
          id: { type: int }
        self: &self
          <<: *self
        tables:
          a:
            columns: &columns
              <<: *stamps
              id: { type: uuid }
          b:
            columns: *columns
          c:
            columns: *self
          d: *missing
      `),
    ).toEqual([
      'a',
      '  id uuid',
      '  created_at timestamptz NOT NULL',
      'b',
      '  id uuid',
      '  created_at timestamptz NOT NULL',
      'c',
      'd',
      'problem There is no anchor `missing` above. [*missing]',
    ]);
  });

  it('is read as far as it can be, and says where it can not', () => {
    expect(
      contract(`
        tables:
          users:
            columns:
              id: { type: uuid }
              id: { type: text }
              name:
          users: {}
          posts: []
          tags:
            columns: [id, name]
          '[name]':
            columns:
              "{{x}}": { type: "[type]" }
      `),
    ).toEqual([
      'users',
      '  id uuid',
      '  name -',
      'posts',
      'tags',
      '[name] (placeholder)',
      '  {{x}} [type] (placeholder)',
      'problem `users` is here twice; the first one counts. [users]',
      'problem `id` is here twice; the first one counts. [id]',
      'problem A table is a map here, with its `columns`. [[]]',
      'problem `columns` is a map here: each column’s name, and what is known of it below. [columns]',
    ]);
  });

  it('reports tabs and what breaks the syntax', () => {
    expect(contract('tables:\n\tusers:\n')).toEqual(['problem YAML can’t be indented with tabs. Use spaces. [\t]']);
    const broken = contract(`
      tables:
        users:
          columns:
            id: { type: uuid
            name:
              type: text
    `);
    expect(broken.slice(0, 2)).toEqual(['users', '  id uuid']);
    expect(broken.at(-1)).toMatch(/^problem This YAML can’t be read: /);
  });

  it('tells what breaks the syntax once, and not what comes of it', () => {
    expect(
      contract(
        'todo:\n  * all columns\n  * all indexes\n\ntables:\n  users:\n    columns:\n      id:\n        type: uuid\n',
      ),
    ).toEqual(['users', '  id uuid', 'problem This YAML can’t be read: Alias cannot be an empty string. [*]']);
  });

  it('may be empty, something else, or nested without end', () => {
    expect(contract('')).toEqual([]);
    expect(contract('- a\n- b\n')).toEqual([]);
    expect(contract('tables: 1\n')).toEqual([]);
    expect(contract(`tables: ${'['.repeat(50_000)}`)).toEqual([
      'problem This YAML is nested too deeply to be read. [[]',
    ]);
  });
});
