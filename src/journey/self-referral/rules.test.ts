import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuse } from '#platform/decision.ts';
import { someAnswers } from './examples.ts';
import { nextQuestion, questionBefore, questions, stepOf, whole, type Answers, type Question } from './rules.ts';

const outside = { when: '', where: '', district: 'LE1', inArea: false };

test('ASK-1 how to reach somebody safely is asked before anything that happened', () => {
  assert.deepEqual(questions.slice(0, 4), ['who', 'name', 'contact', 'happened']);
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
  const values: Required<Answers> = { ...someAnswers({ place: outside }), area: { goOn: true } };
  fc.assert(
    fc.property(fc.shuffledSubarray([...questions]), (order) => {
      let answers: Answers = {};
      for (const question of order) answers = { ...answers, [question]: values[question] };
      const asked: Question[] = [];
      for (let next = nextQuestion(answers); next !== 'check'; next = nextQuestion(answers)) {
        asked.push(next);
        answers = { ...answers, [next]: values[next] };
      }
      assert.deepEqual([...order, ...asked].toSorted(), [...questions].toSorted());
    }),
  );
});

test('the way back leads through the questions that were asked', () => {
  assert.equal(questionBefore('who', {}), undefined);
  assert.equal(questionBefore('others', someAnswers()), 'place');
  assert.equal(questionBefore('others', someAnswers({ place: outside })), 'area');
  assert.equal(questionBefore('check', someAnswers()), 'hopes');
});

test('the page about the area is not counted as a question', () => {
  assert.deepEqual(stepOf('who'), { step: 1, of: 7 });
  assert.deepEqual(stepOf('hopes'), { step: 7, of: 7 });
  assert.equal(stepOf('area').step, 0);
});
