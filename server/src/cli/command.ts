import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Log } from '../base/ports';

/** What a command may use of its process. */
export interface Io {
  readonly cwd: string;
  readonly out: Writable & { readonly columns?: number };
  readonly err: Writable;
  /** The folder of the bundles. */
  readonly dist: string;
}

export interface Option {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly help: string;
}

/** Values by option: a text, or true for one that takes none. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** One command, with what its help says. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  /** One line. */
  readonly summary: string;
  readonly notes: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Resolves to the exit code. Throws WrongUse. */
  run(names: readonly string[], values: Values, io: Io): Promise<number>;
}

/** A command line that can't be understood: the message is for the person, the exit code 2. */
export class WrongUse extends Error {}

export const EXIT = { fine: 0, found: 1, wrong: 2 } as const;

const HELP: Option = { type: 'boolean', help: 'Print this help.' };

/** Splits a command's arguments into names and options. Throws WrongUse. */
export function readArguments(command: Command, args: readonly string[]): { names: readonly string[]; values: Values } {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]));
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    return { names: positionals, values };
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.(?:\s|$)|\n/);
    throw new WrongUse(`${sentence!.replace('argument is ambiguous', 'needs a value')}.`);
  }
}

export function helpOf(command: Command): string {
  const options = { ...command.options, help: HELP };
  const rows = Object.entries(options).map(
    ([name, { value, help }]) => [`--${name}${value ? ` ${value}` : ''}`, help] as const,
  );
  return lines([
    `tablewright ${command.usage}`,
    '',
    command.summary,
    ...(command.notes.length > 0 ? ['', ...command.notes] : []),
    '',
    'Options:',
    ...table(rows),
  ]);
}

/** Rows of two columns. */
export function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

export function lines(list: readonly string[]): string {
  return `${list.join('\n')}\n`;
}

/** What goes wrong in the engine is said beside the output. */
export function logTo({ err }: Io): Log {
  return {
    info: () => undefined,
    warn: (message) => err.write(lines([message])),
    error: (message, cause) =>
      err.write(lines([cause instanceof Error ? `${message} ${cause.stack ?? cause.message}` : message])),
  };
}
