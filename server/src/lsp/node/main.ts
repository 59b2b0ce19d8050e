import { statSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../../package.json';
import type { Log } from '../../base/ports';
import { openCache } from '../../node/cache';
import { createNodeEngine } from '../../node/engine';
import { startServer } from '../server';
import { wholeMessages } from './whole-messages';

// Code is compiled at once, and optimised later than V8 would by itself: in an editor's first keystrokes that takes more time
// than it saves.
for (const flag of ['--always-sparkplug', '--no-lazy-feedback-allocation', '--interrupt-budget=400000'])
  setFlagsFromString(flag);

const connection = process.argv.includes('--stdio')
  ? createConnection(ProposedFeatures.all, process.stdin, wholeMessages(process.stdout))
  : createConnection(ProposedFeatures.all);
const log: Log = {
  info: (message) => connection.console.info(message),
  warn: (message) => connection.console.warn(message),
  error: (message, cause) =>
    connection.console.error(cause instanceof Error ? `${message}\n${cause.stack ?? cause.message}` : message),
};
process.on('uncaughtException', (error) => log.error('An unexpected failure; the server goes on.', error));
process.on('unhandledRejection', (error) => log.error('An unexpected failure; the server goes on.', error));

const { size, mtimeMs } = statSync(__filename);
const build = `${version} ${size} ${mtimeMs}`;

void createNodeEngine(log).then((engine) => {
  startServer(connection, engine, {
    version,
    docsFolder: path.join(__dirname, '../docs/rules').replaceAll('\\', '/'),
    layoutWorker: path.join(__dirname, 'layout-worker.js'),
    openCache: (folder, name) => openCache(folder, name, build, log),
  });
  connection.listen();
});
