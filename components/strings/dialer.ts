/** The words of a phone drawn before anything else loads; part of the table in `phone.ts`. */
export const dialerStrings = {
  dialer: 'Phone',
  call: 'Call',
  phoneNumber: 'Phone number',
  numberHint: 'Number or SIP address',
} as const;

export type DialerStrings = Readonly<Record<keyof typeof dialerStrings, string>>;
