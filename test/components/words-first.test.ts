import { expect } from '@open-wc/testing';
import { createDialer } from '../support/dialer-scene.js';
import '../support/fake-agent.js';
import { place } from '../support/place.js';

const requestedLanguages = () =>
  performance
    .getEntriesByType('resource')
    .filter(({ name }) => /\/strings\/(languages|first-phone-words)/.test(name));

/** An agent in a page of this language, drawn. */
async function drawAgent(lang: string) {
  const page = place();
  page.innerHTML = '<div><telnyx-ai-agent agent-id="a"></telnyx-ai-agent></div>';
  const agent = page.querySelector('telnyx-ai-agent')!;
  if (lang) page.lang = lang;
  await agent.updateComplete;
  return agent.renderRoot.textContent;
}

describe('the first words', () => {
  it('need no request in English, nor where no language is named and the browser speaks English', async () => {
    const inEnglish = await drawAgent('en-GB');
    const untold = await drawAgent('');
    const { field } = await createDialer({ lang: 'en' });

    expect(navigator.language).to.match(/^en/);
    expect(inEnglish).to.include('Talk to us');
    expect(untold).to.include('Talk to us');
    expect(field.ariaLabel).to.equal('Phone number');
    expect(requestedLanguages()).to.have.lengthOf(0);
  });

  it('need one small request in another language', async () => {
    expect(await drawAgent('fr')).to.include('Parlez-nous');

    expect(requestedLanguages()).to.have.lengthOf(1);
  });
});
