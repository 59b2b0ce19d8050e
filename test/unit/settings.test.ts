import { expect, it } from 'vitest';
import { Settings } from '../../server/src/lint/settings';
import { defineRule } from '../../server/src/rules/define-rule';
import { readConfig } from '../../server/src/workspace/config';

const rule = defineRule({
  id: 'varchar-255',
  category: 'types',
  since: '0.1.0',
  severity: { recommended: 'info', strict: 'warning' },
  presets: { classic: ['off'], documented: ['error', { lengths: 'none' }] },
  needs: 'table',
  covers: [],
  docs: { summary: 'S.', why: 'W.', whenOff: 'O.', references: [] },
  options: { lengths: { type: 'string', default: 'any', description: 'Which lengths.' } },
  examples: [],
  table: () => undefined,
});

function settingsFor(config: object) {
  const read = readConfig('/w', '/w/tablewright.json', JSON.stringify(config));
  expect(read.problems).toEqual([]);
  return new Settings([rule]).of(read, '/w/a.sql').get('varchar-255');
}

it.each([
  [{}, 'info', 'any'],
  [{ preset: 'strict' }, 'warning', 'any'],
  [{ preset: 'classic' }, 'off', 'any'],
  [{ preset: 'documented' }, 'error', 'none'],
  // A school that says nothing of a rule leaves it as it is.
  [{ preset: ['strict', 'modular'] }, 'warning', 'any'],
  [{ preset: ['documented', 'strict'] }, 'warning', 'none'],
  [{ preset: ['strict', 'classic'], rules: { 'varchar-255': 'hint' } }, 'hint', 'any'],
])('%j', (config, severity, lengths) => {
  expect(settingsFor(config)).toEqual({ severity, options: { lengths } });
});

it.each([
  ['"loose"', '`preset` must be one of `recommended`,'],
  ['["strict", "loose"]', '`preset.1` must be one of `recommended`,'],
])('says which presets there are, once, where %s is none', (preset, says) => {
  const { problems } = readConfig('/w', '/w/tablewright.json', `{ "preset": ${preset} }`);
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(says)]);
});
