import { defineConfig } from 'vitest/config';
import type { Reporter, TestModule } from 'vitest/node';

/** The line that scripts/test.mjs counts by. */
const count: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const number = (state: string) => states.filter((each) => each === state).length;
    console.log(`\n${number('passed')} passed, ${number('failed')} failed`);
  },
};

export default defineConfig({
  test: {
    reporters: ['default', count],
    maxWorkers: '100%',
    projects: [
      // Each file reads the whole engine: read once for all of them.
      {
        test: {
          name: 'unit',
          include: ['test/{unit,rules}/**/*.test.ts'],
          isolate: false,
          testTimeout: 30_000,
        },
      },
      // What goes through the language server or the command line, and what is written into files.
      {
        test: { name: 'server', include: ['test/{lsp,cli,change}/**/*.test.ts'], isolate: false, testTimeout: 30_000 },
      },
      // What asks PostgreSQL itself.
      { test: { name: 'proof', include: ['test/{catalog,proof}/**/*.test.ts'], isolate: false, testTimeout: 60_000 } },
      {
        test: {
          name: 'person',
          include: ['test/person/**/*.test.ts'],
          globalSetup: 'test/person/host.mjs',
          fileParallelism: false,
          // A browser on a loaded machine may miss a key.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
