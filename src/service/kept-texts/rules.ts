/** What a form holds: one text a name, or several where boxes were ticked. */
export type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** How long typed text is kept: long enough to come back to it after a week, and no longer. (KPT-2) */
export const keptDays = 7;
/** What was sent after a session had ended waits a day for the same person in the same browser. (KPT-2) */
export const sentTooLateHours = 24;
/** Writing somewhere else within these minutes counts as at the same time. */
export const sameTimeMinutes = 2;
/** The most that is kept of one form, in characters; the longest of our forms takes less. */
export const mostCharacters = 200_000;

// What proves somebody is never kept, whatever form asks for it.
const proves = /(^|-)(password|passphrase|code|secret|sealed|token|key)s?$/;

// What forms carry without showing it. Our script sends nothing hidden at all; of a form that came too late without it, these
// are left out, and what else was hidden is never brought back: a page draws such fields itself.
const carried = ['entry', 'opened', 'step', 'version'];

/** Whether a field may be kept by its name: not what proves somebody, not what a form carries by itself. (KPT-3) */
export function mayKeep(name: string): boolean {
  return !proves.test(name) && !carried.includes(name) && !/^kept(-|$)/.test(name);
}

/** What somebody typed into a form, of that which may be kept; nothing where they typed nothing. (KPT-3) */
export function keepable(form: Fields): Fields | undefined {
  const fields = Object.entries(form).filter(([name]) => mayKeep(name));
  const isEmpty = fields.every(([, value]) => value === undefined || value.length === 0);
  return isEmpty ? undefined : Object.fromEntries(fields);
}

/** A path of ours, with what is asked of it, that somebody can be led back to; undefined for anything else. */
export function pageOf(text: string): string | undefined {
  return /^\/(?![/\\])[\w\-./?=&%]{1,490}$/.test(text) ? text : undefined;
}

/** The same page, asked to bring a kept text back. */
export function pageWith(page: string, id: string): string {
  return `${page}${page.includes('?') ? '&' : '?'}kept=${id}`;
}

/** A page without what was asked to be brought back. */
export function pageWithout(page: string): string {
  const [path = '', query = ''] = page.split('?', 2);
  const rest = query.split('&').filter((part) => part !== '' && !part.startsWith('kept='));
  return rest.length === 0 ? path : `${path}?${rest.join('&')}`;
}

/** Which form it is: where it is sent, and which of the steps that go there. */
export function formOf(path: string, form: Fields): string {
  const { step } = form;
  return typeof step === 'string' && /^[a-z-]{1,40}$/.test(step) ? `${path}#${step}` : path;
}

/** A kept text and the window that wrote it, as pages carry it: `id.writer`. */
export function windowOf(text: unknown): { readonly id: string; readonly writer: string } | undefined {
  const found = typeof text === 'string' ? /^([0-9a-f-]{36})\.([0-9a-f-]{36})$/.exec(text) : null;
  return found ? { id: found[1] ?? '', writer: found[2] ?? '' } : undefined;
}

/** A form as it stands now: what each of its fields holds. */
interface StandingForm {
  readonly action: string;
  readonly step: string;
  readonly opened: string;
  readonly holds: readonly {
    readonly name: string;
    readonly label: string;
    readonly value: string;
    readonly words: string;
  }[];
}

/** What stands in a field now, where somebody is about to put something else. */
export interface Changed {
  readonly name: string;
  readonly label: string;
  readonly words: string;
}

/**
 * What was changed since somebody opened a form, as far as it differs from what they typed. Nothing where the form stands as
 * they opened it, or says already what they typed. (KPT-6)
 */
export function changedMeanwhile(
  forms: readonly StandingForm[],
  sent: { readonly action: string; readonly step: string; readonly opened: string; readonly fields: Fields },
): readonly Changed[] {
  const same = forms.filter(({ action, step }) => action.split('?')[0] === sent.action && step === sent.step);
  if (sent.opened === '' || same.length === 0 || same.some(({ opened }) => opened === sent.opened)) return [];
  const holds = same[0]?.holds ?? [];
  return holds.filter(({ name, value }) => valueIn(sent.fields, name) !== value.replaceAll('\r\n', '\n').trim());
}

// Boxes that are ticked come as a list, or not at all; a day comes in three parts.
function valueIn(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string') return value;
  if (value !== undefined) return value.toSorted().join(' ');
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((part) =>
    String(fields[`${name}-${part}`] ?? ''),
  );
  return year + month + day === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
