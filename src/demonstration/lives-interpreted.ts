import { type Story, on, person } from './story.ts';
import { beside, contact, note, talk, yes } from './talking.ts';
import { harmedSays, responsibleSays, risk, takes } from './weighing.ts';

const fatima = person('Fatima Begum', 135, {
  pronouns: 'she',
  age: 47,
  language: 'Bengali',
  needsInterpreter: true,
  ways: ['call'],
  hours: [10, 14],
  times: 'While the children are at school',
  ifSomeoneElseAnswers: 'That you rang for Fatima and will ring again',
});
const lee = person('Lee Warboys', 136, { pronouns: 'he', age: 31 });

/** Prepared through an independent interpreter, at the pace of the person harmed. */
export const goldBangles: Story = {
  key: 'gold bangles',
  weeksAgo: 12,
  arrival: {
    who: fatima,
    part: 'harmed',
    source: 'self',
    incident: 'burglary',
    what: 'A man came into our house in the daytime while I was praying upstairs. He took the gold bangles from my wedding, which were for my daughter.',
    when: 'In August, before the school holidays ended',
    where: 'At home in Northampton',
    postcode: 'NN1',
    others: 'The police say he is called Lee. He has said that he did it.',
    hopes: 'I want him to know that he took them from my daughter.',
  },
  others: [['responsible', lee]],
  team: ['jo', 'hafsa'],
  days: [
    on(
      9,
      talk(
        'Fatima',
        'With Mrs Chowdhury interpreting by telephone. She speaks for herself; her husband knows and does not want to take part.',
      ),
      yes('Fatima', 'be-contacted'),
      beside('Fatima', 'interpreter', {
        fullName: 'Rehana Chowdhury',
        called: 'Mrs Chowdhury',
        relation: 'independent interpreter',
      }),
    ),
    on(
      24,
      harmedSays('Fatima', 70, {
        account: 'She heard the drawer and thought that it was her son. Then she saw a stranger’s back on the stairs.',
        impact: 'She prays downstairs now, with the door locked. She counts what is left.',
        impactOnOthers: 'Her daughter says that it does not matter, and cries.',
        wouldHelp: 'That he hears it from her in Bengali and waits for each sentence.',
        questions: 'Did you sell them by weight?',
        notWanted: 'No photographs. Nobody from the community should know.',
      }),
      yes('Fatima', 'approach-other', 'mode-letter', 'mode-shuttle'),
    ),
    on(
      31,
      contact(
        'Lee',
        'voicemail-left',
        'He had said to his probation officer that voicemail is fine. Said only a first name and a number.',
      ),
    ),
    on(36, contact('Lee', 'no-answer', 'Late afternoon.')),
    on(
      44,
      talk(
        'Lee',
        'Met at the probation office before his appointment. He asked if she was the lady who had been upstairs.',
        'in-person',
      ),
      yes('Lee', 'be-contacted', 'mode-letter'),
    ),
    on(
      57,
      responsibleSays('Lee', 40, {
        account: 'The door was not locked. He knew what bangles are worth and did not think what they are.',
        whoWasAffected: 'Her. He did not know about the daughter and went quiet.',
        couldDo: 'He says that he cannot pay what they were worth. He would like to write, and is not a good writer.',
        feelings: 'He does not sleep well.',
      }),
      takes(
        'Lee',
        'full',
        'He did it, alone, and says so. Corrected the police summary where it was kinder to him than the truth.',
      ),
    ),
    on(
      65,
      risk('medium', {
        reasons:
          'Manageable. What matters most to her is privacy; the second facilitator and the interpreter are from outside her community.',
        strengths: 'Her faith and her sister in Leicester.',
        worries: [
          [
            'Whether the interpreter is independent',
            'medium',
            'Fatima',
            'In a small community everybody knows somebody.',
            'An interpreter from another county, and she has said yes to her by name.',
          ],
        ],
      }),
    ),
    on(
      72,
      talk(
        'Fatima',
        'She would like to hear his words through us before she decides about a letter. No hurry on her side.',
      ),
      note(null, 'Agreed in supervision: shuttle first. Mrs Chowdhury is free on Tuesdays and Thursdays.'),
    ),
  ],
};
