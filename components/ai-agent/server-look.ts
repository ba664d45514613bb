import type { WidgetSettings } from '../../src/index.js';
import type { TelnyxAiAgent } from './ai-agent.js';

/** True where the portal placed the widget into the text of the page, and the page said nothing. */
export const isPlacedStatic = (host: TelnyxAiAgent, settings: WidgetSettings | null): boolean =>
  !host.placement && !host.position && /^(static|inline|embedded)$/.test(settings?.position ?? '');

/** What the portal says about look and place, as far as the page's attributes leave it open. */
export function serverLook(host: TelnyxAiAgent, settings: WidgetSettings): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  const rules = [
    host.theme === '' && settings.theme && `:host{color-scheme:${settings.theme}!important}`,
    isPlacedStatic(host, settings) &&
      ':host{display:block;position:relative!important;inset:auto!important;margin:0!important;height:100%;container:telnyx-agent/size;contain-intrinsic-size:384px 480px}',
  ];
  sheet.replaceSync(rules.filter(Boolean).join(''));
  return sheet;
}
