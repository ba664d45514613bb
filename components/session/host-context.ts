import type { Context } from '@lit/context';
import type { TelnyxError } from '../../src/index.js';
import type { PresentStrings } from '../strings/ui.js';

/** What a host offers its parts beside the session. Replaced whenever one of the values changes. */
export interface HostHandle {
  readonly strings: PresentStrings;
  /** The failure that holds now: the session's own, or one of the host's such as a denied microphone. */
  readonly error: TelnyxError | null;
  /** True from the wish to start until the call is answered or has failed. */
  readonly isStarting: boolean;
  /** True while the browser says that it has no network, which a connection shows only seconds later. */
  readonly isOffline: boolean;
  /** True where a message may be written although no call is up, because it begins the conversation. */
  readonly canMessageAnytime: boolean;
  /** False for the session of a phone, where nobody reads messages. */
  readonly hasAgent: boolean;
  /** Incoming calls that the page shows by itself. */
  readonly takenCallIds: readonly string[];
  /** Takes a phone's registration back from another tab; missing while it is here. */
  readonly takeBack?: (() => void) | null;
  /** Tries again what failed. */
  retry(): void;
  sendMessage(text: string, options?: { readonly images?: readonly string[] }): Promise<void>;
}

/** From a session host to its parts; not for pages, which have properties and methods for the same. */
export const hostContext = Symbol.for('telnyx-elements:host') as Context<symbol, HostHandle | null>;
