const number = document.getElementById('number');
const call = document.getElementById('call');

/** The parts know nothing of the page's own field: the page tells the button whom to call. */
function setNumber(text) {
  number.value = text;
  call.setAttribute('destination', text);
}

number.addEventListener('input', () => setNumber(number.value));
document.getElementById('keypad').addEventListener('telnyx-key', ({ detail }) => {
  setNumber(number.value + detail.key);
});
