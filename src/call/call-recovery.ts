import { delay, untilAborted } from '../shared/delay.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { TaskQueue } from '../shared/task-queue.js';
import type { CallLife } from './call-life.js';
import type { CallMedia } from './call-media.js';
import { modifyCall } from './call-modification.js';
import { sendDescription } from './call-setup.js';
import {
  type MediaTrouble,
  nextRepair,
  RECOVERY_LIMIT_MS,
  type RepairSituation,
  type RepairStep,
  WATCH_MS,
} from './recovery-plan.js';

export type { MediaTrouble } from './recovery-plan.js';

/** The server offers a call again right after the login; when it has not by now, it will not. */
const ATTACH_PATIENCE_MS = 5000;
const CONNECTING_TIMEOUT_MS = 10_000;
const SOUND_PATIENCE_MS = 2000;
const SOUND_INTERVAL_MS = 100;
/** Silence that comes back so soon was not cured. */
const SILENCE_MEMORY_MS = 60_000;
const SAME_SILENCE_MS = 5000;

/**
 * Brings the media of an answered call back: it alone decides when, and `recovery-plan.ts` how. It is loaded
 * once the call is active, while there is a network to load it from.
 */
export class CallRecovery {
  readonly #life: CallLife;
  readonly #media: CallMedia;
  readonly #modifications: TaskQueue;
  #watch: AbortController | null = null;
  #attempt: AbortController | null = null;
  #iceRestart = new AbortController();
  #wake = new AbortController();
  #isRepairing = false;
  #isLost = false;
  #hasFailed = false;
  #isLinkProven = false;
  #wasLinkLost = false;
  #attachExpectedUntil = 0;
  #silences = 0;
  #lastSilenceAt = -Infinity;

  constructor(life: CallLife, media: CallMedia, modifications: TaskQueue) {
    this.#life = life;
    this.#media = media;
    this.#modifications = modifications;
    this.#wasLinkLost = this.#isLinkLost;
    life.store.subscribe(() => {
      this.#followLink();
    });
    // What happened while this was loading.
    this.follow();
  }

  /** The peer in use has changed its state. */
  follow(): void {
    const state = this.#media.current.connectionState.value;
    if (state === 'disconnected' || state === 'failed') this.suspect(state);
    else if (state === 'connected') {
      this.#watch?.abort();
      if (this.#isLost) this.#restored();
    }
  }

  /** Watches as long as the kind of trouble deserves, and repairs what does not pass by itself. */
  suspect(trouble: MediaTrouble): void {
    // Nobody talks yet: the answer looks at the media first, and until then there is nothing to modify.
    if (!('answeredAt' in this.#life.state)) return;
    if (this.#isRepairing || (trouble === 'silent' && !this.#mayRepairSilence())) return;
    this.#watch?.abort();
    this.#watch = new AbortController();
    const signal = AbortSignal.any([this.#life.signal, this.#watch.signal]);
    this.#isStillThere(trouble, signal).then(
      (isThere) => {
        if (isThere) void this.#repair();
      },
      () => undefined,
    );
  }

  /** Answers the server's new offer for this call with a new peer; the newest offer counts. */
  reattach(offer: string): void {
    this.#attempt?.abort();
    // What the restart would mend is given up by the server; the new offer is not to wait for it.
    this.#iceRestart.abort();
    const attempt = new AbortController();
    this.#attempt = attempt;
    const signal = AbortSignal.any([this.#life.signal, attempt.signal]);
    this.#modifications
      .run(() => untilAborted(this.#attach(offer, signal), signal))
      .then(
        () => {
          this.#life.learn({ recovered: true });
          // The server may have offered it before the far end had answered.
          this.#life.dispatch({ type: 'answered', at: this.#life.context.clock.now() });
          this.#restored();
          this.#life.context.onRecovered();
        },
        (error: unknown) => {
          if (!attempt.signal.aborted) this.#attachFailed(toTelnyxError(error));
        },
      )
      .finally(() => {
        if (this.#attempt === attempt) this.#attempt = null;
        this.#attachExpectedUntil = 0;
        this.#wakeUp();
      });
  }

  async #attach(offer: string, signal: AbortSignal): Promise<void> {
    const { context } = this.#life;
    const { microphone } = this.#media;
    signal.throwIfAborted();
    await this.#media.succeed(context.createSuccessor(), async (exchange) => {
      if (!microphone.isWanted)
        microphone.prepare().catch((error: unknown) => context.onWarning(toTelnyxError(error)));
      const sdp = await exchange.answer(offer, 'attach', microphone.sendsAudio);
      await untilAborted(context.link.connect(), signal);
      await sendDescription('attach', sdp, this.#life, exchange);
    });
  }

  #attachFailed(error: TelnyxError): void {
    if (this.#life.signal.aborted) return;
    this.#life.context.logger.warn('re-attach failed', { code: error.code });
    if (toTelnyxError(error.cause).code === 60012) {
      // The server knows no such call any more.
      this.#life.abandon(new TelnyxError(48501, { callId: this.#life.details.id, cause: error }));
      return;
    }
    this.#hasFailed = !this.#isLinkLost;
    void this.#repair();
  }

  /** One repair at a time, step by step, until the media is back, the call is over, or the time is. */
  async #repair(): Promise<void> {
    if (this.#isRepairing) return;
    const startedAt = this.#life.context.clock.now();
    this.#isRepairing = this.#isLost = true;
    this.#isLinkProven = false;
    this.#life.dispatch({ type: 'media-lost' });
    try {
      while (this.#isUnsettled) {
        const situation = this.#situation(startedAt);
        await this.#take(nextRepair(situation), RECOVERY_LIMIT_MS - situation.elapsedMs);
      }
    } finally {
      this.#isRepairing = false;
    }
    // What happened in the last moment of the repair was taken for a part of it.
    if (!this.#life.signal.aborted) this.follow();
  }

  get #isUnsettled(): boolean {
    return this.#isLost && !this.#life.signal.aborted;
  }

  #situation(startedAt: number): RepairSituation {
    const now = this.#life.context.clock.now();
    const proof = this.#isLinkProven ? 'proven' : 'unproven';
    return {
      elapsedMs: now - startedAt,
      link: this.#isLinkLost ? 'down' : proof,
      isAttachExpected: this.#attempt !== null || now < this.#attachExpectedUntil,
      hasFailed: this.#hasFailed,
    };
  }

  async #take(step: RepairStep, remainingMs: number): Promise<void> {
    const { context, details } = this.#life;
    const callId = details.id;
    switch (step) {
      case 'give-up':
        this.#life.fail(new TelnyxError(47001));
        break;
      case 'wait':
        await this.#pause(remainingMs);
        break;
      case 'prove-link':
        await context.link.proveAlive(this.#life.signal).then(
          () => (this.#isLinkProven = true),
          () => (this.#hasFailed = true),
        );
        break;
      case 'restart-ice':
        // Of a call that nobody has answered the server takes no change; the answer looks at the media first.
        if (!('answeredAt' in this.#life.state)) {
          this.#restored();
          break;
        }
        context.onWarning(new TelnyxError(36004, { callId }));
        await this.#restart().then(
          () => {
            this.#restored();
          },
          (cause: unknown) => {
            if (this.#life.signal.aborted || this.#iceRestart.signal.aborted || !this.#isLost) return;
            context.onWarning(new TelnyxError(47001, { callId, cause }));
            this.#hasFailed = !this.#isLinkLost;
          },
        );
        break;
      case 'reconnect':
        this.#hasFailed = false;
        context.link.forceReconnect('media-lost');
        // Should the link not even take notice, this is not asked again in the same breath.
        this.#expectAttach();
        break;
    }
  }

  async #restart(): Promise<void> {
    this.#iceRestart = new AbortController();
    const signal = AbortSignal.any([this.#life.signal, this.#iceRestart.signal]);
    await this.#modifications.run(() => untilAborted(this.#renewIce(signal), signal));
  }

  async #renewIce(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { context } = this.#life;
    const { current } = this.#media;
    const seemsFine = current.connectionState.value === 'connected';
    const sdp = await current.restart();
    const callID = this.#life.details.id;
    const trickle = context.trickleIce && { trickle: true };
    const change = { action: 'updateMedia', callID, sdp, ...trickle } as const;
    const modified = modifyCall(context.wire, change, signal);
    current.markDescriptionSent();
    const { sdp: answer } = await modified;
    if (!answer) throw new TelnyxError(47001, { callId: callID });
    await current.peer.applyAnswer(answer);
    await current.connected(CONNECTING_TIMEOUT_MS, context.clock);
    if (seemsFine) await this.#untilSoundArrives(signal);
  }

  /** A browser that saw nothing wrong does not tell when it is right again; the counters do, most of the time. */
  async #untilSoundArrives(signal: AbortSignal): Promise<void> {
    const { context } = this.#life;
    const before = await this.#bytesReceived();
    for (let waitedMs = 0; waitedMs < SOUND_PATIENCE_MS; waitedMs += SOUND_INTERVAL_MS) {
      const now = await this.#bytesReceived();
      if (before === null || now === null || now > before) return;
      await delay(SOUND_INTERVAL_MS, context.clock, signal);
    }
  }

  #restored(): void {
    this.#isLost = this.#hasFailed = false;
    this.#watch?.abort();
    this.#life.dispatch({ type: 'media-restored' });
    this.#wakeUp();
  }

  /** Counters tell a passing trouble from one that stays; without counters it is taken at its word. */
  async #isStillThere(trouble: MediaTrouble, signal: AbortSignal): Promise<boolean> {
    if (WATCH_MS[trouble] === 0) return true;
    const before = await this.#bytesReceived();
    await delay(WATCH_MS[trouble], this.#life.context.clock, signal);
    const after = await this.#bytesReceived();
    signal.throwIfAborted();
    return before === null || after === null || after <= before;
  }

  async #bytesReceived(): Promise<number | null> {
    const stats = await this.#media.peer.stats().catch(() => null);
    return stats?.bytesReceived ?? null;
  }

  /** Once by an ICE restart, once by a new socket; a far end that is simply silent must not lose its call. */
  #mayRepairSilence(): boolean {
    const now = this.#life.context.clock.now();
    const sinceLastMs = now - this.#lastSilenceAt;
    // Both directions fall silent together.
    if (sinceLastMs < SAME_SILENCE_MS) return false;
    if (sinceLastMs > SILENCE_MEMORY_MS) this.#silences = 0;
    this.#lastSilenceAt = now;
    this.#silences += 1;
    this.#hasFailed = this.#silences === 2;
    return this.#silences <= 2;
  }

  #followLink(): void {
    const isLost = this.#isLinkLost;
    if (isLost === this.#wasLinkLost) return;
    this.#wasLinkLost = isLost;
    if (isLost) this.#isLinkProven = false;
    else this.#expectAttach();
    this.#wakeUp();
  }

  #expectAttach(): void {
    this.#attachExpectedUntil = this.#life.context.clock.now() + ATTACH_PATIENCE_MS;
  }

  get #isLinkLost(): boolean {
    const { state } = this.#life;
    return state.status === 'reconnecting' && state.isLinkLost;
  }

  /** Until something changes, or a patience ends. */
  async #pause(remainingMs: number): Promise<void> {
    const { context, signal } = this.#life;
    this.#wake = new AbortController();
    const expectedMs = this.#attachExpectedUntil - context.clock.now();
    const ms = this.#attempt === null && expectedMs > 0 ? Math.min(expectedMs, remainingMs) : remainingMs;
    await delay(ms, context.clock, AbortSignal.any([signal, this.#wake.signal])).catch(() => undefined);
  }

  #wakeUp(): void {
    this.#wake.abort();
  }
}
