/** A type as people write it in DDL: `timestamptz`, `varchar(80)`, and one of the schema `public` without it. */
export function shortType(display: string): string {
  return display
    .replace(/^public\./, '')
    .replace(
      /^(time|timestamp)(\(\d\))? (with|without) time zone/,
      (_, name: string, digits: string | undefined, zone: string) =>
        `${name}${zone === 'with' ? 'tz' : ''}${digits ?? ''}`,
    )
    .replace(/^character varying/, 'varchar')
    .replace(/^character\(/, 'char(')
    .replace(/^bit varying/, 'varbit');
}
