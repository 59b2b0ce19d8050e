import { createRequire } from 'node:module';
import path from 'node:path';
import { EXIT, WrongUse, type Command } from './command';

export const lsp: Command = {
  name: 'lsp',
  usage: 'lsp --stdio',
  summary: 'Serves an editor that speaks the language server protocol, over standard input and output.',
  notes: [],
  options: {
    stdio: { type: 'boolean', help: 'Talk over standard input and output (the only way there is).' },
    clientProcessId: { type: 'string', value: 'ID', help: 'End when this process ends.' },
  },
  run(names, values, io) {
    if (names.length > 0) throw new WrongUse(`'${names[0]}' is one too many: \`lsp\` takes no names.`);
    if (!values.stdio) throw new WrongUse('Say `--stdio`: it is the only way to talk to the server.');
    // A bundle of its own, which reads the options from the command line and listens at once. As import() would, but that
    // first searches all of its text for what it exports.
    createRequire(__filename)(path.join(io.dist, 'server.js'));
    return Promise.resolve(EXIT.fine);
  },
};
