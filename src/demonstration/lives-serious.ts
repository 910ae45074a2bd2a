import { waits } from './ending.ts';
import { keepsPaper, restricts } from './keeping.ts';
import { type Story, on, person } from './story.ts';
import { contact, note, talk, yes } from './talking.ts';
import { approvesRisk, complexBecause, conflictOf, harmedSays, responsibleSays, risk, takes } from './weighing.ts';

const gloria = person('Gloria Mensah', 232, {
  pronouns: 'she',
  age: 49,
  ownWord: 'survivor',
  ways: ['call', 'text'],
  codeword: 'harbour',
  ifSomeoneElseAnswers: 'Ask for the choir',
});
const victor = person('Victor Dawes', 233, {
  pronouns: 'he',
  age: 58,
  ways: ['email', 'post'],
  address: 'By way of the resettlement office, Sample House, Northampton NN1 8CV',
});

/** An armed robbery of 2009, he on licence; she decides how slowly it goes. */
export const countingHouse: Story = {
  key: 'counting house',
  weeksAgo: 25,
  arrival: {
    who: gloria,
    part: 'harmed',
    source: 'victim-service',
    referrer: { name: 'Naomi Achebe, victim care', contact: 'naomi.achebe@example.org' },
    incident: 'serious-crime',
    what: 'In 2009 she was a cashier and a man held a gun to her while she emptied a safe. She has sung solo since, and never with her back to a door.',
    when: 'In the winter of 2009',
    where: 'A building society in Northampton',
    postcode: 'NN1',
    others: 'Victor Dawes, out on licence since last year.',
    hopes: 'To find out whether it was loaded.',
  },
  others: [['responsible', victor]],
  team: ['jo', 'tom'],
  days: [
    on(
      9,
      talk('Gloria', 'With the codeword. A big laugh and long pauses.'),
      yes('Gloria', 'be-contacted'),
      complexBecause('weapon', 'supervised'),
      restricts(
        'priya',
        'Gloria sings in the same choir as two of the office. She asked that nobody there can look.',
        'priya',
      ),
    ),
    on(
      30,
      harmedSays('Gloria', 75, {
        account: 'She remembers his shoes: brown, polished.',
        impact: 'Never with her back to a door. She left banking that year.',
        impactOnOthers: 'Her daughter was four and learned to sleep in her mother’s bed.',
        wouldHelp: 'An answer to one question.',
        questions: 'Was it loaded?',
      }),
      yes('Gloria', 'approach-other', 'mode-letter', 'mode-shuttle'),
    ),
    on(
      52,
      talk(
        'Victor',
        'In his supervising officer’s room. He remembers a woman who kept her voice steady for the others.',
        'in-person',
      ),
      yes('Victor', 'be-contacted', 'mode-letter', 'mode-shuttle'),
    ),
    on(
      79,
      responsibleSays('Victor', 80, {
        account: 'He planned it for a month.',
        whoWasAffected: 'Three women, two customers, a child in a push-chair whom he did not see.',
        couldDo: 'Answer.',
        feelings: 'He has polished no shoes since.',
      }),
      keepsPaper('Victor', {
        name: 'Licence conditions.pdf',
        about: 'What his licence says about contact, from his officer',
        lines: [
          'PROBATION SERVICE (made up)',
          '',
          'Licence conditions of Mr V Dawes, extract',
          '',
          '7. Not to seek to approach or communicate with the person harmed',
          '   without the prior approval of the supervising officer.',
          '',
          'Approval: indirect contact through the restorative service only,',
          'each step told to the supervising officer before it is taken.',
        ],
      }),
      takes('Victor', 'full', 'Gives the plan, the month and the names of the women, which he learned at the trial.'),
    ),
    on(
      93,
      risk('high', {
        reasons: 'Weapon, licence, and long years on both sides. Indirect only for now.',
        strengths: 'Her choir, his officer.',
        worries: [
          [
            'Signs of trauma',
            'high',
            'Gloria',
            'Doors, and brown shoes.',
            'Only by telephone from her own kitchen, with Jo beside her.',
          ],
          [
            'Licence conditions',
            'medium',
            'Victor',
            'His officer must know each step.',
            'Written agreement with his officer of what passes and when.',
          ],
        ],
        holdsFor: 120,
      }),
    ),
    on(94, approvesRisk()),
    on(120, talk('Gloria', 'She has her question on a piece of paper on the fridge.')),
    on(
      147,
      note(null, 'Supervision with Priya: shuttle, one question and one answer, then a month’s rest.'),
      contact('Victor', 'message-sent', 'Asked for a day in January.', 'email'),
    ),
  ],
};

const shauna = person('Shauna Price', 234, { pronouns: 'she', age: 30, ways: ['text', 'email'] });
const dean = person('Dean Aldous', 235, {
  pronouns: 'he',
  age: 34,
  ways: ['post'],
  address: 'By way of the prison chaplaincy, Sample Street, Rushden NN10 1MO',
});

/** A serious crime with an appeal still to be heard: on hold, and told why. */
export const appealPending: Story = {
  key: 'appeal pending',
  weeksAgo: 14,
  arrival: {
    who: shauna,
    part: 'harmed',
    source: 'self',
    incident: 'serious-crime',
    what: 'He set fire to my car with my dog in it because I gave evidence against his friend. I want to know who told him where I live.',
    when: 'Last winter',
    where: 'Daventry',
    postcode: 'NN11',
    others: 'Dean Aldous, in prison.',
    hopes: 'One answer.',
  },
  others: [['responsible', dean]],
  team: ['tom', 'jo'],
  days: [
    on(
      8,
      talk('Shauna', 'By text first, then she rang us.'),
      conflictOf('ruth', 'Shauna’s mother is my neighbour. We share a drive.'),
      yes('Shauna', 'be-contacted', 'approach-other'),
    ),
    on(15, contact('Dean', 'sent', 'To the chaplaincy, asking only whether he would see us.', 'post')),
    on(
      24,
      talk('Dean', 'A short visit. His lawyer has asked him to say nothing until the appeal.', 'in-person'),
      keepsPaper(null, {
        name: 'Notice of appeal.txt',
        about: 'From the court, by way of his lawyer',
        lines: ['Court of Appeal (made up)', 'The appeal of Mr D Aldous against conviction is listed for the spring.'],
      }),
      waits('An appeal is to be heard. Nothing starts before it is decided.', 140),
    ),
  ],
};
