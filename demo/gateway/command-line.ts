import { parseArgs } from 'node:util';

import { destinations } from './route-call.js';
import { scenarioMenu } from './scenarios.js';

/** What somebody wants of the command `telnyx-elements-gateway`. */
export type CommandLine =
  | { readonly wish: 'start'; readonly port: number; readonly host: string }
  | { readonly wish: 'help' | 'version' }
  | { readonly wish: 'unclear'; readonly why: string };

const OPTIONS = {
  port: { type: 'string', default: '9010' },
  host: { type: 'string', default: '127.0.0.1' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

/** Reads the arguments of the command. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    if (values.help) return { wish: 'help' };
    if (values.version) return { wish: 'version' };
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
    if (port <= 65_535) return { wish: 'start', port, host: values.host };
    return { wish: 'unclear', why: `"${values.port}" is no port: it is a number from 0 to 65535.` };
  } catch (error) {
    // The rest of the sentence is about the way to pass positional arguments, of which there are none.
    return { wish: 'unclear', why: (error as Error).message.replace(/\. .*$/s, '.') };
  }
}

const isNumber = (name: string) => name.startsWith('+');

const callable = Object.entries(destinations).map(([name, farEnd]) => ({ name, farEnd }));

/** Whom a user may call, in one line. */
export const whomToCall = `Call ${callable
  .filter(({ name }) => isNumber(name))
  .map(({ name, farEnd }) => `${farEnd} (${name})`)
  .join(', ')}, another user, or any other number for the assistant.`;

/** Every scenario, a line each. */
export const scenarioLines = scenarioMenu.map(
  ({ name, description }) => `  ${name.padEnd(18)} ${description}`,
);

export const usage = `Usage: telnyx-elements-gateway [--port 9010] [--host 127.0.0.1]

A gateway that speaks the protocol of Telnyx with real sound, on this machine and without an account.

  --port <number>    where it listens; 0 for any free port
  --host <address>   0.0.0.0 lets other machines in
  -h, --help         shows this
  -v, --version      shows the version

Any user and password can log in, and so can any assistant.
${whomToCall}

Scenarios, with ?scenario=… in the address of the gateway:
${scenarioLines.join('\n')}
`;
