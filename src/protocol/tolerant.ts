import * as z from 'zod/mini';

/** A member that is nice to have: when it cannot be read it counts as not set, and the message lives on. */
export const tolerant = <T extends z.core.SomeType>(schema: T) => z.catch(z.nullish(schema), null);

export const tolerantText = tolerant(z.string());
export const tolerantNumber = tolerant(z.number());
