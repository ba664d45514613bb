import { expect } from '@open-wc/testing';
import {
  cleanVariables,
  mergeHeaders,
  toHeaders,
  variablesOfDataset,
} from '../../components/ai-agent/dynamic-variables.js';
import { formatDuration } from '../../components/call-timer/format-duration.js';
import { resolveGatewayUrl } from '../../components/session/connection-settings.js';
import { linkText } from '../../components/transcript/link-text.js';
import { exportTranscript } from '../../components/transcript/transcript-export.js';
import type { TranscriptItem } from '../../src/index.js';

describe('dynamic variables', () => {
  it('travel as headers that turn back into the same names', () => {
    const headers = toHeaders(cleanVariables({ first_name: 'Ada', plan: 3, vip: true }));

    expect(headers).to.deep.equal([
      { name: 'X-First-Name', value: 'Ada' },
      { name: 'X-Plan', value: '3' },
      { name: 'X-Vip', value: 'true' },
    ]);
  });

  for (const name of ['firstName', 'FirstName', 'first-name', 'first name', '_first__name_']) {
    it(`travel as words: ${name}`, () => {
      expect(toHeaders({ [name]: 'Ada' })).to.deep.equal([{ name: 'X-First-Name', value: 'Ada' }]);
    });
  }

  it('keep the words of an own header', () => {
    expect(mergeHeaders([{ name: 'X-FirstName', value: 'Ada' }])[0]?.name).to.equal('X-FirstName');
  });

  it('cannot smuggle in another header', () => {
    const headers = toHeaders(cleanVariables({ 'a\r\nX-Evil': 'x', note: 'one\r\nX-Evil: two' }));

    expect(headers).to.deep.equal([
      { name: 'X-A-X-Evil', value: 'x' },
      { name: 'X-Note', value: 'one X-Evil: two' },
    ]);
  });

  it('are limited in number and length, and left out when they have no value or name', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`v${index}`, 'x'.repeat(600)]));
    const variables = cleanVariables({ none: null, '***': 'x', ...many });

    expect(Object.keys(variables)).to.have.lengthOf(50);
    expect(variables.v0).to.have.lengthOf(512);
    expect(toHeaders({ ['n'.repeat(100)]: 'x' })[0]?.name).to.have.lengthOf(64);
  });

  it('are read from data-var-* attributes', () => {
    const element = document.createElement('div');
    element.setAttribute('data-var-first-name', 'Ada');
    element.setAttribute('data-variant', 'b');

    expect(variablesOfDataset(element.dataset)).to.deep.equal({ first_name: 'Ada' });
  });

  it('give way to a header of the same name', () => {
    const merged = mergeHeaders([{ name: 'X-Case', value: '1' }], [{ name: 'x-case', value: '2' }]);

    expect(merged).to.deep.equal([{ name: 'X-Case', value: '2' }]);
  });
});

describe('resolveGatewayUrl', () => {
  for (const [value, base, expected] of [
    ['/gateway', 'http://localhost:8000/a/b', 'ws://localhost:8000/gateway'],
    ['/gateway?scenario=busy', 'https://example.com/', 'wss://example.com/gateway?scenario=busy'],
    ['wss://rtc.telnyx.com', 'http://localhost/', 'wss://rtc.telnyx.com'],
    ['nonsense', 'http://localhost/', 'nonsense'],
  ] as const) {
    it(`reads ${value} on ${base} as ${expected}`, () => {
      expect(resolveGatewayUrl(value, base)).to.equal(expected);
    });
  }
});

describe('linkText', () => {
  const link = (text: string, href = text) => ({ text, href });
  for (const [text, expected] of [
    ['No address.', ['No address.']],
    ['See https://a.example/b.', ['See ', link('https://a.example/b'), '.']],
    ['(www.example.com)', ['(', link('www.example.com', 'https://www.example.com/'), ')']],
    ['https://a.example/x_(y)', [link('https://a.example/x_(y)')]],
    ['Call tel:+15551234567!', ['Call ', link('tel:+15551234567'), '!']],
    ['javascript:alert(1) data:text/html,x', ['javascript:alert(1) data:text/html,x']],
    ['\u202ehttps://a.example/', [link('https://a.example/')]],
  ] as const) {
    it(`finds what is an address in ${JSON.stringify(text)}`, () => {
      expect(linkText(text)).to.deep.equal(expected);
    });
  }

  it('takes a megabyte of addresses as plain text', () => {
    const text = 'https://a.example/ '.repeat(55_000);

    expect(linkText(text)).to.deep.equal([text]);
  });
});

describe('formatDuration', () => {
  for (const [milliseconds, expected] of [
    [0, '0:00'],
    [7_900, '0:07'],
    [754_000, '12:34'],
    [3_723_000, '1:02:03'],
  ] as const) {
    it(`writes ${milliseconds} ms as ${expected}`, () => {
      expect(formatDuration(milliseconds)).to.equal(expected);
    });
  }
});

describe('exportTranscript', () => {
  const names = { agent: 'Assistant', you: 'You', system: 'Note', image: 'Image' };
  const items: TranscriptItem[] = [
    { id: '1', role: 'assistant', text: 'Hello', status: 'final', timestamp: 10_000 },
    { id: '2', role: 'user', text: 'a --> b\n\n<c>', status: 'final', timestamp: 12_500 },
  ];

  it('writes plain text', () => {
    expect(exportTranscript(items, 'txt', names)).to.equal('Assistant: Hello\nYou: a --> b\n\n<c>');
  });

  it('writes JSON that reads as the same items', () => {
    expect(JSON.parse(exportTranscript(items, 'json', names))).to.deep.equal(items);
  });

  it('writes captions that nothing said can break', () => {
    expect(exportTranscript(items, 'vtt', names)).to.equal(
      'WEBVTT\n\n' +
        '00:00:00.000 --> 00:00:02.500\n<v Assistant>Hello\n\n' +
        '00:00:02.500 --> 00:00:04.220\n<v You>a --&gt; b &lt;c&gt;\n',
    );
  });

  it('writes captions that no kind of line end breaks', () => {
    const text = 'a\r\rNOTE b\n\rc\r\n d';

    const captions = exportTranscript([{ ...items[0]!, text }], 'vtt', names);

    expect(captions.split(/\r\n|\r|\n/).slice(3)).to.deep.equal(['<v Assistant>a NOTE b c d', '']);
  });

  it('writes captions of 100,000 blanks at once', () => {
    const text = ' '.repeat(100_000);
    const start = performance.now();

    exportTranscript([{ ...items[0]!, text }], 'vtt', names);

    expect(performance.now() - start).to.be.lessThan(500);
  });

  it('leaves out what has said nothing yet, and names images and gaps', () => {
    const [item] = items as [TranscriptItem];
    const conversation: TranscriptItem[] = [
      { ...item, id: 'a', text: '', status: 'partial' },
      { ...item, id: 'b', text: 'Look', images: ['data:,'] },
      { ...item, id: 'c', text: '', hasLeftOutImages: true },
      { ...item, id: 'd', role: 'system', kind: 'gap', text: 'Something may be missing.' },
    ];
    const german = {
      agent: 'Assistent',
      you: 'Sie',
      system: 'Hinweis',
      image: 'Bild',
      gap: 'Hier fehlt etwas.',
    };

    const text = exportTranscript(conversation, 'txt', german);

    expect(text).to.equal('Assistent: Look [Bild]\nAssistent: [Bild]\nHinweis: Hier fehlt etwas.');
    expect(exportTranscript(conversation, 'vtt', german).match(/-->/g)).to.have.lengthOf(3);
  });
});
