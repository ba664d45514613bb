import type { ConnectionSettings } from './connection-settings.js';

const REGISTERED = 'REGED';

/** What one connection answers to the question how far its client's registration is. */
export class Registration {
  readonly #settings: ConnectionSettings;
  readonly #isDisplaced: () => boolean;
  #asked = 0;

  /** `isDisplaced` tells whether another login of the same user took over. */
  constructor(settings: ConnectionSettings, isDisplaced: () => boolean) {
    this.#settings = settings;
    this.#isDisplaced = isDisplaced;
  }

  /** The state to answer with; each question is answered once. */
  nextState(): string {
    const { scenario, states, wantsOtherNode } = this.#settings;
    const scripted = states[this.#asked];
    this.#asked += 1;
    if (scripted !== undefined) return scripted;
    if (scenario.failsRegistration && !wantsOtherNode) return 'FAIL_WAIT';
    return this.#isDisplaced() ? 'UNREGED' : REGISTERED;
  }

  static isDone(state: string): boolean {
    return state === REGISTERED;
  }
}
