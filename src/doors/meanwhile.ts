import type { FastifyRequest } from 'fastify';
import type { Attempt, Typed } from '#platform/forms.ts';
import type { Html } from '#platform/html.ts';
import { changedWords } from '#service/kept-texts/pages.ts';
import { changedMeanwhile, formOf, type Changed } from '#service/kept-texts/rules.ts';
import type { Outcome, Page } from '#vocabulary/doors.ts';
import { asked, firstLook } from './visit.ts';

/** The fingerprint of what a form showed when it was opened, as the form carries it. */
export function openedOf({ opened }: Typed): string {
  return typeof opened === 'string' && /^[\w-]{0,43}$/.test(opened) ? opened : '';
}

/** What stands now in the fields of a form, where that was changed since it was opened and is not what was typed. (KPT-6) */
export function changedOn(page: Page, opened: string, form: string, fields: Typed): readonly Changed[] {
  const [action = '', step = ''] = form.split('#');
  return changedMeanwhile(page.body.carries?.forms ?? [], { action, step, opened, fields });
}

/**
 * Before a form is acted on: its page is made anew, and what somebody else changed since it was opened is shown beside what was
 * typed. Sending it once more is sending it knowingly. Forms that showed nothing when they were opened cost nothing here.
 */
export async function unlessChanged(
  request: FastifyRequest,
  again: (attempt: Attempt) => Promise<Page | 'not-found'>,
  submit: () => Promise<Outcome>,
): Promise<{ readonly outcome: Outcome; readonly notice: Html | undefined }> {
  const { form } = asked(request);
  const opened = openedOf(form);
  const page = opened === '' ? 'not-found' : await again(firstLook);
  const name = formOf(request.url.split('?')[0] ?? '/', form);
  const changed = page === 'not-found' ? [] : changedOn(page, opened, name, form);
  const [first] = changed;
  if (!first) return { outcome: await submit(), notice: undefined };
  const text = 'This was changed after you opened it. Look at both texts, then save again';
  return { outcome: { problems: [{ field: first.name, text }] }, notice: changedWords(changed) };
}
