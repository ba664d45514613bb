import { expect } from '@open-wc/testing';
import type { CallQuality } from '../../src/index.js';
import { FakeSession } from '../support/fake-session.js';
import { eventually } from '../support/eventually.js';
import { createPart } from '../support/phone-part.js';

const unknown = { mos: null, rttMs: null, jitterMs: null, packetLoss: null, level: null };

async function createQuality(figures: Partial<CallQuality> = {}) {
  const session = new FakeSession();
  session.call();
  const { id: callId } = session.lastCall;
  session.patch({ quality: { ...unknown, callId, sent: unknown, ...figures } });
  const scene = await createPart('telnyx-call-quality', { session });
  const button = () => scene.root().querySelector('button')!;
  const bars = () => scene.root().querySelectorAll('.on').length;
  return { ...scene, button, bars };
}

describe('<telnyx-call-quality>', () => {
  it('is accessible, closed and open', async () => {
    const { part, click } = await createQuality({ level: 'good' });
    await expect(part).to.be.accessible();

    await click('quality-button');

    await expect(part).to.be.accessible();
  });

  for (const [level, bars, words] of [
    ['excellent', 4, 'Excellent connection'],
    ['fair', 3, 'Fair connection'],
    ['poor', 2, 'Poor connection'],
    ['bad', 1, 'Bad connection'],
  ] as const) {
    it(`shows ${bars} bars for a connection that is ${level}`, async () => {
      const { button, bars: shown } = await createQuality({ level });

      expect(shown()).to.equal(bars);
      expect(button().getAttribute('aria-label')).to.equal(words);
    });
  }

  it('shows the figures on demand', async () => {
    const { click, find } = await createQuality({
      level: 'good',
      mos: 4.26,
      rttMs: 31.6,
      jitterMs: 4.2,
      packetLoss: 0.0123,
    });
    expect(find('figures')).to.equal(null);

    await click('quality-button');
    const shown = await eventually('the figures are shown', () => find('figures'));

    const values = [...shown.querySelectorAll('dd')].map(({ textContent }) => textContent);
    expect(values).to.deep.equal(['4.3', '32 ms', '4 ms', '1.2 %']);
  });

  it('claims nothing that is not measured', async () => {
    const { click, find, bars } = await createQuality();
    await click('quality-button');
    const shown = await eventually('the figures are shown', () => find('figures'));

    expect(bars()).to.equal(0);
    expect(shown.querySelector('dd')?.textContent).to.equal('–');
  });

  it('does not show the figures of another call', async () => {
    const { bars } = await createQuality({ callId: 'other', level: 'good' });

    expect(bars()).to.equal(0);
  });
});
