import {
  areaField,
  errorsOf,
  form,
  pressForm,
  radioField,
  selectField,
  textField,
  tickField,
  type Choice,
} from '#platform/fields.ts';
import { freshAttempt, type Attempt } from '#platform/forms.ts';
import { html, type Fragment, type Html } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import type { IncidentKind, Part } from '#vocabulary/parts.ts';
import type { SafeContact } from '#vocabulary/safe-contact.ts';
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
    body: html`${errorsOf(attempt)} ${step > 0 && html`<p class="govuk-caption-l">Question ${step} of ${of}</p>`}
      ${shown.heading && html`<h1 class="govuk-heading-l">${shown.title}</h1>`} ${shown.lead}
      ${form(pathOf(question), shown.fields, { text: shown.press ?? 'Continue' })} ${answers.who && forget()}`,
  };
}

/** The way to stop, which removes everything. */
export function forget(): Html {
  return html`<h2 class="govuk-heading-m">If you want to stop here</h2>
    <p class="govuk-body">We keep your answers on this device for one day, so that you can take a break.</p>
    ${pressForm('/refer/keep', { text: 'Come back later with a code', quiet: true })}
    ${pressForm('/refer/forget', { text: 'Stop and remove what I wrote', quiet: true })}`;
}

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
  return sheet('who', asking, {
    title: 'Which is closest to you?',
    lead: html`<p class="govuk-body">
      We ask a few short questions. Only names, how to reach you and what happened are needed; you can leave the rest
      empty. Nothing is sent before you have seen it all and press “Send”. If you have a code, you can
      <a class="govuk-link" href="/refer/back">go on where you stopped</a>.
    </p>`,
    fields: radioField(attempt, {
      name: 'part',
      label: 'Which is closest to you?',
      isHeading: true,
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
function forSelf<Words>(answers: Answers, own: Words, another: Words): Words {
  return forPath(answers, { harmed: own, responsible: own, another });
}

/** Their name, how they like to be called, and who looks after them if they are under 18. */
export function namePage(asking: Asking): Page {
  const { attempt } = asking;
  const { name, asker } = asking.answers;
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
      radioField(attempt, {
        name: 'under-18',
        label: forSelf(asking.answers, 'Are you under 18?', 'Are they under 18?'),
        value: name && (name.isUnder18 ? 'yes' : 'no'),
        choices: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ],
      }),
      textField(attempt, {
        name: 'guardian-name',
        label: forSelf(
          asking.answers,
          'If you are under 18: a parent or carer we may speak with',
          'If they are under 18: a parent or carer we may speak with',
        ),
        hint: forSelf(
          asking.answers,
          'Their name. If there is nobody, or you would rather talk with us about it first, leave this empty.',
          'It may be you. If there is nobody, or you would rather talk with us about it first, leave this empty.',
        ),
        value: name?.guardianName ?? (asker?.relation === 'parent' ? asker.fullName : undefined),
      }),
    ],
  });
}

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

/** Kinds of things that happen, in the words of people they happened to. */
export const kindWords: Readonly<Record<IncidentKind, string>> = {
  'neighbour-dispute': 'A row between neighbours',
  'criminal-damage': 'Something was damaged',
  burglary: 'A break-in',
  assault: 'Somebody was hurt or attacked',
  'anti-social-behaviour': 'Anti-social behaviour, such as noise, threats or rubbish',
  'shop-theft': 'Something was taken from a shop',
  'serious-crime': 'A very serious crime',
  other: 'Something else, or more than one of these',
};

const asChoices = <Value extends string>(words: Readonly<Record<Value, string>>): readonly Choice[] =>
  Object.entries<string>(words).map(([value, text]) => ({ value, text }));

/** What happened, as they want to say it. */
export function happenedPage(asking: Asking): Page {
  const { answers, attempt } = asking;
  return sheet('happened', asking, {
    title: 'What happened?',
    heading: true,
    fields: [
      radioField(attempt, {
        name: 'kind',
        label: 'What kind of thing was it?',
        value: answers.happened?.kind,
        choices: asChoices(kindWords),
      }),
      areaField(attempt, {
        name: 'words',
        label: 'Tell us in your own words',
        hint: forPath(answers, {
          another: 'A few words are enough. Say what you know. They can tell us the rest themselves.',
          harmed: 'A few words are enough. You do not have to go through it all again here.',
          responsible: 'A few words are enough. We are not here to judge you. You can tell us your side when we talk.',
        }),
        value: answers.happened?.words,
        rows: 8,
      }),
    ],
  });
}

/** Roughly when and where it happened. */
export function placePage(asking: Asking): Page {
  const { attempt } = asking;
  const { place } = asking.answers;
  return sheet('place', asking, {
    title: 'When and where was it?',
    heading: true,
    lead: html`<p class="govuk-body">Roughly is fine. You can leave any of these empty.</p>`,
    fields: [
      textField(attempt, {
        name: 'when',
        label: 'When was it?',
        hint: 'For example, last spring, or over the past two years.',
        value: place?.when,
      }),
      textField(attempt, {
        name: 'where',
        label: 'Where was it?',
        hint: 'For example, at home, or at a shop in Kettering.',
        value: place?.where,
      }),
      textField(attempt, {
        name: 'postcode',
        label: 'Postcode of the place, if you know it',
        hint: 'The first half is enough, for example NN1. We only keep the first half.',
        value: place?.district,
        width: 10,
        autocomplete: 'off',
      }),
    ],
  });
}

/** Outside the area: said kindly, and still theirs to decide. */
export function areaPage(asking: Asking, service: Service): Page {
  return sheet('area', asking, {
    title: 'This may be outside our area',
    heading: true,
    lead: html`<p class="govuk-body">
        Thank you for telling us. We work in ${service.areaName}, and ${asking.answers.place?.district} may be outside
        it. There may be another service nearer to you, and you deserve one that can really help.
      </p>
      <p class="govuk-body">
        The police where you live can tell you which service to ask. You do not have to have reported anything to them.
      </p>
      <p class="govuk-body">
        You can still send this to us. We will read it, and tell you who can help, in the ways you said are safe.
      </p>`,
    fields: html``,
    press: 'Go on, I want to send it to you',
  });
}

/** The other people, in their own words; they may know nothing or want to say nothing. */
export function othersPage(asking: Asking): Page {
  const { answers, attempt } = asking;
  return sheet('others', asking, {
    title: 'Who else is involved',
    fields: areaField(attempt, {
      name: 'others',
      label: partIn(answers) === 'responsible' ? 'Who was affected by it?' : 'Who is responsible for it?',
      isHeading: true,
      hint: forPath(answers, {
        another:
          'A name, if you know it, and how they know each other. If you do not know, leave it empty. Please do not get in touch with anybody about this yourself.',
        harmed:
          'A name, if you know it, and how you know them. If you do not know, leave it empty. We do not get in touch with anybody before you say so.',
        responsible:
          'Names, if you know them, and how you know them. If you do not know, leave it empty. Please do not get in touch with them about this yourself.',
      }),
      value: answers.others?.words,
      rows: 5,
    }),
  });
}

/** What they hope for, and what would make it easier for them. */
export function hopesPage(asking: Asking): Page {
  const { answers, attempt } = asking;
  const { hopes } = answers;
  return sheet('hopes', asking, {
    title: forSelf(answers, 'What do you hope for?', 'What would help them?'),
    heading: true,
    lead: html`<p class="govuk-body">You can leave any of these empty.</p>`,
    fields: [
      areaField(attempt, {
        name: 'hopes',
        label: forSelf(answers, 'What would make things better?', 'What would make things better for them?'),
        hint: forPath(answers, {
          another: 'What they told you, or what you think. “I do not know” is fine. We ask them, too.',
          harmed:
            'For example, to say how it was for you, to ask why, to hear sorry, or to have something put right. “I do not know yet” is fine.',
          responsible: 'For example, to explain, to say sorry, or to put something right. “I do not know yet” is fine.',
        }),
        value: hopes?.words,
        rows: 5,
      }),
      textField(attempt, {
        name: 'language',
        label: forSelf(answers, 'Which language do you like to speak?', 'Which language do they like to speak?'),
        hint: 'If you leave it empty, we speak English.',
        value: hopes?.language,
        width: 20,
      }),
      tickField(attempt, {
        name: 'interpreter',
        label: 'An interpreter',
        values: hopes?.needsInterpreter ? ['yes'] : [],
        choices: [
          {
            value: 'yes',
            text: forSelf(
              answers,
              'I would like an interpreter, somebody who says it in my language',
              'They would like an interpreter, somebody who says it in their language',
            ),
          },
        ],
      }),
      textField(attempt, {
        name: 'access-needs',
        label: forSelf(
          answers,
          'Is there anything that would make it easier for you to talk with us?',
          'Is there anything that would make it easier for them to talk with us?',
        ),
        hint: 'For example, large print, a place without steps, or somebody with you.',
        value: hopes?.accessNeeds,
      }),
    ],
  });
}

const told = someAnswers();

const aService: Service = {
  name: 'Northamptonshire Restorative Practice',
  areaName: 'Northamptonshire',
  phone: '01604 000000',
  email: 'hello@rp.example',
};

const fresh = { answers: {}, attempt: freshAttempt };
const harmed = { answers: { who: told.who }, attempt: freshAttempt };
const responsible = { answers: { ...told, who: { part: 'responsible' as const } }, attempt: freshAttempt };
const refused = (field: string, text: string, typed = {}): Asking => ({
  answers: told,
  attempt: { typed: { [field]: '', ...typed }, problems: [{ field, text }] },
});

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
    page: whoPage(refused('part', 'Choose what feels closer'), undefined),
  },
  { name: 'Asking for a name', door: 'public', page: namePage(harmed) },
  { name: 'A name is missing', door: 'public', page: namePage(refused('full-name', 'Write your name')) },
  { name: 'Asking how it is safe to reach somebody', door: 'public', page: contactPage(harmed) },
  {
    name: 'A safe way without its number',
    door: 'public',
    page: contactPage(refused('phone', 'Write the phone number that is safe', { ways: ['call', 'text'] })),
  },
  { name: 'Asking a person harmed what happened', door: 'public', page: happenedPage(harmed) },
  { name: 'Asking a person responsible what happened', door: 'public', page: happenedPage(responsible) },
  {
    name: 'What happened is missing',
    door: 'public',
    page: happenedPage(refused('words', 'Write a few words about what happened')),
  },
  { name: 'Asking when and where it was', door: 'public', page: placePage(harmed) },
  {
    name: 'A postcode that is none',
    door: 'public',
    page: placePage(refused('postcode', 'Write a postcode, like NN1 1AA', { postcode: 'the park' })),
  },
  {
    name: 'A place outside the area',
    door: 'public',
    page: areaPage(
      { ...harmed, answers: { ...told, place: { when: '', where: '', district: 'LE1', inArea: false } } },
      aService,
    ),
  },
  { name: 'Asking a person harmed who is responsible', door: 'public', page: othersPage(harmed) },
  { name: 'Asking a person responsible who was affected', door: 'public', page: othersPage(responsible) },
  { name: 'Asking a person harmed what they hope for', door: 'public', page: hopesPage(harmed) },
  { name: 'Asking a person responsible what they hope for', door: 'public', page: hopesPage(responsible) },
];
