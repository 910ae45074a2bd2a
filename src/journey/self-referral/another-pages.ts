import { radioField, textField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import type { Knowing, Relation } from '#vocabulary/asking.ts';
import type { Page } from '#vocabulary/doors.ts';
import { happenedPage, othersPage } from './happened-pages.ts';
import { hopesPage } from './hopes-pages.ts';
import { namePage } from './name-pages.ts';
import { asChoices, sheet, type Asking } from './pages.ts';
import { contactPage, replyPage } from './reach-pages.ts';

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

/** Who asks, and how they know the person they ask for. */
export function askerPage(asking: Asking): Page {
  const { attempt } = asking;
  const { asker } = asking.answers;
  return sheet('asker', asking, {
    title: 'Who are you?',
    heading: true,
    lead: html`<p class="govuk-body">
      Thank you for asking for somebody. First we ask about you, and how it is safe to reply to you. Then we ask about
      them.
    </p>`,
    fields: [
      textField(attempt, {
        name: 'asker-name',
        label: 'Your full name',
        value: asker?.fullName,
        autocomplete: 'name',
      }),
      radioField(attempt, {
        name: 'relation',
        label: 'How do you know them?',
        value: asker?.relation,
        choices: asChoices(relationWords),
      }),
    ],
  });
}

/** What they ask for, and whether the person knows. Nobody is reached before they do. (ASK-4) */
export function aboutPage(asking: Asking): Page {
  const { attempt } = asking;
  const { about } = asking.answers;
  return sheet('about', asking, {
    title: 'About the person you ask for',
    heading: true,
    fields: [
      radioField(attempt, {
        name: 'their-part',
        label: 'Which is closest to them?',
        hint: 'In a row between neighbours, or if it is not clear, choose what feels closer.',
        value: about?.part,
        choices: [
          { value: 'harmed', text: 'They were harmed by what happened' },
          { value: 'responsible', text: 'They are responsible for what happened, or for a part of it' },
        ],
      }),
      radioField(attempt, {
        name: 'knowing',
        label: 'Do they know that you are asking us?',
        hint: 'If not, or if you are not sure, we only speak with you. Nobody has to go on with it.',
        value: about?.knowing,
        choices: asChoices(knowingWords),
      }),
    ],
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
  { name: 'Asking how it is safe to reply to who asks for another', door: 'public', page: replyPage(asking) },
  { name: 'Asking about somebody else, and whether they know', door: 'public', page: aboutPage(asking) },
  {
    name: 'Nothing was said about somebody else',
    door: 'public',
    page: aboutPage({
      answers: { who: gail.who, asker: gail.asker },
      attempt: { typed: {}, problems: [{ field: 'knowing', text: 'Choose what comes closest' }] },
    }),
  },
  { name: 'Asking for the name of somebody else', door: 'public', page: namePage(asking) },
  { name: 'Asking how it is safe to reach somebody else', door: 'public', page: contactPage(asking) },
  { name: 'Asking what happened to somebody else', door: 'public', page: happenedPage(asking) },
  { name: 'Asking who else is involved, for another', door: 'public', page: othersPage(asking) },
  { name: 'Asking what would help somebody else', door: 'public', page: hopesPage(asking) },
];
