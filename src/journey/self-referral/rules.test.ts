import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allow, refuse } from '#platform/decision.ts';
import { explainReach } from '#vocabulary/safe-contact.ts';
import { aSafeContact, gailsAnswers, someAnswers } from './examples.ts';
import {
  isAsked,
  nextQuestion,
  questionBefore,
  questions,
  stepOf,
  takesTexts,
  whole,
  withAnswer,
  type Answers,
  type Topic,
} from './rules.ts';

const outside = { when: '', where: '', district: 'LE1', inArea: false };
const topics: readonly Topic[] = ['who', 'name', 'contact', 'happened', 'place', 'others', 'hopes'];

test('ASK-1 how to reach somebody safely is asked before anything that happened', () => {
  assert.ok(questions.indexOf('reply') < questions.indexOf('about'));
  assert.ok(questions.indexOf('contact-word') < questions.indexOf('kind'));
  assert.equal(nextQuestion({}), 'who');
  const { who, name } = someAnswers();
  assert.equal(nextQuestion({ who, name }), 'contact');
  assert.equal(nextQuestion({ who, name, contact: { ways: ['text'] } }), 'contact-details');
});

test('ASK-1 nothing is sent before every question was answered', () => {
  const answers = someAnswers();
  for (const skipped of topics) {
    const rest: Answers = Object.fromEntries(Object.entries(answers).filter(([topic]) => topic !== skipped));
    assert.deepEqual(whole(rest), refuse('not-finished'));
  }
  const { kind } = answers.happened;
  assert.equal(nextQuestion({ ...answers, happened: { kind } }), 'happened');
  assert.equal(nextQuestion({ ...answers, place: { when: '', where: '' } }), 'postcode');
  assert.equal(whole(answers).ok, true);
});

test('ASK-7 a landline takes no texts, and is told so only to whoever wants texts', () => {
  const landline = { phone: '01604 496 0123' };
  assert.deepEqual(takesTexts(aSafeContact({ ways: ['call', 'text'], ...landline })), refuse('phone-takes-no-texts'));
  assert.deepEqual(takesTexts(aSafeContact({ ways: ['call'], ...landline })), allow(true));
  assert.deepEqual(takesTexts(aSafeContact({ ways: ['text'], phone: '+44 7700 900123' })), allow(true));
  assert.match(explainReach('phone-takes-no-texts'), /mobile number/);
});

test('ASK-1 a way that is ticked later asks for its number', () => {
  const contact = aSafeContact({ ways: ['text', 'email'] });
  const answers = someAnswers({ contact });
  assert.equal(nextQuestion(answers), 'contact-details');
  assert.deepEqual(whole(answers), refuse('not-finished'));
  const said = whole(withAnswer(answers, 'contact', { email: 'joanne@example.org' }));
  assert.deepEqual(said.ok && said.value.contact.email, 'joanne@example.org');
});

test('what only some are asked comes up for them alone', () => {
  const answers = someAnswers();
  assert.equal(isAsked('guardian', answers), false);
  assert.equal(isAsked('guardian', withAnswer(answers, 'name', { isUnder18: true })), true);
  assert.equal(isAsked('interpreter', answers), false);
  assert.equal(isAsked('interpreter', withAnswer(answers, 'hopes', { language: 'Polish' })), true);
  assert.equal(isAsked('contact-voicemail', withAnswer(answers, 'contact', { ways: ['text'] })), false);
  assert.equal(isAsked('contact-times', withAnswer(answers, 'contact', { ways: ['email'] })), false);
  assert.equal(isAsked('contact-details', withAnswer(answers, 'contact', { ways: ['none'] })), false);
  const child = whole(withAnswer(someAnswers(), 'name', { isUnder18: true, guardianName: 'Mary' }));
  assert.equal(child.ok && child.value.name.guardianName, 'Mary');
});

test('whoever works with somebody is asked where, and asks as that; nobody else is', () => {
  const answers = gailsAnswers({ asker: { fullName: 'Ruth Lane', relation: 'worker' } });
  assert.equal(nextQuestion(answers), 'organisation');
  const said = whole(withAnswer(answers, 'asker', { organisation: 'Corby Youth Team' }));
  assert.equal(said.ok && said.value.asker?.fullName, 'Ruth Lane, Corby Youth Team');
  // Chosen by mistake and changed: what is not asked is not used.
  const asParent = withAnswer(withAnswer(answers, 'asker', { organisation: 'Corby Youth Team' }), 'asker', {
    relation: 'parent',
  });
  assert.equal(isAsked('organisation', asParent), false);
  const hers = whole(asParent);
  assert.equal(hers.ok && hers.value.asker?.fullName, 'Ruth Lane');
});

test('outside the area somebody is asked whether to go on, and only there', () => {
  const answers = someAnswers({ place: outside });
  assert.equal(nextQuestion(answers), 'area');
  assert.deepEqual(whole(answers), refuse('not-finished'));
  assert.equal(nextQuestion({ ...answers, area: { goOn: true } }), 'check');
  assert.equal(nextQuestion(someAnswers({ place: { ...outside, inArea: null } })), 'check');
});

test('answered topic by topic in any order, the questions are all asked and then there is nothing left', () => {
  const values: Answers = { ...gailsAnswers({ place: outside }), area: { goOn: true } };
  const hers = (Object.keys(values) as Topic[]).filter((topic) => topic !== 'contact');
  fc.assert(
    fc.property(fc.shuffledSubarray(hers), (order) => {
      let answers: Answers = {};
      for (const topic of order) answers = { ...answers, [topic]: values[topic] };
      for (let most = 0; most < questions.length && nextQuestion(answers) !== 'check'; most += 1) {
        const next = nextQuestion(answers);
        const missing = hers.find((topic) => answers[topic] === undefined);
        assert.ok(missing !== undefined, `${next} is asked, though every topic was answered`);
        answers = { ...answers, [missing]: values[missing] };
      }
      assert.equal(nextQuestion(answers), 'check');
    }),
  );
});

test('the number of questions never grows on the way', () => {
  const said = { ...gailsAnswers({ place: outside }), area: { goOn: true as const } };
  let answers: Answers = {};
  let most = Number.POSITIVE_INFINITY;
  for (const topic of [
    'who',
    'asker',
    'reply',
    'about',
    'name',
    'happened',
    'place',
    'area',
    'others',
    'hopes',
  ] as const) {
    answers = { ...answers, [topic]: said[topic] };
    const { of } = stepOf('who', answers);
    assert.ok(topic === 'who' || of <= most, topic);
    most = of;
  }
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
  assert.equal(questionBefore('others', someAnswers()), 'postcode');
  assert.equal(questionBefore('others', someAnswers({ place: outside })), 'area');
  assert.equal(questionBefore('check', someAnswers()), 'access');
});

test('the page about the area is not counted as a question', () => {
  assert.equal(stepOf('who', {}).step, 1);
  const answers = someAnswers({ place: outside });
  const { step, of } = stepOf('access', answers);
  assert.equal(step, of);
  assert.equal(stepOf('area', answers).step, 0);
});
