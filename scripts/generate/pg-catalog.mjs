// What PostgreSQL's catalogue says of types, functions, operators, casts and operator classes, read from an embedded one.
import { PGlite } from '@electric-sql/pglite';

export const PG_CATALOG_FILE = 'server/src/model/expr/pg-catalog.generated.ts';

/** Of the extensions that come with PGlite, those that schemas use. A later one may use types of an earlier one. */
const extensions = [
  'citext', 'hstore', 'ltree', 'pg_trgm', 'pgcrypto', 'uuid-ossp', 'btree_gin', 'btree_gist', 'unaccent', 'fuzzystrmatch',
  'tablefunc', 'intarray', 'cube', 'earthdistance', 'isn', 'seg', 'lo',
]; // prettier-ignore

let db;
/** Types by their oid; true arrays are written as that of the element and `[]`, and what another extension has as `extension:name`. */
const typeNames = new Map();

/** The TypeScript module. The embedded PostgreSQL keeps Node running afterwards. */
export async function pgCatalog() {
  const modules = await Promise.all(
    extensions.map(async (name) => {
      const file = name.replaceAll('-', '_');
      return [file, (await import(`@electric-sql/pglite/contrib/${file}`))[file]];
    }),
  );
  db = await PGlite.create({ extensions: Object.fromEntries(modules) });
  for (const name of extensions) await db.exec(`CREATE EXTENSION "${name}"`);
  for (const { oid, name } of await rows(`
    SELECT t.oid, coalesce((SELECT e.extname || ':' FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
        WHERE d.classid = 'pg_type'::regclass AND d.objid = coalesce(el.oid, t.oid) AND d.deptype = 'e'), '')
      || CASE WHEN el.oid IS NULL THEN t.typname ELSE el.typname || '[]' END AS name
    FROM pg_type t LEFT JOIN pg_type el ON el.typarray = t.oid`)) {
    typeNames.set(oid, name);
  }
  const sections = [];
  for (const extension of ['', ...extensions]) sections.push([extension, await section(extension)]);
  return [
    "// Made by `npm run generate` from PostgreSQL's own catalogue.",
    "/** PostgreSQL's own objects under '', those of an extension under its name. `catalog.ts` reads it. */",
    'export const PG_CATALOG: Readonly<',
    "  Record<string, Readonly<Record<'types' | 'functions' | 'operators' | 'casts' | 'opclasses', string>>>",
    '> = {',
    ...sections.map(([name, parts]) => {
      const lines = Object.entries(parts).map(([part, content]) => `    ${part}: ${quoted(content)},`);
      return `  ${JSON.stringify(name)}: {\n${lines.join('\n')}\n  },`;
    }),
    '};',
    '',
  ].join('\n');
}

/** The members of a section: those of an extension, or what PostgreSQL itself has in pg_catalog. */
function members(extension, catalog, alias, namespace) {
  return extension === ''
    ? `${namespace} = 'pg_catalog'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_depend d
        WHERE d.classid = '${catalog}'::regclass AND d.objid = ${alias}.oid AND d.deptype = 'e')`
    : `EXISTS (SELECT 1 FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
        WHERE d.classid = '${catalog}'::regclass AND d.objid = ${alias}.oid AND d.deptype = 'e' AND e.extname = '${extension}')`;
}

async function rows(sql) {
  return (await db.query(sql)).rows;
}

function quoted(lines) {
  return `\`\n${lines.join('\n').replace(/[\\`$]/g, '\\$&')}\``;
}

async function section(extension) {
  const name = (oid) => {
    const full = typeNames.get(oid) ?? 'unknown';
    return extension !== '' && full.startsWith(`${extension}:`) ? full.slice(extension.length + 1) : full;
  };
  return {
    types: await types(extension, name),
    functions: await functions(extension, name),
    operators: await operators(extension, name),
    casts: await casts(extension, name),
    opclasses: await opclasses(extension, name),
  };
}

/** `name kind category preferred related`: related is a domain's base, a range's subtype, a multirange's range, what a subscript gives. */
async function types(extension, name) {
  const found = await rows(`
    SELECT t.typname, t.typtype, t.typcategory, t.typispreferred, coalesce(nullif(t.typbasetype, 0), r.rngsubtype, m.rngtypid,
      CASE WHEN t.typsubscript <> 0 THEN nullif(t.typelem, 0) END) AS related
    FROM pg_type t LEFT JOIN pg_range r ON r.rngtypid = t.oid LEFT JOIN pg_range m ON m.rngmultitypid = t.oid
    WHERE ${members(extension, 'pg_type', 't', 't.typnamespace')} AND NOT EXISTS (SELECT 1 FROM pg_type el WHERE el.typarray = t.oid)
      AND (t.typrelid = 0 OR (SELECT relkind FROM pg_class c WHERE c.oid = t.typrelid) = 'c')
    ORDER BY t.typname COLLATE "C"`);
  return found.map((row) =>
    [
      row.typname,
      row.typtype,
      row.typcategory,
      row.typispreferred ? 'p' : '-',
      row.related ? name(row.related) : '-',
    ].join(' '),
  );
}

/**
 * A line for each name, a tab before each signature: `args>result`, then letters: a aggregate, w window, p procedure, s set,
 * v variadic, d3 defaults, n:names of arguments, o:columns.
 */
async function functions(extension, name) {
  const found = await rows(`
    SELECT p.proname, p.prokind, p.proretset, p.provariadic <> 0 AS variadic, p.pronargdefaults, p.prorettype,
      p.proargtypes::oid[] AS args, p.proargnames AS names, p.proargmodes::text[] AS modes, p.proallargtypes AS all
    FROM pg_proc p
    WHERE ${members(extension, 'pg_proc', 'p', 'p.pronamespace')}
      AND NOT ARRAY['internal'::regtype, 'cstring'::regtype, 'trigger'::regtype, 'event_trigger'::regtype, 'index_am_handler'::regtype,
        'table_am_handler'::regtype, 'tsm_handler'::regtype, 'fdw_handler'::regtype, 'language_handler'::regtype]::oid[]
        && (p.proargtypes::oid[] || p.prorettype)
      AND p.proname !~ '^(binary_upgrade_|RI_)'
    ORDER BY p.proname COLLATE "C", p.pronargs, p.proargtypes::regtype[]::text COLLATE "C"`);
  const byName = new Map();
  for (const row of found) {
    const outs = (row.modes ?? []).flatMap((mode, i) =>
      'obt'.includes(mode) ? [`${row.names?.[i] || `column${i + 1}`}=${name(row.all[i])}`] : [],
    );
    const inNames = (row.names ?? []).filter((_, i) => !row.modes || 'ibv'.includes(row.modes[i]));
    const signature = [
      `${row.args.map(name).join(',')}>${name(row.prorettype)}`,
      ...(row.prokind === 'f' ? [] : [row.prokind]),
      ...(row.proretset ? ['s'] : []),
      ...(row.variadic ? ['v'] : []),
      ...(row.pronargdefaults > 0 ? [`d${row.pronargdefaults}`] : []),
      ...(row.pronargdefaults > 0 && inNames.every((each) => each !== '') && inNames.length > 0
        ? [`n:${inNames.join(',')}`]
        : []),
      ...(outs.length > 0 ? [`o:${outs.join(',')}`] : []),
    ].join(' ');
    byName.set(row.proname, [...(byName.get(row.proname) ?? []), signature]);
  }
  return [...byName].map(([proname, signatures]) => [proname, ...signatures].join('\t'));
}

/** A line for each name: `left,right>result`, without left for a prefix operator. */
async function operators(extension, name) {
  const found = await rows(`
    SELECT o.oprname, o.oprleft, o.oprright, o.oprresult FROM pg_operator o
    WHERE ${members(extension, 'pg_operator', 'o', 'o.oprnamespace')} AND o.oprresult <> 0
    ORDER BY o.oprname COLLATE "C", o.oprleft::regtype::text COLLATE "C", o.oprright::regtype::text COLLATE "C"`);
  const byName = new Map();
  for (const row of found) {
    const signature = `${row.oprleft ? name(row.oprleft) : ''},${name(row.oprright)}>${name(row.oprresult)}`;
    byName.set(row.oprname, [...(byName.get(row.oprname) ?? []), signature]);
  }
  return [...byName].map(([oprname, signatures]) => [oprname, ...signatures].join('\t'));
}

/** `source target context method`, and `+` where the function takes the modifiers too. */
async function casts(extension, name) {
  const own =
    extension === ''
      ? `c.oid < 16384 AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'e')`
      : members(extension, 'pg_cast', 'c', '');
  const found = await rows(`
    SELECT c.castsource, c.casttarget, c.castcontext, c.castmethod, coalesce(p.pronargs, 0) > 1 AS modifiers
    FROM pg_cast c LEFT JOIN pg_proc p ON p.oid = c.castfunc WHERE ${own}`);
  return found
    .map(
      (row) =>
        `${name(row.castsource)} ${name(row.casttarget)} ${row.castcontext}${row.castmethod}${row.modifiers ? '+' : ''}`,
    )
    .sort();
}

/** `method name type`, and `*` where it is the default of the type. */
async function opclasses(extension, name) {
  const found = await rows(`
    SELECT am.amname, o.opcname, o.opcintype, o.opcdefault FROM pg_opclass o JOIN pg_am am ON am.oid = o.opcmethod
    WHERE ${members(extension, 'pg_opclass', 'o', 'o.opcnamespace')}
    ORDER BY am.amname COLLATE "C", o.opcname COLLATE "C", o.opcintype::regtype::text COLLATE "C"`);
  return found.map((row) => `${row.amname} ${row.opcname} ${name(row.opcintype)}${row.opcdefault ? ' *' : ''}`);
}
