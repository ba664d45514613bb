const TONE_HZ = 440;
const TONE_SECONDS = 1;
/** How often the level is read. */
const READ_MS = 100;

/**
 * Opens the microphone and tells its loudness, 0 to 1, ten times a second until the signal ends. Rejects when it
 * cannot be opened.
 */
export async function listenTo(
  deviceId: string | null,
  onLevel: (level: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const audio = deviceId ? { deviceId: { exact: deviceId } } : true;
  const stream = await navigator.mediaDevices.getUserMedia({ audio });
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length));
  }, READ_MS);
  const stop = () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
}

/** Plays a short tone through a speaker; resolves when it is over. Rejects when the speaker cannot be used. */
export async function playTestTone(deviceId: string | null): Promise<void> {
  const context = new AudioContext();
  const audio = new Audio();
  try {
    const output = context.createMediaStreamDestination();
    const gain = new GainNode(context, { gain: 0 });
    const tone = new OscillatorNode(context, { frequency: TONE_HZ });
    tone.connect(gain).connect(output);
    // Faded in and out, because an edge clicks.
    const { currentTime: now } = context;
    gain.gain.setTargetAtTime(0.25, now, 0.03);
    gain.gain.setTargetAtTime(0, now + TONE_SECONDS - 0.2, 0.05);
    audio.srcObject = output.stream;
    if (deviceId) await audio.setSinkId(deviceId);
    const over = new Promise((resolve) => tone.addEventListener('ended', resolve, { once: true }));
    tone.start();
    tone.stop(now + TONE_SECONDS);
    await audio.play();
    await over;
  } finally {
    audio.srcObject = null;
    await context.close();
  }
}
