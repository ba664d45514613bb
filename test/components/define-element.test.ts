import { expect } from '@open-wc/testing';
import { defineElement } from '../../components/define/define-element.js';
import { consoleLines } from '../support/console-lines.js';

describe('defineElement', () => {
  it('leaves names to the classes that have them, with one warning for the page', async () => {
    class First extends HTMLElement {}
    class Second extends HTMLElement {}
    class Third extends HTMLElement {}
    defineElement('test-taken', First);
    defineElement('test-taken-too', Third);

    const lines = await consoleLines(() => {
      defineElement('test-taken', Second);
      defineElement('test-taken', Second);
      defineElement('test-taken-too', Second);
    });

    expect(customElements.get('test-taken')).to.equal(First);
    expect(lines).to.have.lengthOf(1);
    expect(lines[0]).to.include('<test-taken>');
  });

  it('is silent when the same class comes again', async () => {
    class Same extends HTMLElement {}
    defineElement('test-same', Same);

    const lines = await consoleLines(() => defineElement('test-same', Same));

    expect(lines).to.have.lengthOf(0);
  });
});
