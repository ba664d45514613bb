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
  showSnippet();
}

function showSnippet() {
  const names = ['agent-id', 'gateway-url', 'variables'].filter((name) => agent.hasAttribute(name));
  const attributes = names.map((name) => ` ${name}=${quote(agent.getAttribute(name))}`).join('');
  byId('snippet').textContent =
    `<script async src="/telnyx-elements.js"></script>\n<telnyx-ai-agent${attributes}></telnyx-ai-agent>`;
}

const quote = (value) => (value.includes('"') ? `'${value.replaceAll("'", '&#39;')}'` : `"${value}"`);

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

async function copySnippet() {
  await navigator.clipboard.writeText(byId('snippet').textContent);
  byId('copy').textContent = 'Copied';
}

byId('settings').addEventListener('change', applySettings);
byId('settings').addEventListener('submit', (event) => event.preventDefault());
byId('copy').addEventListener('click', copySnippet);
for (const name of EVENTS) agent.addEventListener(name, log);

await customElements.whenDefined('telnyx-ai-agent');
agent.registerClientTool('get_page_title', () => document.title);
