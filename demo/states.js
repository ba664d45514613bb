import { AGENT_STATES } from './agent-states.js';
import { elementInState } from './element-in-state.js';
import { COMPOSED_STATES, PHONE_STATES } from './phone-states.js';

/** `?kind=` and `?state=` name those to be shown; without them all are. */
const query = new URLSearchParams(location.search);
const isWanted = (key, value) => !query.has(key) || query.has(key, value);
const look = document.getElementById('look');
let number = 0;

function addState(name, kind, state) {
  const section = document.createElement('section');
  const title = document.createElement('h3');
  title.textContent = name;
  section.className = state.className ?? '';
  number += 1;
  section.append(title, state.allow ? frameOf(kind, name, state.allow) : elementInState(kind, state, number));
  document.getElementById(kind.tag).append(section);
}

/** What a browser refuses is refused to a frame, whatever its user has allowed this page. */
function frameOf({ tag }, name, allow) {
  const frame = document.createElement('iframe');
  frame.title = name;
  frame.allow = allow;
  frame.src = `./framed-state.html?${new URLSearchParams({ tag, state: name, number })}`;
  frame.addEventListener('load', () => applyLook(frame.contentDocument));
  return frame;
}

function applyLook(page) {
  const { theme, dir, accent } = Object.fromEntries(new FormData(look));
  page.documentElement.dir = dir;
  page.documentElement.style.setProperty('--telnyx-accent', accent);
  for (const element of page.querySelectorAll('.states :is(telnyx-ai-agent, telnyx-dialer)')) {
    element.setAttribute('theme', theme);
  }
}

for (const kind of [AGENT_STATES, PHONE_STATES, COMPOSED_STATES]) {
  for (const [name, state] of Object.entries(kind.states)) {
    if (isWanted('kind', kind.tag) && isWanted('state', name)) addState(name, kind, state);
  }
}
look.addEventListener('input', () => {
  applyLook(document);
  for (const { contentDocument } of document.querySelectorAll('iframe')) applyLook(contentDocument);
});
