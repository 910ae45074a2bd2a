import { z } from 'zod';
import { problemsOf, type Problem, type Typed } from '#platform/forms.ts';
import type { Decision } from '#platform/decision.ts';
import { serviceContact } from '#service/staff/service-facts.ts';
import { knowings, relations } from '#vocabulary/asking.ts';
import type { Outcome, Page, PublicDoor, PublicSent, PublicVisit } from '#vocabulary/doors.ts';
import { explainReach } from '#vocabulary/safe-contact.ts';
import { answerContact, answerPlace, answerQuestion, type Writer } from './actions.ts';
import { answeredBy } from './facts.ts';
import { checkPage, emptyPage, sentAlreadyPage } from './check-pages.ts';
import { aboutPage, askerPage } from './another-pages.ts';
import { areaPage, happenedPage, othersPage, placePage } from './happened-pages.ts';
import { hopesPage } from './hopes-pages.ts';
import { namePage } from './name-pages.ts';
import { pathOf, whoPage, type Asking, type Service } from './pages.ts';
import { contactPage, replyPage } from './reach-pages.ts';
import { isAsked, nextQuestion, questions, type Question } from './rules.ts';
import { Contact, contactOf, needed, reachFieldOf, words } from './typed-public.ts';

/** Asking for help, a topic a page. */
export function askingForPublic(door: PublicDoor, write: Writer['write']): void {
  for (const question of questions) {
    const submit = (sent: PublicSent) => submits[question]({ ...sent, writer: { visitor: sent.visitor, write } });
    door.page(pathOf(question), (visit) => show(question, visit));
    door.form(pathOf(question), submit, (visit) => show(question, visit));
  }
  door.page('/refer/check', check);
}

const pageOf: Readonly<Record<Question, (asking: Asking, service: Service) => Page>> = {
  who: (asking) => whoPage(asking, undefined),
  asker: askerPage,
  reply: replyPage,
  about: aboutPage,
  name: namePage,
  contact: contactPage,
  happened: happenedPage,
  place: placePage,
  area: areaPage,
  others: othersPage,
  hopes: hopesPage,
};

const paths = ['harmed', 'responsible', 'another'] as const;

async function show(question: Question, visit: PublicVisit): Promise<Page | 'not-found'> {
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
  return isLost ? emptyPage(service) : pageOf[question](asking, service);
}

async function check({ db, visitor, now, attempt }: PublicVisit): Promise<Page> {
  const draft = await answeredBy(db, visitor, now);
  const service = await serviceContact(db);
  if (!draft) return emptyPage(service);
  if (draft.isSent) return sentAlreadyPage(service);
  const next = nextQuestion(draft.answers);
  return next === 'check' ? checkPage(draft.answers) : pageOf[next]({ answers: draft.answers, attempt }, service);
}

const yesOrNo = (missing: string) => z.enum(['yes', 'no'], missing);

const Who = z.object({ part: z.enum(paths, 'Choose what feels closer') });

const Asker = z.object({
  'asker-name': needed(200, 'Write your name'),
  relation: z.enum(relations, 'Choose how you know them'),
});

const About = z.object({
  'their-part': z.enum(['harmed', 'responsible'], 'Choose what comes closest'),
  knowing: z.enum(knowings, 'Choose what comes closest'),
});

const Name = z.object({
  'full-name': needed(200, 'Write your name'),
  called: words(100),
  'under-18': yesOrNo('Choose yes or no'),
  'guardian-name': words(200),
});

const Happened = z.object({
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
  words: needed(10_000, 'Write a few words about what happened'),
});

const Place = z.object({ when: words(500), where: words(500), postcode: words(20) });

const Others = z.object({ others: words(5000) });

const Hopes = z.object({
  hopes: words(5000),
  language: words(100),
  interpreter: z.literal('yes').optional().catch(undefined),
  'access-needs': words(1000),
});

type Answering = PublicSent & { readonly writer: Writer };
type Submit = (sent: Answering) => Promise<Outcome>;

const submits: Readonly<Record<Question, Submit>> = {
  who: (sent) => parsed(Who, sent, ({ part }) => answer(sent, 'who', { part })),
  name: (sent) =>
    parsed(Name, sent, (name) =>
      answer(sent, 'name', {
        fullName: name['full-name'],
        called: name.called,
        isUnder18: name['under-18'] === 'yes',
        guardianName: name['under-18'] === 'yes' ? name['guardian-name'] : '',
      }),
    ),
  asker: (sent) =>
    parsed(Asker, sent, ({ relation, ...asker }) => answer(sent, 'asker', { fullName: asker['asker-name'], relation })),
  about: (sent) =>
    parsed(About, sent, ({ knowing, ...about }) => answer(sent, 'about', { part: about['their-part'], knowing })),
  reply: (sent) => submitReach('reply', sent),
  contact: (sent) => submitReach('contact', sent),
  happened: (sent) => parsed(Happened, sent, (happened) => answer(sent, 'happened', happened)),
  place: (sent) =>
    parsed(Place, sent, async (place) =>
      onwards(await sent.act((hand) => answerPlace(hand, sent.writer, place)), () => ({
        field: 'postcode',
        text: 'Write a postcode, like NN1 or NN1 1AA, or leave it empty',
      })),
    ),
  area: (sent) => answer(sent, 'area', { goOn: true }),
  others: (sent) => parsed(Others, sent, ({ others }) => answer(sent, 'others', { words: others })),
  hopes: (sent) =>
    parsed(Hopes, sent, (hopes) =>
      answer(sent, 'hopes', {
        words: hopes.hopes,
        language: hopes.language === '' ? 'English' : hopes.language,
        needsInterpreter: hopes.interpreter === 'yes',
        accessNeeds: hopes['access-needs'],
      }),
    ),
};

function submitReach(question: 'contact' | 'reply', sent: Answering): Promise<Outcome> {
  return parsed(Contact, sent, async (contact) =>
    onwards(await sent.act((hand) => answerContact(hand, sent.writer, question, contactOf(contact))), (reason) => ({
      field: reachFieldOf(reason),
      text: explainReach(reason),
    })),
  );
}

async function parsed<Form>(
  schema: z.ZodType<Form>,
  { form }: { readonly form: Typed },
  use: (form: Form) => Promise<Outcome>,
): Promise<Outcome> {
  const result = schema.safeParse(form);
  return result.success ? use(result.data) : { problems: problemsOf(result.error) };
}

async function answer<Asked extends Question>(
  sent: Answering,
  question: Asked,
  answer: Parameters<typeof answerQuestion<Asked>>[3],
): Promise<Outcome> {
  return onwards(await sent.act((hand) => answerQuestion(hand, sent.writer, question, answer)), () => undefined);
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
