import { expect } from '@open-wc/testing';

import { PathWarnings, type WatchedConnection } from '../../../src/quality/path-warnings.js';

const sdpOf = (...types: string[]) =>
  types.map((type) => `a=candidate:1 1 udp 1 192.0.2.1 9 typ ${type}\r\n`).join('');

interface Path {
  readonly state?: RTCPeerConnectionState;
  readonly gathering?: RTCIceGatheringState;
  /** Kinds of candidates; `null` before there is a description. */
  readonly types?: string[] | null;
  readonly servers?: RTCIceServer[];
}

function createPath(initial: Path = {}, since: number | null = 0) {
  let path: Path = initial;
  const connection: WatchedConnection = {
    get connectionState() {
      return path.state ?? 'connected';
    },
    get iceGatheringState() {
      return path.gathering ?? 'complete';
    },
    get localDescription() {
      if (path.types === null) return null;
      return { type: 'offer', sdp: sdpOf(...(path.types ?? ['host', 'srflx'])) } as RTCSessionDescription;
    },
    getConfiguration: () => ({ iceServers: path.servers ?? [{ urls: 'stun:stun.example' }] }),
  };
  const warnings = new PathWarnings(connection, since);
  const look = (nowMs: number, news: Path = {}, pairId: string | null = 'pair-1') => {
    path = { ...path, ...news };
    return warnings.look(pairId, nowMs);
  };
  return { look };
}

describe('PathWarnings', () => {
  it('has nothing to say of a path that stands', () => {
    const { look } = createPath();

    expect([...look(0), ...look(1000), ...look(60_000)]).to.deep.equal([]);
  });

  it('33001, 33004: warns once for each interruption, and when the path broke', () => {
    const { look } = createPath();

    expect(look(0, { state: 'disconnected' })).to.deep.equal([33001]);
    expect(look(1000)).to.deep.equal([]);
    expect(look(2000, { state: 'connected' })).to.deep.equal([]);
    expect(look(3000, { state: 'disconnected' })).to.deep.equal([33001]);
    expect(look(4000, { state: 'failed' })).to.deep.equal([33004]);
  });

  it('33003: waits for a description where a call rings, and then as long as for any', () => {
    const { look } = createPath({ types: null, gathering: 'new' }, null);

    expect([...look(0), ...look(60_000)]).to.deep.equal([]);
    expect(look(61_000, { types: [], gathering: 'gathering' })).to.deep.equal([]);
    expect(look(75_000)).to.deep.equal([]);
    expect(look(76_000)).to.deep.equal([33003]);
  });

  it('33008: warns of another path, not of the first one', () => {
    const { look } = createPath();

    expect(look(0, {}, null)).to.deep.equal([]);
    expect(look(1000)).to.deep.equal([]);
    expect(look(2000, {}, null)).to.deep.equal([]);
    expect(look(3000, {}, 'pair-2')).to.deep.equal([33008]);
    expect(look(4000, {}, 'pair-2')).to.deep.equal([]);
  });

  it('33002: warns of addresses still being looked for after 15 seconds', () => {
    const { look } = createPath({ gathering: 'gathering' });

    expect(look(14_999)).to.deep.equal([]);
    expect(look(15_000)).to.deep.equal([33002]);
    expect(look(16_000)).to.deep.equal([]);
  });

  it('33003: warns of a browser that finds no address', () => {
    expect(createPath({ types: [] }).look(0)).to.deep.equal([33003]);
    expect(createPath({ types: [], gathering: 'gathering' }).look(15_000)).to.deep.equal([33003]);
  });

  it('33005: warns of servers that could not be reached, where there are some', () => {
    expect(createPath({ types: ['host', 'host'] }).look(0)).to.deep.equal([33005]);
    expect(createPath({ types: ['host'], servers: [] }).look(0)).to.deep.equal([]);
    expect(createPath({ types: ['host', 'relay'] }).look(0)).to.deep.equal([]);
  });
});
