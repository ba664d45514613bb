const alice = document.getElementById('alice');
const phones = document.querySelectorAll('telnyx-dialer');

for (const button of document.querySelectorAll('[data-dial]')) {
  button.addEventListener('click', () => {
    // What goes wrong is shown by the phone itself.
    alice.dial(button.dataset.dial).catch(() => undefined);
  });
}

/** Both phones meet the scenario; one that is about tokens wants phones that log in with them. */
function setScenario(scenario) {
  for (const phone of phones) {
    phone.setAttribute('gateway-url', `/gateway?scenario=${scenario}`);
    if (scenario === 'expiring-token')
      phone.setAttribute('token-url', `/token?user=${phone.id}&scenario=${scenario}`);
    else phone.removeAttribute('token-url');
  }
}

const menu = document.getElementById('scenario');
menu.addEventListener('change', () => setScenario(menu.value));
document.addEventListener('telnyx-warning', ({ target, detail }) => {
  document.getElementById('warning').textContent = `${target.id}: ${detail.name} (${detail.code})`;
});
