import { expect } from '@open-wc/testing';
import { defineElement } from '../../components/define/define-element.js';
import { consoleLines } from '../support/console-lines.js';
import { createReadyDialer } from '../support/dialer-scene.js';
import { eventually } from '../support/eventually.js';
import type { FakeAiAgent } from '../support/fake-agent.js';
import '../support/fake-agent.js';
import { FakeSessionElement } from '../support/fake-session-element.js';
import { place } from '../support/place.js';
import { uncaughtDuring } from '../support/uncaught.js';

defineElement('telnyx-session', FakeSessionElement);

/** A page with an agent and a button that commands it. */
function createPage(button: string) {
  const page = place();
  page.innerHTML = `<telnyx-ai-agent id="agent" agent-id="a"></telnyx-ai-agent>${button}`;
  const agent = page.querySelector<FakeAiAgent>('telnyx-ai-agent')!;
  const press = () => page.querySelector<HTMLElement>('button, a')!.click();
  return { page, agent, press };
}

/** Stands for browsers that know nothing of invoker commands. */
function withoutInvokers(work: () => Promise<void>): () => Promise<void> {
  return async () => {
    const { prototype } = HTMLButtonElement;
    const [command, target] = ['command', 'commandForElement'].map((name) =>
      Object.getOwnPropertyDescriptor(prototype, name),
    );
    Reflect.deleteProperty(prototype, 'command');
    Reflect.deleteProperty(prototype, 'commandForElement');
    try {
      await work();
    } finally {
      if (command) Object.defineProperty(prototype, 'command', command);
      if (target) Object.defineProperty(prototype, 'commandForElement', target);
    }
  };
}

describe('a button of the page', () => {
  it('opens the agent by commandfor and command', async () => {
    const { agent, press } = createPage('<button commandfor="agent" command="--open">Talk</button>');

    press();

    await eventually('the agent is open', () => agent.open);
  });

  it('warns of a command that does not exist', async () => {
    const { press } = createPage(
      '<button data-telnyx-for="agent" data-telnyx-command="nonsense">Talk</button>',
    );

    const lines = await consoleLines(async (heard) => {
      press();
      await eventually('the developer is told', () => heard.length > 0);
    });

    expect(lines).to.deep.equal(['<telnyx-ai-agent> knows no command "--nonsense".']);
  });

  it('opens it once, not twice, so that --toggle opens', async () => {
    const { agent, press } = createPage('<button commandfor="agent" command="--toggle">Talk</button>');
    const opened: string[] = [];
    agent.addEventListener('telnyx-open', ({ type }) => opened.push(type));

    press();
    await eventually('the agent is open', () => opened.length > 0);

    expect(agent.open).to.equal(true);
  });

  it('commands by data-telnyx-command in every browser: start, mute, unmute, end, close', async () => {
    const { page, agent, press } = createPage(
      '<button data-telnyx-for="agent" data-telnyx-command="start"><b>Talk</b></button>',
    );
    const button = page.querySelector('button')!;
    const command = (name: string) => {
      button.dataset.telnyxCommand = name;
      press();
    };

    // On what stands inside the button, as a pointer does.
    page.querySelector('b')!.click();
    await eventually('there is a call', () => agent.call?.state === 'active');
    command('mute');
    await eventually('it is muted', () => agent.call?.isMuted);
    command('unmute');
    await eventually('it is not muted', () => agent.call?.isMuted === false);
    command('end');
    await eventually('it is over', () => agent.call?.state === 'ended');
    command('open');
    await eventually('the agent is open', () => agent.open);
    command('close');
    await eventually('the agent is closed', () => !agent.open);
  });

  it('reaches an agent from a shadow root of the page', async () => {
    const { page, agent } = createPage('<div></div>');
    const root = page.querySelector('div')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<button data-telnyx-for="agent" data-telnyx-command="open">Talk</button>';

    root.querySelector('button')!.click();

    await eventually('the agent is open', () => agent.open);
  });

  it('commands as a custom element that has its button in its shadow root', async () => {
    const { page, agent } = createPage(
      '<ds-button data-telnyx-for="agent" data-telnyx-command="open">Talk</ds-button>',
    );
    const root = page.querySelector('ds-button')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<button><slot></slot></button>';

    root.querySelector('button')!.click();

    await eventually('the agent is open', () => agent.open);
  });

  it('is not looked for in a click that a script makes on the document', async () => {
    createPage('');

    const uncaught = await uncaughtDuring(() => document.dispatchEvent(new MouseEvent('click')));

    expect(uncaught).to.deep.equal([]);
  });

  it(
    'opens the agent by commandfor where the browser does not know it',
    withoutInvokers(async () => {
      // Not a button, because those the browser of this test obeys all the same.
      const { agent, press } = createPage('<a commandfor="agent" command="--open">Talk</a>');

      press();

      await eventually('the agent is open', () => agent.open);
    }),
  );

  it('does nothing when the page has prevented the click', async () => {
    const { page, agent, press } = createPage(
      '<button data-telnyx-for="agent" data-telnyx-command="toggle">Talk</button>',
    );
    page.addEventListener('click', (event) => event.preventDefault(), { once: true });

    press();
    press();
    await eventually('the panel is drawn', () => agent.renderRoot.querySelector('[part~="panel"]'));

    expect(agent.open).to.equal(true);
  });

  it('tells the developer when there is no such element', async () => {
    const { press } = createPage('<button data-telnyx-for="nobody" data-telnyx-command="open">Talk</button>');
    const lines = await consoleLines(async () => {
      const { warn } = console;
      const warned = new Promise<void>((resolve) => {
        console.warn = (...parts: unknown[]) => {
          warn(...parts);
          resolve();
        };
      });
      press();
      await warned;
    });

    expect(lines).to.have.lengthOf(1);
    expect(lines[0]).to.include('nobody');
  });
});

/** What a button of the page brings about, one after the other. */
type Deeds = readonly (readonly [command: string, sentence: string, isDone: () => unknown])[];

describe('a button of the page for a phone', () => {
  /** Presses a button for each command, and waits for what it is to bring about. */
  async function commandAll(id: string, deeds: Deeds) {
    const buttons = place();
    for (const [command, sentence, isDone] of deeds) {
      buttons.innerHTML = `<button commandfor="${id}" command="${command}">Do</button>`;
      buttons.querySelector('button')!.click();
      await eventually(`${command}: ${sentence}`, () => isDone() === true);
    }
  }

  it('commands a dialer', async () => {
    const { dialer, session } = await createReadyDialer({
      id: 'phone',
      destination: 'bob',
      placement: 'bottom-right',
    });
    const isIn = (state: string) => () => dialer.call?.state === state;

    await commandAll('phone', [
      ['--open', 'it is open', () => dialer.open],
      ['--close', 'it is closed', () => !dialer.open],
      ['--toggle', 'it is open', () => dialer.open],
      ['--toggle', 'it is closed', () => !dialer.open],
      ['--call', 'it calls', isIn('active')],
      ['--hold', 'it holds', isIn('held')],
      ['--resume', 'it talks', isIn('active')],
      ['--mute', 'it is mute', () => dialer.call?.isMuted],
      ['--unmute', 'it is heard', () => dialer.call?.isMuted === false],
      ['--hangup', 'the call is over', isIn('ended')],
      ['--start', 'it calls again', () => session.calls.length === 2 && isIn('active')()],
      ['--end', 'that call is over', isIn('ended')],
    ]);
    session.ring();
    await commandAll('phone', [['--answer', 'it is answered', isIn('active')]]);
  });

  /** A session with the login of a phone and with these call buttons inside. */
  function createPhoneSession(id: string, destinations: readonly string[]) {
    const element = new FakeSessionElement();
    Object.assign(element, { id, login: id, password: 'x' });
    element.innerHTML = destinations
      .map((destination) => `<telnyx-call-button destination="${destination}"></telnyx-call-button>`)
      .join('');
    place().append(element);
    return element;
  }

  it('calls with a session of a phone what the call button inside it calls', async () => {
    const element = createPhoneSession('one-number', ['', '+15550100100', '+15550100100']);

    await commandAll('one-number', [
      ['--start', 'it calls', () => element.call?.state === 'active'],
      ['--end', 'the call is over', () => element.call?.state === 'ended'],
    ]);

    expect(element.engine.session.lastCall.options.destination).to.equal('+15550100100');
  });

  it('finds a number that a script has set, in another shadow root too', async () => {
    const element = createPhoneSession('set-number', []);
    const box = document.createElement('div');
    const button = document.createElement('telnyx-call-button');
    button.destination = 'bob';
    box.attachShadow({ mode: 'open' }).append(button);
    element.append(box);

    await commandAll('set-number', [['--start', 'it calls', () => element.call?.state === 'active']]);

    expect(element.engine.session.lastCall.options.destination).to.equal('bob');
  });

  for (const destinations of [[], ['bob', 'carol']]) {
    it(`says that there is no number to call for a session with ${String(destinations.length)} of them`, async () => {
      const element = createPhoneSession(`numbers-${String(destinations.length)}`, destinations);
      const told: string[] = [];
      element.addEventListener('telnyx-error', ({ detail }) => told.push(`${detail.code} ${detail.message}`));

      await consoleLines(() =>
        commandAll(element.id, [['--start', 'it is told', () => element.error !== null && told.length > 0]]),
      );

      expect(told.join()).to.match(/^44002 There is no number to call\. Put exactly one <telnyx-call-button/);
      expect(element.engine.sessions).to.have.lengthOf(0);
    });
  }

  it('commands a session', async () => {
    const element = new FakeSessionElement();
    element.id = 'session';
    element.agentId = 'assistant-commanded';
    place().append(element);

    await commandAll('session', [
      ['--start', 'it calls', () => element.call?.state === 'active'],
      ['--mute', 'it is mute', () => element.call?.isMuted],
      ['--unmute', 'it is heard', () => element.call?.isMuted === false],
      ['--end', 'the call is over', () => element.call?.state === 'ended'],
    ]);
  });
});
