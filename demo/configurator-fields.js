const choice = (attribute, label, ...options) => ({ attribute, label, options });
const text = (attribute, label, rest = {}) => ({ attribute, label, ...rest });
const flag = (attribute, label) => ({ attribute, label, isFlag: true });

const corners = [
  ['bottom-left', 'Bottom left'],
  ['top-right', 'Top right'],
  ['top-left', 'Top left'],
  ['bottom-center', 'Bottom, in the middle'],
  ['top-center', 'Top, in the middle'],
];

const language = choice(
  'lang',
  'Language',
  ['', 'As the page says'],
  ...['en English', 'es Español', 'fr Français', 'de Deutsch', 'pt-BR Português (Brasil)', 'it Italiano'].map(
    named,
  ),
  ...['nl Nederlands', 'pl Polski', 'ja 日本語', 'zh-CN 简体中文', 'ko 한국어', 'ar العربية'].map(named),
  ...['pt-PT Português (Portugal)', 'sv Svenska', 'da Dansk', 'nb Norsk bokmål', 'fi Suomi'].map(named),
  ...['cs Čeština', 'hu Magyar', 'ro Română', 'el Ελληνικά', 'tr Türkçe', 'uk Українська'].map(named),
  ...['he עברית', 'zh-TW 繁體中文', 'vi Tiếng Việt', 'id Bahasa Indonesia', 'th ไทย', 'hi हिन्दी'].map(named),
);

function named(option) {
  const [code, ...name] = option.split(' ');
  return [code, name.join(' ')];
}

const theme = choice('theme', 'Theme', ['', "As the visitor's system"], ['light', 'Light'], ['dark', 'Dark']);
const accent = { property: '--telnyx-accent', label: 'Accent colour', value: '#006b4f' };

/**
 * What the form asks for each element: in groups, attribute by attribute. An attribute with `required` stands in
 * the lines even while its field is empty. The preview always has the attributes of `preview`, whatever is asked.
 */
export const ELEMENTS = {
  'telnyx-ai-agent': {
    preview: { 'agent-id': 'assistant-demo', 'gateway-url': '/gateway' },
    groups: {
      Assistant: [
        text('agent-id', "Assistant's id", { required: 'assistant-…' }),
        text('version-id', 'Version', { hint: 'Empty for the one that is live.' }),
        choice(
          'region',
          'Region',
          ['', 'Nearest'],
          ...['eu', 'us-east', 'us-central', 'us-west', 'ca-central', 'apac'].map((name) => [name, name]),
        ),
      ],
      Conversation: [
        flag('text-only', 'Typing only, no microphone'),
        flag('push-to-talk', 'Push to talk'),
        flag('muted', 'Starts muted'),
        flag('auto-open', 'Opens with the page'),
        text('max-duration', 'Longest call, in seconds', { type: 'number', min: 1, max: 86400 }),
        text('consent', 'To be accepted before the first call', {
          hint: 'Nothing connects before the visitor agrees.',
        }),
      ],
      Look: [
        choice('placement', 'Place', ['', 'Bottom right'], ...corners, ['inline', 'In the text of the page']),
        theme,
        accent,
        text('start-text', 'Label of the button'),
        text('logo-url', 'Address of your logo', { type: 'url', placeholder: 'https://…' }),
        choice(
          'visualizer',
          'Visualizer',
          ['', 'Round bars'],
          ['line', 'Line'],
          ['wave', 'Wave'],
          ['circle', 'Circle'],
          ['scatteredDots', 'Scattered dots'],
          ['frequencyBands', 'Frequency bands'],
        ),
        choice(
          'visualizer-color',
          'Its colours',
          ['', 'The accent'],
          ...['verdant', 'twilight', 'bloom', 'mystic', 'flare', 'glacier'].map((name) => [name, name]),
        ),
        language,
      ],
    },
  },
  'telnyx-dialer': {
    preview: { 'token-url': '/token?user=preview', 'gateway-url': '/gateway' },
    groups: {
      Login: [
        text('token-url', 'Address of your server that gives a login token', { required: '/telnyx-token' }),
        choice(
          'prewarm',
          'Goes online',
          ['', 'When somebody uses the page'],
          ['eager', 'At once, to be called'],
          ['off', 'When asked to'],
        ),
      ],
      Calls: [
        text('destination', 'Number in the field', { type: 'tel', placeholder: '+15550100200' }),
        text('caller-name', 'Name shown to whom is called'),
        text('caller-number', 'Number shown to whom is called', { type: 'tel' }),
        choice(
          'history',
          'List of calls',
          ['', 'For this tab'],
          ['local', 'For this browser'],
          ['off', 'None'],
        ),
        flag('auto-answer', 'Answers by itself'),
      ],
      Look: [
        choice(
          'placement',
          'Place',
          ['', 'In the text of the page'],
          ['bottom-right', 'Bottom right'],
          ...corners,
        ),
        theme,
        accent,
        flag('hide-keypad', 'Keys only during a call'),
        language,
      ],
    },
  },
};
