import type { CallLink } from '../../src/call/call-context.js';
import { METHOD } from '../../src/protocol/methods.js';
import { type CallSceneOptions, createActive } from './call-scene.js';
import { eventually } from './eventually.js';
import type { FakePeer } from './fake-media.js';
import { settled } from './settled.js';

/** A link that answers and obeys; it writes down what it is asked. */
export class FakeLink implements CallLink {
  readonly asked: string[] = [];
  /** What the proof that the gateway listens waits for. */
  proof: () => Promise<void> = () => Promise.resolve();
  ready: Promise<void> = Promise.resolve();

  async proveAlive(): Promise<void> {
    this.asked.push('prove');
    await this.proof();
  }

  forceReconnect(): void {
    this.asked.push('reconnect');
  }

  connect(): Promise<void> {
    return this.ready;
  }
}

/** A call that talks, with connected media and the gateway's answers to a `modify`. */
export async function createTalkingCall(options: CallSceneOptions = {}) {
  const link = new FakeLink();
  const scene = await createActive({
    ...options,
    prepare: (parts) => {
      parts.signaling.answers[METHOD.modify] = { action: 'updateMedia', sdp: 'their restart answer' };
      options.prepare?.(parts);
    },
    context: { link, ...options.context },
  });
  const { call, engine, peer, receive } = scene;
  peer.events?.onConnectionState('connected');
  // The call has asked for it before, so that it is there for the call as well.
  await import('../../src/call/call-recovery.js');
  await settled();
  /** The server offers the call again; resolves with the peer that answers. */
  const offerAgain = async (offer = 'their new offer'): Promise<FakePeer> => {
    const count = engine.peers.length;
    receive(METHOD.attach, { sdp: offer });
    return eventually('a new peer answers', () => engine.peers[count]);
  };
  return { ...scene, link, call, offerAgain };
}

export type TalkingCall = Awaited<ReturnType<typeof createTalkingCall>>;
