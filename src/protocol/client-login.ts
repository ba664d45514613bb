import * as z from 'zod/mini';

/** `User-Agent` of the login messages: an object here, a string in call messages. */
const userAgent = z.union([z.object({ sdkVersion: z.string(), data: z.string() }), z.string()]);
const userVariables = z.optional(z.record(z.string(), z.unknown()));

/** C→S `login`: SIP credentials or a token. */
export const loginParams = z.object({
  login: z.optional(z.string()),
  passwd: z.optional(z.string()),
  login_token: z.optional(z.string()),
  userVariables,
  reconnection: z.optional(z.boolean()),
  loginParams: z.optional(z.unknown()),
  sessid: z.optional(z.string()),
  'User-Agent': z.optional(userAgent),
});

/** C→S `anonymous_login`: a session bound to one AI assistant. */
export const anonymousLoginParams = z.object({
  target_type: z.string(),
  target_id: z.string(),
  target_version_id: z.optional(z.string()),
  target_params: z.optional(z.record(z.string(), z.unknown())),
  userVariables,
  reconnection: z.optional(z.boolean()),
  sessid: z.optional(z.string()),
  'User-Agent': z.optional(userAgent),
});

export type LoginParams = z.infer<typeof loginParams>;
export type AnonymousLoginParams = z.infer<typeof anonymousLoginParams>;
