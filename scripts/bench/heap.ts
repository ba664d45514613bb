import type { CDPSession } from 'puppeteer-core';

/** Bytes that are in use after garbage collection. */
export async function heapOf(session: CDPSession): Promise<number> {
  // The first collection frees what the second one finds to be free.
  for (let n = 0; n < 3; n += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}
