import { areaField, radioField, textField } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import type { Page } from '#vocabulary/doors.ts';
import { someAnswers } from './examples.ts';
import { forPath, forRelation, forSelf, oneQuestion, sheet, yesAndNo, type Asking } from './pages.ts';

/** What they hope for. */
export function hopesPage(asking: Asking): Page {
  const { answers, attempt } = asking;
  const label = forSelf(answers, 'What would make things better?', 'What would make things better for them?');
  return oneQuestion('hopes', asking, {
    asks: label,
    field: (heading) =>
      areaField(attempt, {
        ...heading,
        name: 'hopes',
        hint: forPath(answers, {
          another: forRelation(answers, {
            any: 'What they told you, or what you think. “I do not know” is fine, and you can leave it empty. We ask them, too.',
            parent:
              'What your child told you. What you wish for may be something else, and you can say that, too. You can leave it empty. We ask them, too.',
            worker:
              'What they told you, and not what has to be done for your work. You can leave it empty. We ask them, too.',
          }),
          harmed:
            'For example, to say how it was for you, to ask why, to hear sorry, or to have something put right. “I do not know yet” is fine, and you can leave it empty.',
          responsible:
            'For example, to explain, to say sorry, or to put something right. “I do not know yet” is fine, and you can leave it empty.',
        }),
        value: answers.hopes?.words,
        rows: 5,
      }),
  });
}

/** Which language they speak with us. */
export function languagePage(asking: Asking): Page {
  const label = forSelf(
    asking.answers,
    'Which language do you like to speak?',
    'Which language do they like to speak?',
  );
  return oneQuestion('language', asking, {
    asks: label,
    field: (heading) =>
      textField(asking.attempt, {
        ...heading,
        name: 'language',
        hint: 'It may be British Sign Language. If you leave it empty, we speak English.',
        value: asking.answers.hopes?.language,
        width: 20,
      }),
  });
}

/** Whether an interpreter comes too; only where it is not English. */
export function interpreterPage(asking: Asking): Page {
  const { needsInterpreter } = asking.answers.hopes ?? {};
  const label = forSelf(asking.answers, 'Would you like an interpreter?', 'Would they like an interpreter?');
  return oneQuestion('interpreter', asking, {
    asks: label,
    field: (heading) =>
      radioField(asking.attempt, {
        ...heading,
        name: 'interpreter',
        isInline: true,
        hint: forSelf(
          asking.answers,
          'Somebody who says it in your language. It costs you nothing, and they tell nobody.',
          'Somebody who says it in their language. It costs nothing, and they tell nobody.',
        ),
        value: needsInterpreter === undefined ? undefined : needsInterpreter ? 'yes' : 'no',
        choices: yesAndNo,
      }),
  });
}

/** What would make it easier to talk with us. */
export function accessPage(asking: Asking): Page {
  const label = forSelf(
    asking.answers,
    'Is there anything that would make it easier for you to talk with us?',
    'Is there anything that would make it easier for them to talk with us?',
  );
  return sheet('access', asking, {
    title: 'What would make it easier',
    fields: textField(asking.attempt, {
      name: 'access-needs',
      label,
      isHeading: true,
      hint: 'For example, large print, a place without steps, or somebody with you. You can leave it empty.',
      value: asking.answers.hopes?.accessNeeds,
    }),
  });
}

const told = someAnswers();
const harmed = { answers: { who: told.who }, attempt: freshAttempt };
const responsible = { answers: { ...told, who: { part: 'responsible' as const } }, attempt: freshAttempt };

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  { name: 'Asking a person harmed what they hope for', door: 'public', page: hopesPage(harmed) },
  { name: 'Asking a person responsible what they hope for', door: 'public', page: hopesPage(responsible) },
  { name: 'Asking for a language', door: 'public', page: languagePage(harmed) },
  { name: 'Asking whether an interpreter comes', door: 'public', page: interpreterPage(harmed) },
  { name: 'Asking what would make it easier', door: 'public', page: accessPage(harmed) },
];
