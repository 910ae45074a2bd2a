import { z } from 'zod';
import { problemsOf, type Problem, type Typed } from '#platform/forms.ts';
import type { Decision } from '#platform/decision.ts';
import { madeUpNearby, nearbyFor } from '#service/areas/nearby-facts.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import { knowings, relations } from '#vocabulary/asking.ts';
import type { Outcome, Page, PublicDoor, PublicSent, PublicVisit } from '#vocabulary/doors.ts';
import type { NearbyService } from '#vocabulary/nearby.ts';
import { explainReach, type SafeContact } from '#vocabulary/safe-contact.ts';
import { answerContact, answerPostcode, answerQuestion, type Writer } from './actions.ts';
import { answeredBy } from './facts.ts';
import { checkPage, emptyPage, sentAlreadyPage } from './check-pages.ts';
import { aboutPage, askerPage, knowingPage, organisationPage, relationPage } from './another-pages.ts';
import { areaPage, happenedPage, kindPage, othersPage, postcodePage, whenPage, wherePage } from './happened-pages.ts';
import { accessPage, hopesPage, interpreterPage, languagePage } from './hopes-pages.ts';
import { agePage, guardianPage, namePage } from './name-pages.ts';
import { pathOf, whoPage, type Asking, type Service } from './pages.ts';
import { answeredPage, detailsPage, timesPage, voicemailPage, waysPage, wordPage } from './reach-pages.ts';
import { isAsked, nextQuestion, questions, type Question, type Reaching, type Topic } from './rules.ts';
import { Details, detailsIn, needed, reachFieldOf, Times, Ways, words } from './typed-public.ts';

/** Asking for help, a question a page. */
export function askingForPublic(door: PublicDoor, write: Writer['write'], nearby: readonly NearbyService[]): void {
  for (const question of questions) {
    const submit = (sent: PublicSent) => submits[question]({ ...sent, writer: { visitor: sent.visitor, write } });
    door.page(pathOf(question), (visit) => show(question, visit, nearby));
    door.form(pathOf(question), submit, (visit) => show(question, visit, nearby));
  }
  door.page('/refer/check', (visit) => check(visit, nearby));
}

type Shown = (
  asking: Asking,
  service: Service & { readonly isDemonstration: boolean },
  nearby: readonly NearbyService[],
) => Page;

const pageOf: Readonly<Record<Question, Shown>> = {
  who: (asking) => whoPage(asking, undefined),
  asker: askerPage,
  relation: relationPage,
  organisation: organisationPage,
  ...reachPages('reply'),
  about: aboutPage,
  knowing: knowingPage,
  name: namePage,
  age: agePage,
  guardian: guardianPage,
  ...reachPages('contact'),
  kind: kindPage,
  happened: happenedPage,
  when: whenPage,
  where: wherePage,
  postcode: postcodePage,
  area: (asking, service, nearby) => {
    const named = service.isDemonstration && nearby.length === 0 ? madeUpNearby : nearby;
    return areaPage(asking, service, nearbyFor(asking.answers.place?.district ?? '', named));
  },
  others: othersPage,
  hopes: hopesPage,
  language: languagePage,
  interpreter: interpreterPage,
  access: accessPage,
};

type OfReaching<About extends 'contact' | 'reply', Value> = Readonly<Record<About | `${About}-${Reaching}`, Value>>;

function reachPages<About extends 'contact' | 'reply'>(about: About): OfReaching<About, (asking: Asking) => Page> {
  return {
    [about]: (asking: Asking) => waysPage(about, asking),
    [`${about}-details`]: (asking: Asking) => detailsPage(about, asking),
    [`${about}-times`]: (asking: Asking) => timesPage(about, asking),
    [`${about}-voicemail`]: (asking: Asking) => voicemailPage(about, asking),
    [`${about}-answered`]: (asking: Asking) => answeredPage(about, asking),
    [`${about}-word`]: (asking: Asking) => wordPage(about, asking),
  } as OfReaching<About, (asking: Asking) => Page>;
}

const paths = ['harmed', 'responsible', 'another'] as const;

async function show(
  question: Question,
  visit: PublicVisit,
  nearby: readonly NearbyService[],
): Promise<Page | 'not-found'> {
  const { db, visitor, now, attempt, query } = visit;
  const draft = await answeredBy(db, visitor, now);
  const service = await serviceContact(db);
  if (draft?.isSent) return sentAlreadyPage(service);
  const asking = { answers: draft?.answers ?? {}, attempt };
  if (question === 'who') {
    const pressed = query['part'];
    return whoPage(
      asking,
      paths.find((path) => path === pressed),
    );
  }
  if (!isAsked(question, asking.answers) && asking.answers.who) return 'not-found';
  // Somebody who sees what they typed refused has it in front of them, even when the draft is gone.
  const isLost = asking.answers.who === undefined && attempt.problems.length === 0;
  return isLost ? emptyPage(service) : pageOf[question](asking, service, nearby);
}

async function check({ db, visitor, now, attempt }: PublicVisit, nearby: readonly NearbyService[]): Promise<Page> {
  const draft = await answeredBy(db, visitor, now);
  const service = await serviceContact(db);
  if (!draft) return emptyPage(service);
  if (draft.isSent) return sentAlreadyPage(service);
  const next = nextQuestion(draft.answers);
  return next === 'check'
    ? checkPage(draft.answers)
    : pageOf[next]({ answers: draft.answers, attempt }, service, nearby);
}

const yesOrNo = (missing: string) => z.enum(['yes', 'no'], missing);

const Who = z.object({ part: z.enum(paths, 'Choose what feels closer') });

const Asker = z.object({ 'asker-name': needed(200, 'Write your name') });

const Relation = z.object({ relation: z.enum(relations, 'Choose how you know them') });

const Organisation = z.object({ organisation: needed(100, 'Write where you work') });

const About = z.object({ 'their-part': z.enum(['harmed', 'responsible'], 'Choose what comes closest') });

const Knowing = z.object({ knowing: z.enum(knowings, 'Choose what comes closest') });

const Name = z.object({ 'full-name': needed(200, 'Write your name'), called: words(100) });

const Age = z.object({ 'under-18': yesOrNo('Choose yes or no') });

const Guardian = z.object({ 'guardian-name': words(200) });

const Voicemail = z.object({ voicemail: yesOrNo('Choose yes or no') });

const Answered = z.object({ 'if-someone-else': words(500) });

const Word = z.object({ codeword: words(100) });

const Kind = z.object({
  kind: z.enum(
    [
      'neighbour-dispute',
      'criminal-damage',
      'burglary',
      'assault',
      'anti-social-behaviour',
      'shop-theft',
      'serious-crime',
      'other',
    ],
    'Choose what comes closest',
  ),
});

const Happened = z.object({ words: needed(10_000, 'Write a few words about what happened') });

const When = z.object({ when: words(500) });

const Where = z.object({ where: words(500) });

const Postcode = z.object({ postcode: words(20) });

const Others = z.object({ others: words(5000) });

const Hopes = z.object({ hopes: words(5000) });

const Language = z.object({ language: words(100) });

const Interpreter = z.object({ interpreter: yesOrNo('Choose yes or no') });

const Access = z.object({ 'access-needs': words(1000) });

type Answering = PublicSent & { readonly writer: Writer };
type Submit = (sent: Answering) => Promise<Outcome>;

const submits: Readonly<Record<Question, Submit>> = {
  who: (sent) => parsed(Who, sent, ({ part }) => answer(sent, 'who', { part })),
  asker: (sent) => parsed(Asker, sent, (asker) => answer(sent, 'asker', { fullName: asker['asker-name'] })),
  relation: (sent) => parsed(Relation, sent, ({ relation }) => answer(sent, 'asker', { relation })),
  organisation: (sent) => parsed(Organisation, sent, ({ organisation }) => answer(sent, 'asker', { organisation })),
  ...reachSubmits('reply'),
  about: (sent) => parsed(About, sent, (about) => answer(sent, 'about', { part: about['their-part'] })),
  knowing: (sent) => parsed(Knowing, sent, ({ knowing }) => answer(sent, 'about', { knowing })),
  name: (sent) =>
    parsed(Name, sent, (name) => answer(sent, 'name', { fullName: name['full-name'], called: name.called })),
  age: (sent) => parsed(Age, sent, (age) => answer(sent, 'name', { isUnder18: age['under-18'] === 'yes' })),
  guardian: (sent) => parsed(Guardian, sent, (of) => answer(sent, 'name', { guardianName: of['guardian-name'] })),
  ...reachSubmits('contact'),
  kind: (sent) => parsed(Kind, sent, ({ kind }) => answer(sent, 'happened', { kind })),
  happened: (sent) => parsed(Happened, sent, (happened) => answer(sent, 'happened', { words: happened.words })),
  when: (sent) => parsed(When, sent, ({ when }) => answer(sent, 'place', { when })),
  where: (sent) => parsed(Where, sent, ({ where }) => answer(sent, 'place', { where })),
  postcode: (sent) =>
    parsed(Postcode, sent, async ({ postcode }) =>
      onwards(await sent.act((hand) => answerPostcode(hand, sent.writer, postcode)), () => ({
        field: 'postcode',
        text: 'Write a postcode, like NN1 or NN1 1AA, or leave it empty',
      })),
    ),
  area: (sent) => answer(sent, 'area', { goOn: true }),
  others: (sent) => parsed(Others, sent, ({ others }) => answer(sent, 'others', { words: others })),
  hopes: (sent) => parsed(Hopes, sent, ({ hopes }) => answer(sent, 'hopes', { words: hopes })),
  language: (sent) =>
    parsed(Language, sent, ({ language }) =>
      answer(sent, 'hopes', { language: language === '' ? 'English' : language }),
    ),
  interpreter: (sent) =>
    parsed(Interpreter, sent, ({ interpreter }) => answer(sent, 'hopes', { needsInterpreter: interpreter === 'yes' })),
  access: (sent) => parsed(Access, sent, (needs) => answer(sent, 'hopes', { accessNeeds: needs['access-needs'] })),
};

function reachSubmits<About extends 'contact' | 'reply'>(about: About): OfReaching<About, Submit> {
  const say = async (sent: Answering, said: Partial<SafeContact>): Promise<Outcome> =>
    onwards(await sent.act((hand) => answerContact(hand, sent.writer, about, said)), (reason) => ({
      field: reachFieldOf(reason),
      text: explainReach(reason),
    }));
  const submits: Readonly<Record<'ways' | Reaching, Submit>> = {
    ways: (sent) => parsed(Ways, sent, (said) => say(sent, said)),
    details: (sent) => parsed(Details, sent, (said) => say(sent, detailsIn(said))),
    times: (sent) =>
      parsed(Times, sent, (said) =>
        say(sent, { fromHour: said['from-hour'], untilHour: said['until-hour'], times: said.times }),
      ),
    voicemail: (sent) => parsed(Voicemail, sent, (said) => say(sent, { mayLeaveVoicemail: said.voicemail === 'yes' })),
    answered: (sent) => parsed(Answered, sent, (said) => say(sent, { ifSomeoneElseAnswers: said['if-someone-else'] })),
    word: (sent) => parsed(Word, sent, ({ codeword }) => say(sent, { codeword })),
  };
  const { ways, ...others } = submits;
  return Object.fromEntries([
    [about, ways],
    ...Object.entries(others).map(([piece, submit]) => [`${about}-${piece}`, submit] as const),
  ]) as OfReaching<About, Submit>;
}

async function parsed<Form>(
  schema: z.ZodType<Form>,
  { form }: { readonly form: Typed },
  use: (form: Form) => Promise<Outcome>,
): Promise<Outcome> {
  const result = schema.safeParse(form);
  return result.success ? use(result.data) : { problems: problemsOf(result.error) };
}

async function answer<About extends Topic>(
  sent: Answering,
  topic: About,
  answer: Parameters<typeof answerQuestion<About>>[3],
): Promise<Outcome> {
  return onwards(await sent.act((hand) => answerQuestion(hand, sent.writer, topic, answer)), () => undefined);
}

/** To the next question, or to the reference where the draft has been sent already. */
function onwards<Reason extends string>(
  decision: Decision<Question | 'check', Reason | 'sent-already'>,
  problemOf: (reason: Reason) => Problem | undefined,
): Outcome {
  if (decision.ok) return { to: pathOf(decision.value) };
  const problems = decision.because.flatMap((reason) => (reason === 'sent-already' ? [] : (problemOf(reason) ?? [])));
  return problems.length === 0 ? { to: '/refer/sent' } : { problems };
}
