import { radioField, textField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import type { Knowing, Relation } from '#vocabulary/asking.ts';
import type { Page } from '#vocabulary/doors.ts';
import { happenedPage, othersPage } from './happened-pages.ts';
import { hopesPage } from './hopes-pages.ts';
import { agePage, namePage } from './name-pages.ts';
import { asChoices, oneQuestion, type Asking } from './pages.ts';

/** How somebody knows the person they ask for, as they say it. */
export const relationWords: Readonly<Record<Relation, string>> = {
  parent: 'I am their parent or carer',
  family: 'I am of their family, or their partner',
  friend: 'I am a friend or neighbour',
  worker: 'I work with them',
  other: 'In another way',
};

/** What the person asked for knows, as whoever asks says it. */
export const knowingWords: Readonly<Record<Knowing, string>> = {
  agreed: 'Yes, and they said that you may get in touch with them',
  knows: 'Yes, but they have not said that you may get in touch',
  'not-yet': 'No, not yet',
};

/** Who asks. */
export function askerPage(asking: Asking): Page {
  return oneQuestion('asker', asking, {
    asks: 'Your full name',
    lead: html`<p class="govuk-body">
      Thank you for asking for somebody. First we ask about you, and how it is safe to reply to you. Then we ask about
      them.
    </p>`,
    field: (heading) =>
      textField(asking.attempt, {
        ...heading,
        name: 'asker-name',
        value: asking.answers.asker?.fullName,
        autocomplete: 'name',
      }),
  });
}

/** How whoever asks knows the person they ask for. */
export function relationPage(asking: Asking): Page {
  return oneQuestion('relation', asking, {
    asks: 'How do you know them?',
    field: (heading) =>
      radioField(asking.attempt, {
        ...heading,
        name: 'relation',
        value: asking.answers.asker?.relation,
        choices: asChoices(relationWords),
      }),
  });
}

/** The part of the person they ask for. */
export function aboutPage(asking: Asking): Page {
  return oneQuestion('about', asking, {
    asks: 'Which is closest to them?',
    field: (heading) =>
      radioField(asking.attempt, {
        ...heading,
        name: 'their-part',
        hint: 'In a row between neighbours, or if it is not clear, choose what feels closer.',
        value: asking.answers.about?.part,
        choices: [
          { value: 'harmed', text: 'They were harmed by what happened' },
          { value: 'responsible', text: 'They are responsible for what happened, or for a part of it' },
        ],
      }),
  });
}

/** Whether the person knows. Nobody is reached before they do. (ASK-4) */
export function knowingPage(asking: Asking): Page {
  return oneQuestion('knowing', asking, {
    asks: 'Do they know that you are asking us?',
    field: (heading) =>
      radioField(asking.attempt, {
        ...heading,
        name: 'knowing',
        hint: 'If not, or if you are not sure, we only speak with you. Nobody has to go on with it.',
        value: asking.answers.about?.knowing,
        choices: asChoices(knowingWords),
      }),
  });
}

const gail = {
  who: { part: 'another' },
  asker: { fullName: 'Gail Turner', relation: 'parent' },
  about: { part: 'harmed', knowing: 'agreed' },
} as const;
const asking: Asking = { answers: gail, attempt: freshAttempt };

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  { name: 'Somebody who asks for another says who they are', door: 'public', page: askerPage(asking) },
  { name: 'Asking how somebody knows who they ask for', door: 'public', page: relationPage(asking) },
  { name: 'Asking about the part of somebody else', door: 'public', page: aboutPage(asking) },
  { name: 'Asking whether somebody else knows', door: 'public', page: knowingPage(asking) },
  {
    name: 'Nothing was said about somebody else',
    door: 'public',
    page: knowingPage({
      answers: { who: gail.who, asker: gail.asker },
      attempt: { typed: {}, problems: [{ field: 'knowing', text: 'Choose what comes closest' }] },
    }),
  },
  { name: 'Asking for the name of somebody else', door: 'public', page: namePage(asking) },
  { name: 'Asking whether somebody else is under 18', door: 'public', page: agePage(asking) },
  { name: 'Asking what happened to somebody else', door: 'public', page: happenedPage(asking) },
  { name: 'Asking who else is involved, for another', door: 'public', page: othersPage(asking) },
  { name: 'Asking what would help somebody else', door: 'public', page: hopesPage(asking) },
];
