import { areaField, radioField, selectField, textField, tickField, type Choice } from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';
import { someAnswers } from './examples.ts';
import { forSelf, sheet, type Asking } from './pages.ts';

/** How it is safe to reach them. It comes before everything they tell us, and nothing is sent before it. */
export function contactPage(asking: Asking): Page {
  return reachPage('contact', asking, forSelf(asking.answers, you, them));
}

/** How it is safe to reply to somebody who asks on another's behalf. */
export function replyPage(asking: Asking): Page {
  return reachPage('reply', asking, you);
}

interface ReachWords {
  readonly title: string;
  readonly lead: string;
  readonly whom: string;
  readonly whose: string;
  readonly only: string;
  readonly own: boolean;
}

const you: ReachWords = {
  title: 'How is it safe to reach you?',
  lead: 'Think of who else may see your phone, your e-mail or your post. We only use the ways you choose here, and we never say what it is about to anybody else.',
  ...{ whom: 'you', whose: 'Your', only: 'me', own: true },
};

const them: ReachWords = {
  title: 'How is it safe to reach them?',
  lead: 'Ask them, if you can. Think of who else may see their phone, their e-mail or their post. We only use the ways you choose here, and we never say what it is about to anybody else.',
  ...{ whom: 'them', whose: 'Their', only: 'them', own: false },
};

function reachPage(question: 'contact' | 'reply', asking: Asking, words: ReachWords): Page {
  const { attempt } = asking;
  const contact = asking.answers[question];
  return sheet(question, asking, {
    title: words.title,
    heading: true,
    lead: html`<p class="govuk-body">${words.lead}</p>`,
    fields: [
      tickField(attempt, {
        name: 'ways',
        label: 'We may',
        values: contact?.ways,
        choices: wayChoices(attempt, contact, words),
      }),
      textField(attempt, {
        name: 'phone',
        label: `${words.whose} phone number, if we may phone or text ${words.whom}`,
        value: contact?.phone,
        width: 20,
        type: 'tel',
        autocomplete: words.own ? 'tel' : 'off',
      }),
      selectField(attempt, {
        name: 'from-hour',
        label: `Phone or text ${words.only} only from`,
        value: contact?.fromHour?.toString(),
        choices: hours(8, 20),
        unchosen: 'Any time',
      }),
      selectField(attempt, {
        name: 'until-hour',
        label: 'and until',
        value: contact?.untilHour?.toString(),
        choices: hours(9, 21),
        unchosen: 'Any time',
      }),
      textField(attempt, {
        name: 'times',
        label: 'Anything else about when it is safe',
        hint: 'For example, not at weekends. You can leave this empty.',
        value: contact?.times,
      }),
      textField(attempt, {
        name: 'codeword',
        label: words.own ? 'A word that only you and we know' : 'A word that only they and we know',
        hint: `We say it when we ring, so that ${words.own ? 'you' : 'they'} know it is us. You can leave this empty.`,
        value: contact?.codeword,
        width: 20,
        autocomplete: 'off',
      }),
    ],
  });
}

function hours(first: number, last: number): readonly Choice[] {
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    value: String(first + at),
    text: hourInWords(first + at),
  }));
}

/** "9am", "midday", "4pm". */
export function hourInWords(hour: number): string {
  if (hour === 12) return 'midday';
  if (hour === 0 || hour === 24) return 'midnight';
  return hour < 12 ? `${hour}am` : `${hour - 12}pm`;
}

function wayChoices(attempt: Attempt, contact: SafeContact | undefined, words: ReachWords): readonly Choice[] {
  const { whom, whose, own } = words;
  return [
    { value: 'call', text: `Phone ${whom}`, more: callFields(attempt, contact, own) },
    { value: 'text', text: `Send ${whom} a text message` },
    {
      value: 'email',
      text: `Send ${whom} an e-mail`,
      more: textField(attempt, {
        name: 'email',
        label: `${whose} e-mail address`,
        value: contact?.email,
        type: 'email',
        autocomplete: own ? 'email' : 'off',
        spellcheck: false,
      }),
    },
    {
      value: 'post',
      text: `Send ${whom} a letter`,
      more: areaField(attempt, { name: 'address', label: `${whose} postal address`, value: contact?.address, rows: 4 }),
    },
    {
      value: 'none',
      text: 'None of these',
      hint: own
        ? 'You get in touch with us instead. We give you a reference to use.'
        : 'We only speak with you, until you tell us something else.',
    },
  ];
}

function callFields(attempt: Attempt, contact: SafeContact | undefined, own: boolean): Html {
  return html`${radioField(attempt, {
    name: 'voicemail',
    label: `If ${own ? 'you' : 'they'} do not answer, may we leave a voicemail?`,
    isInline: true,
    value: contact && (contact.mayLeaveVoicemail ? 'yes' : 'no'),
    choices: [
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No' },
    ],
  })}
    ${textField(attempt, {
      name: 'if-someone-else',
      label: 'What should we say if somebody else answers?',
      hint: 'For example, that we rang about the library. If you leave it empty, we say nothing and end the call.',
      value: contact?.ifSomeoneElseAnswers,
    })}`;
}

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  {
    name: 'Asking how it is safe to reach somebody',
    door: 'public',
    page: contactPage({ answers: { who: someAnswers().who }, attempt: freshAttempt }),
  },
  {
    name: 'A safe way without its number',
    door: 'public',
    page: contactPage({
      answers: someAnswers(),
      attempt: {
        typed: { phone: '', ways: ['call', 'text'] },
        problems: [{ field: 'phone', text: 'Write the phone number that is safe' }],
      },
    }),
  },
];
