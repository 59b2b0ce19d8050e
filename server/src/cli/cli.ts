import { version } from '../../../package.json';
import { catalog } from './catalog';
import { check } from './check';
import { erd } from './erd';
import { EXIT, helpOf, lines, readArguments, table, WrongUse, type Command, type Io } from './command';
import { lsp } from './lsp';
import { newFile } from './new';

const COMMANDS: readonly Command[] = [check, catalog, erd, newFile, lsp];

/** Runs `tablewright` with its arguments. Resolves to the exit code. */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  const command = COMMANDS.find(({ name }) => name === args[0]);
  try {
    if (!command) return general(args, io);
    const { names, values } = readArguments(command, args.slice(1));
    if (!values.help) return await command.run(names, values, io);
    io.out.write(helpOf(command));
    return EXIT.fine;
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    io.err.write(
      lines([error.message, `\`tablewright ${command ? `${command.name} ` : ''}--help\` says how it is used.`]),
    );
    return EXIT.wrong;
  }
}

function general([first]: readonly string[], io: Io): number {
  if (first === '--version') io.out.write(lines([version]));
  else if (first === '--help' || first === '-h') io.out.write(help());
  else if (first === undefined) io.err.write(help());
  else throw new WrongUse(first.startsWith('-') ? `Unknown option '${first}'.` : `There is no command '${first}'.`);
  return first === undefined ? EXIT.wrong : EXIT.fine;
}

function help(): string {
  return lines([
    'tablewright <command>',
    '',
    'Checks PostgreSQL schemas, migrations, data-model documents and contracts against one another.',
    '',
    ...table(COMMANDS.map(({ usage, summary }) => [usage, summary])),
    '',
    ...table([
      ['<command> --help', 'What a command can do.'],
      ['--version', 'The version.'],
    ]),
  ]);
}
