/**
 * Puts the codecs named by MIME type first, in that order and as far as the browser has them. All others stay,
 * since without `telephone-event` no key could be sent, and without a common codec no call would come about.
 */
export function preferCodecs(transceiver: RTCRtpTransceiver, mimeTypes: readonly string[]): void {
  const codecs = mimeTypes.length > 0 ? RTCRtpReceiver.getCapabilities('audio')?.codecs : undefined;
  if (!codecs) return;
  const wanted = mimeTypes.map((name) => name.toLowerCase());
  const rank = ({ mimeType }: RTCRtpCodec) => {
    const index = wanted.indexOf(mimeType.toLowerCase());
    return index < 0 ? wanted.length : index;
  };
  transceiver.setCodecPreferences([...codecs].sort((a, b) => rank(a) - rank(b)));
}
