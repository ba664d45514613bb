import type { IncomingMessage, ServerResponse } from 'node:http';

import type { AttachedGateway } from './attach-gateway.js';
import { createToken } from './token.js';

/** The most that a call report may have, in bytes; as at Telnyx. */
const MAX_REPORT_BYTES = 2_000_000;
const TOKEN_SECONDS = 3600;

/**
 * Answers what clients ask a gateway over HTTP: `POST /call_report` takes the report on a call,
 * `GET /token?user=alice&seconds=130` gives a login token. Returns `false` for everything else.
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
  const seconds = Number.parseInt(searchParams.get('seconds') ?? '', 10) || TOKEN_SECONDS;
  response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
  response.end(createToken(searchParams.get('user') ?? 'user', seconds));
  return true;
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
