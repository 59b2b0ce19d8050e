import { styleText } from 'node:util';
import type { Range } from '../base/lines';
import type { Severity } from '../rules/define-rule';
import type { Io } from './command';
import type { FileReport, Report, ReportedFinding } from './report';

type Style = Parameters<typeof styleText>[0];

const COLOUR: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' };
const MAX_WIDTH = 120;

/** A report for people: each finding with its place, what it says and the line it stands in; a summary at the end. */
export function reportAsText(report: Report, out: Io['out']): string {
  const page = new Page(out);
  return [
    ...report.files.flatMap((file) => file.findings.map((finding) => page.finding(file, finding))),
    page.summary(report),
  ].join('\n');
}

class Page {
  private readonly width: number;

  constructor(private readonly out: Io['out']) {
    this.width = Math.min(out.columns ?? MAX_WIDTH, MAX_WIDTH);
  }

  finding(file: FileReport, { rule, severity, message, range }: ReportedFinding): string {
    const { line, character } = range.start;
    const place = this.style('bold', `${file.path}:${line + 1}:${character + 1}`);
    const head = `${place}  ${this.style(COLOUR[severity], severity)}  ${this.style('gray', rule)}`;
    return `${[head, ...wrap(message, this.width - 2).map((text) => `  ${text}`), ...this.frame(file, range, severity)].join('\n')}\n`;
  }

  summary({ files, counts, checked }: Report): string {
    if (files.length === 0) return `No findings in ${count(checked, 'file')}.\n`;
    const found = (['error', 'warning', 'info', 'hint'] as const)
      .filter((severity) => counts[severity] > 0)
      .map((severity) => this.style(COLOUR[severity], count(counts[severity], severity)));
    const fixable = files.flatMap((file) => file.findings).filter(({ fix }) => fix === 'safe').length;
    const fix = fixable > 0 ? ` ${fixable} can be fixed with --fix.` : '';
    return `${found.join(', ')} in ${files.length} of ${count(checked, 'file')}.${fix}\n`;
  }

  /** The line of a place, with a mark below; of a long line the part around it. */
  private frame({ text, lines }: FileReport, { start, end }: Range, severity: Severity): string[] {
    const from = lines.offsetAt({ line: start.line, character: 0 });
    const to = lines.offsetAt({ line: start.line + 1, character: 0 });
    const source = text.slice(from, to).replace(/[\r\n]+$/, '');
    if (source.trim() === '') return [];
    const number = String(start.line + 1).padStart(5);
    const room = Math.max(20, this.width - number.length - 3);
    const cut =
      source.length <= room ? 0 : Math.max(0, Math.min(start.character - Math.floor(room / 3), source.length - room));
    const shown = source.slice(cut, cut + room).replace(/\p{Cc}/gu, ' ');
    const column = start.character - cut;
    const length = (end.line === start.line ? end.character : source.length) - start.character;
    const mark = '^'.repeat(Math.max(1, Math.min(length, shown.length - column)));
    const bar = this.style('gray', '|');
    return [
      `${this.style('gray', number)} ${bar} ${shown}`,
      `${' '.repeat(number.length)} ${bar} ${' '.repeat(column)}${this.style(COLOUR[severity], mark)}`,
    ];
  }

  private style(style: Style, text: string): string {
    return styleText(style, text, { stream: this.out });
  }
}

/** `1 file`, `2 files` */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function wrap(text: string, width: number): string[] {
  const wrapped: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      wrapped.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...wrapped, line];
}
