/** Where the calls of a session are written down, beside its ids. */
export const markerKey = (sessionKey: string): string => `${sessionKey}:calls`;
