import type { TypeFact } from '../../model/types';

interface Kind {
  readonly what: string;
  /** Endings of a column's name; `|` between them. */
  readonly names: string;
  readonly types: ReadonlySet<string>;
  /** Where the column's whole name must be this, and the table's name must end so. */
  readonly inTables?: string;
}

const TEXT = new Set(['text', 'varchar', 'bpchar', 'citext']);
const DATE = new Set([...TEXT, 'date', 'timestamp', 'timestamptz']);
const IP = new Set([...TEXT, 'inet']);

const PERSONS =
  'user | customer | person | people | employee | staff | member | patient | contact | applicant | candidate | student | ' +
  'teacher | guest | lead | subscriber | passenger | citizen | resident | visitor | attendee | participant | author | owner';

const KINDS: readonly Kind[] = [
  { what: 'e-mail address', types: TEXT, names: 'email | e mail | email address | email addr | mail address' },
  { what: 'e-mail address', types: TEXT, names: 'address', inTables: 'email address | email' },
  { what: 'IP address', types: IP, names: 'ip | ip address | ip addr | ipaddress | remote addr' },
  {
    what: 'phone number',
    types: TEXT,
    names: 'phone | phone number | phone no | telephone | telephone number | mobile | mobile number | fax | fax number',
  },
  {
    what: 'name of a person',
    types: TEXT,
    names:
      'first name | firstname | last name | lastname | middle name | full name | fullname | given name | family name | surname | ' +
      'maiden name | name of person | recipient name',
  },
  { what: 'name of a person', types: TEXT, names: 'name', inTables: PERSONS },
  {
    what: 'postal address',
    types: TEXT,
    names:
      'street | street address | street name | address line | postal address | home address | mailing address | ' +
      'shipping address | billing address | delivery address | residential address',
  },
  { what: 'postal address', types: TEXT, names: 'address', inTables: `${PERSONS} | address` },
  { what: 'birth date', types: DATE, names: 'birth date | birthdate | date of birth | dob | birthday' },
  {
    what: 'identity number',
    types: TEXT,
    names:
      'ssn | social security number | national id | national id number | passport | passport number | ' +
      'passport no | driver license | driver license number | drivers license | drivers license number | identity card number',
  },
  { what: 'identity number', types: TEXT, names: 'tax id | tax number', inTables: PERSONS },
  {
    what: 'payment data',
    types: TEXT,
    names: 'iban | bank account | bank account number | card number | credit card | credit card number | cvv | cvc',
  },
];

const PHRASES = KINDS.flatMap((kind) => {
  const tables = kind.inTables === undefined ? undefined : phrasesOf(kind.inTables);
  return phrasesOf(kind.names).map((phrase) => ({ ...kind, phrase, tables }));
});
/** What they have an address of is no person. */
const MACHINES = new Set(['server', 'host', 'node', 'cluster', 'gateway', 'proxy', 'router', 'dns', 'bind', 'listen']);
/** By their last words: most columns have another one. */
const BY_LAST_WORD = new Map<string, (typeof PHRASES)[number][]>();
for (const each of PHRASES) {
  const last = each.phrase.at(-1)!;
  BY_LAST_WORD.set(last, [...(BY_LAST_WORD.get(last) ?? []), each]);
}
/** What may stand behind without changing what the data is. */
const VARIANTS = new Set(['normalized', 'normalised', 'canonical', 'lower', 'raw']);

/** What personal data a column holds by its name and type, in words for a person; undefined where it doesn't look so. */
export function personalData(name: readonly string[], type: TypeFact, table: readonly string[]): string | undefined {
  const words = withoutVariant(name);
  const last = words.at(-1) ?? '';
  return (BY_LAST_WORD.get(last) ?? BY_LAST_WORD.get(singular(last)))?.find(
    ({ what, types, phrase, tables }) =>
      types.has(type.name.name) &&
      endsWith(words, phrase) &&
      !(what === 'IP address' && isMachine(words.at(-phrase.length - 1) ?? table.at(-1))) &&
      (!tables || (words.length === phrase.length && tables.some((each) => endsWith(table, each)))),
  )?.what;
}

function isMachine(word: string | undefined): boolean {
  return word !== undefined && MACHINES.has(singular(word));
}

function phrasesOf(names: string): readonly (readonly string[])[] {
  return names.split('|').map((name) => name.trim().split(' '));
}

/** `address_line_2`, `address2`, `email_normalized` hold what `address_line`, `address`, `email` hold. */
function withoutVariant(name: readonly string[]): readonly string[] {
  const words = [...name];
  while (words.length > 1 && (/^\d+$/.test(words.at(-1)!) || VARIANTS.has(words.at(-1)!))) words.pop();
  const last = words.pop() ?? '';
  return [...words, last.replace(/\d+$/, '')];
}

function endsWith(words: readonly string[], phrase: readonly string[]): boolean {
  const tail = words.slice(-phrase.length);
  return (
    tail.length === phrase.length &&
    phrase.every((word, i) => tail[i] === word || (i === phrase.length - 1 && singular(tail[i]!) === word))
  );
}

function singular(word: string): string {
  return word.endsWith('ss') ? word : word.replace(/(?<=ss)es$|s$/, '');
}
