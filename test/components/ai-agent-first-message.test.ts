import { expect } from '@open-wc/testing';
import { createAgent } from '../support/agent-scene.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';

describe('<telnyx-ai-agent text-only> and its first message', () => {
  for (const [text, images] of [[''], [' \n'], ['', []], [7 as never]] as const) {
    it(`begins no conversation with ${JSON.stringify([text, images])}`, async () => {
      const { agent, engine } = await createAgent({ attributes: { 'text-only': '' } });

      const failure = await failureOf(agent.sendMessage(text, images && { images }));

      expect(failure).to.include({ code: 44002 });
      expect(engine.sessions).to.have.lengthOf(0);
    });
  }

  for (const [what, code, text, images] of [
    ['a text that is too long', 60016, 'x'.repeat(100_001), []],
    ['images that are too large', 60016, 'Look', [`data:image/png;base64,${'A'.repeat(4_000_000)}`]],
    ['what is no image', 44002, 'Look', ['data:application/pdf;base64,AAAA']],
  ] as const) {
    it(`begins none with ${what}`, async () => {
      const { agent, engine } = await createAgent({ attributes: { 'text-only': '' } });
      let hasStarted = false;
      agent.addEventListener('telnyx-before-start', () => (hasStarted = true));

      const failure = await failureOf(agent.sendMessage(text, { images }));

      expect(failure).to.include({ code });
      expect(hasStarted).to.equal(false);
      expect(engine.sessions).to.have.lengthOf(0);
    });
  }

  it('gives a first message that is too long back, in the words of a later one', async () => {
    const { agent, engine, open, part } = await createAgent({ attributes: { 'text-only': '' } });
    await open();
    const field = part('input') as HTMLTextAreaElement;
    field.value = 'x'.repeat(100_001);
    field.dispatchEvent(new InputEvent('input'));
    await agent.updateComplete;

    await consoleLines(async () => {
      field.form!.requestSubmit();
      await eventually('the visitor is told', () => part('form-notice')?.textContent.includes('too long'));
    });

    expect(field.value).to.have.lengthOf(100_001);
    expect(agent.call).to.equal(null);
    expect(engine.session.calls).to.have.lengthOf(0);
  });

  it('goes on with a start while a message that is too long is refused', async () => {
    const { agent, engine } = await createAgent({ attributes: { 'text-only': '' } });

    const starting = agent.start();
    const failure = await failureOf(agent.sendMessage('x'.repeat(100_001)));

    expect(failure).to.include({ code: 60016 });
    expect((await starting).state).to.equal('active');
    expect(engine.session.calls).to.have.lengthOf(1);
  });

  it('goes on with a start that comes while such a message is looked at', async () => {
    const { agent, engine } = await createAgent({ attributes: { 'text-only': '' } });

    const failure = failureOf(agent.sendMessage('x'.repeat(100_001)));
    const [started] = await Promise.all([agent.start(), agent.sendMessage('Hello')]);

    expect(await failure).to.include({ code: 60016 });
    expect(started.state).to.equal('active');
    expect(engine.session.calls).to.have.lengthOf(1);
    expect(engine.session.sent).to.deep.equal(['Hello']);
  });

  it('end() gives up the start for a message at once', async () => {
    const { agent, engine } = await createAgent({ attributes: { 'text-only': '' } });
    await agent.updateComplete;

    const failure = failureOf(agent.sendMessage('Hello'));
    await agent.end();

    expect(await failure).to.include({ code: 60008 });
    expect(engine.sessions.flatMap(({ calls }) => calls)).to.have.lengthOf(0);
  });

  it('begins one with an image alone', async () => {
    const { agent, engine } = await createAgent({ attributes: { 'text-only': '' } });

    await agent.sendMessage('', { images: ['https://example.com/a.png'] });

    expect(engine.session.sentImages).to.deep.equal([['https://example.com/a.png']]);
  });
});
