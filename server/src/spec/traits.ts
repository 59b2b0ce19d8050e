import { shift, span, type Span } from '../base/span';
import type { ListedValues, SpecReference, Written } from './facts';
import { readBareValues, readListedValues } from './listed-values';
import { matchAt, NAME, PLACEHOLDER, trimmed } from './text';
import { endOfGroup, readType } from './types';

/** What is said of a column beside its name. */
export interface Traits {
  type?: Written;
  primaryKey: boolean;
  notNull?: boolean;
  nullability?: Written;
  keySpan?: Span;
  unique: boolean;
  uniqueSpan?: Span;
  references?: SpecReference;
  onDelete?: Written;
  default?: Written;
  /** Those that a check lists. */
  values?: ListedValues;
  /** The type or the target is that of a template. */
  placeholder: boolean;
}

export function noTraits(): Traits {
  return { primaryKey: false, unique: false, placeholder: false };
}

/** What is written last counts. */
export function setNotNull(traits: Traits, notNull: boolean, said: Written): void {
  traits.notNull = notNull;
  traits.nullability = said;
}

const NOT_A_LETTER = String.raw`(?![\p{L}\p{N}_])`;

const FLAGS: readonly (readonly [words: string, set: (traits: Traits, at: Written) => void])[] = [
  [
    'not[ -]?null|non[ -]?null(?:able)?|required|mandatory|obrigatóri[oa]|obligatori[oa]|obligatoire|erforderlich|pflicht(?:feld)?|obbligatori[oa]|обязательн(?:ое|ый)|必填|必須|필수',
    (traits, at) => setNotNull(traits, true, at),
  ],
  [
    'null(?:able)?|optional|opcional|optionnelle?|facultati(?:f|ve)|facoltativ[oa]|необязательн(?:ое|ый)|可选|可空|任意|선택',
    (traits, at) => setNotNull(traits, false, at),
  ],
  [
    'primary[ -]?key|pk|clave primaria|chave primária|cl[ée] primaire|primärschlüssel|chiave primaria|первичный ключ|主键|主キー|기본 ?키',
    (traits, at) => {
      traits.primaryKey = true;
      traits.keySpan = at.span;
    },
  ],
  [
    'unique(?:[ -](?:key|constraint))?|uk|uq|únic[oa]|eindeutig|univoc[oa]|уникальн(?:ое|ый)|唯一',
    (traits, at) => {
      traits.unique = true;
      traits.uniqueSpan = at.span;
    },
  ],
  [
    'foreign[ -]?key|fk|fremdschlüssel|clave (?:foránea|externa|ajena)|chave estrangeira|cl[ée] étrangère|chiave esterna|внешний ключ|外键|外部キー|외래 ?키|indexed|index|auto[ _-]?increment(?:ed|ing)?|identity|generated',
    () => undefined,
  ],
];
const ANY_FLAG = FLAGS.map(([words]) => words).join('|');
const FLAG = new RegExp(`(?:${FLAGS.map(([words]) => `(${words})`).join('|')})${NOT_A_LETTER}`, 'iuy');

/** `→` in its spellings, also as UTF-8 taken for Latin-1 or Windows-1252. */
export const ARROW = '(?:→|⟶|➜|➔|⇒|[-=]{1,2}>|â†’|â\\x86\\x92)';

const FK =
  '(?:FK|foreign[ -]key|fremdschlüssel|clave (?:foránea|externa|ajena)|chave estrangeira|cl[ée] étrangère|chiave esterna|внешний ключ|外键|外部キー|외래 ?키)';
/** What leads to the name of a referenced table: an arrow, `FK to`, `REFERENCES`, `FK: x`, `FK x.y`. */
const LEAD = [
  `(?:${FK}\\s{0,8})?${ARROW}`,
  `${FK}\\s{1,8}(?:to|on|vers|sur|para|hacia|a|zu|auf|su|на|к)${NOT_A_LETTER}`,
  `(?:${FK}\\s{1,8})?references${NOT_A_LETTER}`,
  `(?:${FK}|ref|references)\\s?:`,
  `${FK}\\s{1,8}(?=\`|\\(\\s?${NAME}[.(]|${NAME}\\.)`,
].join('|');
const NO_TABLE = `(?!(?:an?|any|another|by|each|every|for|from|in|of|other|own|self|several|the|this|to)${NOT_A_LETTER})`;
const QUALIFIED = `${NAME}(?:\\.${NAME}){0,2}`;
const REFERENCE = new RegExp(
  `(?:${LEAD})[\\s(\`*"]{0,8}(?:the\\s)?(?:(?<unfilled>${PLACEHOLDER})|\\[?(?<target>${NO_TABLE}(?<path>${QUALIFIED})(?:\\s?\\(\\s?(?<column>${NAME})\\s?\\))?))`,
  'iuy',
);

const BETWEEN = /(?:[\s,;`*+()&|\\]|\/(?!\/))+|and(?![\p{L}\p{N}_])/iuy;
const DEFAULT =
  /(?:(?:defaults?(?:\sto)?|standardwert|standard(?=\s?[:=])|vorgabe|(?:par |por |valor )?(?:défaut|defecto|padrão)|predeterminado|по умолчанию|默认值?|기본값|デフォルト)(?![\p{L}\p{N}_])\s{0,8}[:=]?|=)\s{0,8}`?/iuy;
const VALUE = /[-+]?(?:'(?:[^']|'')*'|"[^"]*"|\{[^}]*\}|\[[^\]]*\]|[\p{L}\p{N}_.]*)(?:::[\p{L}\p{N}_]+(?:\[\])?)?/uy;
const CHECK = /check\s{0,8}(?:in\s{0,3})?(?=\()/iy;
const ACTION = /on\s(?<event>delete|update)\s(?<action>cascade|restrict|set\snull|set\sdefault|no\saction)/iy;
const LISTED = /\(\s*[\w."]+\s+in\s*\((?<values>\s*'[^']*'(?:\s*,\s*'[^']*')*\s*)\)/iy;
/** Where prose begins. */
const PROSE = /[—–#]|--?(?=\s|$)|\/\//uy;
const PASSED_OVER = /[^,;(—–]*?(?=[,;(—–]|\s--?\s|\/\/|$)/uy;
/**
 * What follows a flag in small letters: the end, a mark or another flag. So `unique per tenant` doesn't say `unique`, and
 * `text shown to users` no type.
 */
const ENDED = new RegExp(
  `\\s{0,8}(?:$|[,;:.()\`*\\]|<=—–/&+#-]|${ARROW}|(?:and|references|default|check|on|${ANY_FLAG})${NOT_A_LETTER})`,
  'iuy',
);

/** What makes a sentence of a word that is a type elsewhere: `date of birth`, `time when it began`. */
const TOLD =
  /\s{1,4}(?:of|when|that|which|at|from|until|since|on(?!\s(?:delete|update))|the|this|du|de|des|der|des|wann|когда)(?![\p{L}\p{N}_])/iuy;

export interface TraitsOptions {
  /** Whether a type is looked for; `any`: whatever follows it. */
  readonly type: 'none' | 'ended' | 'any';
  /** The text is a sentence as likely as not, and counts as far as it starts with flags. */
  readonly prose?: boolean;
}

/**
 * Adds what a range of a text says of a column to `traits`: keys, nullability, target and (if asked for) type, in any order.
 * What isn't understood is passed over up to the next comma. True if anything was found.
 */
export function readTraits(text: string, at: Span, traits: Traits, options: TraitsOptions): boolean {
  return new TraitsReader(text.slice(at.start, at.end), at.start, traits, options).read();
}

class TraitsReader {
  private at = 0;
  private found = false;

  constructor(
    private readonly text: string,
    private readonly offset: number,
    private readonly traits: Traits,
    private readonly options: TraitsOptions,
  ) {}

  read(): boolean {
    while (this.at < this.text.length) {
      if (this.take(BETWEEN) || this.reference()) continue;
      if (this.matches(PROSE)) {
        if (this.goesOn()) continue;
        break;
      }
      if (this.listed() || this.flag() || this.type() || this.value() || this.check() || this.action()) continue;
      if (this.options.prose || !this.take(PASSED_OVER)?.[0]) break;
    }
    return this.found;
  }

  /** Behind a dash there may be flags too: `uuid - Primary Key`. */
  private goesOn(): boolean {
    const before = this.at;
    this.take(PROSE);
    this.take(/\s*/uy);
    if (this.reference() || this.flag() || this.value() || this.check()) return true;
    this.at = before;
    return false;
  }

  private matches(pattern: RegExp, at = this.at): RegExpExecArray | undefined {
    return matchAt(pattern, this.text, at);
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    const match = this.matches(pattern);
    if (match) this.at += match[0].length;
    return match;
  }

  private reference(): boolean {
    const match = this.take(REFERENCE);
    if (!match) return false;
    this.found = true;
    const { unfilled, target, path, column } = match.groups!;
    if (unfilled !== undefined) this.traits.placeholder = true;
    else {
      const end = this.offset + this.at;
      this.traits.references ??= referenceTo(path!, column, span(end - target!.length, end));
    }
    return true;
  }

  /** `one of: a, b`, `enum: a | b`. */
  private listed(): boolean {
    const found = this.traits.values ? undefined : readListedValues(this.text, this.at);
    if (!found) return false;
    const { isEnum, ...values } = found;
    if (isEnum && this.options.type !== 'none') {
      const at = shift(span(this.at, this.at + 'enum'.length), this.offset);
      this.traits.type ??= { text: this.text.slice(this.at, this.at + 'enum'.length), span: at };
    }
    this.traits.values = { ...values, span: shift(values.span, this.offset), inner: shift(values.inner!, this.offset) };
    this.at = values.span.end;
    this.found = true;
    return true;
  }

  private flag(): boolean {
    const match = this.matches(FLAG);
    if (!match) return false;
    const [word] = match;
    const end = this.at + word.length;
    if (word !== word.toUpperCase() && !this.matches(ENDED, end)) return false;
    this.at = end;
    this.found = true;
    const at = shift(span(end - word.length, end), this.offset);
    const set = FLAGS[match.findIndex((group, i) => i > 0 && group !== undefined) - 1]![1];
    set(this.traits, { text: word, span: at });
    return true;
  }

  private type(): boolean {
    if (this.options.type === 'none' || this.traits.type) return false;
    const type = readType(this.text, this.at);
    if (!type) return false;
    const optional = this.text[type.end] === '?';
    const next = type.end + (optional ? 1 : 0);
    if (this.options.type === 'ended' ? !this.matches(ENDED, next) : this.matches(TOLD, next)) return false;
    this.traits.type = { text: this.text.slice(this.at, type.end), span: shift(span(this.at, type.end), this.offset) };
    if (optional) this.traits.notNull = false;
    this.at = next;
    this.found = true;
    return true;
  }

  private value(): boolean {
    if (!this.take(DEFAULT)) return false;
    const start = this.at;
    this.take(VALUE);
    this.group();
    if (this.at > start) {
      const at = shift(span(start, this.at), this.offset);
      this.traits.default ??= { text: this.text.slice(start, this.at).replaceAll('\\|', '|'), span: at };
    }
    return true;
  }

  private check(): boolean {
    if (!this.take(CHECK)) return false;
    const start = this.at;
    const values = this.matches(LISTED)?.groups!.values;
    this.group();
    // `CHECK (draft, sent)`, `CHECK IN ('draft', 'sent')`: no SQL, but said often.
    const bare = values === undefined && !this.traits.values ? readBareValues(this.text, span(start + 1, this.at - 1)) : undefined; // prettier-ignore
    if (bare) {
      const { list, mark, between } = bare;
      this.traits.values = {
        list,
        mark,
        between,
        span: shift(bare.span, this.offset),
        inner: shift(bare.inner!, this.offset),
      };
    }
    if (values !== undefined && !this.traits.values) {
      const list = [...values.matchAll(/'([^']*)'/g)].map(([, value]) => value!);
      const from = this.text.indexOf(values, start);
      const inner = trimmed(this.text, from, from + values.length);
      const whole = shift(span(start, this.at), this.offset);
      this.traits.values = { list, span: whole, inner: shift(inner, this.offset), mark: "'", between: ', ' };
    }
    return true;
  }

  private action(): boolean {
    const match = this.take(ACTION);
    if (!match) return false;
    const { event, action = '' } = match.groups!;
    if (event!.toLowerCase() === 'delete') {
      const at = shift(span(this.at - action.length, this.at), this.offset);
      this.traits.onDelete ??= { text: action, span: at };
    }
    return true;
  }

  /** Passes over what stands in parentheses. */
  private group(): boolean {
    if (this.text[this.at] === '(') this.at = endOfGroup(this.text, this.at) ?? this.text.length;
    return true;
  }
}

/** Of a dotted name the last part is the column, unless the column is given: `users.id`, `auth.users(id)`. */
export function referenceTo(path: string, column: string | undefined, at: Span): SpecReference {
  const parts = path.split('.');
  if (column !== undefined) return { entity: path, column, span: at };
  if (parts.length === 1) return { entity: path, span: at };
  return { entity: parts.slice(0, -1).join('.'), column: parts.at(-1)!, span: at };
}
