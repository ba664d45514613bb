const alice = document.getElementById('alice');

for (const button of document.querySelectorAll('[data-dial]')) {
  button.addEventListener('click', () => {
    // What goes wrong is shown by the phone itself.
    alice.dial(button.dataset.dial).catch(() => undefined);
  });
}
