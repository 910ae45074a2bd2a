import { areaField, radioField, selectField, textField, tickField, type Choice } from '#platform/fields.ts';
import { freshAttempt } from '#platform/forms.ts';
import { html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { gailsAnswers, someAnswers } from './examples.ts';
import { forRelation, forSelf, oneQuestion, sheet, yesAndNo, type Asking } from './pages.ts';

/** Whom a page is about: whoever asks for themselves or for another, or the person they ask for. */
type About = 'contact' | 'reply';

interface ReachWords {
  readonly title: string;
  readonly lead: string;
  readonly whom: string;
  readonly whose: string;
  readonly who: string;
  readonly own: boolean;
}

const you: ReachWords = {
  title: 'How is it safe to reach you?',
  lead: 'Think of who else may see your phone, your e-mail or your post. We only use the ways you choose here, and we never say what it is about to anybody else.',
  ...{ whom: 'you', whose: 'your', who: 'you', own: true },
};

const them: ReachWords = {
  title: 'How is it safe to reach them?',
  lead: 'Ask them, if you can. Think of who else may see their phone, their e-mail or their post. We only use the ways you choose here, and we never say what it is about to anybody else.',
  ...{ whom: 'them', whose: 'their', who: 'they', own: false },
};

function wordsFor(about: About, { answers }: Asking): ReachWords {
  if (about === 'reply') return you;
  const lead = forRelation(answers, {
    any: them.lead,
    parent: `If they have a phone of their own, that may be safer than yours. ${them.lead}`,
    worker: `Please do not take it from your files. ${them.lead}`,
  });
  return forSelf(answers, you, { ...them, lead });
}

/** How it is safe to reach somebody. It comes before everything they tell us, and nothing is sent before it. (ASK-1) */
export function waysPage(about: About, asking: Asking): Page {
  const { title, lead, whom, own } = wordsFor(about, asking);
  return sheet(about, asking, {
    title,
    fields: tickField(asking.attempt, {
      name: 'ways',
      label: title,
      isHeading: true,
      hint: lead,
      values: asking.answers[about]?.ways,
      choices: [
        { value: 'call', text: `Phone ${whom}` },
        { value: 'text', text: `Send ${whom} a text message` },
        { value: 'email', text: `Send ${whom} an e-mail` },
        { value: 'post', text: `Send ${whom} a letter` },
        {
          value: 'none',
          text: 'None of these',
          hint: own
            ? 'You get in touch with us instead. We give you a reference to use.'
            : 'We only speak with you, until you tell us something else.',
        },
      ],
    }),
  });
}

/** The number or address of each way that was chosen, and of no other. */
export function detailsPage(about: About, asking: Asking): Page {
  const { attempt } = asking;
  const { ways = [], phone, email, address } = asking.answers[about] ?? {};
  const { whose, own } = wordsFor(about, asking);
  const byPhone = ways.includes('call') || ways.includes('text');
  return sheet(`${about}-details`, asking, {
    title: own ? 'Where do we reach you?' : 'Where do we reach them?',
    heading: true,
    lead: html`<p class="govuk-body">Only what is safe. Nobody else gets it from us.</p>`,
    fields: [
      byPhone &&
        textField(attempt, {
          name: 'phone',
          label: capital(`${whose} phone number`),
          value: phone,
          width: 20,
          type: 'tel',
          autocomplete: own ? 'tel' : 'off',
        }),
      ways.includes('email') &&
        textField(attempt, {
          name: 'email',
          label: capital(`${whose} e-mail address`),
          value: email,
          type: 'email',
          autocomplete: own ? 'email' : 'off',
          spellcheck: false,
        }),
      ways.includes('post') &&
        areaField(attempt, { name: 'address', label: capital(`${whose} postal address`), value: address, rows: 4 }),
    ],
  });
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** When a call or a text is safe. */
export function timesPage(about: About, asking: Asking): Page {
  const { attempt } = asking;
  const { fromHour, untilHour, times } = asking.answers[about] ?? {};
  const { whom } = wordsFor(about, asking);
  return sheet(`${about}-times`, asking, {
    title: `When is it safe to phone or text ${whom}?`,
    heading: true,
    fields: [
      selectField(attempt, {
        name: 'from-hour',
        label: 'Only from',
        value: fromHour?.toString(),
        choices: hours(8, 20),
        unchosen: 'Any time',
      }),
      selectField(attempt, {
        name: 'until-hour',
        label: 'and until',
        value: untilHour?.toString(),
        choices: hours(9, 21),
        unchosen: 'Any time',
      }),
      textField(attempt, {
        name: 'times',
        label: 'Anything else about when it is safe',
        hint: 'For example, not at weekends. You can leave this empty.',
        value: times,
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

/** Whether a voicemail is safe. */
export function voicemailPage(about: About, asking: Asking): Page {
  const { mayLeaveVoicemail: may } = asking.answers[about] ?? {};
  const label = `If ${wordsFor(about, asking).who} do not answer, may we leave a voicemail?`;
  return oneQuestion(`${about}-voicemail`, asking, {
    asks: label,
    field: (heading) =>
      radioField(asking.attempt, {
        ...heading,
        name: 'voicemail',
        isInline: true,
        value: may === undefined ? undefined : may ? 'yes' : 'no',
        choices: yesAndNo,
      }),
  });
}

/** What is said to somebody else who answers. */
export function answeredPage(about: About, asking: Asking): Page {
  const label = 'What should we say if somebody else answers?';
  return oneQuestion(`${about}-answered`, asking, {
    asks: label,
    field: (heading) =>
      textField(asking.attempt, {
        ...heading,
        name: 'if-someone-else',
        hint: 'For example, that we rang about the library. If you leave it empty, we say nothing and end the call.',
        value: asking.answers[about]?.ifSomeoneElseAnswers,
      }),
  });
}

/** A word by which they know that it is us. */
export function wordPage(about: About, asking: Asking): Page {
  const { who, own } = wordsFor(about, asking);
  const label = own ? 'A word that only you and we know' : 'A word that only they and we know';
  return oneQuestion(`${about}-word`, asking, {
    asks: label,
    field: (heading) =>
      textField(asking.attempt, {
        ...heading,
        name: 'codeword',
        hint: `We say it when we ring, so that ${who} know it is us. You can leave this empty.`,
        value: asking.answers[about]?.codeword,
        width: 20,
        autocomplete: 'off',
      }),
  });
}

const told = someAnswers();
const asking: Asking = { answers: told, attempt: freshAttempt };
const allWays: Asking = {
  ...asking,
  answers: { ...told, contact: { ...told.contact, ways: ['call', 'text', 'email', 'post'] } },
};
const forKieran: Asking = {
  ...asking,
  answers: gailsAnswers({ about: { part: 'harmed', knowing: 'agreed' }, contact: { ways: ['call'] } }),
};

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  {
    name: 'Asking how it is safe to reach somebody',
    door: 'public',
    page: waysPage('contact', { answers: { who: told.who }, attempt: freshAttempt }),
  },
  {
    name: 'No safe way was chosen',
    door: 'public',
    page: waysPage('contact', {
      answers: { who: told.who },
      attempt: { typed: { ways: '' }, problems: [{ field: 'ways', text: 'Choose at least one way' }] },
    }),
  },
  { name: 'Asking for numbers and addresses that are safe', door: 'public', page: detailsPage('contact', allWays) },
  {
    name: 'A safe way without its number',
    door: 'public',
    page: detailsPage('contact', {
      ...asking,
      attempt: { typed: { phone: '' }, problems: [{ field: 'phone', text: 'Write the phone number that is safe' }] },
    }),
  },
  { name: 'Asking when it is safe to ring', door: 'public', page: timesPage('contact', asking) },
  { name: 'Asking whether a voicemail is safe', door: 'public', page: voicemailPage('contact', asking) },
  { name: 'Asking what to say to somebody else', door: 'public', page: answeredPage('contact', asking) },
  { name: 'Asking for a word that only they and we know', door: 'public', page: wordPage('contact', asking) },
  {
    name: 'Asking how it is safe to reply to who asks for another',
    door: 'public',
    page: waysPage('reply', forKieran),
  },
  { name: 'Asking how it is safe to reach somebody else', door: 'public', page: waysPage('contact', forKieran) },
  { name: 'Asking for the number of somebody else', door: 'public', page: detailsPage('contact', forKieran) },
];
