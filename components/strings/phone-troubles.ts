/** The English words where those for trouble would speak of an assistant. They load with the first failure. */
export const phoneTroubles = {
  loginRefused: 'The phone could not log in',
  loginRefusedAdvice: 'The user name, password or token was not accepted. Check it, or sign in again.',
  loginMissing: 'The phone has no login yet',
  loginMissingAdvice: 'The page gave no login that can be used. Reload it, or ask who runs it.',
  notRegistered: 'The phone is not registered',
  notRegisteredAdvice: 'The network did not take the registration. Wait a moment, then try again.',
  callRefused: 'The call was refused',
  callRefusedAdvice: 'Check the number, then try again.',
  signedOut: 'You are signed out',
  signedOutAdvice: 'Sign in to this site again, then try again.',
} as const;
