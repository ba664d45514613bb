import type { CallInfo, CallOptions, CallSnapshot, CustomHeader, TelnyxError } from '../../src/index.js';
import { AttributeReader, isRecord } from './attribute-reader.js';
import { reportCallInfo } from './call-info.js';
import { readConnectionSettings } from './connection-settings.js';
import { isLive } from './current-call.js';
import { readLogin } from './login.js';
import type { TelnyxSessionElement } from './session.js';
import { type HostSettings, SessionLink } from './session-link.js';

/** The link of `<telnyx-session>`: nothing beside the session itself. */
export class PlainSessionLink extends SessionLink<TelnyxSessionElement> {
  override async sendMessage(text: string, options?: { readonly images?: readonly string[] }): Promise<void> {
    const session = await this.acquire();
    await session.sendMessage(text, options);
  }

  override async startCall(destination: string): Promise<CallSnapshot> {
    this.updateHandle({ isStarting: true });
    try {
      const session = await this.host.connect();
      const customHeaders = await this.#readHeaders();
      return await this.#call({ destination, ...(customHeaders.length > 0 && { customHeaders }) }, session);
    } finally {
      this.updateHandle({ isStarting: false });
    }
  }

  protected override readonly commands = {
    '--start': () => this.startCall(''),
    '--end': () => this.#liveCall?.hangup(),
    '--mute': () => this.#liveCall?.mute(),
    '--unmute': () => this.#liveCall?.unmute(),
  };

  get #liveCall() {
    return isLive(this.call) ? this.session?.getCall(this.call.id) : null;
  }

  protected override onCallInfo(info: CallInfo) {
    reportCallInfo(this.host, info);
  }

  protected override retry() {
    // The failure of another attempt is told and shown by connect() itself.
    this.host.connect().catch(() => undefined);
  }

  protected override readSettings(): HostSettings {
    const reader = new AttributeReader();
    const connection = readConnectionSettings(this.host, reader);
    reader.json('variables', this.host.variables, isRecord);
    const auth = readLogin(this.host);
    const missing = '<telnyx-session> needs an agent-id, a login and password, a login-token or a token-url.';
    return { session: auth ? { ...connection, auth } : { missing }, problems: reader.problems };
  }

  async #call(
    options: CallOptions,
    session: Awaited<ReturnType<TelnyxSessionElement['connect']>>,
  ): Promise<CallSnapshot> {
    try {
      return await session.call(options).answered;
    } catch (error) {
      // Who hangs up before the answer has not failed.
      if ((error as TelnyxError).context.cause !== 'ORIGINATOR_CANCEL') this.fail(error as TelnyxError);
      throw error;
    }
  }

  /** What `variables` and `data-var-*` say, as the headers that a call takes along. */
  async #readHeaders(): Promise<readonly CustomHeader[]> {
    const { variables, dataset } = this.host;
    const declared = new AttributeReader().json('variables', variables, isRecord);
    if (!declared && Object.keys(dataset).length === 0) return [];
    const { headersOf, readExtras } = await import('../ai-agent/dynamic-variables.js');
    const extras = readExtras({ declared, dataset, added: {}, headers: undefined }, this.host);
    return headersOf(extras, this.host);
  }
}
