import { messages } from './messages.js';
import { modes } from './modes.js';
import { phone } from './phone.js';
import { devices } from './phone-devices.js';
import { figures } from './phone-figures.js';
import { history } from './phone-history.js';
import { phoneTroubles } from './phone-troubles.js';
import { waiting } from './phone-waiting.js';
import type { Strings } from './table.js';
import { errorsOf } from './trouble-kinds.js';
import { trouble } from './trouble.js';
import { ui } from './ui.js';

const { troubles, ...lines } = trouble;

/** The English table. Every text a visitor sees or hears read out stands here. */
export const en: Strings = {
  ...ui,
  ...modes,
  ...messages,
  ...phone,
  ...devices,
  ...waiting,
  ...history,
  ...figures,
  ...phoneTroubles,
  ...lines,
  errors: errorsOf(troubles),
};
