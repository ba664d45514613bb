/** What was noticed about the media of a call. */
export type MediaTrouble =
  /** The browser misses answers to its checks; often over in a moment. */
  | 'disconnected'
  /** The browser gave up. */
  | 'failed'
  /** The browser sees nothing wrong, but no sound comes or goes. */
  | 'silent'
  /** The browser is online again, perhaps by another network; a change without that shows as one of the others. */
  | 'network-changed';

/**
 * How long a suspicion is watched before it counts, in milliseconds. A short gap in the Wi-Fi looks like
 * `disconnected` for a second or two, and a repair would make it longer.
 */
export const WATCH_MS: Readonly<Record<MediaTrouble, number>> = {
  disconnected: 3000,
  failed: 0,
  silent: 0,
  'network-changed': 1000,
};

/** From the first repair on; after it the call ends with 47001. As long as Telnyx's mobile SDKs try. */
export const RECOVERY_LIMIT_MS = 60_000;

/** What is known when the next step is chosen. */
export interface RepairSituation {
  readonly elapsedMs: number;
  readonly link: 'down' | 'unproven' | 'proven';
  /** The server has offered the call again, or is about to. */
  readonly isAttachExpected: boolean;
  /** An ICE restart, or an answered offer of the server, did not bring the media back. */
  readonly hasFailed: boolean;
}

export type RepairStep = 'wait' | 'prove-link' | 'restart-ice' | 'reconnect' | 'give-up';

/** Row by row, the first that fits: never two ways at once, and nothing is asked of a link that may be dead. */
const PLAN: readonly (readonly [fits: (situation: RepairSituation) => boolean, step: RepairStep])[] = [
  [({ elapsedMs }) => elapsedMs >= RECOVERY_LIMIT_MS, 'give-up'],
  [({ isAttachExpected }) => isAttachExpected, 'wait'],
  [({ link }) => link === 'down', 'wait'],
  [({ hasFailed }) => hasFailed, 'reconnect'],
  [({ link }) => link === 'unproven', 'prove-link'],
];

/** The one place that decides between an ICE restart and a new socket with its re-attach. */
export function nextRepair(situation: RepairSituation): RepairStep {
  return PLAN.find(([fits]) => fits(situation))?.[1] ?? 'restart-ice';
}
