import type { ClientToolEvent } from '../../src/index.js';
import { TelnyxToolCallEvent, TelnyxToolResultEvent } from '../tool-events.js';
import { OfficialEvent } from '../official-event.js';

/** Tells the page about a step of a client tool, under our names and the official ones. */
export function reportToolEvent(target: EventTarget, event: ClientToolEvent) {
  for (const each of eventsFor(event)) target.dispatchEvent(each);
}

function eventsFor(event: ClientToolEvent): Event[] {
  if (event.type === 'configured') {
    return [new OfficialEvent('client.tools.configured', { tools: event.tools })];
  }
  const { callId, toolName, ...step } = event;
  const detail = { callId, toolName };
  switch (step.type) {
    case 'invoked':
      return [new TelnyxToolCallEvent(detail), new OfficialEvent('client.tool.invoked', detail)];
    case 'completed': {
      const { isError } = step;
      const result = { ...detail, isError };
      const completed = new OfficialEvent('client.tool.completed', result);
      // One that failed has been told with its reason, under our name once.
      return isError ? [completed] : [new TelnyxToolResultEvent(result), completed];
    }
    case 'failed': {
      const { reason } = step;
      return [
        new TelnyxToolResultEvent({ ...detail, isError: true, reason }),
        new OfficialEvent('client.tool.error', { ...detail, reason }),
      ];
    }
  }
}
