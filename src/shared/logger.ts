import { tell } from './tell.js';

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

/** The logger of a page: what it throws harms nobody but itself. */
export function harmless(logger: Logger): Logger {
  const level = (name: keyof Logger) => (message: string, context?: LogContext) => {
    tell(() => {
      logger[name](message, context);
    }, undefined);
  };
  return { error: level('error'), warn: level('warn'), info: level('info'), debug: level('debug') };
}

const ignore = () => undefined;

/** The default: says nothing. */
export const silentLogger: Logger = { error: ignore, warn: ignore, info: ignore, debug: ignore };
