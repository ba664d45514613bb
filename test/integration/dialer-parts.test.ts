import { expect } from '@open-wc/testing';
import '../../components/define/all.js';
import type { TelnyxSessionElement } from '../../components/index.js';
import { createPhone } from '../support/dialer-page.js';
import { eventually } from '../support/eventually.js';
import { gatewayUrl, reportWhen, uniqueTag } from '../support/gateway.js';
import { inboundEnergyOver } from '../support/inbound-audio.js';
import { place } from '../support/place.js';
import { Visitor } from '../support/visitor.js';

/** A phone of a page's own making: a session and parts, one of them in a shadow root of the page. */
function createComposedPhone(destination: string) {
  const tag = uniqueTag();
  const container = place();
  const template = document.createElement('template');
  template.innerHTML = `
    <telnyx-session login="carol" password="x">
      <telnyx-notice></telnyx-notice>
      <telnyx-incoming-call></telnyx-incoming-call>
      <p><telnyx-call-button></telnyx-call-button> <telnyx-call-timer></telnyx-call-timer></p>
      <telnyx-mute-button></telnyx-mute-button>
      <telnyx-hold-button></telnyx-hold-button>
      <telnyx-call-quality></telnyx-call-quality>
      <telnyx-device-select kind="audioinput"></telnyx-device-select>
      <div id="shell"></div>
    </telnyx-session>`;
  const element = template.content.querySelector<TelnyxSessionElement>('telnyx-session')!;
  element.setAttribute('login', `carol-${tag.slice(0, 8)}`);
  element.setAttribute('gateway-url', gatewayUrl({ tag }));
  template.content.querySelector('telnyx-call-button')?.setAttribute('destination', destination);
  const shell = template.content.querySelector('#shell')!;
  shell.attachShadow({ mode: 'open' }).append(document.createElement('telnyx-keypad'));
  container.append(element);
  return { tag, element, visitor: new Visitor(element) };
}

describe('a phone composed of parts', () => {
  it('calls, mutes, holds, sends keys and ends without any script', async () => {
    const { element, visitor, tag } = createComposedPhone('+15550100100');

    await visitor.click('Call');
    await visitor.reads('End call 0:0');
    await visitor.click('Mute');
    await visitor.click('Unmute');
    await visitor.click('Hold');
    await visitor.click('Resume');
    await visitor.click('5 JKL');
    await reportWhen(tag, ({ calls }) => calls[0]?.digits === '5');
    const { id } = element.call!;
    const heard = await inboundEnergyOver(element.session!.getCall(id)!.peerConnection!, 60);
    await visitor.click('End call');
    await visitor.ready('Call');

    expect(heard).to.be.greaterThan(0);
    await reportWhen(tag, ({ calls }) => calls[0]?.state === 'ended');
  });

  it('takes calls', async () => {
    const { element, visitor } = createComposedPhone('');
    await element.connect();
    const { dialer } = await createPhone('dave');

    const answered = dialer.dial(element.getAttribute('login') ?? '');
    await visitor.reads('Incoming call dave');
    await visitor.click('Answer');
    await answered;

    await eventually('they talk', () => element.call?.state === 'active');
  });
});
