import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { sessionContext } from '../../components/context.js';
import { defineElement } from '../../components/define/define-element.js';
import { TelnyxMessageForm } from '../../components/message-form/message-form.js';
import { TelnyxError } from '../../src/index.js';
import { createAgent } from '../support/agent-scene.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { place } from '../support/place.js';
import { settled } from '../support/settled.js';
import { noisyImage, sizeOf } from '../support/test-images.js';

defineElement('telnyx-message-form', TelnyxMessageForm);

async function createForm() {
  const session = new FakeSession();
  const provider = place();
  new ContextProvider(provider, { context: sessionContext, initialValue: session.asSession });
  session.call();
  const form = document.createElement('telnyx-message-form');
  form.setAttribute('images', '');
  provider.append(form);
  await form.updateComplete;
  const root = form.shadowRoot!;
  const composer = root.querySelector('form')!;
  const thumbnails = () => [...root.querySelectorAll<HTMLImageElement>('[part="thumbnail"]')];
  const notice = () => root.querySelector('[role="alert"]')?.textContent;
  const send = () => root.querySelector<HTMLButtonElement>('[part="send-button"]')!;
  const transfer = (files: File[]) => {
    const data = new DataTransfer();
    for (const file of files) data.items.add(file);
    return data;
  };
  const pick = async (...files: File[]) => {
    root.querySelector<HTMLElement>('[part="image-button"]')!.click();
    const input = await eventually('files can be chosen', () =>
      root.querySelector<HTMLInputElement>('input[type="file"]'),
    );
    input.files = transfer(files).files;
    input.dispatchEvent(new Event('change'));
  };
  const paste = (...files: File[]) =>
    composer.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer(files), cancelable: true }));
  const drop = (...files: File[]) =>
    composer.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer(files), cancelable: true }));
  const shown = (count: number) =>
    eventually(`${count} images are there`, () => thumbnails().length === count && !send().disabled);
  return { session, form, root, composer, thumbnails, notice, send, pick, paste, drop, transfer, shown };
}

/** Drags files over an element and drops them there; returns whether each step was taken from the browser. */
function dropOn(target: Element, ...files: File[]) {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  return ['dragover', 'drop'].map((type) => {
    const event = new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  });
}

describe('<telnyx-ai-agent>, when a file is dropped beside its form', () => {
  async function createCall() {
    const scene = await createAgent();
    await scene.startCall();
    const form = scene.root.querySelector('telnyx-message-form')!.shadowRoot!;
    const thumbnails = () => form.querySelectorAll('[part="thumbnail"]').length;
    return { ...scene, form, thumbnails };
  }

  it('takes an image for the next message, once', async () => {
    const { part, form, thumbnails } = await createCall();

    const taken = dropOn(part('header')!, await noisyImage(4, 4));
    await eventually('the image is there', () => thumbnails() === 1);
    const takenByForm = dropOn(form.querySelector('form')!, await noisyImage(4, 4));
    await eventually('the other one is there', () => thumbnails() > 1);

    expect([taken, takenByForm]).to.deep.equal(Array(2).fill([true, true]));
    expect(thumbnails()).to.equal(2);
  });

  it('shows where it will go', async () => {
    const { part, form } = await createCall();
    const composer = form.querySelector('form')!;
    const drag = async (type: string) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(await noisyImage(4, 4));
      part('header')!.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true }));
    };

    await drag('dragover');
    const over = composer.matches('.dropping');
    await drag('dragleave');

    expect(over).to.equal(true);
    expect(composer).to.not.have.class('dropping');
  });

  it('keeps the page also for a file that is no image, and says what can be sent', async () => {
    const { part, form } = await createCall();

    const taken = dropOn(part('header')!, new File(['Hello'], 'a.txt', { type: 'text/plain' }));

    expect(taken).to.deep.equal([true, true]);
    await eventually('that is told', () => form.textContent.includes('Only images can be sent'));
  });

  it('leaves the files to the page when it is gone', async () => {
    const { agent, root } = await createCall();
    const panel = root.querySelector('.panel')!;
    root.querySelector('telnyx-message-form')!.remove();

    const taken = dropOn(panel, await noisyImage(4, 4));

    expect(taken).to.deep.equal([false, false]);
    agent.remove();
  });
});

describe('<telnyx-message-form images>', () => {
  it('sends images that were picked, pasted and dropped, without any words', async () => {
    const { form, session, pick, paste, drop, shown, send, thumbnails } = await createForm();
    await pick(await noisyImage(8, 8));
    paste(await noisyImage(8, 8));
    await shown(2);
    drop(await noisyImage(8, 8));
    await shown(3);
    await expect(form).to.be.accessible();

    send().click();
    await eventually('it is sent', () => session.sentImages.length === 1);
    await form.updateComplete;

    const [images = []] = session.sentImages;
    expect(session.sent).to.deep.equal(['']);
    expect(images.map((image) => image.slice(0, 23))).to.deep.equal(Array(3).fill('data:image/jpeg;base64,'));
    expect(thumbnails()).to.deep.equal([]);
  });

  it('scales a photograph down to 1600 pixels and 700 kB', async () => {
    const { session, pick, shown, send } = await createForm();

    await pick(await noisyImage(2400, 1200));
    await shown(1);
    send().click();

    const image = await eventually('it is sent', () => session.sentImages[0]?.[0]);
    const [width, height] = await sizeOf(image);
    expect(width).to.be.at.most(1600);
    expect(width / height).to.be.closeTo(2, 0.01);
    expect(image.length).to.be.at.most(700_000 * (4 / 3) + 30);
  });

  it('makes no image larger than it is', async () => {
    const { session, pick, shown, send } = await createForm();

    await pick(await noisyImage(20, 10));
    await shown(1);
    send().click();

    const image = await eventually('it is sent', () => session.sentImages[0]?.[0]);
    expect(await sizeOf(image)).to.deep.equal([20, 10]);
  });

  const refused: readonly (readonly [what: string, file: () => File, words: string])[] = [
    ['a text', () => new File(['Hello'], 'a.txt', { type: 'text/plain' }), 'Only images can be sent'],
    ['an SVG', () => new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' }), 'Only images can be sent'],
    ['100 MB', () => new File([new Uint8Array(1e8)], 'a.png', { type: 'image/png' }), 'too large'],
    [
      'what only looks like an image',
      () => new File(['x'], 'a.png', { type: 'image/png' }),
      'could not be opened',
    ],
  ];

  for (const [what, file, words] of refused) {
    it(`refuses ${what} in plain words, and still sends text`, async () => {
      const { form, root, session, pick, notice, send, thumbnails } = await createForm();

      pick(file());
      await eventually('the refusal is told', () => notice()?.includes(words));
      const field = root.querySelector('textarea')!;
      field.value = 'Hello';
      field.dispatchEvent(new InputEvent('input'));
      await form.updateComplete;
      send().click();
      await eventually('it is sent', () => session.sent.length === 1);

      expect(session.sentImages).to.deep.equal([[]]);
      expect(thumbnails()).to.deep.equal([]);
    });
  }

  it('takes four images at most', async () => {
    const { pick, shown, notice } = await createForm();
    const images = await Promise.all([1, 2, 3, 4, 5].map(() => noisyImage(4, 4)));

    await pick(...images);
    await shown(4);

    expect(notice()).to.include('4 images at most');
  });

  it('takes one back out', async () => {
    const { root, pick, shown, thumbnails, send, form } = await createForm();
    await pick(await noisyImage(4, 4), await noisyImage(5, 4));
    await shown(2);
    const [, second] = thumbnails();
    const address = second?.src;

    root.querySelector<HTMLElement>('[aria-label="Remove image 1"]')?.click();
    await form.updateComplete;

    expect(thumbnails().map(({ src }) => src)).to.deep.equal([address]);
    expect(send().disabled).to.equal(false);
  });

  it('moves the focus on as images are taken out: to the next one, at last to the field', async () => {
    const { root, pick, shown, form } = await createForm();
    await pick(await noisyImage(4, 4), await noisyImage(5, 4), await noisyImage(6, 4));
    await shown(3);
    const focused = () => root.activeElement?.ariaLabel;
    const takeOut = async (number: number) => {
      const button = root.querySelector<HTMLElement>(`[aria-label="Remove image ${number}"]`)!;
      button.focus();
      button.click();
      await form.updateComplete;
      await settled();
    };

    const steps = [];
    for (const number of [1, 2, 1]) {
      await takeOut(number);
      steps.push(focused());
    }

    expect(steps).to.deep.equal(['Remove image 1', 'Remove image 1', 'Message']);
  });

  it('gives the images back when they could not be sent', async () => {
    const { session, pick, shown, send, notice } = await createForm();
    session.sendMessage = () => Promise.reject(new TelnyxError(60012));
    await pick(await noisyImage(4, 4));
    await shown(1);

    await consoleLines(async () => {
      send().click();
      await eventually('that is told', () => notice()?.includes('not sent'));
    });

    await shown(1);
  });

  it('takes an image that is dropped before anything was loaded for it', async () => {
    const { drop, shown } = await createForm();

    drop(await noisyImage(4, 4));

    await shown(1);
  });

  it('shows where an image will go while it is dragged over', async () => {
    const { composer, drop, shown, transfer } = await createForm();
    const dragged = transfer([await noisyImage(4, 4)]);
    const drag = () => {
      const event = new DragEvent('dragover', { dataTransfer: dragged, cancelable: true });
      composer.dispatchEvent(event);
      return event.defaultPrevented;
    };

    const isTaken = drag();
    await eventually('it shows', () => drag() && composer.matches('.dropping'));
    drop(await noisyImage(4, 4));
    await shown(1);

    expect(isTaken).to.equal(true);
    expect(composer).to.not.have.class('dropping');
  });

  it('leaves pasted words to the field', async () => {
    const { composer } = await createForm();
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Hello');

    const paste = new ClipboardEvent('paste', { clipboardData, cancelable: true });
    composer.dispatchEvent(paste);

    expect(paste.defaultPrevented).to.equal(false);
  });

  it('offers no images where they are not asked for, and leaves dropped files to the page', async () => {
    const { form, root, drop, thumbnails, composer, transfer } = await createForm();
    form.removeAttribute('images');
    await form.updateComplete;

    const dragover = new DragEvent('drop', {
      dataTransfer: transfer([await noisyImage(4, 4)]),
      cancelable: true,
    });
    composer.dispatchEvent(dragover);
    drop(await noisyImage(4, 4));
    await form.updateComplete;

    expect(root.querySelector('[part="image-button"]')).to.equal(null);
    expect(dragover.defaultPrevented).to.equal(false);
    expect(thumbnails()).to.deep.equal([]);
  });
});
