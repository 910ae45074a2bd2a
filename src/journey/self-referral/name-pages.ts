import { radioField, textField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import type { Page } from '#vocabulary/doors.ts';
import { someAnswers } from './examples.ts';
import { forRelation, forSelf, oneQuestion, sheet, yesAndNo, type Asking } from './pages.ts';

/** Their name, and how they like to be called. */
export function namePage(asking: Asking): Page {
  const { attempt } = asking;
  const { name } = asking.answers;
  return sheet('name', asking, {
    title: forSelf(asking.answers, 'Your name', 'Who do you ask for?'),
    heading: true,
    fields: [
      textField(attempt, {
        name: 'full-name',
        label: forSelf(asking.answers, 'Your full name', 'Their full name'),
        value: name?.fullName,
        autocomplete: forSelf(asking.answers, 'name', 'off'),
      }),
      textField(attempt, {
        name: 'called',
        label: forSelf(asking.answers, 'What would you like us to call you?', 'What do they like to be called?'),
        hint: 'You can leave this empty. Then we use the first name.',
        value: name?.called,
        autocomplete: forSelf(asking.answers, 'nickname', 'off'),
      }),
    ],
  });
}

/** Whether they are a child: then we ask who may speak with us beside them. */
export function agePage(asking: Asking): Page {
  const { isUnder18 } = asking.answers.name ?? {};
  const label = forSelf(asking.answers, 'Are you under 18?', 'Are they under 18?');
  return oneQuestion('age', asking, {
    asks: label,
    field: (heading) =>
      radioField(asking.attempt, {
        ...heading,
        name: 'under-18',
        isInline: true,
        hint: forSelf(
          asking.answers,
          'Children and young people can ask us too.',
          forRelation(asking.answers, {
            any: 'Children and young people are welcome too.',
            parent: 'You can ask for a grown-up son or daughter, too.',
            friend: 'If they are, we ask you who looks after them, if you know.',
            worker: 'If they are, we ask you who looks after them.',
          }),
        ),
        value: isUnder18 === undefined ? undefined : isUnder18 ? 'yes' : 'no',
        choices: yesAndNo,
      }),
  });
}

/** Only for a child: who looks after them. */
export function guardianPage(asking: Asking): Page {
  const { name, asker } = asking.answers;
  const label = 'A parent or carer we may speak with';
  return oneQuestion('guardian', asking, {
    asks: label,
    field: (heading) =>
      textField(asking.attempt, {
        ...heading,
        name: 'guardian-name',
        hint: forSelf(
          asking.answers,
          'Their name. If there is nobody, or you would rather talk with us about it first, leave this empty.',
          forRelation(asking.answers, {
            any: 'Their name. If there is nobody, or you would rather talk with us about it first, leave this empty.',
            parent: 'It may be you. If you would rather talk with us about it first, leave this empty.',
            friend:
              'Their name, if you know it. If you do not, leave this empty. Please do not tell them about this yourself.',
            worker:
              'Their name. If they are looked after by the council, the name of their social worker. You can leave this empty.',
          }),
        ),
        value: name?.guardianName ?? (asker?.relation === 'parent' ? asker.fullName : undefined),
      }),
  });
}

const harmed: Asking = { answers: { who: someAnswers().who }, attempt: freshAttempt };

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  { name: 'Asking for a name', door: 'public', page: namePage(harmed) },
  {
    name: 'A name is missing',
    door: 'public',
    page: namePage({
      answers: someAnswers(),
      attempt: { typed: { 'full-name': '' }, problems: [{ field: 'full-name', text: 'Write your name' }] },
    }),
  },
  { name: 'Asking whether somebody is under 18', door: 'public', page: agePage(harmed) },
  { name: 'Asking for a parent or carer', door: 'public', page: guardianPage(harmed) },
];
