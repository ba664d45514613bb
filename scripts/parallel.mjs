/**
 * Runs its arguments as shell commands, all at once, and shows the output of each when it ends.
 * Fails when one of them fails.
 */
import { spawn } from 'node:child_process';

const exitCodes = await Promise.all(
  process.argv.slice(2).map(
    (command) =>
      new Promise((resolve, reject) => {
        const chunks = [];
        const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
        child.stdout.on('data', (chunk) => chunks.push(chunk));
        child.stderr.on('data', (chunk) => chunks.push(chunk));
        child.on('error', reject);
        child.on('close', (code) => {
          process.stdout.write(`$ ${command}\n${Buffer.concat(chunks).toString()}`);
          resolve(code ?? 1);
        });
      }),
  ),
);

process.exitCode = exitCodes.some((code) => code !== 0) ? 1 : 0;
