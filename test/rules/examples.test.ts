import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../../server/src/base/span';
import { checkText } from '../../server/src/lint/check-text';
import { isOrigin, spanOf, type Finding } from '../../server/src/lint/finding';
import type { Example, Rule } from '../../server/src/rules/define-rule';
import { RULES } from '../../server/src/rules/registry.generated';
import { splitText } from '../../server/src/sql/split';
import type { PgParser } from '../../server/src/sql/pg-parser';
import { testParser } from '../support/parser';

const docs = path.join(import.meta.dirname, '../../docs/rules');

let parser: PgParser;
beforeAll(async () => {
  parser = await testParser();
});

test('no two rules have the same id', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('is described', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(rule.docs.summary).toMatch(/^[A-Z`].*\.$/s);
    expect(rule.docs.references.length).toBeGreaterThan(0);
    for (const { url } of rule.docs.references) expect(new URL(url).protocol).toBe('https:');
    expect(existsSync(path.join(docs, `${id}.md`))).toBe(true);
  });

  test('has examples of both kinds', () => {
    const reporting = rule.examples.filter(({ reports }) => reports.length > 0);
    expect(reporting.length).toBeGreaterThanOrEqual(2);
    expect(rule.examples.length - reporting.length).toBeGreaterThanOrEqual(2);
    expect(new Set(rule.examples.map(({ title }) => title)).size).toBe(rule.examples.length);
  });

  describe.each(rule.examples.map((example) => [example.title, example] as const))('%s', (_, example) => {
    test('with LF', () => runExample(rule, example, '\n'));
    test('with CRLF', () => runExample(rule, example, '\r\n'));
  });
});

function runExample(rule: Rule, example: Example, lineEnd: string): void {
  const written = example.document?.text ?? example.sql;
  const text = withLineEnds(written, lineEnd);
  const check = (changed: string) => findingsOf(rule, example, changed, lineEnd);
  expectValid(withLineEnds(example.sql, lineEnd));

  const findings = check(text);
  expect(findings.map((finding) => text.slice(spanOf(finding.at).start, spanOf(finding.at).end))).toEqual(
    example.reports.map((report) => withLineEnds(report, lineEnd)),
  );
  if (example.says !== undefined) expect(findings[0]?.message).toContain(example.says);
  for (const { message } of findings) expect(message).toMatch(/^[`A-Z].*[.?]$/s);

  if (example.fixedSql !== undefined) {
    const fixes = findings.map((finding) => finding.fixes.find(isOfSchema));
    const sql = applyEdits(withLineEnds(example.sql, lineEnd), fixes.flatMap((fix) => editsOf(fix!, lineEnd))); // prettier-ignore
    expect(sql).toBe(withLineEnds(example.fixedSql, lineEnd));
    expectValid(sql);
    expect(findingsOf(rule, { ...example, sql }, text, lineEnd)).toEqual([]);
  }
  if (example.fixed === undefined) return;
  const fixed = applyEdits(
    text,
    findings.flatMap(({ fixes }) => editsOf(fixes[0]!, lineEnd)),
  );
  expect(fixed).toBe(withLineEnds(example.fixed, lineEnd));
  expect(check(fixed)).toEqual([]);
  // Each fix that is offered, alone, mends its finding.
  for (const { fixes } of findings) {
    for (const fix of fixes) {
      if (example.document && isOfSchema(fix)) {
        const sql = applyEdits(withLineEnds(example.sql, lineEnd), editsOf(fix, lineEnd));
        expectValid(sql);
        expect(findingsOf(rule, { ...example, sql }, text, lineEnd).length, fix.title).toBe(findings.length - 1);
        continue;
      }
      const mended = applyEdits(text, editsOf(fix, lineEnd));
      if (!example.document) expectValid(mended);
      expect(check(mended).length, fix.title).toBe(findings.length - 1);
    }
  }
}

function isOfSchema({ edits }: Finding['fixes'][number]): boolean {
  return edits.every(({ at }) => isOrigin(at) && at.source.file === 'schema.sql');
}

function findingsOf(rule: Rule, example: Example, text: string, lineEnd: string): Finding[] {
  const { document, options, postgresVersion, before, tool, file, migrations } = example;
  return checkText([rule], document ? withLineEnds(example.sql, lineEnd) : text, {
    parser,
    postgresVersion,
    ...(before !== undefined && { before: withLineEnds(before, lineEnd) }),
    ...(tool !== undefined && { tool }),
    ...(file !== undefined && { file }),
    ...(migrations && { migrations }),
    ...(document && { document: { name: document.name, text } }),
    ...(options && { options: { [rule.id]: options } }),
  }).sort((a, b) => spanOf(a.at).start - spanOf(b.at).start);
}

function editsOf(fix: Finding['fixes'][number], lineEnd: string): TextEdit[] {
  return fix.edits.map(({ at, newText }) => ({ span: spanOf(at), newText: withLineEnds(newText, lineEnd) }));
}

function expectValid(sql: string): void {
  for (const { start, end } of splitText(sql)) {
    expect(parser.parse(sql.slice(start, end)), sql.slice(start, end)).toMatchObject({ ok: true });
  }
}

function withLineEnds(text: string, lineEnd: string): string {
  return text.replaceAll('\n', lineEnd);
}
