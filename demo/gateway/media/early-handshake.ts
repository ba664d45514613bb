import { isDtls, type RTCDtlsTransport } from 'werift';

/** What is needed of a transport. */
export type HandshakeTransport = Pick<RTCDtlsTransport, 'onStateChange'> & {
  readonly iceTransport: {
    readonly connection: Pick<RTCDtlsTransport['iceTransport']['connection'], 'onData'>;
  };
};

/**
 * Keeps what a browser says of DTLS before werift listens, and lets it hear that then. A browser begins as soon as
 * its own check got through, up to 20 ms before werift has finished with ICE and would take it
 * (`Connection.connect`); unheard, it says so again only after 50 ms.
 */
export function keepEarlyHandshake({ iceTransport, onStateChange }: HandshakeTransport): void {
  const { onData } = iceTransport.connection;
  const early: Buffer[] = [];
  const keeping = onData.subscribe((packet) => {
    if (isDtls(packet)) early.push(packet);
  });
  onStateChange.once(() => {
    keeping.unSubscribe();
    // It tells its state just before it listens.
    queueMicrotask(() => {
      for (const packet of early) onData.execute(packet);
    });
  });
}
