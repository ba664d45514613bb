import type { SessionAuth } from '../../src/index.js';

/**
 * The login of an assistant's visitor. Telnyx refuses `main` as a version although its own samples write it;
 * it is meant as the live one, which naming no version gives.
 */
export function agentAuth(agentId: string, versionId: string, conversationId: string): SessionAuth {
  return {
    agentId,
    ...(versionId && versionId !== 'main' && { versionId }),
    ...(conversationId && { conversationId }),
  };
}
