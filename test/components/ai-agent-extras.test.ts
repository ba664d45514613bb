import { expect, oneEvent } from '@open-wc/testing';
import type { TelnyxRatingEvent } from '../../components/ai-agent/rating.js';
import { setViewport } from '@web/test-runner-commands';
import { finishOpening } from '../support/agent-states.js';
import { createAgent } from '../support/agent-scene.js';
import { consoleLines } from '../support/console-lines.js';
import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/failure-of.js';
import { dayAhead, dayName } from '../support/opening-day.js';

type Scene = Awaited<ReturnType<typeof createAgent>>;

const all = ({ root }: Scene, name: string) => [...root.querySelectorAll<HTMLElement>(`[part="${name}"]`)];

const appears = ({ part }: Scene, name: string) => eventually(`${name} is to be seen`, () => part(name));

describe('the suggestions of <telnyx-ai-agent>', () => {
  const suggestions = '["Opening hours", "Prices"]';

  it('are answers to press, until the visitor has answered', async () => {
    const scene = await createAgent({ attributes: { suggestions } });
    const session = await scene.startCall();
    const button = await appears(scene, 'suggestion');
    const texts = all(scene, 'suggestion').map(({ innerText }) => innerText);

    button.focus();
    button.click();
    await scene.updated();

    expect(texts).to.deep.equal(['Opening hours', 'Prices']);
    expect(session.sent).to.deep.equal(['Opening hours']);
    expect(scene.part('suggestion')).to.equal(null);
    expect(scene.root.activeElement?.closest('[part="panel"]')).not.to.equal(null);
  });

  it('go with the first word of the visitor, and are there again in the next conversation', async () => {
    const scene = await createAgent({ attributes: { suggestions } });
    const session = await scene.startCall();
    await appears(scene, 'suggestion');

    session.say({ id: '1', role: 'user', text: 'Well', status: 'partial' });
    await scene.updated();
    const meanwhile = scene.part('suggestion');
    await scene.agent.end();
    await scene.agent.start();
    await scene.updated();

    expect(meanwhile).to.equal(null);
    await appears(scene, 'suggestion');
  });

  it('come anew from a tool of the page, the same ones too once they were taken away', async () => {
    const scene = await createAgent({ attributes: { suggestions } });
    await scene.startCall();
    (await appears(scene, 'suggestion')).click();
    await eventually('they are gone', () => scene.part('suggestion') === null);

    scene.agent.suggestions = ['Yes', 'No'];
    await scene.updated();
    const others = all(scene, 'suggestion').map(({ innerText }) => innerText);
    scene.agent.suggestions = [];
    await scene.updated();
    scene.agent.suggestions = ['Yes', 'No'];
    await scene.updated();

    expect(others).to.deep.equal(['Yes', 'No']);
    expect(all(scene, 'suggestion')).to.have.lengthOf(2);
  });

  it('stay away where a framework gives the same ones as a new list', async () => {
    const scene = await createAgent();
    scene.agent.suggestions = ['Yes', 'No'];
    await scene.startCall();
    (await appears(scene, 'suggestion')).click();

    scene.agent.suggestions = ['Yes', 'No'];
    await scene.updated();

    expect(scene.part('suggestion')).to.equal(null);
  });

  it('begin a conversation in text', async () => {
    const scene = await createAgent({ attributes: { suggestions, 'text-only': '' } });
    await scene.open();

    (await appears(scene, 'suggestion')).click();
    await scene.updated();
    const meanwhile = scene.part('suggestion');
    await eventually('it is sent', () => scene.engine.session.sent.length === 1);
    await scene.agent.end();

    expect(meanwhile).to.equal(null);
    expect(scene.engine.session.sent).to.deep.equal(['Opening hours']);
    await appears(scene, 'suggestion');
  });

  it('can be pressed again when they could not be sent, unless the visitor has spoken meanwhile', async () => {
    const scene = await createAgent({ attributes: { suggestions } });
    const session = await scene.startCall();
    let refuse!: (error: Error) => void;
    session.sendMessage = () => new Promise((_, reject) => (refuse = reject));
    const press = async () => {
      (await appears(scene, 'suggestion')).click();
      await eventually('they are gone', () => scene.part('suggestion') === null);
    };

    await press();
    refuse(new Error('not now'));
    await press();
    session.say({ id: '1', role: 'user', text: 'Well' });
    refuse(new Error('not now'));
    await scene.updated();

    expect(scene.part('suggestion')).to.equal(null);
  });

  it('are no markup, six at most, and nothing where they are no list of texts', async () => {
    const scene = await createAgent({ attributes: { suggestions: '["<b>1</b>","2","3","4","5","6","7"]' } });
    await scene.startCall();
    const button = await appears(scene, 'suggestion');
    expect(button.innerText).to.equal('<b>1</b>');
    expect(all(scene, 'suggestion')).to.have.lengthOf(6);

    const lines = await consoleLines(async (written) => {
      scene.agent.setAttribute('suggestions', '{"a":1}');
      await eventually('they are gone', () => scene.part('suggestion') === null);
      await eventually('it is told', () => written.length > 0);
    });
    expect(lines.join()).to.contain('suggestions');
  });
});

describe('the rating of <telnyx-ai-agent>', () => {
  it('is asked for after a conversation, told to the page, and thanked for', async () => {
    const scene = await createAgent({ attributes: { rating: '' } });
    await scene.startCall();
    const duringCall = scene.part('rating');
    await scene.agent.end();
    await appears(scene, 'rating');
    const stars = all(scene, 'star');
    const told = oneEvent<TelnyxRatingEvent>(scene.agent, 'telnyx-rating');

    stars[3]!.click();
    const { detail, bubbles, composed } = await told;
    await scene.updated();

    expect(duringCall).to.equal(null);
    expect(stars.map(({ ariaLabel }) => ariaLabel)).to.deep.equal([
      '1 of 5',
      '2 of 5',
      '3 of 5',
      '4 of 5',
      '5 of 5',
    ]);
    expect([detail.rating, detail.call.id, bubbles, composed]).to.deep.equal([
      4,
      scene.agent.call!.id,
      true,
      true,
    ]);
    expect(all(scene, 'star')).to.deep.equal([]);
    expect(scene.part('rating')!.querySelector('[role="status"]')!.textContent).to.equal(
      'Thank you for your rating',
    );
  });

  it('is asked for anew after the next one, and never for a call that nobody answered', async () => {
    const scene = await createAgent({ attributes: { rating: '' } });
    await scene.startCall();
    await scene.agent.end();
    (await appears(scene, 'star')).click();
    await scene.agent.start();
    await scene.agent.end();
    await scene.updated();
    expect(all(scene, 'star')).to.have.lengthOf(5);

    scene.engine.session.answersCalls = false;
    const attempt = failureOf(scene.agent.start());
    await scene.updated();
    await scene.agent.end();
    await attempt;
    await scene.updated();

    expect(all(scene, 'star')).to.deep.equal([]);
  });
});

describe('the rating of <telnyx-ai-agent> in a small window', () => {
  const { innerWidth: width, innerHeight: height } = window;
  after(() => setViewport({ width, height }));

  it('has all of its stars within it', async () => {
    await setViewport({ width: 240, height: 400 });
    const scene = await createAgent({ attributes: { rating: '' } });
    await scene.startCall();
    await scene.agent.end();
    await appears(scene, 'star');
    finishOpening(scene.root);

    const ends = all(scene, 'star').map((star) => star.getBoundingClientRect());
    expect(ends.every(({ left, right, width: room }) => left >= 0 && right <= 240 && room >= 44)).to.equal(
      true,
    );
  });
});

describe('<telnyx-ai-agent hours>', () => {
  /** Open for one minute of the week that is not now. */
  const elsewhen = () => `${dayAhead(3)} 09:00-09:01`;

  it('says outside of them when somebody is there again, aloud too, and offers the other way', async () => {
    const content = document.createElement('a');
    Object.assign(content, { slot: 'fallback', href: 'tel:1', textContent: 'Call us' });
    const scene = await createAgent({ attributes: { hours: elsewhen() }, content });
    const drawn: (Element | null)[] = [];
    scene.agent.addEventListener('telnyx-open', () => drawn.push(scene.part('start-button')));
    await scene.open();

    const sign = await appears(scene, 'closed');

    const day = new Date();
    day.setDate(day.getDate() + 3);
    const name = new Intl.DateTimeFormat('en', { weekday: 'long' }).format(day);
    const words = new RegExp(`We are closed at the moment\\.\\s+Open again: ${name} .*9:00`);
    expect(sign.innerText).to.match(words);
    expect(scene.root.querySelector('.header [role="status"]')!.textContent).to.match(words);
    expect(drawn).to.deep.equal([null]);
    expect(content.checkVisibility()).to.equal(true);
  });

  it('leaves the launcher in its place, and connects to nothing', async () => {
    const content = document.createElement('a');
    Object.assign(content, { slot: 'fallback', href: 'tel:1', textContent: 'Call us' });
    const scene = await createAgent({ attributes: { hours: elsewhen() }, content });
    const { top } = scene.part('launcher')!.getBoundingClientRect();

    scene.agent.dispatchEvent(new PointerEvent('pointerenter'));
    await scene.open();
    await appears(scene, 'closed');
    scene.agent.close();
    await scene.updated();

    expect(scene.part('launcher')!.getBoundingClientRect().top).to.equal(top);
    expect(scene.agent.session).to.equal(null);
  });

  it('leaves a conversation that ends after them to be taken along and rated', async () => {
    const scene = await createAgent({ attributes: { rating: '' } });
    const session = await scene.startCall();
    session.say({ id: '1', text: 'Goodbye' });
    scene.agent.hours = elsewhen();
    await scene.agent.end();

    await appears(scene, 'closed');
    await appears(scene, 'star');
    expect(scene.part('copy-button')).not.to.equal(null);
    expect(scene.part('start-button')).to.equal(null);
  });

  it('notices that they end while the panel is open', async () => {
    const { Date: Today, setTimeout: wait } = globalThis;
    const inHours = (hours: number) => new Today(Today.now() + hours * 3_600_000);
    const time = (hours: number) => inHours(hours).toTimeString().slice(0, 5);
    const waits: (() => void)[] = [];
    Object.assign(globalThis, {
      setTimeout: (work: () => void, ms = 0) => (ms > 3_600_000 ? waits.push(work) : wait(work, ms)),
    });
    try {
      const hours = `${dayName(inHours(-1))} ${time(-1)}-${time(6)}`;
      const scene = await createAgent({ attributes: { hours } });
      await scene.open();
      await appears(scene, 'start-button');

      class Later extends Today {
        constructor(time: number | string | Date = inHours(7)) {
          super(time);
        }
      }
      Object.assign(globalThis, { Date: Later });
      waits.at(-1)!();

      await appears(scene, 'closed');
      expect(scene.part('start-button')).to.equal(null);
    } finally {
      Object.assign(globalThis, { Date: Today, setTimeout: wait });
    }
  });

  it('is open without any, whatever a framework gives for that', async () => {
    const scene = await createAgent();
    Object.assign(scene.agent, { hours: undefined });

    await scene.startCall();

    expect(scene.agent.call?.state).to.equal('active');
  });

  it('starts nothing outside of them, and asks for nothing', async () => {
    const scene = await createAgent({ attributes: { hours: elsewhen(), consent: 'We record.' } });

    const failure = await failureOf(scene.agent.start());
    await appears(scene, 'closed');

    expect(failure).to.include({ code: 60010, name: 'INVALID_STATE' });
    expect(scene.agent.session).to.equal(null);
    expect(scene.part('agree-button')).to.equal(null);
  });

  it('opens as usual within them, and lets a call go on past their end', async () => {
    const scene = await createAgent({ attributes: { hours: 'Mo-Su 00:00-24:00' } });
    await scene.startCall();

    scene.agent.hours = elsewhen();
    await scene.updated();

    expect(scene.part('closed')).to.equal(null);
    expect(scene.part('end-button')).not.to.equal(null);
  });

  for (const attributes of [
    { hours: 'nine to five' },
    { hours: 'Mo-Su 00:00-24:00', 'time-zone': 'Mars/Olympus' },
  ]) {
    it(`is open and told to the developer where it cannot be read: ${Object.values(attributes).join()}`, async () => {
      const scene = await createAgent({ attributes });
      const lines = await consoleLines(async (written) => {
        await scene.open();
        await appears(scene, 'start-button');
        await eventually('it is told', () => written.length > 0);
      });

      expect(lines.join()).to.contain('is ignored');
      await scene.agent.start();
    });
  }
});

describe('<telnyx-ai-agent compact>', () => {
  it('has a round launcher, with its words for who cannot see it', async () => {
    const { agent, part } = await createAgent({ attributes: { 'start-text': 'Talk to sales' } });
    agent.compact = true;
    await agent.updateComplete;
    const launcher = part('launcher')!;

    expect([launcher.offsetWidth, launcher.offsetHeight]).to.deep.equal([56, 56]);
    expect(launcher.innerText.trim()).to.equal('Talk to sales');
  });

  it('leaves what the page has put into the launcher its size', async () => {
    const content = document.createElement('b');
    Object.assign(content, { slot: 'launcher', textContent: 'Hi' });
    const { agent } = await createAgent({ attributes: { compact: '' }, content });
    await agent.updateComplete;

    expect(content.offsetWidth).to.be.greaterThan(8);
  });

  it('shows there what was not read, and during a call its time', async () => {
    const { agent, part, startCall, updated } = await createAgent({ attributes: { compact: '' } });
    const session = await startCall();
    agent.close();
    await updated();
    session.say({ id: '1', text: 'Are you there?' });
    await updated();
    const inCall = [part('launcher')!.offsetWidth > 56, part('time')?.checkVisibility()];
    await agent.end();
    await updated();

    expect(inCall).to.deep.equal([true, true]);
    expect([part('launcher')!.offsetWidth, part('unread')!.textContent]).to.deep.equal([56, '1']);
  });
});
