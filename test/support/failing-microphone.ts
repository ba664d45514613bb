/** Has every request for the microphone fail in this way while `work` runs. */
export async function withoutMicrophone(errorName: string, work: () => Promise<void>): Promise<void> {
  const { mediaDevices } = navigator;
  mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No microphone.', errorName));
  try {
    await work();
  } finally {
    Reflect.deleteProperty(mediaDevices, 'getUserMedia');
  }
}

/** Pretends that the page came without TLS while `work` runs. */
export async function inInsecurePage(work: () => Promise<void>): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'isSecureContext')!;
  Object.defineProperty(globalThis, 'isSecureContext', { value: false, configurable: true });
  try {
    await work();
  } finally {
    Object.defineProperty(globalThis, 'isSecureContext', own);
  }
}
