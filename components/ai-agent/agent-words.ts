import type { WidgetSettings } from '../../src/index.js';
import type { PresentStrings } from '../strings/ui.js';
import type { TelnyxAiAgent } from './ai-agent.js';

/** What can be worded and dressed by the page or the portal. */
export interface AgentWords {
  /** Set by the page or the portal; empty where the defaults apply. */
  readonly start: string;
  readonly thinking: string;
  readonly interruptHint: string;
  readonly logoUrl: string;
}

/** Attributes win over the server's settings, which win over the string table. An empty one is not set. */
export function agentWords(
  host: TelnyxAiAgent,
  settings: WidgetSettings | null,
  strings: PresentStrings,
): AgentWords {
  return {
    start: firstSet(host.startText, settings?.start_call_text),
    thinking: firstSet(host.thinkingText, settings?.agent_thinking_text, strings.stateThinking),
    interruptHint: firstSet(host.interruptText, settings?.speak_to_interrupt_text, strings.interruptHint),
    logoUrl: imageUrl(host.logoUrl, host.baseURI) || imageUrl(settings?.logo_icon_url, ''),
  };
}

const firstSet = (...texts: readonly (string | null | undefined)[]): string => texts.find(Boolean) ?? '';

/** Only images that come safely: by https, inside the address itself, or from the page's own server. */
function imageUrl(address: string | null | undefined, base: string): string {
  if (!address || !URL.canParse(address, base || undefined)) return '';
  const { href, protocol, origin } = new URL(address, base || undefined);
  const isSafe =
    protocol === 'https:' || href.startsWith('data:image/') || (base && origin === new URL(base).origin);
  return isSafe ? href : '';
}
