import type { IncomingMessage, ServerResponse } from 'node:http';

import type { AttachedGateway } from './attach-gateway.js';
import { findScenario, type Scenario } from './scenarios.js';
import { createToken } from './token.js';

/** The most that a call report may have, in bytes; as at Telnyx. */
const MAX_REPORT_BYTES = 2_000_000;
const TOKEN_SECONDS = 3600;

/** What the token address of a site may answer instead of a token, by the `fault` that is asked for. */
const TOKEN_FAULTS: Readonly<Record<string, readonly [status: number, type: string, body: string]>> = {
  'signed-out': [401, 'text/plain', 'Sign in first.'],
  broken: [500, 'text/plain', 'Internal Server Error'],
  'web-page': [200, 'text/html', '<!doctype html><title>Sign in</title>'],
  nothing: [200, 'text/plain', ''],
  opaque: [200, 'text/plain', 'opaque-token'],
  expired: [200, 'text/plain', 'expired'],
  refused: [200, 'text/plain', 'refused'],
};
/** The fault of an address that takes the request and never answers it. */
const LATE = 'late';

/**
 * Answers what clients ask a gateway over HTTP: `POST /call_report` takes the report on a call,
 * `GET /token?user=alice&seconds=130` gives a login token, with `form=json` as `{token}`, with `fault=` what the
 * address of a site may answer instead, with `scenario=` one of the life that the scenario gives it. Returns `false`
 * for everything else.
 */
export function answerHttp(
  gateway: Pick<AttachedGateway, 'takeCallReport'>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://gateway.invalid');
  if (pathname === '/call_report') {
    onCallReport(gateway, request, response);
    return true;
  }
  if (pathname !== '/token' || request.method !== 'GET') return false;
  if (searchParams.get('fault') !== LATE) giveToken(searchParams, response);
  return true;
}

const scenarioOf = (wishes: URLSearchParams): Scenario => findScenario(wishes.get('scenario') ?? '').scenario;

function giveToken(wishes: URLSearchParams, response: ServerResponse): void {
  const { tokenSeconds = TOKEN_SECONDS } = scenarioOf(wishes);
  const seconds = Number.parseInt(wishes.get('seconds') ?? '', 10) || tokenSeconds;
  const token = createToken(wishes.get('user') ?? 'user', seconds);
  const good = wishes.get('form') === 'json' ? JSON.stringify({ token }) : token;
  const [status, type, body] = TOKEN_FAULTS[wishes.get('fault') ?? ''] ?? [200, 'text/plain', good];
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

function onCallReport(
  gateway: Pick<AttachedGateway, 'takeCallReport'>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  // A page and its gateway seldom have one origin, and the headers of a report want to be asked for.
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-headers', '*');
  if (request.method !== 'POST') {
    request.resume();
    response.writeHead(request.method === 'OPTIONS' ? 204 : 405).end();
    return;
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  request.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes <= MAX_REPORT_BYTES) parts.push(part);
  });
  request.on('end', () => {
    if (bytes > MAX_REPORT_BYTES) {
      response.writeHead(413).end();
      return;
    }
    const header = (name: string) => request.headers[name]?.toString() ?? '';
    gateway.takeCallReport({
      callId: header('x-call-id'),
      reportId: header('x-call-report-id'),
      voiceSdkId: header('x-voice-sdk-id') || null,
      body: Buffer.concat(parts).toString(),
    });
    response.writeHead(204).end();
  });
}
