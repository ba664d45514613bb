import { expect } from '@open-wc/testing';
import { type Block, type Inline, parseMarkdown } from '../../components/transcript/markdown.js';

const strong = (...content: Inline[]) => ({ mark: 'strong', content }) as const;
const em = (...content: Inline[]) => ({ mark: 'em', content }) as const;
const code = (text: string) => ({ mark: 'code', content: [text] }) as const;
const link = (text: string, href: string) => ({ text, href });

const lines = (block: Block | undefined) => (block && 'lines' in block ? block.lines : []);
const linksOf = (block: Block | undefined) =>
  lines(block).filter((piece) => typeof piece === 'object' && 'href' in piece);

describe('parseMarkdown', () => {
  for (const [text, ...pieces] of [
    ['We close at **five**.', 'We close at ', strong('five'), '.'],
    ['***Now***, *soon* or _later_', strong('Now'), ', ', em('soon'), ' or ', em('later')],
    ['# Hours', strong('Hours')],
    ['Run `npm **i**`', 'Run ', code('npm **i**')],
    [
      '**See https://a.example/b_c_**',
      strong('See ', link('https://a.example/b_c_', 'https://a.example/b_c_')),
    ],
    ['[Our hours](https://a.example/hours)', link('Our hours', 'https://a.example/hours')],
    ['[**Book now**](https://a.example/)', link('Book now', 'https://a.example/')],
    ['![Map](https://a.example/m.png)', link('Map', 'https://a.example/m.png')],
    ['[https://a.example/x](https://a.example/x)', link('https://a.example/x', 'https://a.example/x')],
    ['[www.a.example](https://www.a.example)', link('www.a.example', 'https://www.a.example/')],
    ['Run ```npm i``` now', 'Run ', code('npm i'), ' now'],
    // What only looks like it.
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['#1 in town, 5 ** 2', '#1 in town, 5 ** 2'],
    ['one\n\ntwo', 'one', '\n', '\n', 'two'],
    ['| a | b |\n<b>x</b>', '| a | b |', '\n', '<b>x</b>'],
    // Addresses that must not be hidden behind a name.
    ['[Click](javascript:alert(1))', '[Click](javascript:alert(1))'],
    ['[Data](data:text/html,x)', '[', 'Data', '](', 'data:text/html,x', ')'],
    ['```npm i```x', code('npm i'), 'x'],
    ['\u202e**a**', strong('a')],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(parseMarkdown(text)).to.deep.equal([{ lines: pieces }]);
    });
  }

  for (const name of ['bank.example', 'https://bank.example', 'банк.рф', 'bank.\u200bexample', 'a@bank']) {
    it(`shows where a link leads that is called ${name}`, () => {
      const [block] = parseMarkdown(`[${name}](https://evil.example/)`);

      const evil = link('https://evil.example/', 'https://evil.example/');
      expect(linksOf(block).filter(({ href }) => href === evil.href)).to.deep.equal([evil]);
    });
  }

  it('makes no link of an address with a login in it', () => {
    const [block] = parseMarkdown('[Bank](https://:bank.example@evil.example)');

    expect(linksOf(block)).to.deep.equal([]);
  });

  it('reads lists, with what stands around and between their items', () => {
    expect(
      parseMarkdown('We offer:\n- **repair**\n\n- tuning\n\nSteps:\n3. bring it\n4) fetch it\nBye'),
    ).to.deep.equal([
      { lines: ['We offer:'] },
      { list: 'ul', start: 1, items: [[strong('repair')], ['tuning']] },
      { lines: ['Steps:'] },
      { list: 'ol', start: 3, items: [['bring it'], ['fetch it']] },
      { lines: ['Bye'] },
    ] satisfies Block[]);
  });

  it('reads tables, whose rows have as many cells as the head', () => {
    expect(
      parseMarkdown(
        'Prices:\n| Work | Price |\n| :-- | --: |\n| **Brakes** | 20 |\nTuning \\| wash|30|x\n|Bell|\nBye',
      ),
    ).to.deep.equal([
      { lines: ['Prices:'] },
      {
        table: [
          [['Work'], ['Price']],
          [[strong('Brakes')], ['20']],
          [['Tuning | wash'], ['30']],
          [['Bell'], []],
        ],
      },
      { lines: ['Bye'] },
    ] satisfies Block[]);
  });

  it('leaves code as it is, also where its end is missing', () => {
    expect(parseMarkdown('So:\n```js\nlet a = `**`;\n``` b\n```\nor\n```\n- b')).to.deep.equal([
      { lines: ['So:'] },
      { code: 'let a = `**`;\n``` b' },
      { lines: ['or'] },
      { code: '- b' },
    ]);
  });

  for (const bomb of [
    '*',
    '**a ',
    '_a',
    '[',
    '[a](',
    '`',
    '```\n',
    '\n',
    '- \n',
    ' ',
    '#',
    '1. a\n',
    '> ',
    '|',
    '|-',
    '|-|\n',
    'a|b\n-|-\n',
  ]) {
    it(`stands 20,000 characters of ${JSON.stringify(bomb)}`, () => {
      const blocks = parseMarkdown(bomb.repeat(20_000 / bomb.length));

      expect(JSON.stringify(blocks).length).to.be.lessThan(2_000_000);
    });
  }

  it('takes a longer message as plain text', () => {
    const text = '**a** '.repeat(4000);

    expect(parseMarkdown(`\u202e${text}`)).to.deep.equal([{ lines: [text] }]);
  });
});
