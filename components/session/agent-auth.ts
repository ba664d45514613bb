import type { SessionAuth } from '../../src/index.js';
import { trimmed } from './attribute-reader.js';

/** What names an assistant, on an element that may. */
export interface AgentSource {
  readonly agentId?: string;
  readonly versionId?: string;
  readonly conversationId?: string;
}

/**
 * The login of an assistant's visitor, or `null` where no assistant is named. Telnyx refuses `main` as a version
 * although its own samples write it; it is meant as the live one, which naming no version gives.
 */
export function agentAuth(host: AgentSource): SessionAuth | null {
  const [agentId, versionId, conversationId] = [host.agentId, host.versionId, host.conversationId].map(
    trimmed,
  );
  if (!agentId) return null;
  return {
    agentId,
    ...(versionId && versionId !== 'main' && { versionId }),
    ...(conversationId && { conversationId }),
  };
}
