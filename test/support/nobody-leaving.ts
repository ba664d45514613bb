import { leaving } from '../../components/session/leaving.js';

// What another test has taken out of the page a moment ago is to be taken over by nobody.
beforeEach(() => leaving.clear());
