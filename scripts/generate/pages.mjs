/** A rule's page. */
export function pageOf(rule) {
  const { docs, severity } = rule;
  const reporting = rule.examples.filter(({ reports }) => reports.length > 0);
  const silent = rule.examples.filter(({ reports }) => reports.length === 0);
  return joined([
    `# ${rule.id}`,
    docs.summary,
    table([
      ['recommended', 'strict', 'since'],
      [severity.recommended, severity.strict, rule.since],
    ]),
    '## Why',
    docs.why,
    '## Reported',
    ...reporting.flatMap(exampleOf),
    '## Not reported',
    ...silent.flatMap(exampleOf),
    ...optionsOf(rule),
    '## When to switch it off',
    docs.whenOff,
    '## References',
    docs.references.map(({ title, url }) => `- [${title}](${url})`).join('\n'),
  ]);
}

/** The groups of rules, in the order in which they are shown. */
const GROUPS = {
  statements: 'Statements',
  keys: 'Keys',
  types: 'Types',
  nullability: 'Nulls',
  constraints: 'Constraints',
  'foreign-keys': 'Foreign keys',
  indexes: 'Indexes',
  shape: 'Shape of tables',
  naming: 'Names',
  lifecycle: 'Deletion, audit and events',
  tenancy: 'Tenants',
  partitions: 'Partitions',
  privacy: 'Personal data',
  security: 'Security',
  queries: 'Queries',
  migrations: 'Migrations',
  documents: 'Documents',
};
const SEVERITIES = ['error', 'warning', 'info', 'hint', 'off'];
const MAX_NAMED = 4;

/** The page of all rules, by group. */
export function rulesPage(rules) {
  return joined([
    '# Rules',
    ...grouped(rules).flatMap(({ title, own }) => [
      `## ${title}`,
      table([
        ['Rule', 'Asks that', 'recommended', 'strict', 'Fix'],
        ...own.map((rule) => [
          `[${rule.id}](${rule.id}.md)`,
          rule.docs.summary,
          rule.severity.recommended,
          rule.severity.strict,
          rule.examples.some(({ fixed }) => fixed !== undefined) ? 'yes' : '',
        ]),
      ]),
    ]),
  ]);
}

/** The groups of rules in a few lines, with links to pages in `folder`; of each the rules that weigh most are named. */
export function rulesOverview(rules, folder) {
  const isOn = (rule) => rule.severity.recommended !== 'off';
  const weight = (rule) => SEVERITIES.indexOf(rule.severity.recommended);
  return table([
    ['Rules about', 'all', 'on', 'among them'],
    ...grouped(rules).map(({ title, own }) => [
      `[${title}](${folder}README.md#${title.toLowerCase().replaceAll(',', '').replaceAll(' ', '-')})`,
      own.length,
      own.filter(isOn).length,
      own
        .toSorted((a, b) => weight(a) - weight(b))
        .slice(0, MAX_NAMED)
        .map(({ id }) => `[${id}](${folder}${id}.md)`)
        .join(', '),
    ]),
  ]);
}

function grouped(rules) {
  return Object.entries(GROUPS).map(([category, title]) => ({
    title,
    own: rules.map(({ rule }) => rule).filter((rule) => rule.category === category),
  }));
}

function exampleOf({ title, sql, document, options, postgresVersion, fixed, before, tool, file }) {
  const conditions = [
    ...(options ? [`with the options \`${JSON.stringify(options)}\``] : []),
    ...(postgresVersion === undefined ? [] : [`on PostgreSQL ${postgresVersion}`]),
    ...(tool === undefined ? [] : [`run by ${tool}`]),
    ...(file === undefined ? [] : [`in \`${file}\``]),
  ];
  const checked = document ?? { name: 'schema.sql', text: sql };
  const language = checked.name.endsWith('.sql') ? 'sql' : checked.name.endsWith('.md') ? 'markdown' : 'yaml';
  return [
    `**${sentence(title)}**${conditions.length > 0 ? ` (${conditions.join(', ')})` : ''}`,
    fence(language, checked.text),
    ...(before === undefined ? [] : ['after', fence('sql', before)]),
    ...(document && sql !== '' ? ['beside the schema', fence('sql', sql)] : []),
    ...(fixed === undefined ? [] : ['After the fix:', fence(language, fixed)]),
  ];
}

function optionsOf({ id, options }) {
  if (!options) return [];
  const entries = Object.entries(options);
  const defaults = Object.fromEntries(entries.map(([name, option]) => [name, option.default]));
  return [
    '## Options',
    table([
      ['Option', 'Default', ''],
      ...entries.map(([name, { default: value, description }]) => [`\`${name}\``, shown(value), description]),
    ]),
    'In `tablewright.json`:',
    fence('json', JSON.stringify({ rules: { [id]: ['warning', defaults] } }, undefined, 2)),
  ];
}

function shown(value) {
  return (Array.isArray(value) ? value : [value]).map((each) => `\`${each}\``).join(', ');
}

function fence(language, text) {
  const marks = text.includes('```') ? '````' : '```';
  return `${marks}${language}\n${text.trimEnd()}\n${marks}`;
}

function table([head, ...rows]) {
  const row = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function sentence(title) {
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function joined(blocks) {
  return `${blocks.join('\n\n')}\n`;
}
