import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { dynamicVariables } from '../../demo/gateway/assistant/dynamic-variables.js';
import { greeting, replyTo } from '../../demo/gateway/assistant/replies.js';

const AT_NINE = new Date(2026, 0, 5, 9, 5);

function reply(text: string, variables = {}) {
  return replyTo({ text, images: 0 }, variables, AT_NINE);
}

describe('replyTo', () => {
  it('knows its opening hours, prices, name and the time', () => {
    assert.match(reply('When do you open?').text, /nine to five/);
    assert.match(reply('What does it COST').text, /free/);
    assert.match(reply('your name please').text, /demo assistant/);
    assert.equal(reply('what time is it').text, 'It is 9:05.');
  });

  it('greets, helps, and says goodbye', () => {
    assert.equal(reply('hello', { first_name: 'Ada' }).text, 'Hello Ada! What can I do for you?');
    assert.match(reply('help').text, /Ask me/);
    assert.equal(reply('bye').hangsUp, true);
  });

  it('asks the page when it is asked for the page', () => {
    assert.equal(reply('What is the title of this page?').asksForTitle, true);
  });

  it('repeats what it does not understand, in the very words, but not at length', () => {
    assert.match(reply('colourless green ideas').text, /^You said: colourless green ideas\./);
    assert.ok(reply('x'.repeat(5000)).text.length < 300);
  });

  it('counts images', () => {
    assert.equal(replyTo({ text: '', images: 1 }, {}, AT_NINE).text, 'I received 1 image.');
    assert.equal(replyTo({ text: 'hello', images: 3 }, {}, AT_NINE).text, 'I received 3 images.');
  });
});

describe('dynamicVariables', () => {
  it('makes variables of X- headers alone', () => {
    const headers = [
      { name: 'X-First-Name', value: 'Ada' },
      { name: 'x-account', value: '42' },
      { name: 'Subject', value: 'no' },
      { name: 'X-', value: 'no' },
    ];
    assert.deepEqual(dynamicVariables(headers), { first_name: 'Ada', account: '42' });
  });

  it('puts the first name into the greeting', () => {
    assert.match(greeting({ first_name: 'Ada' }), /^Hello Ada! I am/);
    assert.match(greeting({}), /^Hello! I am/);
  });
});
