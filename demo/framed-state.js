import { AGENT_STATES } from './agent-states.js';
import { elementInState } from './element-in-state.js';
import { COMPOSED_STATES, PHONE_STATES } from './phone-states.js';

/** One state of an element, in a frame that may not do everything, or loses the network for itself. */
const query = new URLSearchParams(location.search);
const kind = [AGENT_STATES, PHONE_STATES, COMPOSED_STATES].find(({ tag }) => tag === query.get('tag'));
const state = kind?.states[query.get('state')];
if (state) document.body.append(elementInState(kind, state, query.get('number')));
