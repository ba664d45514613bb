/**
 * What is noticed about a running call and needs no action: number, name and sentence. They are loaded once a
 * call is up, and made into a `TelnyxError` that is not fatal. Numbers below 60000 are Telnyx's own.
 */
export const WARNINGS = {
  31001: ['HIGH_RTT', 'Sound takes long to reach the far end and back.'],
  31002: ['HIGH_JITTER', 'Sound arrives unevenly.'],
  31003: ['HIGH_PACKET_LOSS', 'Some of the sound is lost on its way to us.'],
  31004: ['LOW_MOS', 'The call sounds bad.'],
  31005: ['LOW_LOCAL_AUDIO', 'The microphone hears nothing.'],
  31006: ['LOW_INBOUND_AUDIO', 'The far end is silent.'],
  32001: ['LOW_BYTES_RECEIVED', 'No sound arrives.'],
  32002: ['LOW_BYTES_SENT', 'No sound is sent.'],
  33001: ['ICE_CONNECTIVITY_LOST', 'The audio path is interrupted.'],
  33002: ['ICE_GATHERING_TIMEOUT', 'The browser is still looking for its own network addresses.'],
  33003: ['ICE_GATHERING_EMPTY', 'The browser found no network address of its own.'],
  33004: ['PEER_CONNECTION_FAILED', 'The audio path broke.'],
  33005: ['ONLY_HOST_ICE_CANDIDATES', 'No STUN or TURN server could be reached.'],
  33008: ['ICE_CANDIDATE_PAIR_CHANGED', 'The sound takes another network path.'],
  33009: [
    'AUDIO_INPUT_DEVICE_CHANGE_SKIPPED',
    'No microphone is left: the far end hears silence until there is one.',
  ],
  34001: ['TOKEN_EXPIRING_SOON', 'The login token expires soon.'],
  60020: ['MICROPHONE_REPLACED', 'The microphone in use is gone; another one is used.'],
  60021: ['SPEAKER_UNAVAILABLE', 'The chosen speaker cannot be used; the default one is.'],
  60022: ['TONE_UNAVAILABLE', 'A ring tone could not be played.'],
} as const satisfies Readonly<Record<number, readonly [name: string, message: string]>>;

/** A number of the table above. */
export type WarningCode = keyof typeof WARNINGS;
