import type { Rule, Severity } from '../rules/define-rule';
import type { Config } from '../workspace/config';

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
        const setting = written[rule.id];
        const defaults = Object.fromEntries(
          Object.entries(rule.options ?? {}).map(([name, spec]) => [name, spec.default]),
        );
        if (setting === undefined) return [rule.id, { severity: rule.severity[config.preset], options: defaults }];
        if (typeof setting === 'string') return [rule.id, { severity: setting, options: defaults }];
        return [rule.id, { severity: setting[0], options: { ...defaults, ...setting[1] } }];
      }),
    );
  }
}
