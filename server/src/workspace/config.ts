import Ajv, { type ErrorObject } from 'ajv';
import { findNodeAtLocation, parse, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import picomatch from 'picomatch';
import schema from '../../../schemas/tablewright.schema.json';
import type { Span } from '../base/span';

export const CONFIG_FILE = 'tablewright.json';
/** What counts where nothing says which PostgreSQL the schema runs on. */
export const NEWEST_POSTGRES = 18;

export type SeveritySetting = 'off' | 'error' | 'warning' | 'info' | 'hint';
export type RuleSetting = SeveritySetting | readonly [SeveritySetting, Readonly<Record<string, unknown>>];

/** `tablewright.json` as it is written. Its JSON Schema in `schemas/` is generated from this shape and the rules. */
interface ConfigFile {
  readonly postgres?: { readonly version?: number };
  readonly preset?: Preset | readonly Preset[];
  readonly authority?: 'schema' | 'contract' | 'document';
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly exclude?: readonly string[];
  readonly notPostgres?: readonly string[];
  readonly checkApplied?: boolean;
  readonly roots?: readonly RootSetting[];
  readonly overrides?: readonly {
    readonly files: readonly string[];
    readonly rules: Readonly<Record<string, RuleSetting>>;
  }[];
}

/** `recommended` stays quiet about taste, `strict` isn't; the others are schools of design on top of `recommended`. */
export type Preset = 'recommended' | 'strict' | 'documented' | 'classic' | 'modular' | 'contracts';

export interface RootSetting {
  readonly name: string;
  readonly kind?: 'schema' | 'history' | 'dump';
  /** A migration tool's id. Its files are folded in its order, wherever they lie. */
  readonly tool?: string;
  /** The last version that is applied everywhere. */
  readonly applied?: string;
  /** Globs, relative to the configuration's folder, in the order in which the files are folded. */
  readonly files: readonly string[];
}

/** The configuration that holds for a folder tree. */
export interface Config {
  readonly folder: string;
  /** The file it was read from; undefined for the defaults. */
  readonly path?: string;
  readonly postgresVersion?: number;
  /** In order: a later one wins where it says something of a rule. */
  readonly presets: readonly Preset[];
  /** Who is right where a document and the schema differ. */
  readonly authority: 'schema' | 'contract' | 'document';
  readonly roots: readonly RootSetting[];
  /** Whether migrations that have run are checked for what they do when they run. */
  readonly checkApplied: boolean;
  readonly problems: readonly ConfigProblem[];
  rules(path: string): Readonly<Record<string, RuleSetting>>;
  excludes(path: string): boolean;
  isForeign(path: string): boolean;
  /** The root that the configuration puts a file into, and the place of the glob that did. */
  rootOf(path: string): { readonly root: RootSetting; readonly rank: number } | undefined;
}

export interface ConfigProblem {
  readonly message: string;
  /** UTF-16 in the file. */
  readonly span: Span;
}

export function defaultConfig(folder: string): Config {
  return build(folder, undefined, {}, []);
}

/** Reads a `tablewright.json`. What is wrong in it is said and left out; the rest holds. */
export function readConfig(folder: string, path: string, text: string): Config {
  const errors: ParseError[] = [];
  const value = (parse(text, errors, { allowTrailingComma: true }) ?? {}) as unknown;
  const problems: ConfigProblem[] = errors.map((error) => ({
    message: `${words(printParseErrorCode(error.error))}.`,
    span: { start: error.offset, end: error.offset + Math.max(1, error.length) },
  }));
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const bad = new Set<string>();
  if (errors.length === 0) {
    for (const error of errorsIn(value)) {
      if (error.keyword === 'if') continue; // what fails inside it is said by itself
      const place = pathOf(error);
      const node = tree && findNodeAtLocation(tree, place);
      if (place.length > 0) bad.add(String(place[0]));
      if (node || place.length === 0) problems.push({ message: explain(error), span: spanOf(node ?? tree) });
    }
  }
  const file = (
    isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !bad.has(key))) : {}
  ) as ConfigFile;
  return build(folder, path, file, problems);
}

/** Only the schemas of the rules that the configuration speaks of are compiled: all of them take a tenth of a second. */
function errorsIn(value: unknown): readonly ErrorObject[] {
  const spokenOf = isRecord(value) ? [value.rules, ...parts(value.overrides).map(({ rules }) => rules)] : [];
  const ids = new Set(spokenOf.filter(isRecord).flatMap((rules) => Object.keys(rules)));
  const { rules, ...definitions } = schema.definitions;
  const properties = Object.fromEntries(Object.entries(rules.properties).filter(([id]) => ids.has(id)));
  const needed = { ...schema, definitions: { ...definitions, rules: { ...rules, properties } } };
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false }).compile(needed);
  return validate(value) ? [] : withoutAlternatives(validate.errors ?? []);
}

/** Of a setting that may have several forms: only what is wrong in the form that it has. */
function withoutAlternatives(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const forms = new Set(errors.flatMap(({ keyword, instancePath }) => (keyword === 'anyOf' ? [instancePath] : [])));
  const isInside = (path: string) => errors.some(({ instancePath }) => instancePath.startsWith(`${path}/`));
  return errors.filter(({ keyword, instancePath }) => {
    if (!forms.has(instancePath)) return true;
    return keyword !== 'anyOf' && keyword !== 'type' && !isInside(instancePath);
  });
}

function parts(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function build(folder: string, path: string | undefined, file: ConfigFile, problems: readonly ConfigProblem[]): Config {
  const excludes = matcher(folder, file.exclude);
  const foreign = matcher(folder, file.notPostgres);
  const overrides = (file.overrides ?? []).map((override) => ({
    matches: matcher(folder, override.files),
    rules: override.rules,
  }));
  const roots = (file.roots ?? []).map((root) => ({ root, globs: root.files.map((glob) => matcher(folder, [glob])) }));
  return {
    folder,
    ...(path !== undefined && { path }),
    ...(file.postgres?.version !== undefined && { postgresVersion: file.postgres.version }),
    presets: typeof file.preset === 'string' ? [file.preset] : (file.preset ?? ['recommended']),
    authority: file.authority ?? 'schema',
    roots: file.roots ?? [],
    checkApplied: file.checkApplied === true,
    problems,
    rules: (of) =>
      Object.assign({}, file.rules, ...overrides.filter((o) => o.matches(of)).map((o) => o.rules)) as Record<
        string,
        RuleSetting
      >,
    excludes,
    isForeign: foreign,
    rootOf(of) {
      for (const { root, globs } of roots) {
        const rank = globs.findIndex((matches) => matches(of));
        if (rank >= 0) return { root, rank };
      }
      return undefined;
    },
  };
}

function matcher(folder: string, globs: readonly string[] | undefined): (path: string) => boolean {
  if (!globs || globs.length === 0) return () => false;
  const matches = picomatch([...globs], { dot: true });
  return (path) => path.startsWith(`${folder}/`) && matches(path.slice(folder.length + 1));
}

function pathOf(error: ErrorObject): (string | number)[] {
  const parts = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const place: (string | number)[] = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  if (error.keyword === 'additionalProperties') place.push(error.params.additionalProperty as string);
  return place;
}

function explain(error: ErrorObject): string {
  const at = error.instancePath.slice(1).replaceAll('/', '.');
  if (error.keyword === 'additionalProperties') {
    const name = error.params.additionalProperty as string;
    return at === 'rules' || at.endsWith('.rules')
      ? `There is no rule \`${name}\`.`
      : `There is no setting \`${at === '' ? '' : `${at}.`}${name}\`.`;
  }
  if (error.keyword === 'enum')
    return `\`${at}\` must be one of ${(error.params.allowedValues as unknown[]).map((value) => `\`${String(value)}\``).join(', ')}.`;
  return `\`${at}\` ${error.message ?? 'is not valid'}.`;
}

function spanOf(node: Node | undefined): Span {
  const at = node?.parent?.type === 'property' ? node.parent.children![0]! : node;
  return at ? { start: at.offset, end: at.offset + at.length } : { start: 0, end: 1 };
}

function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
