/** Made-up customers; the numbers are answered by the local gateway. */
const CUSTOMERS = [
  { name: 'Grace Hill', number: '+15550100200', bicycle: 'City bike, brakes worn' },
  { name: 'Tom Reed', number: '+15550100100', bicycle: 'Touring bike, echo in the frame' },
  { name: 'Ana Lopes', number: '+15550100486', bicycle: 'Cargo bike, always on the phone' },
];

const byId = (id) => document.getElementById(id);
const phone = byId('phone');

/** A line in the case, with the time before it. */
function note(text) {
  const line = document.createElement('li');
  const time = document.createElement('time');
  const now = new Date();
  time.dateTime = now.toISOString();
  time.textContent = now.toLocaleTimeString([], { timeStyle: 'short' });
  line.append(time, text);
  byId('timeline').prepend(line);
}

/** The card of whoever is on the line. */
function showCustomer({ remoteName, remoteNumber }) {
  const customer = CUSTOMERS.find(({ number }) => number === remoteNumber);
  byId('customer-name').textContent = customer?.name ?? (remoteName || 'Unknown');
  byId('customer-number').textContent = remoteNumber || '–';
  byId('customer-bicycle').textContent = customer?.bicycle ?? '–';
}

const nameOf = ({ remoteName, remoteNumber }) =>
  CUSTOMERS.find(({ number }) => number === remoteNumber)?.name ?? (remoteName || remoteNumber || 'somebody');

for (const { name, number } of CUSTOMERS) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  button.addEventListener('click', () => {
    // What goes wrong is shown by the phone itself.
    phone.dial(number).catch(() => undefined);
  });
  item.append(button);
  byId('queue').append(item);
}

phone.addEventListener('telnyx-incoming-call', ({ detail }) => {
  note(`${nameOf(detail.call)} is calling.`);
});
phone.addEventListener('telnyx-call-change', ({ detail: { call } }) => {
  if (call.state === 'active' || call.state === 'requesting') showCustomer(call);
});
phone.addEventListener('telnyx-call-end', ({ detail: { call, durationMs, cause } }) => {
  const seconds = Math.round(durationMs / 1000);
  const name = nameOf(call);
  note(call.answeredAt === null ? `No talk with ${name} (${cause}).` : `Talked with ${name}, ${seconds} s.`);
});

byId('note-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = byId('note').value.trim();
  if (text) note(text);
  byId('note').value = '';
});
