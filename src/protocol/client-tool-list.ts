import * as z from 'zod/mini';

import { tolerant, tolerantNumber, tolerantText } from './tolerant.js';

/** A client tool as the portal has it. */
export interface ClientToolConfig {
  readonly name: string;
  /** How long the assistant waits for its result, in milliseconds. */
  readonly timeout_ms?: number;
}

const tool = z.object({
  name: tolerantText,
  timeout_ms: tolerantNumber,
  client_side_tool: tolerant(z.object({ name: tolerantText, timeout_ms: tolerantNumber })),
});
const tools = tolerant(z.array(tolerant(tool)));

/** No source tells the key on the wire; these are the words that Telnyx uses for the list elsewhere. */
const carrier = z.object({ client_tools: tools, client_side_tools: tools, tools });

/** The client tools that ride on a settings message; empty when there are none. */
export function readClientTools(settings: unknown): readonly ClientToolConfig[] {
  const parsed = carrier.safeParse(settings);
  if (!parsed.success) return [];
  const { client_tools: first, client_side_tools: second, tools: third } = parsed.data;
  return (first ?? second ?? third ?? []).flatMap((each) => {
    const name = each?.name ?? each?.client_side_tool?.name;
    const timeout = each?.timeout_ms ?? each?.client_side_tool?.timeout_ms;
    return name ? [{ name, ...(timeout && timeout > 0 ? { timeout_ms: timeout } : {}) }] : [];
  });
}
