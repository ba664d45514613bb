import { TelnyxSessionElement } from '../../components/session/session.js';
import './nobody-leaving.js';
import { FakeEngine } from './fake-session.js';

/** `<telnyx-session>` with a call engine whose gateway is the test. */
export class FakeSessionElement extends TelnyxSessionElement {
  engine = new FakeEngine();

  override loadEngine() {
    return Promise.resolve(this.engine);
  }
}
