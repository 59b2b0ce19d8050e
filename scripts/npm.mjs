// The npm that runs this script, else the one on the PATH. Node's own modules only: used before anything is installed.

/** The program and arguments of an npm call. */
export function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('npm-cli.js') ? [process.execPath, cli, ...args] : ['npm', ...args];
}
