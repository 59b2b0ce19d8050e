import type { Rule, Severity } from '../rules/define-rule';
import type { Config, Preset } from '../workspace/config';

export interface RuleSettings {
  readonly severity: Severity | 'off';
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a configuration says of each rule for one file: the preset, then `rules`, then the overrides that match. */
export class Settings {
  private readonly byConfig = new WeakMap<Config, Map<string, ReadonlyMap<string, RuleSettings>>>();
  private readonly byPresets = new Map<string, ReadonlyMap<string, RuleSettings>>();

  constructor(private readonly rules: readonly Rule[]) {}

  of(config: Config, path: string): ReadonlyMap<string, RuleSettings> {
    let byPath = this.byConfig.get(config);
    if (!byPath) this.byConfig.set(config, (byPath = new Map()));
    let settings = byPath.get(path);
    if (!settings) byPath.set(path, (settings = this.read(config, path)));
    return settings;
  }

  private read(config: Config, path: string): ReadonlyMap<string, RuleSettings> {
    const usual = this.usual(config.presets);
    const written = config.rules(path);
    if (Object.keys(written).length === 0) return usual;
    return new Map(
      [...usual].map(([id, preset]): [string, RuleSettings] => {
        const setting = written[id];
        if (setting === undefined) return [id, preset];
        if (typeof setting === 'string') return [id, { ...preset, severity: setting }];
        return [id, { severity: setting[0], options: { ...preset.options, ...setting[1] } }];
      }),
    );
  }

  /** What presets alone say: the same for nearly all files. */
  private usual(presets: readonly Preset[]): ReadonlyMap<string, RuleSettings> {
    const key = presets.join();
    let settings = this.byPresets.get(key);
    if (!settings) {
      settings = new Map(this.rules.map((rule) => [rule.id, ofPresets(rule, presets)]));
      this.byPresets.set(key, settings);
    }
    return settings;
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
