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

// Whether calls come through: away and in wrap-up they are declined, so that another desk gets them.
const desk = byId('desk');
const turnedAway = new Set();
const STATUS = {
  available: 'Calls ring here.',
  away: 'Calls are declined.',
  'wrap-up': 'Calls are declined until you are done.',
};

// What was chosen last, before a talk ended or during it.
let afterWrapUp = 'available';

function setStatus(status) {
  desk.elements.status.value = status;
  byId('status').textContent = STATUS[status];
  byId('done').hidden = status !== 'wrap-up';
  if (status === 'wrap-up') return;
  byId('note-label').textContent = 'Note';
  afterWrapUp = status;
}

desk.addEventListener('submit', (event) => event.preventDefault());
desk.addEventListener('change', () => {
  setStatus(desk.elements.status.value);
  // Counts from the next call on.
  phone.setAttribute('caller-number', desk.elements.caller.value);
});

phone.addEventListener('telnyx-incoming-call', (event) => {
  const { call } = event.detail;
  if (desk.elements.status.value === 'available') {
    note(`${nameOf(call)} is calling.`);
    return;
  }
  // The phone shows nothing of a call that the page has taken.
  event.preventDefault();
  turnedAway.add(call.id);
  phone.hangup(call.id).catch(() => undefined);
});

// Since when each waits is to outlast a reload, as the call does; where the browser keeps nothing, neither does.
const kept = (() => {
  try {
    return sessionStorage;
  } catch {
    return {};
  }
})();

// Calls on hold, with the elements that show each and since when it waits.
const parked = new Map();
let clock = null;

function park(call) {
  const item = document.createElement('li');
  const time = document.createElement('span');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = `Take back ${nameOf(call)}`;
  button.addEventListener('click', () => {
    // Whoever is on the line meanwhile is put on hold by the session.
    phone.session
      .getCall(call.id)
      ?.resume()
      .catch(() => note(`${nameOf(call)} could not be taken back.`));
  });
  item.append(button, time);
  byId('parked').append(item);
  kept[`held-${call.id}`] ??= Date.now();
  parked.set(call.id, { item, time, since: Number(kept[`held-${call.id}`]) });
}

function showParked() {
  for (const { time, since } of parked.values()) {
    const seconds = Math.floor((Date.now() - since) / 1000);
    time.textContent = `waits ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
  byId('none-parked').hidden = parked.size > 0;
  if (parked.size > 0) clock ??= setInterval(showParked, 1000);
  else {
    clearInterval(clock);
    clock = null;
  }
}

phone.addEventListener('telnyx-call-change', ({ detail: { call } }) => {
  if (call.state === 'active' || call.state === 'requesting') showCustomer(call);
  const isParked = call.isHeld && call.state !== 'ended';
  if (isParked === parked.has(call.id)) return;
  if (isParked) park(call);
  else {
    const { item } = parked.get(call.id);
    const hadFocus = item.contains(document.activeElement);
    item.remove();
    // Its button is gone; what comes next is to talk, and to note something.
    if (hadFocus) byId('note').focus();
    parked.delete(call.id);
    delete kept[`held-${call.id}`];
  }
  showParked();
});

// Who was talked with last, until the wrap-up for it begins.
let talkedWith = null;

phone.addEventListener('telnyx-call-end', ({ detail: { call, durationMs, cause } }) => {
  const name = nameOf(call);
  if (turnedAway.delete(call.id)) note(`${name} called and was declined.`);
  else if (call.answeredAt === null) note(`No talk with ${name} (${cause}).`);
  else {
    note(`Talked with ${name}, ${Math.round(durationMs / 1000)} s.`);
    talkedWith = name;
  }
  // Another call may still ring or wait, and end without a word.
  if (talkedWith === null || phone.session.snapshot.calls.some(({ state }) => state !== 'ended')) return;
  setStatus('wrap-up');
  byId('note-label').textContent = `Note on the call with ${talkedWith}`;
  talkedWith = null;
});

function addNote() {
  const text = byId('note').value.trim();
  if (text) note(text);
  byId('note').value = '';
}

byId('note-form').addEventListener('submit', (event) => {
  event.preventDefault();
  addNote();
});
byId('done').addEventListener('click', () => {
  addNote();
  setStatus(afterWrapUp);
  // The button is gone; what it changed is the status.
  desk.querySelector('[name=status]:checked').focus();
});
// A browser may restore what was chosen before a reload.
desk.dispatchEvent(new Event('change'));
