import { CATALOGUE, FIXABLE, LEFT_OUT, SAID_AS } from './catalogue.mjs';

/** Which rule covers which id of the catalogue, and why others have none. Throws where a rule names an id that isn't there. */
export function coverage(rules) {
  const covered = new Map();
  for (const { rule } of rules) {
    for (const id of rule.covers) covered.set(id, [...(covered.get(id) ?? []), rule.id]);
  }
  const all = new Set(Object.values(CATALOGUE).flat());
  const unknown = [...covered.keys(), ...Object.keys(LEFT_OUT), ...Object.keys(SAID_AS)].filter((id) => !all.has(id));
  if (unknown.length > 0) throw new Error(`The catalogue has no ${unknown.join(', ')}.`);
  const both = Object.keys(LEFT_OUT).filter((id) => covered.has(id) || id in SAID_AS);
  if (both.length > 0) throw new Error(`Covered, and left out: ${both.join(', ')}.`);
  const blocks = Object.entries(CATALOGUE).map(([group, ids]) => {
    const done = ids.filter((id) => covered.has(id) || id in SAID_AS).length;
    const rows = ids.map((id) => `| ${[id, ...cells(id, covered, rules)].join(' | ')} |`);
    return [
      `## ${group}`,
      `${done} of ${ids.length}${shareOfFixes(ids, covered, rules)}`,
      ['| id | rule | fix | |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ].join('\n\n');
  });
  const head =
    'Which rule covers which piece of advice, and whether it comes with a fix (`–` where only a person can follow it). `P` and a number are rules that other tools have. What is always said, and is no rule that can be switched off, stands by its name alone: `syntax`, `migration-files`, `suppression`.';
  return `${['# Coverage', head, ...blocks].join('\n\n')}\n`;
}

/** How many of the covered ids that a fix can follow have one. */
function shareOfFixes(ids, covered, rules) {
  const wanted = ids.filter((id) => FIXABLE.has(id) && (covered.has(id) || id in SAID_AS));
  const having = wanted.filter((id) => SAID_AS[id]?.fix || hasFix(covered.get(id) ?? [], rules));
  return wanted.length === 0 ? '' : `; of ${wanted.length} that a fix can follow, ${having.length} have one`;
}

function cells(id, covered, rules) {
  const said = SAID_AS[id];
  const by = linked(covered.get(id));
  if (!said) return [by, fixed(covered.get(id), rules, id), LEFT_OUT[id] ?? (by === '' ? 'yet to come' : '')];
  const names = [by, `\`${said.by}\``].filter((name) => name !== '').join(', ');
  return [names, said.fix ? 'yes' : FIXABLE.has(id) ? 'no' : '–', said.what];
}

/** Whether one of the rules offers a fix, as its examples show, or a safe-change recipe. */
function hasFix(ids, rules) {
  return rules.some(
    ({ rule }) =>
      ids.includes(rule.id) &&
      (rule.recipe || rule.examples.some(({ fixed, fixedSql }) => (fixed ?? fixedSql) !== undefined)),
  );
}

function fixed(ids = [], rules, id) {
  if (ids.length === 0) return '';
  return hasFix(ids, rules) ? 'yes' : FIXABLE.has(id) ? 'no' : '–';
}

function linked(ids = []) {
  return ids.map((id) => `[${id}](${id}.md)`).join(', ');
}
