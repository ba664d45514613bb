import { copyOnClick } from './copy-button.js';
import { embedSnippet } from './embed-snippet.js';

/** The events worth seeing; the dotted names of the official element come as well. */
const EVENTS = [
  'telnyx-open',
  'telnyx-close',
  'telnyx-before-start',
  'telnyx-status-change',
  'telnyx-ready',
  'telnyx-call-change',
  'telnyx-call-end',
  'telnyx-agent-state-change',
  'telnyx-transcript',
  'telnyx-tool-call',
  'telnyx-tool-result',
  'telnyx-warning',
  'telnyx-error',
];
const MOST_LINES = 200;

const byId = (id) => document.getElementById(id);
const agent = byId('agent');

/** Writes what the fields say into the attributes of the element, as a page of your own would. */
function applySettings() {
  const assistant = byId('assistant').value.trim();
  const scenario = byId('scenario').value;
  const name = byId('name').value.trim();
  agent.setAttribute('agent-id', assistant || 'assistant-demo');
  if (assistant) agent.removeAttribute('gateway-url');
  else
    agent.setAttribute(
      'gateway-url',
      scenario === 'assistant' ? '/gateway' : `/gateway?scenario=${scenario}`,
    );
  if (name) agent.setAttribute('variables', JSON.stringify({ first_name: name }));
  else agent.removeAttribute('variables');
  for (const element of document.querySelectorAll('[data-while]')) {
    element.hidden = element.dataset.while !== (assistant ? 'telnyx' : 'local');
  }
  showSnippet();
}

/** Two lines that work in any page: their addresses are whole. */
function showSnippet() {
  const values = {
    'agent-id': agent.getAttribute('agent-id'),
    'gateway-url': socketAddress(agent.getAttribute('gateway-url')),
    variables: agent.getAttribute('variables'),
  };
  byId('snippet').textContent = embedSnippet('telnyx-ai-agent', values);
}

function socketAddress(path) {
  if (path === null) return null;
  const address = new URL(path, location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}

/** One line for each event; the same event again in a row only counts up. */
function log({ type, detail }) {
  const list = byId('events');
  const text = type === 'telnyx-error' ? `${type} ${detail.code} ${detail.name}` : type;
  const last = list.lastElementChild;
  if (last?.dataset.text === text) {
    last.dataset.count = String(Number(last.dataset.count) + 1);
    last.textContent = `${text} × ${last.dataset.count}`;
    return;
  }
  const line = document.createElement('li');
  Object.assign(line.dataset, { text, count: '1' });
  line.textContent = text;
  list.append(line);
  if (list.children.length > MOST_LINES) list.firstElementChild.remove();
  list.scrollTop = list.scrollHeight;
}

byId('settings').addEventListener('change', applySettings);
byId('settings').addEventListener('submit', (event) => event.preventDefault());
copyOnClick(byId('copy'), byId('snippet'));
for (const name of EVENTS) agent.addEventListener(name, log);
applySettings();

await customElements.whenDefined('telnyx-ai-agent');
agent.registerClientTool('get_page_title', () => document.title);
