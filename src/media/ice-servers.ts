const TELNYX_TURN = { username: 'testuser', credential: 'testpassword' };

/**
 * Telnyx's STUN and TURN servers with the credentials its official SDK ships in public; each address is an
 * entry of its own. They stay in the browser: no call message carries them.
 */
export function defaultIceServers(environment: 'production' | 'development'): readonly RTCIceServer[] {
  const suffix = environment === 'development' ? 'dev' : '';
  const turn = (urls: string): RTCIceServer => ({ urls, ...TELNYX_TURN });
  return [
    { urls: `stun:stun${suffix}.telnyx.com:3478` },
    turn(`turn:turn${suffix}.telnyx.com:3478?transport=udp`),
    turn(`turn:turn${suffix}.telnyx.com:3478?transport=tcp`),
    turn(`turns:turn${suffix}.telnyx.com:443`),
    ...(environment === 'production' ? [turn('turns:turn2.telnyx.com:443')] : []),
  ];
}
