import { caseTabs } from '../../src/doors/staff/case-tabs.ts';
import { layout } from '../../src/doors/layout.ts';
import { button } from '#platform/govuk/button.ts';
import { checkboxes, type CheckboxesOptions } from '#platform/govuk/checkboxes.ts';
import { dateInput, type DateInputOptions } from '#platform/govuk/date-input.ts';
import { input, type InputOptions } from '#platform/govuk/input.ts';
import { radios, type RadiosOptions } from '#platform/govuk/radios.ts';
import { select, type SelectOptions } from '#platform/govuk/select.ts';
import { summaryList, type SummaryListOptions } from '#platform/govuk/summary-list.ts';
import { table, type TableOptions } from '#platform/govuk/table.ts';
import { textarea, type TextareaOptions } from '#platform/govuk/textarea.ts';
import { html, type Html } from '#platform/html.ts';

/** A question of the form, in the options that the macro of GOV.UK and our function both take. */
type Field =
  | { readonly kind: 'input'; readonly options: InputOptions }
  | { readonly kind: 'textarea'; readonly options: TextareaOptions }
  | { readonly kind: 'select'; readonly options: SelectOptions }
  | { readonly kind: 'radios'; readonly options: RadiosOptions }
  | { readonly kind: 'checkboxes'; readonly options: CheckboxesOptions }
  | { readonly kind: 'date-input'; readonly options: DateInputOptions };

/** A big page of a case, as data for any technology: 20 facts, 50 lines, a form of 10 questions. */
export interface NeutralPage {
  readonly reference: string;
  readonly serviceName: string;
  readonly who: { readonly name: string; readonly role: string };
  readonly navigation: readonly { readonly text: string; readonly href: string; readonly active: boolean }[];
  readonly summary: SummaryListOptions;
  readonly table: TableOptions;
  readonly fields: readonly Field[];
}

// Signs that must be escaped are in every tenth value, so that nobody is quick by leaving that out.
const tricky = (text: string, at: number): string => (at % 10 === 0 ? `${text} <“&”> 'O’Neill' "quoted"` : text);
const day = (at: number): string => `${1 + (at % 28)} November 2026`;
const named = (text: string) => ({ text, classes: 'govuk-label--s' });
const asked = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } });
const choices = (...texts: readonly string[]) => texts.map((text, at) => ({ value: `choice-${at}`, text }));

const contacts = ['Phone', 'Text', 'E-mail', 'In person', 'Post'];
const outcomes = ['No answer', 'We talked', 'Left a voicemail', 'Letter sent', 'They want time'];

/** The page that both sides of the race write. */
export const neutral: NeutralPage = {
  reference: 'K7QM-3XPD',
  serviceName: 'Northamptonshire Restorative Practice',
  who: { name: 'Amara Okafor', role: 'coordinator' },
  navigation: ['My work', 'Cases', 'Referrals', 'Search', 'Venues', 'Figures', 'Outbox'].map((text, at) => ({
    text,
    href: `/${text.toLowerCase().replace(' ', '-')}`,
    active: at === 1,
  })),
  summary: {
    rows: Array.from({ length: 20 }, (_, at) => ({
      key: { text: `What we know, number ${at + 1}` },
      value: { text: tricky(`She would rather be rung after four, and never on a Sunday (${at})`, at) },
      actions: {
        items: [{ href: `#change-${at}`, text: 'Change', visuallyHiddenText: `what we know, number ${at + 1}` }],
      },
    })),
  },
  table: {
    caption: 'Contacts so far',
    captionClasses: 'govuk-table__caption--m',
    head: ['Day', 'With', 'How', 'How it ended', 'By', 'Note'].map((text) => ({ text })),
    rows: Array.from({ length: 50 }, (_, at) => [
      { text: day(at) },
      { text: at % 2 === 0 ? 'Joanne' : 'Dylan' },
      { text: contacts[at % 5] ?? '' },
      { text: outcomes[at % 5] ?? '' },
      { text: 'Jo Whitfield' },
      { text: tricky(`Talked about what happens next, and what does not (${at})`, at) },
    ]),
  },
  fields: [
    {
      kind: 'select',
      options: { name: 'participant', label: named('With whom?'), items: choices('Joanne', 'Dylan', 'Both') },
    },
    { kind: 'radios', options: { name: 'channel', fieldset: asked('How?'), items: choices(...contacts) } },
    { kind: 'radios', options: { name: 'outcome', fieldset: asked('How did it end?'), items: choices(...outcomes) } },
    {
      kind: 'date-input',
      options: { id: 'on', namePrefix: 'on', fieldset: asked('When?'), hint: { text: 'For example, 27 3 2026' } },
    },
    {
      kind: 'input',
      options: { name: 'minutes', label: named('How long?'), suffix: { text: 'minutes' }, inputmode: 'numeric' },
    },
    { kind: 'input', options: { name: 'phone', label: named('Which number?'), type: 'tel', autocomplete: 'off' } },
    {
      kind: 'checkboxes',
      options: {
        name: 'told',
        fieldset: asked('What were they told?'),
        items: choices('What it is', 'That they may say no', 'What happens next'),
      },
    },
    {
      kind: 'textarea',
      options: {
        name: 'note',
        label: named('Note'),
        hint: { text: 'Only what they would be content to read themselves.' },
        rows: 5,
      },
    },
    { kind: 'input', options: { name: 'codeword', label: named('Codeword'), hint: { text: 'If they chose one.' } } },
    {
      kind: 'radios',
      options: { name: 'again', fieldset: asked('May we ring again?'), items: choices('Yes', 'Not now', 'No') },
    },
  ],
};

/** The page in our technology: our layout, our components, our tabs. */
export function ours(page: NeutralPage): string {
  return String(
    layout({
      door: 'staff',
      assets: { url: (name) => `/assets/${name}` },
      serviceName: page.serviceName,
      title: `Contacts, ${page.reference}`,
      navigation: page.navigation.map(({ text, href, active }) => ({ text, href, current: active })),
      signedIn: { ...page.who, signOutAction: '/sign-out' },
      footer: { text: page.serviceName },
      body: html`
        ${caseTabs(page.reference, `/cases/${page.reference}/contacts`)}
        <h1 class="govuk-heading-l">Contacts</h1>
        ${summaryList(page.summary)} ${table(page.table)}
        <h2 class="govuk-heading-m">Write down a contact</h2>
        <form method="post">${page.fields.map(drawn)} ${button({ text: 'Keep it', preventDoubleClick: true })}</form>`,
    }),
  );
}

function drawn(field: Field): Html {
  switch (field.kind) {
    case 'input':
      return input(field.options);
    case 'textarea':
      return textarea(field.options);
    case 'select':
      return select(field.options);
    case 'radios':
      return radios(field.options);
    case 'checkboxes':
      return checkboxes(field.options);
    case 'date-input':
      return dateInput(field.options);
    default:
      return field satisfies never;
  }
}

/** What a person sees of a page: its text without tags, scripts and spare white space. */
export function visibleText(page: string): string {
  const title = /<title[^>]*>([^<]*)/.exec(page)?.[1] ?? '';
  const body = page.slice(page.indexOf('<body')).replace(/<(script|svg)\b.*?<\/\1>/gs, ' ');
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return `${title} ${body.replace(/<[^>]*>/g, ' ')}`
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
