import { statSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../../package.json';
import type { Log } from '../../base/ports';
import { openCache } from '../../node/cache';
import { createNodeEngine } from '../../node/engine';
import { startServer } from '../server';

// Code that is compiled at once is ready for the first keystrokes; by itself V8 waits until it has been run many times.
setFlagsFromString('--always-sparkplug');
setFlagsFromString('--no-lazy-feedback-allocation');

const connection = createConnection(ProposedFeatures.all);
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
