import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

interface Result {
  readonly title: string;
  readonly milliseconds: number;
  readonly error?: string;
}

/** Called by VS Code's extension host. The results go into a file: that a host was killed shows by its absence. */
export async function run(): Promise<void> {
  const results: Result[] = [];
  // An editor on a loaded machine may be late.
  const mocha = new Mocha({ timeout: 20_000, retries: 1, reporter: Mocha.reporters.Base });
  for (const name of readdirSync(__dirname).filter((name) => name.endsWith('.test.js'))) {
    mocha.addFile(path.join(__dirname, name));
  }
  await new Promise<void>((resolve) => {
    mocha
      .run(() => {
        resolve();
      })
      .on('pass', (test) => results.push({ title: test.fullTitle(), milliseconds: test.duration ?? 0 }))
      .on('fail', (test, error: Error) =>
        results.push({
          title: test.fullTitle(),
          milliseconds: test.duration ?? 0,
          error: error.stack ?? String(error),
        }),
      );
  });
  writeFileSync(path.join(__dirname, 'results.json'), JSON.stringify(results));
}
