import { html, LitElement, nothing } from 'lit';
import type { AudioLevels, TelnyxSession } from '../../src/index.js';
import { SessionController } from '../controllers/session-controller.js';
import { phoneIcons } from '../icons/phone-icons.js';
import { texts } from '../session/attributes.js';
import { currentCall, isAnswered } from '../session/current-call.js';
import { fill } from '../strings/fill.js';
import { phone } from '../strings/phone.js';
import { devices } from '../strings/phone-devices.js';
import type { DeviceStrings, PhoneStrings, PresentStrings } from '../strings/table.js';
import { partStyles } from '../styles/part.js';
import { devicesOf, roleOf } from './device-role.js';
import { deviceSelectStyles } from './device-select.styles.js';
import { rememberDevice, restoreDevice, stopRestoring } from './remembered-device.js';

const loadTest = () => import('./device-test.js');

/**
 * Chooses the microphone or the speaker from what is plugged in, with a level meter or a test tone. Where the
 * browser cannot choose a speaker it says so.
 *
 * @tag telnyx-device-select
 * @summary The choice of a microphone or speaker.
 *
 * @csspart device - Label and list.
 * @csspart device-list - The native `<select>`.
 * @csspart volume - How loud calls are heard, beside the choice of their speaker.
 * @csspart meter - The level of the microphone.
 * @csspart test-button - Tests the device.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxDeviceSelect extends LitElement {
  static override styles = [partStyles, deviceSelectStyles];

  static override properties = {
    ...texts('kind'),
    remember: { converter: { fromAttribute: (value: string | null) => value !== 'false' } },
    trouble: { state: true },
    isTesting: { state: true },
  };

  /** @attr kind - `audioinput` (default), `audiooutput`, or `ringer` for the speaker that calls ring on. */
  declare kind: '' | 'audioinput' | 'audiooutput' | 'ringer';
  /** @attr remember - Keeps the choice on this site, in `localStorage`; on unless `"false"`. */
  declare remember: boolean;
  declare private trouble: keyof DeviceStrings | null;
  declare private isTesting: boolean;

  readonly #session = new SessionController(
    this,
    (snapshot) => ({ devices: snapshot.devices, isInCall: isAnswered(currentCall(snapshot)) }),
    { onSession: (session, signal) => this.#onSession(session, signal) },
  );
  #test = new AbortController();
  #wasInCall = false;
  #canChangeVolume: boolean | undefined;

  constructor() {
    super();
    this.kind = '';
    this.remember = true;
    this.isTesting = false;
    this.trouble = null;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stopTest();
  }

  protected override willUpdate() {
    const { isInCall } = this.#session.value;
    // The call has the microphone now.
    if (isInCall && !this.#wasInCall) this.#stopTest();
    this.#wasInCall = isInCall;
  }

  override render() {
    const { strings, session, value } = this.#session;
    const words = { ...phone, ...devices, ...strings };
    const role = roleOf(this.kind);
    const label = words[role.word];
    const found = devicesOf(value.devices, role);
    const isFixed = this.#isOutput && !canChooseSpeaker();
    return html`
      <div part="device">
        <label class="label" for=${isFixed ? nothing : 'list'}>${label}</label>
        ${
          isFixed
            ? html`<p class="secondary">${words.speakerNotChoosable}</p>`
            : html`<select
                id="list"
                part="device-list"
                title=${session ? nothing : words.notConnected}
                ?disabled=${!session}
                @change=${this.#onChange}
              >
                <option value="" .selected=${this.#chosen === null}>${words.systemDefault}</option>
                ${found
                  .filter(({ deviceId }) => deviceId)
                  .map(
                    ({ deviceId, label: name }, index) =>
                      html`<option value=${deviceId} .selected=${deviceId === this.#chosen}>
                        ${name || fill(words.deviceNumber, { kind: label, number: index + 1 })}
                      </option>`,
                  )}
              </select>`
        }
        ${session && !isFixed && !found.some(isNamed) ? html`<p class="secondary">${found.length === 0 ? words.noDevices : words.namesHidden}</p>` : nothing}
        ${this.kind === 'audiooutput' && (this.#canChangeVolume ??= canChangeVolume()) ? this.#renderVolume(words) : nothing}
        ${this.#renderTest(words)}
      </div>
    `;
  }

  #renderVolume({ volume, notConnected, tag }: DeviceStrings & PhoneStrings & Pick<PresentStrings, 'tag'>) {
    const { session, value } = this.#session;
    return html`
      <div class="volume">
        <label class="label" for="volume">${volume}</label>
        <input
          id="volume"
          part="volume"
          type="range"
          min="0"
          max="1"
          step="0.05"
          .value=${String(value.devices.volume)}
          aria-valuetext=${new Intl.NumberFormat(tag ?? 'en', { style: 'percent' }).format(value.devices.volume)}
          title=${session ? nothing : notConnected}
          ?disabled=${!session}
          @input=${this.#onVolume}
        />
      </div>
    `;
  }

  #renderTest(words: DeviceStrings & PhoneStrings) {
    const { isInCall } = this.#session.value;
    const test = this.#isOutput ? words.testSpeaker : this.isTesting ? words.stopTest : words.testMicrophone;
    return html`
      <div class="row">
        ${
          this.#isOutput
            ? nothing
            : html`<div
                part="meter"
                class="meter ${this.isTesting || isInCall ? 'on' : ''}"
                role="meter"
                aria-label=${words.inputLevel}
                aria-valuenow="0"
                aria-valuemin="0"
                aria-valuemax="100"
              >
                <i></i>
              </div>`
        }
        ${
          !this.#isOutput && isInCall
            ? nothing
            : html`<button
                part="test-button"
                class="quiet"
                type="button"
                aria-pressed=${this.#isOutput ? nothing : this.isTesting}
                title=${this.#session.isPlaced ? nothing : words.notConnected}
                ?disabled=${!this.#session.isPlaced}
                @click=${this.#onTest}
              >
                ${this.#isOutput ? phoneIcons.speaker : nothing}${test}
              </button>`
        }
      </div>
      <p class="trouble" role="alert">${this.trouble ? words[this.trouble] : ''}</p>
    `;
  }

  get #isOutput(): boolean {
    return roleOf(this.kind).list === 'speakers';
  }

  get #chosen(): string | null {
    return this.#session.value.devices[roleOf(this.kind).chosen];
  }

  #onSession(session: TelnyxSession, signal: AbortSignal) {
    session.levels.subscribe(({ input }: AudioLevels) => this.#showLevel(input), { signal });
    void session.refreshDevices();
    if (this.remember) this.#attempt(restoreDevice(session, roleOf(this.kind)));
  }

  /** A device that cannot be used is told in words, and the one before stays. */
  #attempt(work: Promise<void> | void) {
    this.trouble = null;
    Promise.resolve(work).catch(() => {
      this.trouble = 'deviceFailed';
    });
  }

  #onChange(event: Event) {
    this.#stopTest();
    const { session } = this.#session;
    if (!session) return;
    const role = roleOf(this.kind);
    const id = (event.target as HTMLSelectElement).value || null;
    stopRestoring(session, role);
    this.#attempt(role.use(session, id));
    if (this.remember) rememberDevice(role, id);
  }

  #onVolume(event: Event) {
    this.#session.session?.setVolume((event.target as HTMLInputElement).valueAsNumber);
  }

  async #onTest() {
    if (this.isTesting) {
      this.#stopTest();
      return;
    }
    this.isTesting = true;
    this.trouble = null;
    this.#test = new AbortController();
    const { signal } = this.#test;
    try {
      const { listenTo, playTestTone } = await loadTest();
      if (this.#isOutput) {
        // What has no ringer of its own rings where calls are heard.
        await playTestTone(this.#chosen ?? this.#session.value.devices.speakerId);
        this.isTesting = false;
        return;
      }
      await listenTo(this.#chosen, (level) => this.#showLevel(level), signal);
      // With the permission come the names.
      await this.#session.session?.refreshDevices();
    } catch {
      this.isTesting = false;
      this.trouble = 'testFailed';
    }
  }

  #stopTest() {
    this.#test.abort();
    this.isTesting = false;
    this.#showLevel(0);
  }

  /** Written straight to the style: ten times a second is no reason to render. */
  #showLevel(level: number) {
    const meter = this.shadowRoot?.querySelector<HTMLElement>('.meter');
    const share = Math.round(100 * Math.min(1, level) ** 0.6);
    meter?.style.setProperty('--_level', `${String(share)}%`);
    meter?.setAttribute('aria-valuenow', String(share));
  }
}

/** Browsers keep the names to themselves, and some all but one device, until a page was allowed the microphone. */
const isNamed = ({ label }: MediaDeviceInfo) => label !== '';

/** Not on devices that leave it to their keys: there it stays what it is. */
function canChangeVolume(): boolean {
  const probe = new Audio();
  probe.volume = 0.5;
  return probe.volume === 0.5;
}

const canChooseSpeaker = () => 'setSinkId' in HTMLMediaElement.prototype;

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-device-select': TelnyxDeviceSelect;
  }
}
