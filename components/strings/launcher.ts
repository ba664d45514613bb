/** The words drawn before anything else loads; part of the full table in `en.ts`. */
export const launcherStrings = {
  launcher: 'Talk to us',
} as const;

export type LauncherStrings = Readonly<Record<keyof typeof launcherStrings, string>>;
