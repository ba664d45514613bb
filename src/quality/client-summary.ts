/** What is told of the options of a session; `TelnyxSessionOptions` has it. */
export interface ReportedOptions {
  readonly auth: object;
  readonly environment?: string | undefined;
  readonly region?: string | undefined;
  readonly rtcIp?: string | undefined;
  readonly rtcPort?: number | undefined;
  readonly maxReconnectAttempts?: number | undefined;
  readonly skipLastVoiceSdkId?: boolean | undefined;
  readonly forceRelay?: boolean | undefined;
  readonly trickleIce?: boolean | undefined;
}

/** By what the call was made, as the official SDK tells it: no token, password, user, agent or credential. */
export function clientSummary(
  options: ReportedOptions,
  gatewayUrl: string,
  iceServers: readonly RTCIceServer[],
): object {
  const { auth, environment: env = 'production', region, rtcIp, rtcPort } = options;
  const { maxReconnectAttempts = 10, skipLastVoiceSdkId = false } = options;
  const { forceRelay: forceRelayCandidate = false, trickleIce = true } = options;
  const type = 'agentId' in auth ? 'anonymous_login' : 'login' in auth ? 'login_password' : 'login_token';
  return {
    authentication: { type },
    connection: {
      env,
      // A path or query of the address may hold what is nobody's business.
      host: new URL(gatewayUrl).host,
      region,
      rtcIp,
      rtcPort,
      autoReconnect: true,
      maxReconnectAttempts,
      skipLastVoiceSdkId,
    },
    media: {
      audio: true,
      video: false,
      forceRelayCandidate,
      trickleIce,
      iceServers: iceServers.map(({ urls, username, credential }) => ({
        urls,
        hasUsername: Boolean(username),
        hasCredential: Boolean(credential),
      })),
    },
    callReports: { enabled: true, intervalMs: 5000, flushIntervalMs: 180_000 },
  };
}
