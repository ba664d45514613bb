import * as z from 'zod/mini';

import { customHeader } from '../../src/protocol/dialog.js';
import { HANG_UP_REASONS } from './hang-ups.js';

const times = z.optional(z.number());

/** What a test can make the gateway do on a connection. */
const gatewayCommand = z.discriminatedUnion('type', [
  /** Cuts the socket without a closing handshake, and every new one of the tag for so many milliseconds more. */
  z.object({ type: z.literal('drop'), forMs: z.optional(z.number()) }),
  /** Ends a `drop` before its time, also while no socket is open: the next one stays. */
  z.object({ type: z.literal('restore') }),
  /** Closes the socket with a code, 1001 by default. */
  z.object({ type: z.literal('close'), code: z.optional(z.number()) }),
  /** Announces that the session is dropped, then closes the socket; may name the first call. */
  z.object({ type: z.literal('punt'), namesCall: z.optional(z.boolean()) }),
  /** Ends every call of the session. */
  z.object({ type: z.literal('bye'), reason: z.optional(z.enum(HANG_UP_REASONS)) }),
  /** Forgets a call, by default the first, without a word: it will not be attached again. */
  z.object({ type: z.literal('lose-call'), callId: z.optional(z.string()) }),
  /** Offers the calls again, or one that nobody knows. */
  z.object({ type: z.literal('attach'), isUnknown: z.optional(z.boolean()) }),
  /** Makes the assistant say something. */
  z.object({ type: z.literal('say'), text: z.string() }),
  /** Makes the assistant ask the page for its title. */
  z.object({ type: z.literal('ask-for-title') }),
  /** Calls a client tool; its output is in the report. */
  z.object({
    type: z.literal('call-tool'),
    name: z.string(),
    arguments: z.optional(z.string()),
    callId: z.optional(z.string()),
  }),
  /** Sends any `ai_conversation` message, such as new settings of the widget. */
  z.object({ type: z.literal('converse'), params: z.record(z.string(), z.unknown()) }),
  /** Rings at the client, `count` times at once. */
  z.object({
    type: z.literal('call'),
    from: z.string(),
    name: z.optional(z.string()),
    farEnd: z.optional(z.enum(['assistant', 'echo', 'silent'])),
    headers: z.optional(z.array(customHeader)),
    clientState: z.optional(z.string()),
    count: z.optional(z.number()),
  }),
  /** Gives the far end of every call another name and number. */
  z.object({ type: z.literal('display'), name: z.string(), number: z.string() }),
  /** Sends digits or a text of the far end on every call. */
  z.object({ type: z.literal('info'), params: z.record(z.string(), z.unknown()) }),
  /** Sends text as it is. */
  z.object({ type: z.literal('send'), text: z.string() }),
  /** Pushes a gateway state such as `UNREGED` or `FAILED`. */
  z.object({ type: z.literal('gateway-state'), state: z.string() }),
  /** Refuses the next requests of a method, all of them without `times`; by default with -32603. */
  z.object({
    type: z.literal('refuse'),
    method: z.string(),
    code: z.optional(z.number()),
    message: z.optional(z.string()),
    times,
  }),
  /** Leaves the next requests of a method without an answer. */
  z.object({ type: z.literal('ignore'), method: z.string(), times }),
  /** Loses all packets of the calls from now on, or none any more. */
  z.object({ type: z.literal('lose-media'), lost: z.boolean() }),
  /** Breaks the path of the packets of every call until the client restarts ICE. */
  z.object({ type: z.literal('break-path') }),
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
