import { TelnyxAiAgent } from '../../components/ai-agent/ai-agent.js';
import { defineElement } from '../../components/define/define-element.js';
import './nobody-leaving.js';
import { FakeEngine } from './fake-session.js';

/** `<telnyx-ai-agent>` with a call engine whose gateway is the test. */
export class FakeAiAgent extends TelnyxAiAgent {
  engine = new FakeEngine();
  /** How often the engine was asked for. */
  engineLoads = 0;
  /** What loading the engine fails with. */
  engineFailure: Error | null = null;

  /** What loading the panel and all that comes with it fails with. */
  linkFailure: Error | null = null;

  /** What it waits for. */
  linkDelay = Promise.resolve();

  protected override async createLink() {
    await this.linkDelay;
    if (this.linkFailure) throw this.linkFailure;
    return super.createLink();
  }

  override loadEngine() {
    this.engineLoads += 1;
    return this.engineFailure ? Promise.reject(this.engineFailure) : Promise.resolve(this.engine);
  }
}

defineElement('telnyx-ai-agent', FakeAiAgent);
