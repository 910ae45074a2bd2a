import { z } from 'zod';
import { namedReferral } from '#journey/referral/facts.ts';
import { allow, type Decision } from '#platform/decision.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { ApiDoor, ProgramSent, ProgramVisit, Told } from '#vocabulary/doors.ts';
import { moreReasons } from '#vocabulary/more-asked.ts';
import { answerForAgency } from './actions.ts';
import { questionsOf } from './facts.ts';
import { explainAsking } from './rules.ts';

/** What an agency is asked about its referral, for one of its programs. (MOR-4) */
export function askingForMoreForPrograms(door: ApiDoor): void {
  door.looks(questionsWay, questions);
  door.acts(answerWay, answer);
}

const Questions = z.object({
  questions: z.array(
    z.object({
      id: z.uuid(),
      about: z.enum(moreReasons),
      words: z.string(),
      askedAt: z.iso.datetime(),
      isOpen: z.boolean().describe('Whether we wait for your answer before we decide. One at a time is.'),
      answer: z.string().nullable(),
    }),
  ),
});

const questionsWay = {
  method: 'get',
  path: '/referrals/:reference/questions',
  id: 'readQuestions',
  summary: 'What we ask you about a referral before we decide, the newest first',
  answer: { name: 'Questions', schema: Questions, status: 200, says: 'The last twenty.' },
  refusals: {},
} as const;

async function questions({ db, params }: ProgramVisit): Promise<Told<z.output<typeof Questions>> | 'not-there'> {
  const referral = await namedReferral(db, params['reference'] ?? '');
  if (!referral) return 'not-there';
  const all = await questionsOf(db, referral.id);
  return {
    answer: {
      questions: all.map(({ id, reason, words, askedAt, answer: answered, answeredAt, letGoAt }) => ({
        ...{ id, words, about: reason, askedAt: askedAt.toISOString() },
        isOpen: answeredAt === null && letGoAt === null,
        answer: answeredAt === null ? null : answered,
      })),
    },
    read: { what: 'referral', referralId: referral.id },
  };
}

// PostgreSQL keeps no NUL in a text.
const words = z
  .string()
  .max(5000)
  .regex(/^[^\0]*$/)
  .trim()
  .min(1);
const Answer = z.strictObject({ words });
const Answered = z.object({ reference: z.string() });

const answerWay = {
  method: 'post',
  path: '/referrals/:reference/answer',
  id: 'answerQuestion',
  summary: 'Answer what we asked you',
  description: 'If you do not know, say so: that helps as well.',
  body: { name: 'Answer', schema: Answer },
  answer: { name: 'Answered', schema: Answered, status: 201, says: 'Somebody reads it, and then decides.' },
  refusals: { 'nothing-is-asked': explainAsking('nothing-is-asked') },
} as const;

async function answer(
  hand: Hand,
  { body, params }: ProgramSent<z.output<typeof Answer>>,
): Promise<Decision<z.output<typeof Answered>, string>> {
  const reference = params['reference'] ?? '';
  const decision = await answerForAgency(hand, reference, body.words);
  return decision.ok ? allow({ reference }) : decision;
}
