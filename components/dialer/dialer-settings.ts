import type { CallOptions, CustomHeader } from '../../src/index.js';
import type { HistoryMode } from '../history/call-history.js';
import { AttributeReader, isRecord } from '../session/attribute-reader.js';
import { readConnectionSettings } from '../session/connection-settings.js';
import { readLogin } from '../session/login.js';
import { placements } from '../session/placements.js';
import type { HostSettings } from '../session/session-link.js';
import type { TelnyxDialer } from './dialer.js';
import { tonesOf } from './tone-address.js';

/** What the attributes of a dialer say at the moment. */
export interface DialerSettings extends HostSettings {
  /** For every call, beside its destination. */
  readonly call: CallOptions;
  readonly history: HistoryMode;
}

/** Reads every attribute anew: pages change them at any time, and a call uses what they say then. */
export function readDialerSettings(host: TelnyxDialer): DialerSettings {
  const reader = new AttributeReader();
  const connection = readConnectionSettings(host, reader);
  reader.choice('placement', host.placement, placements);
  reader.toggle('remember-devices', host.rememberDevices);
  const auth = readLogin(host);
  const missing = `<${host.localName}> needs a login and password, a login-token or a token-url.`;
  return {
    session: auth ? { ...connection, auth, tones: tonesOf(host) } : { missing },
    call: {
      callerName: host.callerName || undefined,
      callerNumber: host.callerNumber || undefined,
      customHeaders: reader.json('custom-headers', host.customHeaders, isHeaders),
    },
    history: reader.choice('history', host.history, ['off', 'session', 'local']) ?? 'session',
    problems: reader.problems,
  };
}

const isHeaders = (value: unknown): value is readonly CustomHeader[] =>
  Array.isArray(value) &&
  value.every((header) => isRecord(header) && typeof header.name === 'string' && 'value' in header);
