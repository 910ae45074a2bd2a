import { errorsOf, form, pressForm, radioField, type Choice } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Fragment, type Html } from '#platform/html.ts';
import type { Relation } from '#vocabulary/asking.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { Part } from '#vocabulary/parts.ts';
import { someAnswers } from './examples.ts';
import { partIn, questionBefore, stepOf, type Answers, type Question } from './rules.ts';

/** The service as its own pages speak of it. */
export interface Service {
  readonly name: string;
  readonly areaName: string;
  readonly phone: string;
  readonly email: string;
}

/** Another way to reach us than these pages. */
export function talkToUs({ phone, email }: Service): Html {
  if (phone === '' && email === '') return html``;
  const ring =
    phone !== '' &&
    html`ring us on <a class="govuk-link" href="tel:${phone.replaceAll(' ', '')}">${phone.replaceAll(' ', '\u00a0')}</a>`;
  const write = email !== '' && html`write to <a class="govuk-link" href="mailto:${email}">${email}</a>`;
  return html`<p class="govuk-body">
    If you would rather talk, you can ${ring}${ring && write && ' or '}${write}.
    <a class="govuk-link" href="/privacy">What we keep, and who can see it</a>.
  </p>`;
}

/** What a question page shows: what was answered so far, and what was just typed. */
export interface Asking {
  readonly answers: Answers;
  readonly attempt: Attempt;
}

/** Where a question is asked. */
export function pathOf(question: Question | 'check'): string {
  return question === 'who' ? '/refer' : `/refer/${question}`;
}

interface Sheet {
  readonly title: string;
  readonly fields: Fragment;
  /** Set when no field of the page is its heading. */
  readonly heading?: boolean | undefined;
  readonly lead?: Fragment;
  readonly press?: string | undefined;
}

/** A question on its own page. */
export function sheet(question: Question, { answers, attempt }: Asking, shown: Sheet): Page {
  const before = questionBefore(question, answers);
  const { step, of } = stepOf(question, answers);
  return {
    title: shown.title,
    back: before === undefined ? '/' : pathOf(before),
    body: html`${errorsOf(attempt)} ${step > 0 && html`<p class="govuk-caption-l">Question ${step}${answers.who && ` of at most ${of}`}</p>`}
      ${shown.heading && html`<h1 class="govuk-heading-l">${shown.title}</h1>`} ${shown.lead}
      ${form(pathOf(question), shown.fields, { text: shown.press ?? 'Continue' })} ${answers.who && forget()}`,
  };
}

/** A question that is the heading of its page, and the label of its one field. */
interface Asked {
  readonly asks: string;
  readonly lead?: Fragment;
  readonly field: (heading: { readonly label: string; readonly isHeading: true }) => Html;
}

/** One question with one field, on its own page. */
export function oneQuestion(step: Question, asking: Asking, { asks, lead, field }: Asked): Page {
  return sheet(step, asking, { title: asks, lead, fields: field({ label: asks, isHeading: true }) });
}

/** The way to stop, which removes everything. */
export function forget(): Html {
  return html`<h2 class="govuk-heading-m">If you want to stop here</h2>
    <p class="govuk-body">We keep your answers on this device for one day, so that you can take a break.</p>
    ${pressForm('/refer/keep', { text: 'Come back later with a code', quiet: true })}
    ${pressForm('/refer/forget', { text: 'Stop and remove what I wrote', quiet: true })}`;
}

export const yesAndNo: readonly Choice[] = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
];

/** Every word of a list as a choice. */
export const asChoices = <Value extends string>(words: Readonly<Record<Value, string>>): readonly Choice[] =>
  Object.entries<string>(words).map(([value, text]) => ({ value, text }));

/** The parts somebody may say were theirs. */
export const partChoices: readonly Choice[] = [
  { value: 'harmed', text: 'I was harmed by what happened' },
  {
    value: 'responsible',
    text: 'I am responsible for what happened, or for a part of it',
    hint: 'Thank you for coming. You may want to explain, say sorry or help to put things right.',
  },
];

const pathChoices: readonly Choice[] = [
  ...partChoices,
  {
    value: 'another',
    text: 'I am asking for somebody else',
    hint: 'For your child, a friend, or somebody you work with.',
  },
];

/** Who is writing: the part they had, by their own word. Nothing is chosen for them but what they pressed. */
export function whoPage(asking: Asking, pressed: Path | undefined): Page {
  const { answers, attempt } = asking;
  return oneQuestion('who', asking, {
    asks: 'Which is closest to you?',
    lead: html`<p class="govuk-body">
      We ask one short question at a time, about fifteen in all. Only names, how to reach you and what happened are needed; you can leave the rest
      empty. Nothing is sent before you have seen it all and press “Send”. If you have a code, you can
      <a class="govuk-link" href="/refer/back">go on where you stopped</a>.
    </p>`,
    field: (heading) =>
      radioField(attempt, {
        ...heading,
        name: 'part',
        hint: 'In a row between neighbours, or if it is not clear, choose what feels closer. We talk about it with you later.',
        value: answers.who?.part ?? pressed,
        choices: pathChoices,
      }),
  });
}

/** Whose words a page speaks: those of a person harmed, of a person responsible, or of somebody who asks for another. */
export type Path = Part | 'another';

/** The words for whoever writes. */
export function forPath<Words>({ who }: Answers, words: Readonly<Record<Path, Words>>): Words {
  return words[who?.part ?? 'harmed'];
}

/** Words that are the same for everybody who asks for themselves, and others for who asks for another. */
export function forSelf<Words>(answers: Answers, own: Words, another: Words): Words {
  return forPath(answers, { harmed: own, responsible: own, another });
}

/** Whose words a page speaks to whoever asks for another; where nothing of theirs differs, those for anybody. */
type Standing = Relation | `${Relation}-${Part}` | `any-${Part}`;

/** The words for whoever asks for another, by how they know them and by the part of the person they ask for. */
export function forRelation(
  answers: Answers,
  { any, ...words }: Readonly<Partial<Record<Standing, string>>> & { readonly any: string },
): string {
  const [relation, part] = [answers.asker?.relation ?? 'other', partIn(answers) ?? 'harmed'];
  return words[`${relation}-${part}`] ?? words[relation] ?? words[`any-${part}`] ?? any;
}

const fresh = { answers: {}, attempt: freshAttempt };

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  { name: 'Asking for help begins', door: 'public', page: whoPage(fresh, undefined) },
  {
    name: 'Asking for help begins from the page of a person responsible',
    door: 'public',
    page: whoPage(fresh, 'responsible'),
  },
  {
    name: 'Nobody said which part is theirs',
    door: 'public',
    page: whoPage(
      {
        answers: someAnswers(),
        attempt: { typed: { part: '' }, problems: [{ field: 'part', text: 'Choose what feels closer' }] },
      },
      undefined,
    ),
  },
];
