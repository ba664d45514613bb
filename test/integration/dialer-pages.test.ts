import { expect } from '@open-wc/testing';
import { createPhone } from '../support/dialer-page.js';
import { eventually } from '../support/eventually.js';
import { command } from '../support/gateway.js';

const CALLER = { type: 'call', from: '+15550001111', name: 'Grace', farEnd: 'echo' } as const;

/** A phone in the way of whose calls one of its pages stands. */
async function createPhoneOnPage(page: string) {
  const scene = await createPhone('alice', {}, { history: 'session' });
  await scene.visitor.click(page);
  await scene.visitor.ready('Back');
  return scene;
}

describe('a page of <telnyx-dialer>', () => {
  it('makes room for a call that is answered by a click', async () => {
    const { visitor, tag } = await createPhoneOnPage('Recent calls');

    await command(tag, CALLER);
    await visitor.click('Answer');

    await visitor.reads('Grace +15550001111 In call');
    await visitor.ready('End call');
  });

  it('makes room for one that the site answers', async () => {
    const { dialer, visitor, tag } = await createPhoneOnPage('Audio');

    await command(tag, CALLER);
    await visitor.ready('Answer');
    // Twice, as by a double click.
    await Promise.all([dialer.answer(), dialer.answer()]);

    await visitor.ready('End call');
    expect(visitor.find('Back')).to.equal(null);
  });

  it('makes room for one that the phone answers by itself', async () => {
    const { dialer, visitor, tag } = await createPhoneOnPage('Recent calls');

    dialer.autoAnswer = true;
    await command(tag, CALLER);

    await visitor.ready('End call');
  });

  it('makes room for one that is answered instead of another number typed', async () => {
    const { dialer, visitor, tag } = await createPhone('alice');
    await dialer.dial('+15550100100');
    await visitor.click('Add call');
    await visitor.ready('Back to call');

    await command(tag, CALLER);
    await visitor.click('Hold and answer');
    await eventually('Grace is talked to', () => dialer.call?.remoteName === 'Grace');

    await visitor.ready('Mute');
    expect(visitor.find('Back to call')).to.equal(null);
  });
});
