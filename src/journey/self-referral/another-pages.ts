import { radioField, textField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import type { Knowing, Relation } from '#vocabulary/asking.ts';
import type { Page } from '#vocabulary/doors.ts';
import { happenedPage, othersPage } from './happened-pages.ts';
import { hopesPage } from './hopes-pages.ts';
import { agePage, namePage } from './name-pages.ts';
import { asChoices, forRelation, oneQuestion, type Asking } from './pages.ts';

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

/** Only for whoever works with them: where that is. */
export function organisationPage(asking: Asking): Page {
  return oneQuestion('organisation', asking, {
    asks: 'Where do you work?',
    field: (heading) =>
      textField(asking.attempt, {
        ...heading,
        name: 'organisation',
        hint: 'The name of your school, team or charity, so that we know who asks.',
        value: asking.answers.asker?.organisation,
        autocomplete: 'organization',
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
        hint: forRelation(asking.answers, {
          any: 'In a row between neighbours, or if it is not clear, choose what feels closer.',
          parent: 'It may be a bit of both, as in a fight at school. Choose what feels closer. Nobody is blamed by it.',
          worker: 'Choose what they would say of themselves, and not what a report says.',
        }),
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
        hint: forRelation(asking.answers, {
          any: 'If not, or if you are not sure, we only speak with you. Nobody has to go on with it.',
          parent:
            'A child has a say too, and may say no. If they do not know yet, we only speak with you, and think with you about how to tell them.',
          friend:
            'You may worry about them, but it is theirs to say yes. If they do not know, or you are not sure, we only speak with you.',
          worker:
            'We need their own yes. A yes from where you work is not enough. If they do not know, we only speak with you.',
        }),
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
const by = (relation: Relation): Asking => ({
  answers: { ...gail, asker: { fullName: 'Ruth Lane', relation }, about: { part: 'responsible', knowing: 'agreed' } },
  attempt: freshAttempt,
});
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
  { name: 'Asking a worker where they work', door: 'public', page: organisationPage(by('worker')) },
  ...(['friend', 'worker'] as const).flatMap((relation) => [
    {
      name: `Asking a ${relation} whether somebody else knows`,
      door: 'public' as const,
      page: knowingPage(by(relation)),
    },
    { name: `Asking a ${relation} what happened`, door: 'public' as const, page: happenedPage(by(relation)) },
  ]),
  { name: 'Asking for the name of somebody else', door: 'public', page: namePage(asking) },
  { name: 'Asking whether somebody else is under 18', door: 'public', page: agePage(asking) },
  { name: 'Asking what happened to somebody else', door: 'public', page: happenedPage(asking) },
  { name: 'Asking who else is involved, for another', door: 'public', page: othersPage(asking) },
  { name: 'Asking what would help somebody else', door: 'public', page: hopesPage(asking) },
];
