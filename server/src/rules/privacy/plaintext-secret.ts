import { defineRule } from '../define-rule';
import { wordsOfName } from '../lib/names';
import { ownColumns } from '../lib/tables';

const TEXT = new Set(['text', 'varchar', 'bpchar', 'citext']);
const LAST = new Set(['password', 'passwd', 'pwd', 'passphrase', 'pin']);
/** Behind these the word is about a password, or names one that isn't a person's. */
const ABOUT = /hash|digest|crypt|salt|policy|reset|hint|type|format|strength|hashed|encoded/;

const SAID = new RegExp(`${ABOUT.source}|encrypt|cipher`, 'i');

/** As long as what hash functions make: nobody limits a password to just that. */
const HASH_LENGTHS = new Set(['32', '40', '60', '64', '72', '96', '97', '128']);

/** In the style of the column's own name. */
function hashName(name: string, words: readonly string[]): string {
  return /[a-z][A-Z]/.test(name) ? `${name}Hash` : `${words.join('_')}_hash`;
}

export default defineRule({
  id: 'plaintext-secret',
  category: 'privacy',
  since: '0.2.0',
  severity: { recommended: 'info', strict: 'warning' },
  needs: 'table',
  covers: ['PRIV-plaintext-secret', 'P128'],
  options: {
    names: {
      type: 'strings',
      default: [...LAST],
      description: 'Last words of the names of columns that hold secrets.',
    },
  },
  docs: {
    summary: 'A column for passwords says that it holds a hash.',
    why:
      'A password that is stored as it is typed is lost with the first copy of the table, and with it the accounts that its owner has elsewhere. ' +
      'Store a hash (bcrypt, scrypt, Argon2), and call the column `password_hash`, so that nobody writes plain text into it.',
    whenOff: 'Where the columns hold hashes and cannot be renamed.',
    references: [
      {
        title: 'PostgreSQL: pgcrypto, password hashing',
        url: 'https://www.postgresql.org/docs/current/pgcrypto.html#PGCRYPTO-PASSWORD-HASHING-FUNCS',
      },
      {
        title: 'OWASP: Password Storage',
        url: 'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html',
      },
    ],
  },
  examples: [
    {
      title: 'a password',
      sql: 'CREATE TABLE users (id int, email text, password varchar(255) NOT NULL);',
      reports: ['password'],
      says: '`password_hash`',
    },
    {
      title: 'by other names',
      sql: 'create table accounts (id int, "userPassword" text, smtp_passwd text);',
      reports: ['"userPassword"', 'smtp_passwd'],
      says: '`userPasswordHash`',
    },
    {
      title: 'hashes and keys',
      sql: 'CREATE TABLE users (id int, password_hash text, hashed_password text, password_digest varchar(60), encrypted_password text, password bytea);\nCREATE TABLE members (id int, password varchar(60));',
      reports: [],
    },
    {
      title: 'about passwords',
      sql: "CREATE TABLE users (id int, password_reset_token text, must_change_password boolean, password_hint text, password text);\nCOMMENT ON COLUMN users.password IS 'bcrypt hash';\nCREATE TABLE servers (id int, root_password text);\nCOMMENT ON COLUMN servers.root_password IS 'Encrypted with the key of the application';",
      reports: [],
    },
  ],
  table(table, context) {
    const names = new Set(context.option('names'));
    for (const column of ownColumns(table, context)) {
      const { name, type, comment, nameOrigin } = column;
      const words = wordsOfName(name);
      if (!TEXT.has(type.name.name) || !names.has(words.at(-1) ?? '') || HASH_LENGTHS.has(type.modifiers[0] ?? ''))
        continue;
      if (words.some((word) => ABOUT.test(word)) || (comment !== undefined && SAID.test(comment))) continue;
      context.report({
        at: nameOrigin,
        message: `Nothing says that \`${table.name}.${name}\` is a hash, and passwords in plain text are read by anybody who gets a copy of the table. Store a hash and call the column \`${hashName(name, words)}\`; where it has to be read again, encrypt it and say so in a comment.`,
      });
    }
  },
});
