/** Whether an offer holds G.711 µ-law: payload type 0 by convention, or a name of its own. */
export function offersPcmu(sdp: string): boolean {
  const audio = /^m=audio \d+ \S+ (.*?)\r?$/m.exec(sdp)?.[1]?.split(' ') ?? [];
  return audio.includes('0') || /^a=rtpmap:\d+ PCMU\/8000/im.test(sdp);
}

/** The description without its ICE candidates, for a client to which they trickle. */
export function withoutCandidates(sdp: string): string {
  return sdp.replace(/^a=(candidate:.*|end-of-candidates)\r?\n/gm, '');
}
