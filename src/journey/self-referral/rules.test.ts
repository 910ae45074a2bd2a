import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuse } from '#platform/decision.ts';
import { aSafeContact, gailsAnswers, someAnswers } from './examples.ts';
import { nextQuestion, questionBefore, questions, stepOf, whole, type Answers, type Question } from './rules.ts';

const outside = { when: '', where: '', district: 'LE1', inArea: false };

test('ASK-1 how to reach somebody safely is asked before anything that happened', () => {
  assert.deepEqual(questions.slice(0, 7), ['who', 'asker', 'reply', 'about', 'name', 'contact', 'happened']);
  assert.equal(nextQuestion({}), 'who');
  const { who, name } = someAnswers();
  assert.equal(nextQuestion({ who, name }), 'contact');
});

test('ASK-1 nothing is sent before every question was answered', () => {
  const answers = someAnswers();
  for (const skipped of ['who', 'name', 'contact', 'happened', 'place', 'others', 'hopes'] as const) {
    const rest: Answers = Object.fromEntries(Object.entries(answers).filter(([question]) => question !== skipped));
    assert.deepEqual(whole(rest), refuse('not-finished'));
    assert.equal(nextQuestion(rest), skipped);
  }
  assert.equal(whole(answers).ok, true);
});

test('outside the area somebody is asked whether to go on, and only there', () => {
  const answers = someAnswers({ place: outside });
  assert.equal(nextQuestion(answers), 'area');
  assert.deepEqual(whole(answers), refuse('not-finished'));
  assert.equal(nextQuestion({ ...answers, area: { goOn: true } }), 'check');
  assert.equal(nextQuestion(someAnswers({ place: { ...outside, inArea: null } })), 'check');
});

test('answered in any order, the questions are all asked and then there is nothing left', () => {
  const values: Answers = { ...gailsAnswers({ place: outside }), area: { goOn: true } };
  const hers = questions.filter((question) => question !== 'contact');
  fc.assert(
    fc.property(fc.shuffledSubarray([...hers]), (order) => {
      let answers: Answers = {};
      for (const question of order) answers = { ...answers, [question]: values[question] };
      const asked: Question[] = [];
      for (let next = nextQuestion(answers); next !== 'check'; next = nextQuestion(answers)) {
        asked.push(next);
        answers = { ...answers, [next]: values[next] };
      }
      assert.deepEqual([...order, ...asked].toSorted(), [...hers].toSorted());
    }),
  );
});

test('ASK-1 whoever asks for another is asked how it is safe to reply before anything about them', () => {
  const { who, asker, reply } = gailsAnswers();
  assert.ok(who && asker && reply);
  assert.equal(nextQuestion({ who }), 'asker');
  assert.equal(nextQuestion({ who, asker }), 'reply');
  assert.equal(nextQuestion({ who, asker, reply }), 'about');
});

test('ASK-4 nobody is reached before they know and agreed, whatever was said of their number before', () => {
  const reachedBy = (answers: Answers) => {
    const decision = whole(answers);
    return decision.ok ? decision.value.contact.ways : decision.because;
  };
  const contact = aSafeContact();
  for (const knowing of ['knows', 'not-yet'] as const)
    assert.deepEqual(reachedBy(gailsAnswers({ about: { part: 'harmed', knowing }, contact })), ['none']);
  const agreed = { part: 'harmed', knowing: 'agreed' } as const;
  assert.deepEqual(reachedBy(gailsAnswers({ about: agreed, contact })), contact.ways);
  const { who, asker, reply, name } = gailsAnswers();
  assert.ok(who && asker && reply && name);
  assert.equal(nextQuestion({ who, asker, reply, name, about: agreed }), 'contact');
});

test('the part is that of the person asked for', () => {
  const decision = whole(gailsAnswers({ about: { part: 'responsible', knowing: 'not-yet' } }));
  assert.ok(decision.ok);
  assert.equal(decision.value.part, 'responsible');
  assert.equal(decision.value.asker?.fullName, 'Gail Turner');
});

test('the way back leads through the questions that were asked', () => {
  assert.equal(questionBefore('who', {}), undefined);
  assert.equal(questionBefore('others', someAnswers()), 'place');
  assert.equal(questionBefore('others', someAnswers({ place: outside })), 'area');
  assert.equal(questionBefore('check', someAnswers()), 'hopes');
});

test('the page about the area is not counted as a question', () => {
  assert.deepEqual(stepOf('who', {}), { step: 1, of: 7 });
  assert.deepEqual(stepOf('hopes', {}), { step: 7, of: 7 });
  assert.equal(stepOf('area', {}).step, 0);
});
