/** Two quiet notes, upwards for a beginning and downwards for an end: frequency in hertz. */
const CUES = { connected: [523.25, 783.99], ended: [587.33, 392] } as const;
const NOTE_S = 0.12;
const LOUDNESS = 0.06;

/** Longer than this a cue does not wait for its moment. */
const PATIENCE_MS = 300;

/**
 * Plays a short cue once the page has nothing more urgent to do: to begin a sound takes some 10 ms, in which the call
 * itself would wait, and be heard later. A browser that wants a gesture first, or has no sound, stays silent.
 */
export function playCue(cue: keyof typeof CUES): void {
  const play = () => {
    sound(cue);
  };
  // Safari has no such callbacks.
  if (typeof requestIdleCallback === 'undefined') setTimeout(play, PATIENCE_MS);
  else requestIdleCallback(play, { timeout: PATIENCE_MS });
}

function sound(cue: keyof typeof CUES): void {
  // Before the first gesture the context would wait for ever, and sound long after its moment.
  if (typeof AudioContext === 'undefined' || !navigator.userActivation.hasBeenActive) return;
  const context = new AudioContext();
  const begin = context.currentTime;
  for (const [index, frequency] of CUES[cue].entries()) {
    const start = begin + index * NOTE_S;
    const note = new OscillatorNode(context, { type: 'sine', frequency });
    const volume = new GainNode(context, { gain: 0 });
    // Swells and fades, because a hard edge clicks.
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + NOTE_S);
    note.connect(volume).connect(context.destination);
    note.start(start);
    note.stop(start + NOTE_S);
    if (index > 0) note.addEventListener('ended', () => void context.close());
  }
}
