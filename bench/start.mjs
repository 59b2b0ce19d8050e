// How long a start takes, cold and with what an earlier one left in the cache.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateSchema } from './generate-schema.mjs';
import { LspClient } from './lsp-client.mjs';

const FILES = 1_000;

/**
 * Milliseconds until the diagnostics of one long file are there, and until a workspace of many files is read: each cold, then
 * from the cache. With the most memory in MB that the first start took.
 */
export async function measureStarts(server, folder, text) {
  const long = path.join(folder, 'start');
  mkdirSync(long);
  const file = path.join(long, 'schema.sql');
  writeFileSync(file, text);
  const [cold, warm] = await twice(server, long, (client) => client.first(file, text));
  const many = path.join(folder, 'many');
  writeHistory(many);
  const [manyCold, manyWarm] = await twice(server, many, (client) => client.ready());
  return {
    file: { cold: cold.time, cached: warm.time, peak: cold.peak },
    files: { count: FILES, cold: manyCold.time, cached: manyWarm.time, peak: manyCold.peak },
  };
}

async function twice([command, ...args], folder, work) {
  const cacheFolder = `${folder}-cache`;
  const runs = [];
  for (let i = 0; i < 2; i++) {
    const client = new LspClient(command, args, folder, { cacheFolder });
    const time = await work(client);
    runs.push({ time, peak: client.memory('VmHWM') });
    // The cache is written behind what the person waits for.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    client.stop();
  }
  rmSync(cacheFolder, { recursive: true, force: true });
  return runs;
}

/** Migrations of goose: a table each, then changes of it. */
function writeHistory(folder) {
  mkdirSync(folder);
  const statements = generateSchema(20_000)
    .split(/;\n+/)
    .map((statement) => statement.trim())
    .filter((statement) => /^(?:create|alter|comment)/i.test(statement));
  const each = Math.ceil(statements.length / FILES);
  for (let i = 0; i < FILES; i++) {
    const own = statements.slice(i * each, (i + 1) * each).map((statement) => `${statement};`);
    const name = `${String(20_200_101_000_000 + i)}_step.sql`;
    writeFileSync(path.join(folder, name), `-- +goose Up\n${own.join('\n')}\n\n-- +goose Down\nSELECT 1;\n`);
  }
}
