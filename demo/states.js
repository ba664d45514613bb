import { AGENT_STATES } from './agent-states.js';
import { PHONE_STATES } from './phone-states.js';

const wanted = new URLSearchParams(location.search).getAll('state');
let number = 0;

function addState(
  name,
  { tag, attributes: common },
  { attributes, scenario = 'assistant', className = '', enter },
) {
  const section = document.createElement('section');
  const title = document.createElement('h3');
  const element = document.createElement(tag);
  title.textContent = name;
  section.className = className;
  const all = { 'gateway-url': `/gateway?scenario=${scenario}`, ...common((number += 1)), ...attributes };
  for (const [attribute, value] of Object.entries(all)) element.setAttribute(attribute, value);
  section.append(title, element);
  document.getElementById(tag).append(section);
  if (enter) customElements.whenDefined(tag).then(() => enter(element));
}

function applyLook() {
  const { theme, dir, accent } = Object.fromEntries(new FormData(document.getElementById('look')));
  document.documentElement.dir = dir;
  document.documentElement.style.setProperty('--telnyx-accent', accent);
  for (const element of document.querySelectorAll('.states :is(telnyx-ai-agent, telnyx-dialer)')) {
    element.setAttribute('theme', theme);
  }
}

for (const kind of [AGENT_STATES, PHONE_STATES]) {
  for (const [name, state] of Object.entries(kind.states)) {
    if (wanted.length === 0 || wanted.includes(name)) addState(name, kind, state);
  }
}
document.getElementById('look').addEventListener('input', applyLook);
