import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runCli } from '../../server/src/cli/cli';

export const DIST = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../dist');

/** A folder on the disk, which `dispose` removes. */
export class TempFolder {
  readonly path = realpathSync(mkdtempSync(path.join(tmpdir(), 'tablewright-')));

  constructor(files: Readonly<Record<string, string | Buffer>> = {}) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string | Buffer): void {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), text);
  }

  at(name: string): string {
    return path.join(this.path, name);
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `tablewright` with these arguments in a folder. */
export async function cli(cwd: string, ...args: string[]): Promise<CliRun> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await runCli(args, { cwd, out, err, dist: DIST });
  return { code, out: textOf(out), err: textOf(err) };
}

function textOf(stream: PassThrough): string {
  return String((stream.read() as Buffer | null) ?? '');
}
