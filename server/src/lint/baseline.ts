import { spanOf, type Finding } from './finding';

/** As the file is written: for each rule the places that were accepted, an equal one as often as it was there. */
interface BaselineFile {
  readonly version: 1;
  readonly findings: Readonly<Record<string, readonly string[]>>;
}

/** So much of the text at a finding tells it from others of its object. */
const MAX_TEXT = 60;

/** The findings of a folder that were there when they were accepted; only new ones count. */
export class Baseline {
  private constructor(
    readonly folder: string,
    private readonly accepted: ReadonlyMap<string, number>,
  ) {}

  /** Undefined where the text is no baseline. */
  static read(folder: string, text: string): Baseline | undefined {
    try {
      const { version, findings } = JSON.parse(text) as Partial<BaselineFile>;
      if (version !== 1 || typeof findings !== 'object') return undefined;
      const accepted = new Map<string, number>();
      for (const [rule, places] of Object.entries(findings)) {
        for (const place of places) count(accepted, `${rule} ${place}`);
      }
      return new Baseline(folder, accepted);
    } catch {
      return undefined;
    }
  }

  /** The text of a baseline that accepts these findings. `textOf` is the whole text of a finding's file. */
  static write(folder: string, findings: readonly Finding[], textOf: (file: string) => string): string {
    const byRule = new Map<string, string[]>();
    for (const finding of findings) {
      const places = byRule.get(finding.rule) ?? [];
      byRule.set(finding.rule, [...places, placeOf(finding, folder, textOf(finding.file))]);
    }
    const rules = [...byRule].sort(([a], [b]) => (a < b ? -1 : 1));
    const value: BaselineFile = {
      version: 1,
      findings: Object.fromEntries(rules.map(([rule, all]) => [rule, all.sort()])),
    };
    return `${JSON.stringify(value, undefined, 2)}\n`;
  }

  /** What is new among the findings of one file. */
  without(findings: readonly Finding[], text: string): Finding[] {
    const used = new Map<string, number>();
    return findings.filter((finding) => {
      const key = `${finding.rule} ${placeOf(finding, this.folder, text)}`;
      return count(used, key) > (this.accepted.get(key) ?? 0);
    });
  }

  /** How many entries none of the findings of all files needs any more. */
  unused(findings: readonly Finding[], textOf: (file: string) => string): number {
    const left = new Map(this.accepted);
    for (const finding of findings) {
      const key = `${finding.rule} ${placeOf(finding, this.folder, textOf(finding.file))}`;
      left.set(key, Math.max(0, (left.get(key) ?? 0) - 1));
    }
    return [...left.values()].reduce((sum, n) => sum + n, 0);
  }
}

/** The object and the text at the finding: they stay the same when lines move. */
function placeOf(finding: Finding, folder: string, text: string): string {
  const { start, end } = spanOf(finding.at);
  const file = finding.file.startsWith(`${folder}/`) ? finding.file.slice(folder.length + 1) : finding.file;
  const here = text
    .slice(start, Math.min(end, start + MAX_TEXT))
    .replace(/\s+/g, ' ')
    .trim();
  return `${finding.object ?? file}: ${here}`;
}

function count(map: Map<string, number>, key: string): number {
  const n = (map.get(key) ?? 0) + 1;
  map.set(key, n);
  return n;
}
