import * as z from 'zod/mini';

import { METHOD } from '../../src/protocol/methods.js';
import { Assistant } from './assistant/assistant.js';
import type { Connection } from './connection.js';
import { createFarEnd } from './create-far-end.js';
import type { GatewayContext } from './gateway-context.js';
import { ringClient } from './ring-client.js';

/** What a test can make the gateway do on a connection. */
const gatewayCommand = z.discriminatedUnion('type', [
  /** Cuts the socket without a closing handshake. */
  z.object({ type: z.literal('drop') }),
  /** Announces that the session is dropped, then closes the socket. */
  z.object({ type: z.literal('punt') }),
  /** Ends every call of the session. */
  z.object({
    type: z.literal('bye'),
    reason: z.optional(z.enum(['normal', 'busy', 'rejected', 'unknown-number', 'no-codec', 'cancelled'])),
  }),
  /** Makes the assistant say something. */
  z.object({ type: z.literal('say'), text: z.string() }),
  /** Makes the assistant ask the page for its title. */
  z.object({ type: z.literal('ask-for-title') }),
  /** Rings at the client. */
  z.object({
    type: z.literal('call'),
    from: z.string(),
    name: z.optional(z.string()),
    farEnd: z.optional(z.enum(['assistant', 'echo', 'silent'])),
  }),
  /** Sends text as it is. */
  z.object({ type: z.literal('send'), text: z.string() }),
  /** Pushes a gateway state such as `UNREGED` or `FAILED`. */
  z.object({ type: z.literal('gateway-state'), state: z.string() }),
  /** Loses all packets of the calls from now on, or none any more. */
  z.object({ type: z.literal('lose-media'), lost: z.boolean() }),
  /** Says nothing more on the socket, and leaves it open. */
  z.object({ type: z.literal('fall-silent') }),
]);

export type GatewayCommand = z.infer<typeof gatewayCommand>;

/** Reads a command that came as JSON; throws a `TypeError` that names what is wrong with it. */
export function readCommand(value: unknown): GatewayCommand {
  const parsed = gatewayCommand.safeParse(value);
  if (!parsed.success) throw new TypeError(`Not a gateway command: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Does what a test wants on one connection. */
export async function runCommand(
  context: GatewayContext,
  connection: Connection,
  command: GatewayCommand,
): Promise<void> {
  const { session, outbox } = connection;
  switch (command.type) {
    case 'drop':
      connection.drop();
      break;
    case 'punt':
      outbox.request(METHOD.punt, {});
      connection.close();
      break;
    case 'bye':
      for (const leg of session?.legs ?? []) leg.hangUp(command.reason);
      break;
    case 'say':
      await findAssistant(connection).say(command.text);
      break;
    case 'ask-for-title':
      await findAssistant(connection).askForTitle();
      break;
    case 'call':
      await callClient(context, connection, command);
      break;
    case 'send':
      outbox.raw(command.text);
      break;
    case 'gateway-state':
      outbox.request(METHOD.gatewayState, { state: command.state });
      break;
    case 'lose-media':
      for (const leg of session?.legs ?? []) leg.losePackets(command.lost);
      break;
    case 'fall-silent':
      outbox.fallSilent();
      break;
  }
}

function findAssistant({ session }: Connection): Assistant {
  const assistant = session?.legs.map(({ farEnd }) => farEnd).find((farEnd) => farEnd instanceof Assistant);
  if (!assistant) throw new TypeError('No assistant is on a call of this connection.');
  return assistant;
}

async function callClient(
  context: GatewayContext,
  { session }: Connection,
  { from, name, farEnd = 'assistant' }: Extract<GatewayCommand, { type: 'call' }>,
): Promise<void> {
  if (!session) throw new TypeError('The client of this connection has not logged in.');
  const { user } = session.identity;
  await ringClient({
    context,
    session,
    parties: { callerName: name ?? from, callerNumber: from, calleeName: user, calleeNumber: user },
    headers: [],
    createFarEnd: (hangUp) => createFarEnd(farEnd, { context, session, variables: {}, hangUp }),
  });
}
