import type { Rule, Severity } from '../rules/define-rule';
import type { Config, Preset } from '../workspace/config';

export interface RuleSettings {
  readonly severity: Severity | 'off';
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a configuration says of each rule for one file: the preset, then `rules`, then the overrides that match. */
export class Settings {
  private readonly byConfig = new WeakMap<Config, Map<string, ReadonlyMap<string, RuleSettings>>>();

  constructor(private readonly rules: readonly Rule[]) {}

  of(config: Config, path: string): ReadonlyMap<string, RuleSettings> {
    let byPath = this.byConfig.get(config);
    if (!byPath) this.byConfig.set(config, (byPath = new Map()));
    let settings = byPath.get(path);
    if (!settings) byPath.set(path, (settings = this.read(config, path)));
    return settings;
  }

  private read(config: Config, path: string): ReadonlyMap<string, RuleSettings> {
    const written = config.rules(path);
    return new Map(
      this.rules.map((rule): [string, RuleSettings] => {
        const preset = ofPresets(rule, config.presets);
        const setting = written[rule.id];
        if (setting === undefined) return [rule.id, preset];
        if (typeof setting === 'string') return [rule.id, { ...preset, severity: setting }];
        return [rule.id, { severity: setting[0], options: { ...preset.options, ...setting[1] } }];
      }),
    );
  }
}

function ofPresets(rule: Rule, presets: readonly Preset[]): RuleSettings {
  const defaults = Object.entries(rule.options ?? {}).map(([name, spec]) => [name, spec.default] as const);
  let settings: RuleSettings = { severity: rule.severity.recommended, options: Object.fromEntries(defaults) };
  for (const preset of presets) {
    if (preset === 'recommended') {
      settings = { ...settings, severity: rule.severity.recommended };
    } else {
      const usual = preset === 'strict' ? rule.severity.strict : settings.severity;
      const [severity = usual, options] = rule.presets?.[preset] ?? [];
      settings = { severity, options: { ...settings.options, ...options } };
    }
  }
  return settings;
}
