import { z } from 'zod';
import type { explainReach, SafeContact } from '#vocabulary/safe-contact.ts';

/** A text of at most some length, without the signs that no keyboard types. */
export function words(most: number, tooLong = `Use at most ${most} characters`) {
  return z
    .string()
    .default('')
    .transform((text) => text.replace(/[^\P{Cc}\n\t]/gu, '').trim())
    .pipe(z.string().max(most, tooLong));
}

/** The same, and not left empty. */
export const needed = (most: number, missing: string) => words(most).pipe(z.string().min(1, missing));

const ways = ['call', 'text', 'email', 'post', 'none'] as const satisfies SafeContact['ways'];

const hour = z
  .string()
  .regex(/^([0-9]|1[0-9]|2[0-4])$/)
  .transform(Number)
  .nullable()
  .catch(null);

export const Ways = z.object({
  ways: z
    .union([z.string().transform((way) => [way]), z.array(z.string())])
    .default([])
    .transform((chosen) => ways.filter((way) => chosen.includes(way))),
});

/** Numbers and addresses; a field that the page does not show is not there. */
export const Details = z.object({
  phone: words(50).optional(),
  email: words(254).optional(),
  address: words(500).optional(),
});

/** What was typed of them. */
export function detailsIn({ phone, email, address }: z.output<typeof Details>): Partial<SafeContact> {
  return {
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(address === undefined ? {} : { address }),
  };
}

export const Times = z.object({ 'from-hour': hour, 'until-hour': hour, times: words(500) });

/** The field of a form that a refusal about reaching somebody is about. */
export function reachFieldOf(reason: Parameters<typeof explainReach>[0]): string {
  if (reason === 'no-way-chosen' || reason === 'none-and-another-way') return 'ways';
  if (reason.startsWith('hours')) return 'until-hour';
  return reason.startsWith('phone') ? 'phone' : reason.startsWith('email') ? 'email' : 'address';
}
