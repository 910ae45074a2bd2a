import { z } from 'zod';

/** What a form sent, as it came: one text a name, or several where boxes were ticked. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A sentence for one field; `field` is the name of the input the error summary leads to. */
export interface Problem {
  readonly field: string;
  readonly text: string;
}

/** A form as somebody left it: what they typed and what is wrong with it. Empty before anything was sent. */
export interface Attempt {
  readonly typed: Typed;
  readonly problems: readonly Problem[];
}

export const freshAttempt: Attempt = { typed: {}, problems: [] };

/** The text of a field, or empty. */
export function typed(attempt: Attempt, field: string, otherwise = ''): string {
  const value = attempt.typed[field];
  return typeof value === 'string' ? value : (value?.[0] ?? otherwise);
}

/** Every value of a field that may come several times. */
export function typedList(attempt: Attempt, field: string): readonly string[] {
  const value = attempt.typed[field];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** The error message of a field, in the shape the components take, or undefined. */
export function problemAt(attempt: Attempt, field: string): { text: string } | undefined {
  const problem = attempt.problems.find((each) => each.field === field);
  return problem && { text: problem.text };
}

/** What zod found, one sentence a field, the first one it met. */
export function problemsOf(error: z.ZodError): readonly Problem[] {
  const found = new Map<string, Problem>();
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('-') || 'form';
    // What the library says of a field that was not sent at all is meant for programmers.
    const text = issue.message.startsWith('Invalid input') ? 'Fill this in' : issue.message;
    if (!found.has(field)) found.set(field, { field, text });
  }
  return [...found.values()];
}

/** A day typed as day, month and year in `NAME-day`, `NAME-month`, `NAME-year`; months may be words. */
export function typedDay(form: Typed, name: string): string {
  const part = (which: string) => {
    const value = form[`${name}-${which}`];
    return typeof value === 'string' ? value.trim() : '';
  };
  const month = monthNumber(part('month'));
  const [day, year] = [part('day'), part('year')];
  if (day === '' && part('month') === '' && year === '') return '';
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function monthNumber(text: string): string {
  const at = monthNames.indexOf(text.slice(0, 3).toLowerCase());
  return at < 0 ? text : String(at + 1);
}

/** A text that may be left empty. A page with several says what each is: in the list of what is wrong they stand side by side. */
export function atMost(most: number, what?: string) {
  const number = most.toLocaleString('en-GB');
  const tooLong =
    what === undefined ? `Write at most ${number} characters` : `Write ${what} in ${number} characters or fewer`;
  return z.string(tooLong).max(most, tooLong).default('');
}

/** A text that is needed. */
export function needed(most: number, missing: string, what?: string) {
  return atMost(most, what).pipe(z.string().min(1, missing));
}
