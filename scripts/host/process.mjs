// Child processes that end when this one does.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const windows = process.platform === 'win32';
const running = new Set();

process.on('exit', () => running.forEach(stop));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

/** Starts a program in a process group of its own, so that what it starts can be ended with it. */
export function start(command, args, options = {}) {
  // Windows runs .cmd files only through its shell, which wants names with spaces quoted.
  const shell = windows && /\.(cmd|bat)$/i.test(command);
  const [program, ...rest] = shell ? [command, ...args].map((each) => `"${each}"`) : [command, ...args];
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], detached: !windows, shell, ...options });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** Ends a program that `start` started, and its children. */
export function stop(child) {
  running.delete(child);
  try {
    if (windows) child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/**
 * Runs a program to its end. Never rejects: a program that can't be started or that takes longer than `seconds`
 * has the code 1 and an output that says so.
 */
export function run(command, args, { seconds = 600, ...options } = {}) {
  return new Promise((resolve) => {
    const child = start(command, args, options);
    let output = '';
    const limit = setTimeout(() => {
      output += `\nStopped after ${seconds} s.`;
      stop(child);
    }, seconds * 1000);
    const end = (code) => {
      clearTimeout(limit);
      resolve({ code: code ?? 1, output });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.once('error', (error) => {
      output += error.message;
      end(1);
    });
    child.once('close', end);
  });
}

/** The full path of a program that the PATH has, or undefined. */
export function find(name) {
  const endings = windows ? (process.env.PATHEXT ?? '.EXE').split(';') : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const candidate = path.join(folder, name + ending);
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}
