/** Facts beside a log line. Never a token, a password, an SDP or a TURN credential. */
export type LogContext = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * Where the core writes to. error: we gave up; warn: we recovered or dropped something;
 * info: one line per step of a lifecycle; debug: the rest.
 */
export interface Logger {
  error(message: string, context?: LogContext): void;
  warn(message: string, context?: LogContext): void;
  info(message: string, context?: LogContext): void;
  debug(message: string, context?: LogContext): void;
}

const ignore = () => undefined;

/** The default: says nothing. */
export const silentLogger: Logger = { error: ignore, warn: ignore, info: ignore, debug: ignore };
