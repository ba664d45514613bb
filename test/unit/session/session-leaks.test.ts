import { expect } from '@open-wc/testing';

import { METHOD } from '../../../src/protocol/methods.js';
import { countListeners } from '../../support/count-listeners.js';
import { eventually } from '../../support/eventually.js';
import { createReadySession } from '../../support/session-scene.js';
import { settled } from '../../support/settled.js';

describe('many sessions and calls, one after the other', () => {
  it('B28: leave no listener on the page, no timer and no open peer', async () => {
    const counted = [globalThis, document, navigator.mediaDevices].map(countListeners);
    const listenerCount = () => counted.reduce((sum, { listeners }) => sum + listeners.size, 0);
    const pending: number[] = [];
    const open: number[] = [];
    try {
      for (let round = 0; round < 10; round += 1) {
        const { clock, engine, gateway, session } = await createReadySession({ page: globalThis });
        for (let n = 0; n < 3; n += 1) {
          const call = session.call({ destination: '+15551234567' });
          await settled();
          gateway.socket.push(METHOD.answer, { callID: call.id, sdp: 'their answer' });
          await call.answered;
          await eventually('the session listens to its page', () => listenerCount() > 0);
          await call.hangup();
        }
        session.disconnect();
        await clock.advance(60_000);
        pending.push(clock.pendingCount);
        open.push(engine.peers.filter(({ isClosed }) => !isClosed).length + engine.deviceListeners);
      }
    } finally {
      for (const { close } of counted) close();
    }

    expect(listenerCount(), 'listeners').to.equal(0);
    expect(Math.max(...pending), 'timers').to.equal(0);
    expect(Math.max(...open), 'peers and device listeners').to.equal(0);
  });

  it('B28: leave no listener after the first call that was not there before it', async () => {
    const counted = [globalThis, document].map(countListeners);
    try {
      const { engine, gateway, session } = await createReadySession({ page: globalThis });
      const pageListeners = () => counted.reduce((sum, { listeners }) => sum + listeners.size, 0);
      await eventually('the session listens to its page', () => pageListeners() > 0);
      const count = () => ({ page: pageListeners(), devices: engine.deviceListeners });
      const before = count();

      const call = session.call({ destination: '+15551234567' });
      await settled();
      gateway.socket.push(METHOD.answer, { callID: call.id, sdp: 'their answer' });
      await call.answered;
      await call.hangup();
      await settled();

      expect(count()).to.deep.equal(before);
      session.disconnect();
    } finally {
      for (const { close } of counted) close();
    }
  });

  it('B28: leave nothing that listens to the real devices', async () => {
    const { listeners, close } = countListeners(navigator.mediaDevices);
    try {
      for (let round = 0; round < 3; round += 1) {
        // No media of the test's own: the browser's.
        const { session } = await createReadySession({ media: undefined });
        await session.refreshDevices();
        expect(listeners.size, 'listeners of the session').to.equal(1);

        session.disconnect();

        expect(listeners.size, 'listeners left').to.equal(0);
      }
    } finally {
      close();
    }
  });
});
