import type { Devices, TelnyxSession } from '../../src/index.js';

/** What an audio device is used for, and how a session is told. */
export interface DeviceRole {
  readonly list: 'microphones' | 'speakers';
  readonly chosen: 'microphoneId' | 'speakerId' | 'ringerId';
  readonly word: 'microphone' | 'speaker' | 'ringer';
  readonly use: (session: TelnyxSession, id: string | null) => Promise<void> | void;
}

const MICROPHONE: DeviceRole = {
  list: 'microphones',
  chosen: 'microphoneId',
  word: 'microphone',
  use: (session, id) => session.setMicrophone(id),
};
const ROLES: Readonly<Record<string, DeviceRole>> = {
  audioinput: MICROPHONE,
  audiooutput: {
    list: 'speakers',
    chosen: 'speakerId',
    word: 'speaker',
    use: (session, id) => session.setSpeaker(id),
  },
  ringer: {
    list: 'speakers',
    chosen: 'ringerId',
    word: 'ringer',
    use: (session, id) => session.setRinger(id),
  },
};

/** The role of this kind; anything unknown is a microphone. */
export const roleOf = (kind: string): DeviceRole => ROLES[kind] ?? MICROPHONE;

/** The devices of a role as a list offers them: the one that stands for the system's default has its own entry. */
export const devicesOf = (devices: Devices, { list }: DeviceRole): readonly MediaDeviceInfo[] =>
  devices[list].filter(({ deviceId }) => deviceId !== 'default');
