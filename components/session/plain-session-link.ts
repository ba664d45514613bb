import type { CallInfo, CallSnapshot, CustomHeader, TelnyxError } from '../../src/index.js';
import { notCallable, readPhoneNumber } from '../dialer/phone-number.js';
import { tonesOf } from '../dialer/tone-address.js';
import { agentAuth } from './agent-auth.js';
import { AttributeReader, isRecord, trimmed } from './attribute-reader.js';
import { reportCallInfo } from './call-info.js';
import type { Wait } from './call-wish.js';
import { readConnectionSettings } from './connection-settings.js';
import { isLive } from './current-call.js';
import { localError } from './local-error.js';
import { readLogin } from './login.js';
import { PhoneLink } from './phone-link.js';
import type { TelnyxSessionElement } from './session.js';
import type { HostSettings } from './session-link.js';

const NOT_ANSWERED = 60007;
const ABORTED = 60008;
const noNumber = {
  code: 44002,
  name: 'INVALID_CALL_PARAMETERS',
  message:
    'There is no number to call. Put exactly one <telnyx-call-button destination="…"> into <telnyx-session>, or press the button itself.',
  fatal: false,
} as const;

/** The link of `<telnyx-session>`: nothing beside the session itself. */
export class PlainSessionLink extends PhoneLink<TelnyxSessionElement> {
  override async sendMessage(text: string, options?: { readonly images?: readonly string[] }): Promise<void> {
    const session = await this.acquire();
    await session.sendMessage(text, options);
  }

  override startCall(destination: string): Promise<CallSnapshot> {
    return this.wish.place(destination, (wait) => this.#startCall(destination, wait));
  }

  async #startCall(destination: string, wait: Wait): Promise<CallSnapshot> {
    this.updateHandle({ isStarting: true });
    try {
      const number = this.isPhone() ? numberFrom(destination) : destination;
      const [session, customHeaders] = await wait(this.#prepare());
      return await session.call({ destination: number, ...(customHeaders.length > 0 && { customHeaders }) })
        .answered;
    } catch (error) {
      this.#failed(error as TelnyxError, destination);
      throw error;
    } finally {
      this.updateHandle({ isStarting: this.wish.number !== null });
    }
  }

  async #prepare() {
    const session = await this.host.connect();
    return [session, await this.#readHeaders()] as const;
  }

  protected override readonly commands = {
    '--start': () => this.startCall(this.isPhone() ? this.#numberInside : ''),
    '--end': () => this.#liveCall?.hangup(),
    '--mute': () => this.#liveCall?.mute(),
    '--unmute': () => this.#liveCall?.unmute(),
  };

  /** What the call button inside calls; empty where there is none, or several that call different numbers. */
  get #numberInside(): string {
    const numbers = buttonsIn(this.host).map(({ destination }) => trimmed(destination));
    const [number = '', ...others] = new Set(numbers.filter(Boolean));
    return others.length > 0 ? '' : number;
  }

  get #liveCall() {
    return isLive(this.call) ? this.session?.getCall(this.call.id) : null;
  }

  protected override onCallInfo(info: CallInfo) {
    reportCallInfo(this.host, info);
  }

  override connect(): Promise<unknown> {
    return this.host.connect();
  }

  protected override isPhone(): boolean {
    return !agentAuth(this.host);
  }

  protected override readSettings(): HostSettings {
    const reader = new AttributeReader();
    const connection = readConnectionSettings(this.host, reader);
    reader.json('variables', this.host.variables, isRecord);
    const auth = readLogin(this.host);
    const tones = auth && !('agentId' in auth) && { tones: tonesOf(this.host) };
    const missing = '<telnyx-session> needs an agent-id, a login and password, a login-token or a token-url.';
    return { session: auth ? { ...connection, auth, ...tones } : { missing }, problems: reader.problems };
  }

  /** What the caller gave up, or called otherwise, is no failure to show. */
  #failed(error: TelnyxError, destination: string) {
    const { code, context } = error;
    if (code === ABORTED || (code === NOT_ANSWERED && context.cause === 'ORIGINATOR_CANCEL')) return;
    this.failCall(error, () => this.startCall(destination || this.#numberInside));
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

/** What a phone calls, cleaned; throws where that is nothing. */
function numberFrom(destination: string): string {
  const read = readPhoneNumber(destination);
  if (read.ok) return read.value;
  throw localError(
    read.problem === 'numberMissing'
      ? noNumber
      : { ...notCallable, message: 'This is not a phone number or SIP address.' },
  );
}

/** The call buttons below a root, through shadow roots; the property, for frameworks that set no attributes. */
function buttonsIn(root: ParentNode): readonly { readonly destination?: string }[] {
  return [...root.querySelectorAll('*')].flatMap((each) => [
    ...(each.localName === 'telnyx-call-button' ? [each as { readonly destination?: string }] : []),
    ...(each.shadowRoot ? buttonsIn(each.shadowRoot) : []),
  ]);
}
