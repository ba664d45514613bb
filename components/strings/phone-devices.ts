/** The English words for the choice of audio devices. They load with it. */
export const devices = {
  microphone: 'Microphone',
  speaker: 'Speaker',
  ringer: 'Ringer',
  systemDefault: 'System default',
  deviceNumber: '{kind} {number}',
  noDevices: 'None found. Plug one in, or allow this page to use it.',
  namesHidden: 'The names appear once this page may use the microphone.',
  speakerNotChoosable: 'This browser plays sound through the speaker chosen in the system settings.',
  deviceFailed: 'That device could not be used. The one before stays.',
  inputLevel: 'Input level',
  testMicrophone: 'Test microphone',
  stopTest: 'Stop test',
  testSpeaker: 'Play test tone',
  volume: 'Volume',
  testFailed: 'The test could not be run.',
} as const;
