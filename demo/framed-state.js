import { AGENT_STATES } from './agent-states.js';
import { elementInState } from './element-in-state.js';

/** One state of the agent, in a frame that may not do everything. */
const query = new URLSearchParams(location.search);
const state = AGENT_STATES.states[query.get('state')];
if (state) document.body.append(elementInState(AGENT_STATES, state, query.get('number')));
