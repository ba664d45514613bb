import { expect } from '@open-wc/testing';

import { openMicrophone } from '../../../src/media/microphone.js';
import { deferred } from '../../../src/shared/deferred.js';
import { rejection } from '../../support/rejection.js';

/** What the browser gives out in place of a microphone, later if the test says so. */
async function withStream<T>(given: Promise<MediaStream>, work: () => Promise<T>): Promise<T> {
  const { mediaDevices } = navigator;
  const own = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = () => given;
  try {
    return await work();
  } finally {
    mediaDevices.getUserMedia = own;
  }
}

const createStream = () => new MediaStreamAudioDestinationNode(new AudioContext()).stream;

describe('openMicrophone', () => {
  it('tells that the device went away, but holds on to nobody once it was stopped', async () => {
    const stream = createStream();
    const open = () => openMicrophone(true, new AbortController().signal);
    const microphone = await withStream(Promise.resolve(stream), open);
    const track = stream.getTracks()[0];
    let lost = 0;

    microphone.onLost(() => (lost += 1));
    track?.dispatchEvent(new Event('ended'));
    expect(lost).to.equal(1);
    microphone.onLost(() => (lost += 1));
    microphone.stop();
    track?.dispatchEvent(new Event('ended'));

    expect(lost).to.equal(1);
    expect(track?.readyState).to.equal('ended');
  });

  it('closes a stream at once that comes when nobody wants it any more', async () => {
    const stream = createStream();
    const life = new AbortController();
    const arrival = deferred<MediaStream>();

    const failure = await withStream(arrival.promise, async () => {
      const opening = rejection(openMicrophone(true, life.signal));
      life.abort();
      arrival.resolve(stream);
      return opening;
    });

    expect(failure.code).to.equal(60008);
    expect(stream.getTracks()[0]?.readyState).to.equal('ended');
  });
});
