import { PageEvent } from './events.js';

export interface ToolCallDetail {
  readonly callId: string;
  readonly toolName: string;
}

/** Sent when the agent asks the page to run a client tool. Arguments stay between tool and agent. */
export class TelnyxToolCallEvent extends PageEvent<ToolCallDetail> {
  constructor(detail: ToolCallDetail) {
    super('telnyx-tool-call', detail);
  }
}

export interface ToolResultDetail extends ToolCallDetail {
  readonly isError: boolean;
  readonly reason?: string;
}

/** Sent when a client tool has given its result or failed. */
export class TelnyxToolResultEvent extends PageEvent<ToolResultDetail> {
  constructor(detail: ToolResultDetail) {
    super('telnyx-tool-result', detail);
  }
}
