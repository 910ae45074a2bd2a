import { typedDay, type Problem, type Typed } from '#platform/forms.ts';
import { asPlainDate, type PlainDate } from '#vocabulary/dates.ts';

/** The sentence for a day that was left out or does not exist. */
export function noDay(field: string, day: unknown): readonly Problem[] {
  return day ? [] : [{ field, text: 'Write a day that exists, like 23 11 2026' }];
}

/** A day that may be left empty: what was typed, or a problem when it does not exist. */
export function maybeDay(
  form: Typed,
  field: string,
): { readonly day: PlainDate | null; readonly problems: readonly Problem[] } {
  const typed = typedDay(form, field);
  const day = typed === '' ? null : asPlainDate(typed);
  return { day, problems: typed === '' ? [] : noDay(field, day) };
}
