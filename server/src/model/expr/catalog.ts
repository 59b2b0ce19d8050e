import { PG_CATALOG } from './pg-catalog.generated';

/** A type in one word: `int4`, `int4[]`, `app.mood`, `app.mood[]`. */
export type TypeId = string;

export interface CatalogType {
  /** Of pg_type: b base, c composite, d domain, e enum, m multirange, p pseudo, r range. */
  readonly kind: string;
  readonly category: string;
  readonly preferred: boolean;
  /** A domain's base, a range's subtype, a multirange's range, else what a subscript gives. */
  readonly related: TypeId | undefined;
}

export interface CatalogFunction {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'f' | 'a' | 'w' | 'p';
  readonly args: readonly (TypeId | undefined)[];
  readonly result: TypeId | undefined;
  readonly set: boolean;
  readonly variadic: boolean;
  /** The last arguments that may be left out. */
  readonly defaults: number;
  readonly argNames: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: TypeId | undefined }[];
}

export interface CatalogOperator {
  readonly schema: string;
  readonly name: string;
  /** Without a left one for a prefix operator. */
  readonly args: readonly TypeId[];
  readonly result: TypeId;
}

export interface CatalogCast {
  /** i implicit, a assignment, e explicit. */
  readonly context: string;
  /** f function, i by text, b the same bits. */
  readonly method: string;
  /** The function takes the modifiers of the type too. */
  readonly modifiers: boolean;
}

export interface CatalogOpclass {
  readonly schema: string;
  readonly name: string;
  readonly type: TypeId;
  readonly isDefault: boolean;
}

type Names = (written: string) => TypeId;

/** What PostgreSQL or one extension brings. The text of the generated file is read as far as it is asked for. */
class Section {
  readonly types = new Map<TypeId, CatalogType>();
  readonly casts = new Map<TypeId, Map<TypeId, CatalogCast>>();
  readonly opclasses = new Map<string, CatalogOpclass[]>();
  private functionLines: Map<string, string> | undefined;
  private operatorLines: Map<string, string> | undefined;
  private readonly functionsRead = new Map<string, readonly CatalogFunction[]>();
  private readonly operatorsRead = new Map<string, readonly CatalogOperator[]>();

  constructor(
    private readonly text: (typeof PG_CATALOG)[string],
    readonly schema: string,
    private readonly typeName: Names,
  ) {
    for (const line of lines(text.types)) {
      const [name = '', kind = '', category = '', preferred, related = '-'] = line.split(' ');
      this.types.set(typeName(name), {
        kind,
        category,
        preferred: preferred === 'p',
        related: related === '-' ? undefined : typeName(related),
      });
    }
    for (const line of lines(text.casts)) {
      const [source = '', target = '', how = ''] = line.split(' ');
      const from = typeName(source);
      const casts = this.casts.get(from) ?? new Map<TypeId, CatalogCast>();
      casts.set(typeName(target), { context: how[0] ?? 'e', method: how[1] ?? 'f', modifiers: how[2] === '+' });
      this.casts.set(from, casts);
    }
    for (const line of lines(text.opclasses)) {
      const [method = '', name = '', type = '', star] = line.split(' ');
      const classes = this.opclasses.get(method) ?? [];
      classes.push({ schema, name, type: typeName(type), isDefault: star === '*' });
      this.opclasses.set(method, classes);
    }
  }

  functions(name: string): readonly CatalogFunction[] {
    this.functionLines ??= byName(this.text.functions);
    return read(this.functionsRead, this.functionLines, name, (signature) => this.readFunction(name, signature));
  }

  operators(name: string): readonly CatalogOperator[] {
    this.operatorLines ??= byName(this.text.operators);
    return read(this.operatorsRead, this.operatorLines, name, (signature) => {
      const [args = '', result = ''] = signature.split('>');
      const list = args.split(',').filter((arg) => arg !== '');
      return { schema: this.schema, name, args: list.map(this.typeName), result: this.typeName(result) };
    });
  }

  private readFunction(name: string, signature: string): CatalogFunction {
    const [types = '', ...marks] = signature.split(' ');
    const [args = '', result = ''] = types.split('>');
    const listed = (mark: string) => marks.find((each) => each.startsWith(`${mark}:`))?.slice(2).split(',') ?? []; // prettier-ignore
    return {
      schema: this.schema,
      name,
      kind: marks.includes('a') ? 'a' : marks.includes('w') ? 'w' : marks.includes('p') ? 'p' : 'f',
      args: args === '' ? [] : args.split(',').map(this.typeName),
      result: this.typeName(result),
      set: marks.includes('s'),
      variadic: marks.includes('v'),
      defaults: Number(marks.find((mark) => /^d\d/.test(mark))?.slice(1) ?? 0),
      argNames: listed('n'),
      columns: listed('o').map((column) => {
        const [columnName = '', type = ''] = column.split('=');
        return { name: columnName, type: this.typeName(type) };
      }),
    };
  }
}

/** PostgreSQL's own objects and those of the installed extensions. */
export class Catalog {
  /** Operators that were chosen for types that never change; `operators.ts` keeps them here. */
  readonly chosenOperators = new Map<string, CatalogOperator | undefined>();

  constructor(private readonly sections: readonly Section[]) {}

  type(id: TypeId): CatalogType | undefined {
    return this.first((section) => section.types.get(id));
  }

  cast(source: TypeId, target: TypeId): CatalogCast | undefined {
    return this.first((section) => section.casts.get(source)?.get(target));
  }

  functions(name: string): readonly CatalogFunction[] {
    return this.all((section) => section.functions(name));
  }

  operators(name: string): readonly CatalogOperator[] {
    return this.all((section) => section.operators(name));
  }

  /** Of an access method. */
  opclasses(method: string): readonly CatalogOpclass[] {
    return this.all((section) => section.opclasses.get(method) ?? []);
  }

  private first<T>(find: (section: Section) => T | undefined): T | undefined {
    for (const section of this.sections) {
      const found = find(section);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private all<T>(find: (section: Section) => readonly T[]): readonly T[] {
    const found = this.sections.map(find).filter((each) => each.length > 0);
    return found.length === 1 ? found[0]! : found.flat();
  }
}

const catalogs = new Map<string, Catalog>();
let builtIn: Section | undefined;

/** The catalogue with these extensions; each is put together once. */
export function catalogOf(extensions: ReadonlyMap<string, string>): Catalog {
  let key = '';
  for (const [extension, schema] of extensions) key += `${extension}@${schema},`;
  const known = catalogs.get(key);
  if (known) return known;
  builtIn ??= new Section(PG_CATALOG['']!, 'pg_catalog', (written) => written);
  const sections = [builtIn];
  for (const [extension, schema] of extensions) {
    const text = PG_CATALOG[extension];
    if (text && extension !== '')
      sections.push(new Section(text, schema, extensionNames(text.types, schema, extensions)));
  }
  const catalog = new Catalog(sections);
  catalogs.set(key, catalog);
  return catalog;
}

/** In the text of an extension its own types stand without schema and those of others with the extension's name. */
function extensionNames(types: string, schema: string, extensions: ReadonlyMap<string, string>): Names {
  const own = new Set(lines(types).map((line) => line.slice(0, line.indexOf(' '))));
  return (written) => {
    const colon = written.indexOf(':');
    if (colon >= 0) return `${extensions.get(written.slice(0, colon)) ?? schema}.${written.slice(colon + 1)}`;
    return own.has(written.replace(/\[\]$/, '')) ? `${schema}.${written}` : written;
  };
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function byName(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines(text)) {
    const tab = line.indexOf('\t');
    found.set(line.slice(0, tab), line.slice(tab + 1));
  }
  return found;
}

function read<T>(
  cache: Map<string, readonly T[]>,
  texts: Map<string, string>,
  name: string,
  one: (text: string) => T,
): readonly T[] {
  const known = cache.get(name);
  if (known) return known;
  const text = texts.get(name);
  if (text === undefined) return [];
  const all = text.split('\t').map(one);
  cache.set(name, all);
  return all;
}

/** Extensions of PostgreSQL's own that bring no types. */
const WITHOUT_TYPES = new Set(
  'plpgsql plperl plpython3u pltcl pg_stat_statements pgstattuple pgrowlocks pg_buffercache pg_prewarm postgres_fdw dblink file_fdw amcheck moddatetime insert_username autoinc refint tcn pageinspect pg_visibility sslinfo bloom tsm_system_rows tsm_system_time pg_cron pg_partman'.split(
    ' ',
  ),
);

/** Whether all types that an extension brings are known here. */
export function isExtensionKnown(name: string): boolean {
  return name in PG_CATALOG || WITHOUT_TYPES.has(name);
}

/** Names of what an extension brings. */
export interface ExtensionObjects {
  readonly types: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  readonly opclasses: ReadonlySet<string>;
}

/** Undefined for an extension whose objects are not known here. */
export function objectsOfExtension(name: string): ExtensionObjects | undefined {
  const text = name === '' ? undefined : PG_CATALOG[name];
  if (!text) return undefined;
  const words = (part: string, at: number) => new Set(lines(part).map((line) => line.split(/[ \t]/)[at] ?? ''));
  return { types: words(text.types, 0), functions: words(text.functions, 0), opclasses: words(text.opclasses, 1) };
}

/** Types of extensions that PostgreSQL doesn't come with, and whose objects are not known here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  postgis: 'geometry geography box2d box3d',
  postgis_raster: 'raster',
  postgis_topology: 'topogeometry',
  vector: 'vector halfvec sparsevec',
  age: 'agtype',
  h3: 'h3index',
  semver: 'semver',
  roaringbitmap: 'roaringbitmap',
  hll: 'hll',
  timescaledb_toolkit: 'timevector uddsketch tdigest',
};

let offers: Map<string, string> | undefined;

/** The extension that has a type of the name, installed or not. */
export function offeredBy(type: string): string | undefined {
  if (!offers) {
    offers = new Map();
    for (const [extension, types] of Object.entries(ELSEWHERE)) {
      for (const name of types.split(' ')) offers.set(name, extension);
    }
    for (const [extension, { types }] of Object.entries(PG_CATALOG)) {
      if (extension !== '') for (const line of lines(types)) offers.set(line.slice(0, line.indexOf(' ')), extension);
    }
  }
  return offers.get(type);
}
