/** Spellings of `format_type` (src/backend/utils/adt/format_type.c). */
const FORMATTED: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  varchar: 'character varying',
  bpchar: 'character',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
  varbit: 'bit varying',
  char: '"char"',
};

const INTERVAL_FIELDS: Readonly<Record<number, string>> = {
  4: 'year', 2: 'month', 8: 'day', 1024: 'hour', 2048: 'minute', 4096: 'second', 6: 'year to month', 1032: 'day to hour',
  3080: 'day to minute', 7176: 'day to second', 3072: 'hour to minute', 7168: 'hour to second', 6144: 'minute to second',
}; // prettier-ignore

/** A type of `pg_catalog` with what stands in its parentheses, as `format_type` spells it. */
export function formatBuiltIn(name: string, modifiers: readonly string[]): string {
  if (name === 'interval') return interval(modifiers);
  if (modifiers.length === 0) return name === 'bpchar' ? 'bpchar' : name === 'bit' ? '"bit"' : (FORMATTED[name] ?? name); // prettier-ignore
  const base = FORMATTED[name] ?? name;
  const list = name === 'numeric' && modifiers.length === 1 ? `${modifiers[0]},0` : modifiers.join(',');
  const zone = / with(?:out)? time zone$/.exec(base);
  return zone ? `${base.slice(0, zone.index)}(${list})${zone[0]}` : `${base}(${list})`;
}

function interval(modifiers: readonly string[]): string {
  const [fields, precision] = modifiers;
  const words = fields === undefined ? undefined : INTERVAL_FIELDS[Number(fields)];
  return `interval${words ? ` ${words}` : ''}${precision === undefined ? '' : `(${precision})`}`;
}

const SHAPES = [
  'Geometry', 'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon', 'GeometryCollection', 'CircularString',
  'CompoundCurve', 'CurvePolygon', 'MultiCurve', 'MultiSurface', 'PolyhedralSurface', 'Triangle', 'Tin',
]; // prettier-ignore

/** What stands in the parentheses of a type of PostGIS as that spells it; of any other type as it is. */
export function spatialModifiers(type: string, modifiers: readonly string[]): readonly string[] {
  if ((type !== 'geometry' && type !== 'geography') || modifiers.length === 0) return modifiers;
  const [, written = '', dimensions = ''] = /^([a-z]+?)(z?m?)$/i.exec(modifiers[0]!) ?? [];
  const shape = SHAPES.find((each) => each.toLowerCase() === written.toLowerCase());
  if (shape === undefined) return modifiers;
  const system = modifiers[1] ?? (type === 'geography' ? '4326' : '0');
  return [shape + dimensions.toUpperCase(), ...(system === '0' ? [] : [system])];
}
