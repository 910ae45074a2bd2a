import { form, hiddenBox, pressForm } from '#platform/fields.ts';
import { summaryList } from '#platform/govuk/summary-list.ts';
import { html, paragraphs } from '#platform/html.ts';
import type { Page } from '#vocabulary/doors.ts';
import { calledBy, type SafeContact } from '#vocabulary/safe-contact.ts';
import { knowingWords, relationWords } from './another-pages.ts';
import { aService, someAnswers } from './examples.ts';
import { kindWords } from './happened-pages.ts';
import { forget, forRelation, partChoices, pathOf, talkToUs, type Service } from './pages.ts';
import { hourInWords } from './reach-pages.ts';
import { contactSoFar, isAsked, partIn, questionBefore, type Answers, type Question } from './rules.ts';

const wayWords: Readonly<Record<SafeContact['ways'][number], string>> = {
  call: 'Phone',
  text: 'Text message',
  email: 'E-mail',
  post: 'Letter',
  none: 'None: I get in touch with you',
};

interface Line {
  readonly asked: string;
  readonly answer: string;
  readonly question: Question;
}

const line = (question: Question, asked: string, answer = ''): Line => ({ question, asked, answer });

function lines(answers: Answers): readonly Line[] {
  const { who, name, contact, happened, place, others, hopes } = answers;
  const [your, you] = who?.part === 'another' ? (['Their', 'them'] as const) : (['Your', 'you'] as const);
  return [
    ...(who?.part === 'another'
      ? askerLines(answers)
      : [line('who', 'Your part in it', partChoices.find(({ value }) => value === who?.part)?.text)]),
    line('name', `${your} name`, name?.fullName),
    line('name', `We call ${you}`, calledBy(name?.fullName ?? '', name?.called ?? '')),
    line('age', 'Under 18', name?.isUnder18 ? 'Yes' : 'No'),
    ...(name?.isUnder18 ? [line('guardian', 'A parent or carer we may speak with', name.guardianName)] : []),
    ...(isAsked('contact', answers) ? reachLines('contact', contact, [your, you]) : []),
    line('kind', 'Kind of thing', happened?.kind && kindWords[happened.kind]),
    line('happened', 'What happened', happened?.words),
    line('when', 'When it was', place?.when),
    line('where', 'Where it was', place?.where),
    line('postcode', 'First half of the postcode', place?.district),
    line('others', partIn(answers) === 'responsible' ? 'Who was affected' : 'Who is responsible', others?.words),
    line('hopes', 'What would make things better', hopes?.words),
    line('language', 'Language', hopes?.language),
    ...(isAsked('interpreter', answers)
      ? [line('interpreter', 'An interpreter', hopes?.needsInterpreter ? 'Yes' : 'No')]
      : []),
    line('access', 'What would make it easier', hopes?.accessNeeds),
  ];
}

/** What somebody said who asks for another: who they are, how to reply to them, and what the other knows. */
function askerLines(answers: Answers): readonly Line[] {
  const { asker, reply, about } = answers;
  const isResponsible = about?.part === 'responsible';
  return [
    line('who', 'You ask for', 'Somebody else'),
    line('asker', 'Your name', asker?.fullName),
    line('relation', 'How you know them', asker?.relation && relationWords[asker.relation]),
    ...(isAsked('organisation', answers) ? [line('organisation', 'Where you work', asker?.organisation)] : []),
    ...reachLines('reply', reply, ['Your', 'you']),
    line('about', 'Their part in it', isResponsible ? 'They are responsible for what happened' : 'They were harmed'),
    line('knowing', 'Whether they know', about?.knowing && knowingWords[about.knowing]),
  ];
}

function reachLines(
  about: 'contact' | 'reply',
  said: Answers['contact'],
  [your, you]: readonly [string, string],
): readonly Line[] {
  const { ways, phone, email, address, ...how } = contactSoFar(said);
  const byPhone = ways.includes('call') || ways.includes('text');
  const details = `${about}-details` as const;
  return [
    line(about, `Safe ways to reach ${you}`, ways.map((way) => wayWords[way]).join(', ')),
    ...(byPhone ? [line(details, `${your} phone number`, phone)] : []),
    ...(ways.includes('email') ? [line(details, `${your} e-mail address`, email)] : []),
    ...(ways.includes('post') ? [line(details, `${your} postal address`, address)] : []),
    ...(byPhone ? [line(`${about}-times`, 'Safe times', safeTimes(how))] : []),
    ...(ways.includes('call')
      ? [
          line(`${about}-voicemail`, 'Voicemail', how.mayLeaveVoicemail ? 'Yes' : 'No'),
          line(
            `${about}-answered`,
            'If somebody else answers',
            how.ifSomeoneElseAnswers || 'Say nothing and end the call',
          ),
        ]
      : []),
    ...(byPhone ? [line(`${about}-word`, 'A word only we know', how.codeword)] : []),
  ];
}

/** Everything they wrote, each with a way to change it, before anything is sent. */
export function checkPage(answers: Answers): Page {
  return {
    title: 'Check your answers',
    back: pathOf(questionBefore('check', answers) ?? 'who'),
    body: html`<h1 class="govuk-heading-l">Check your answers</h1>
      ${summaryList({
        rows: lines(answers).map(({ question, asked, answer }) => ({
          key: { text: asked },
          value: answer === '' ? { text: 'Left empty' } : { html: paragraphs(answer) },
          actions: { items: [{ href: pathOf(question), text: 'Change', visuallyHiddenText: asked.toLowerCase() }] },
        })),
      })}
      <h2 class="govuk-heading-m">Send it to us</h2>
      <p class="govuk-body">
        When you send this, the people who work here can read it. The other person does not see it and is not told.
        ${answers.who?.part === 'another' && about(answers)}
      </p>
      ${form('/refer/send', hiddenBox, { text: 'Send' })} ${forget()}`,
  };
}

function about(answers: Answers): string {
  const first =
    answers.about?.knowing === 'agreed'
      ? ''
      : 'We speak with you first. We do not get in touch with the person you ask for. ';
  const after = forRelation(answers, {
    any: 'Afterwards, what they say stays with them: we cannot tell you about it unless they want us to.',
    parent: 'Afterwards, what your child says to us stays with them, unless they want us to tell you or are not safe.',
    friend:
      'Afterwards, what they say stays with them, and friends do not hear of it from us, unless they want us to tell you.',
    worker: 'Afterwards, what they say stays with them: we cannot tell you, or where you work, unless they want us to.',
  });
  return `${first}${after}`;
}

/** The draft of this device was sent: the reference is on its own page. */
export function sentAlreadyPage(service: Service): Page {
  return {
    title: 'You have sent this',
    body: html`<h1 class="govuk-heading-l">You have sent this</h1>
      <p class="govuk-body">We have what you wrote. It can no longer be read here.</p>
      <p class="govuk-body"><a class="govuk-link" href="/refer/sent">See your reference and what happens next</a></p>
      ${talkToUs(service)}
      <h2 class="govuk-heading-m">If you want to ask about something else</h2>
      <p class="govuk-body">Remove the reference from this device first. You can then start from the beginning.</p>
      ${pressForm('/refer/forget', { text: 'Remove the reference from this device', quiet: true })}`,
  };
}

/** When it is safe to phone or text somebody. */
function safeTimes({ fromHour, untilHour, times }: Pick<SafeContact, 'fromHour' | 'untilHour' | 'times'>): string {
  const between =
    fromHour !== null && untilHour !== null ? `${hourInWords(fromHour)} to ${hourInWords(untilHour)}` : 'Any time';
  return times === '' ? between : `${between}. ${times}`;
}

/** A question without the ones before it: the day is over, it was removed, or the browser keeps no cookies. */
export function emptyPage(service: Service): Page {
  return {
    title: 'Your answers are not here',
    body: html`<h1 class="govuk-heading-l">Your answers are not here</h1>
      <p class="govuk-body">
        We keep them for one day, and only if your browser takes cookies. They may also have been removed.
      </p>
      <p class="govuk-body">
        If you have a code, you can <a class="govuk-link" href="/refer/back">go on where you stopped</a>.
      </p>
      <p class="govuk-body"><a class="govuk-link" href="/refer">Start from the beginning</a></p>
      ${talkToUs(service)}`,
  };
}

const told = someAnswers();

export const examples: readonly { readonly name: string; readonly door: 'public'; readonly page: Page }[] = [
  { name: 'Checking every answer before sending', door: 'public', page: checkPage({ ...told, others: { words: '' } }) },
  { name: 'The answers were sent already', door: 'public', page: sentAlreadyPage(aService) },
  { name: 'The answers are gone', door: 'public', page: emptyPage(aService) },
];
