import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { applyEdits } from '../../server/src/base/span';
import { editsOf } from '../../server/src/features/fixes';
import { spanOf, type Finding } from '../../server/src/lint/finding';
import type { Fix } from '../../server/src/rules/define-rule';
import type { SpecFacts } from '../../server/src/spec/facts';
import { readSpec } from '../../server/src/spec/read';
import { recogniseSpec } from '../../server/src/spec/recognise';
import { textOf } from '../../server/src/workspace/files';
import { testEngine } from './engine';
import { MemoryFiles } from './files';

/** What fixes did to documents that they shouldn't have, and how many were tried. */
export interface Tried {
  readonly inDocument: number;
  readonly inSchema: number;
  readonly damage: readonly string[];
}

const STRICT = '{ "preset": "strict" }';

/** The texts of a folder on disk by their paths in a workspace `/ws`; undefined where there is no such folder. */
export function folderTexts(folder: string): Readonly<Record<string, string>> | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:sql|md|ya?ml|mmd)$/i.test(name)); // prettier-ignore
  return Object.fromEntries(names.map((name) => [`/ws/${name.replaceAll(path.sep, '/')}`, readFileSync(path.join(folder, name), 'utf8')])); // prettier-ignore
}

/**
 * Tries each fix that is offered on each document of a workspace, one at a time, with all rules, and puts the text back. A fix that
 * edits the document has to leave all else as it is, in texts with both kinds of line ends alike; each has to mend its finding.
 */
export async function tryFixes(texts: Readonly<Record<string, string>>): Promise<Tried> {
  const { engine, logged } = await testEngine(MemoryFiles.of({ '/ws/tablewright.json': STRICT, ...texts }));
  const { workspace, linter } = engine;
  await workspace.setFolders(['/ws']);
  const damage: string[] = [];
  let [inDocument, inSchema] = [0, 0];
  const errors = new Map([...workspace.paths()].map((path) => [path, errorsIn(linter.eachFinding(path))]));
  for (const file of [...workspace.paths()].filter((each) => workspace.file(each)?.type === 'spec').sort()) {
    const text = textOf(workspace.file(file))!;
    const findings = linter.eachFinding(file);
    for (const finding of findings) {
      for (const fix of finding.fixes) {
        const say = (words: string) => damage.push(`${file}: ${finding.rule}: ${fix.title}: ${words}`);
        const edits = editsOf(fix, finding);
        for (const [changed, own] of edits) {
          const before = changed === file ? text : textOf(workspace.file(changed))!;
          const eol = before.includes('\r\n') ? '\r\n' : '\n';
          const after = applyEdits(before, own.map(({ span, newText }) => ({ span, newText: newText.replace(/\r?\n/g, eol) }))); // prettier-ignore
          if (changed === file) {
            inDocument++;
            checkDocument(file, before, after, fix, finding, say);
          } else inSchema++;
          await workspace.openDocument(changed, after);
        }
        for (const changed of edits.keys()) {
          if (changed !== file && errorsIn(linter.eachFinding(changed)) > (errors.get(changed) ?? 0))
            say(`breaks ${changed}`);
        }
        const left = linter.eachFinding(file);
        const count = (list: readonly Finding[]) => list.filter(({ rule, message }) => rule === finding.rule && message === finding.message).length; // prettier-ignore
        if (edits.size > 0 && count(left) >= count(findings)) say(`leaves its finding: ${finding.message}`);
        if (
          left.filter(({ rule }) => rule === 'syntax').length > findings.filter(({ rule }) => rule === 'syntax').length
        )
          say('makes a mistake of syntax');
        for (const changed of edits.keys()) {
          await workspace.openDocument(changed, changed === file ? text : texts[changed]!);
        }
      }
    }
  }
  return { inDocument, inSchema, damage: [...damage, ...logged] };
}

function checkDocument(
  file: string,
  before: string,
  after: string,
  fix: Fix,
  finding: Finding,
  say: (words: string) => void,
): void {
  const spans = fix.edits.filter((edit) => !('source' in edit.at)).map(({ at }) => spanOf(at));
  for (const { start, end } of spans) {
    if (start < 0 || start > end || end > before.length) say(`edits ${start}–${end} of ${before.length}`);
    for (const at of [start, end]) if (before.slice(at - 1, at + 1) === '\r\n') say('cuts a line break in two');
  }
  if (before.includes('\r\n') && !/(?<!\r)\n/.test(before) && /(?<!\r)\n/.test(after)) say('mixes line ends');
  const kind = recogniseSpec(file, before);
  if (kind === undefined || recogniseSpec(file, after) !== kind) return say('makes another kind of document of it');
  const [old, now] = [readSpec(kind, before), readSpec(kind, after)];
  if (problemsOf(now) > problemsOf(old)) say('leaves what can’t be read');
  const all = lost(partsOf(old), partsOf(now));
  // An item of a list may be a column too.
  const items = all.filter((part) => part.startsWith('item '));
  const gone = items.length > 1 ? all : all.filter((part) => !items.includes(part));
  // What is changed is the one thing that the finding is about; a table that is moved or renamed takes its parts along.
  if (gone.length > MOST_CHANGED[finding.rule]! || (MOST_CHANGED[finding.rule] === undefined && gone.length > 1)) say(`changes ${gone.join(' and ')}`); // prettier-ignore
}

function errorsIn(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

/** How many things a rule's fix may change where that isn't one. */
const MOST_CHANGED: Readonly<Record<string, number>> = { 'plan-order': 20, 'unknown-entity': 8 };

function problemsOf({ problems, diagrams }: SpecFacts): number {
  return problems.length + diagrams.flatMap((diagram) => diagram.problems).length;
}

/** All that a document says, piece by piece. */
function partsOf({
  entities,
  relations,
  outline,
  diagrams,
  plan,
  contract,
  patterns,
  dictionary,
}: SpecFacts): readonly string[] {
  const columns = entities.flatMap(({ name, columns: list }) => list.map((each) => `column ${name}.${each.name} ${[each.type?.text, each.notNull, each.unique, each.primaryKey, each.default?.text, each.references?.entity, each.onDelete?.text, each.values?.list.join()].join(' ')}`)); // prettier-ignore
  const drawn = diagrams.flatMap((diagram) => diagram.entities.flatMap((entity) => entity.attributes.map((each) => `attribute ${entity.name} ${each.name} ${each.type}`))); // prettier-ignore
  return [
    ...entities.map(({ name }) => `entity ${name}`),
    ...columns,
    ...drawn,
    ...relations.map(({ from, to, cardinality, onDelete }) => `relation ${from.entity} ${to.entity} ${cardinality} ${onDelete?.text}`), // prettier-ignore
    ...(outline?.sections ?? []).map(({ title, level }) => `section ${level} ${title}`),
    ...(outline?.items ?? []).map(({ text }) => `item ${text}`),
    ...(plan?.steps ?? []).map(({ number, title, rollback, dataMigration }) => `step ${number.text} ${title.text} ${rollback?.text} ${dataMigration?.text}`), // prettier-ignore
    ...(contract?.tables ?? []).flatMap(({ indexes }) => indexes.items.map(({ name, columns: list }) => `index ${name?.text} ${list.map(({ text }) => text).join()}`)), // prettier-ignore
    ...(contract?.queries ?? []).map(({ name }) => `query ${name}`),
    ...(patterns?.tables ?? []).flatMap(({ rows }) =>
      rows.map(({ id, shape }) => `pattern ${id?.text} ${shape?.text}`),
    ),
    ...(dictionary?.keys ?? []).flatMap(({ rows }) => rows.map(({ columns: list, name }) => `key ${list?.text} ${name?.text}`)), // prettier-ignore
  ];
}

/** What was said before and isn't any more. */
function lost(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const part of after) left.set(part, (left.get(part) ?? 0) + 1);
  return before.filter((part) => {
    const count = left.get(part) ?? 0;
    left.set(part, count - 1);
    return count <= 0;
  });
}
