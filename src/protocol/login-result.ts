import * as z from 'zod/mini';

/** Result of both logins. */
export const loginResult = z.object({
  message: z.nullish(z.string()),
  sessid: z.string(),
});
