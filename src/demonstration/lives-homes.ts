import { closes, looksAtReoffending, surveys } from './ending.ts';
import { arranges, meets, preparesTheDay } from './meeting.ts';
import { agreeTo, endsAgreement, progress, proposes, settles } from './promising.ts';
import { on, organisation, person, type Story } from './story.ts';
import { beside, contact, note, talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';
import { findsReady, offersLetter, sharesLetter, writesLetter } from './writing.ts';

const wanda = person('Wanda Kowalczyk', 130, { pronouns: 'she', age: 58, language: 'Polish', ways: ['call', 'text', 'email'] });
const ryan = person('Ryan Tully', 131, { pronouns: 'he', age: 27 });

/** Long closed: a shed, a promise kept to the last penny, and a year without a new offence. */
export const brokenShed: Story = {
  key: 'broken shed',
  weeksAgo: 79,
  arrival: {
    who: wanda,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'PC Lewis Grant, Corby neighbourhood team', contact: 'corby.team@example.org' },
    incident: 'burglary',
    what: 'The lock of a garden shed was broken and two bicycles were taken. One was her late husband’s, which she oiled every spring.',
    when: 'On a Sunday afternoon in spring',
    where: 'A back garden in Corby',
    postcode: 'NN17',
    others: 'Ryan Tully, 27, admitted it. One bicycle was found.',
    hopes: 'She asked the officer whether he knows what the bicycle was.',
  },
  others: [['responsible', ryan]],
  team: ['sam', 'leo'],
  then: [
    on(9, talk('Wanda', 'She invited us in and showed the shed. She would like him to know that it was not an old bicycle to her.', 'in-person'), yes('Wanda', 'be-contacted', 'approach-other', 'mode-letter', 'mode-meeting', 'follow-up')),
    on(
      17,
      harmedSays('Wanda', 50, {
        account: 'She came back from church and the door of the shed was open. She sat down on the step.',
        impact: 'She locks the back door in daylight now. The place where it stood is empty and she has not put anything there.',
        impactOnOthers: 'Her grandson learned to ride on it and asked where it was.',
        wouldHelp: 'To tell him about her husband. To see a new lock on the shed.',
        questions: 'What did you do with it?',
      }),
    ),
    on(23, talk('Ryan', 'On his doorstep. He thought we were the police and then that we wanted money. When he heard what it was about he asked whose bicycle it had been.', 'in-person'), yes('Ryan', 'be-contacted', 'mode-letter', 'mode-meeting', 'follow-up')),
    on(
      31,
      responsibleSays('Ryan', 45, {
        account: 'He owed money and took what he could carry. One bicycle he sold, the other broke.',
        whoWasAffected: 'The lady. Her grandson, as he knows now.',
        couldDo: 'Pay for the lock and something towards the bicycle. Say it to her face.',
        feelings: 'Embarrassed. His grandfather had one like it.',
      }),
      takes('Ryan', 'full', 'Names both bicycles and what became of them. Asks what he can do before being asked.'),
    ),
    on(
      52,
      ready('Wanda'),
      ready('Ryan'),
      risk('low', { occasion: 'before-conference', reasons: 'Both calm and clear. They live in different parts of town.', strengths: 'Her family; his new work with a scaffolder.' }),
      arranges({ day: 65, hour: 14, venue: 'The Old Pattern Shop' }, ['Wanda', 'The lady whose shed it was'], ['Ryan', 'The man who took the bicycles']),
    ),
    on(
      58,
      preparesTheDay(
        { safety: 'Sam meets Ryan at the side door. Leo stays with Wanda throughout.', seating: 'Four chairs, a low table with tea.', stop: 'Either says “enough” and we pause in separate rooms.' },
        { Wanda: 'The kitchen', Ryan: 'The front office' },
      ),
    ),
    on(65, meets('Wanda brought a photograph of her husband with the bicycle. Ryan looked at it for a long time. He said that he had sold it for twenty pounds. She said: it was worth more, and you could not have known, and now you do. She poured him tea.')),
    on(
      67,
      proposes(
        'Ryan',
        { kind: 'payment', words: 'Ryan pays £120 towards a bicycle for the grandson, in four parts.', to: 'Wanda', pounds: 120, parts: [4, 'month'] },
        { kind: 'other', words: 'Ryan fits a new lock to the shed, with Sam there.', to: 'Wanda', within: 30 },
      ),
    ),
    on(70, agreeTo('Ryan', 'Ryan', 'Wanda')),
    on(80, surveys('Wanda', 5, 'yes', 'He listened. I did not think that he would listen.', true), surveys('Ryan', 5, 'yes', 'She gave me tea. I keep thinking about that.', true)),
    on(88, progress('Ryan', 1, { note: 'Lock fitted. Wanda’s grandson held the torch.' }), settles('Ryan', 1, 'done')),
    ...[95, 128, 158, 191].map((day, at) => on(day, progress('Ryan', 0, { pounds: 30, evidence: `Receipt ${at + 1}` }))),
    on(192, settles('Ryan', 0, 'done', 'Paid in full.'), endsAgreement('Ryan')),
    on(260, closes('completed-direct', 'Everything promised was kept. Wanda sent a photograph of her grandson on the new bicycle.')),
    on(441, looksAtReoffending('Ryan', 65, 'Police national computer, by agreement', 0)),
  ],
};

const peter = person('Peter Lowther', 132, { pronouns: 'he', age: 66, ways: ['call', 'post'], address: '5 Sample Row, Rushden NN10 0CK', accessNeeds: 'Hard of hearing on the left side' });
const lucia = person('Lucia Moreira', 133, { pronouns: 'she', age: 35, language: 'Portuguese', ways: ['text', 'email'] });
const nathan = person('Nathan Frost', 134, { pronouns: 'he', age: 24, ways: ['call', 'text'] });

/** Two garages of one court, two people harmed, and a meeting booked for next week. */
export const twoGarages: Story = {
  key: 'two garages',
  weeksAgo: 17,
  arrival: {
    who: peter,
    part: 'harmed',
    source: 'victim-service',
    referrer: { name: 'Naomi Achebe, victim care', contact: 'naomi.achebe@example.org' },
    incident: 'burglary',
    what: 'Two lock-up garages in the same court were broken into in one night. Peter lost tools that he had used for forty years; his neighbour Lucia lost the stock of her market stall.',
    when: 'In the last week of June',
    where: 'A garage court in Rushden',
    postcode: 'NN10',
    others: 'Lucia Moreira, who has the next garage. Nathan Frost, who pleaded guilty.',
    hopes: 'Both asked whether the man knew what the things were for.',
  },
  others: [
    ['harmed', lucia],
    ['responsible', nathan],
  ],
  team: ['tom', 'hafsa'],
  then: [
    on(8, talk('Peter', 'Came to the garage with me. He knows each hook by what hung on it.', 'in-person'), yes('Peter', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter', 'follow-up')),
    on(10, talk('Lucia', 'By telephone between two market days. She lost three weeks of earnings and a customer who did not wait.'), yes('Lucia', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up')),
    on(22, harmedSays('Peter', 60, { account: 'He came for a spirit level and the door was bent.', impact: 'He no longer mends things for the street. “I have hands and nothing in them.”', impactOnOthers: 'The whole court has new locks.', wouldHelp: 'To say what each tool was. To have some of them back.', questions: 'Where are the planes?' })),
    on(24, harmedSays('Lucia', 45, { account: 'She opened the garage at five in the morning to load the van.', impact: 'Lost her place at one market. Works nights in a bakery to make up for it.', wouldHelp: 'That he works one market day beside her, in the rain.', questions: 'Why stock? What did you want with forty aprons?' })),
    on(31, talk('Nathan', 'He had expected a letter from court and not a person. Says that he has thought about the tools since he saw the list.'), yes('Nathan', 'be-contacted', 'mode-meeting', 'mode-letter', 'follow-up')),
    on(45, responsibleSays('Nathan', 50, { account: 'He had a van for one night and a debt to a man he will not name. He took what was nearest.', whoWasAffected: 'Peter and Lucia by name. His sister, whose van it was.', couldDo: 'He still has the planes in his sister’s loft and wants to bring them back himself.', feelings: 'Sick when he read the list.' }), takes('Nathan', 'full', 'Brought the planes up himself. No excuses about the debt.')),
    on(101, ready('Peter'), ready('Lucia'), ready('Nathan'), talk('Lucia', 'Market days moved: a Thursday afternoon suits her now.')),
    on(
      107,
      risk('low', { occasion: 'before-conference', reasons: 'Three people who all want to say something practical. No fear between them. The man he owes is not from here.', strengths: 'Peter’s patience; Nathan’s sister supports it.' }),
      arranges(
        { day: 129, hour: 14, venue: 'Cobblers’ Rest community room' },
        ['Peter', 'The man whose tools were taken'],
        ['Lucia', 'The woman with the market stall'],
        ['Nathan', 'The man who broke in'],
      ),
    ),
    on(115, contact('Peter', 'sent', 'Wrote in large type with the time and a map, as he asked.', 'post'), talk('Nathan', 'Has washed and oiled the planes. Asked what he should wear.')),
  ],
};

const fatima = person('Fatima Begum', 135, { pronouns: 'she', age: 47, language: 'Bengali', needsInterpreter: true, ways: ['call'], hours: [10, 14], times: 'While the children are at school', ifSomeoneElseAnswers: 'That you rang for Fatima and will ring again' });
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
  then: [
    on(9, talk('Fatima', 'With Mrs Chowdhury interpreting by telephone. She speaks for herself; her husband knows and does not want to take part.'), yes('Fatima', 'be-contacted'), beside('Fatima', 'interpreter', { fullName: 'Rehana Chowdhury', called: 'Mrs Chowdhury', relation: 'independent interpreter' })),
    on(24, harmedSays('Fatima', 70, { account: 'She heard the drawer and thought that it was her son. Then she saw a stranger’s back on the stairs.', impact: 'She prays downstairs now, with the door locked. She counts what is left.', impactOnOthers: 'Her daughter says that it does not matter, and cries.', wouldHelp: 'That he hears it from her in Bengali and waits for each sentence.', questions: 'Did you sell them by weight?', notWanted: 'No photographs. Nobody from the community should know.' }), yes('Fatima', 'approach-other', 'mode-letter', 'mode-shuttle')),
    on(31, contact('Lee', 'voicemail-left', 'He had said to his probation officer that voicemail is fine. Said only a first name and a number.')),
    on(36, contact('Lee', 'no-answer', 'Late afternoon.')),
    on(44, talk('Lee', 'Met at the probation office before his appointment. He asked if she was the lady who had been upstairs.', 'in-person'), yes('Lee', 'be-contacted', 'mode-letter')),
    on(57, responsibleSays('Lee', 40, { account: 'The door was not locked. He knew what bangles are worth and did not think what they are.', whoWasAffected: 'Her. He did not know about the daughter and went quiet.', couldDo: 'He says that he cannot pay what they were worth. He would like to write, and is not a good writer.', feelings: 'He does not sleep well.' }), takes('Lee', 'full', 'He did it, alone, and says so. Corrected the police summary where it was kinder to him than the truth.')),
    on(65, risk('medium', { reasons: 'Manageable. What matters most to her is privacy; the second facilitator and the interpreter are from outside her community.', strengths: 'Her faith and her sister in Leicester.', worries: [['Whether the interpreter is independent', 'medium', 'Fatima', 'In a small community everybody knows somebody.', 'An interpreter from another county, and she has said yes to her by name.']] })),
    on(72, talk('Fatima', 'She would like to hear his words through us before she decides about a letter. No hurry on her side.'), note(null, 'Agreed in supervision: shuttle first. Mrs Chowdhury is free on Tuesdays and Thursdays.')),
  ],
};

const mohamed = person('Mohamed Abdi', 137, { pronouns: 'he', age: 39, language: 'Somali', ways: ['call', 'text', 'email'] });
const kyle = person('Kyle Brand', 138, { pronouns: 'he', age: 20 });

/** A taxi driver’s mirrors; they met five weeks ago and the first payment has come. */
export const wingMirrors: Story = {
  key: 'wing mirrors',
  weeksAgo: 22,
  arrival: {
    who: mohamed,
    part: 'harmed',
    source: 'self',
    incident: 'criminal-damage',
    what: 'I drive a taxi. A young man kicked both mirrors off my car outside the station because I would not take him without shoes on. I lost four nights of work.',
    when: 'On a Saturday night in May',
    where: 'Outside the station in Wellingborough',
    postcode: 'NN8',
    others: 'His name is Kyle. There is video from the station.',
    hopes: 'That he sits in the car and I tell him what a night is.',
  },
  others: [['responsible', kyle]],
  team: ['marta', 'leo'],
  then: [
    on(9, talk('Mohamed', 'Between two fares. He laughs about the shoes and not about the four nights. Happy to meet him.'), yes('Mohamed', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter', 'follow-up')),
    on(23, harmedSays('Mohamed', 40, { account: 'He asked him politely to put his shoes on. Then the kick, and the other one.', impact: 'Four nights without work. He locks the doors at the station now, which he never did.', impactOnOthers: 'His wife did not want him to drive nights any more.', wouldHelp: 'The money for the mirrors and an apology with shoes on.' })),
    on(29, talk('Kyle', 'Did not remember much and had seen the video. “I look like somebody I would cross the road from.”'), yes('Kyle', 'be-contacted', 'mode-meeting', 'follow-up')),
    on(38, responsibleSays('Kyle', 35, { account: 'He had been drinking since noon. He was barefoot because he had lost a bet.', whoWasAffected: 'The driver, whoever waited for a taxi, his own mother.', couldDo: 'Pay. Stop drinking at noon.', feelings: 'Ashamed of the video.' }), takes('Kyle', 'full', 'Watched the video twice and named what he did.')),
    on(106, ready('Mohamed'), ready('Kyle'), risk('low', { occasion: 'before-conference', reasons: 'Good humour on one side and shame on the other; both easy to hold.' }), arranges({ day: 119, hour: 11, venue: 'Swanspool Studio' }, ['Mohamed', 'The taxi driver'], ['Kyle', 'The young man from the station'])),
    on(113, preparesTheDay({ safety: 'Kyle comes sober and says so first.', seating: 'Side by side with Marta between them, facing the window.', stop: 'A hand up stops it.' }, { Mohamed: 'The studio kitchen', Kyle: 'The dressing room' })),
    on(119, meets('Kyle began with “I have my shoes on”, and Mohamed laughed. Then he told him what a night is: which fares, which fear, which hour. Kyle asked what the worst one had been. They agreed on money, and Kyle asked whether he could clean the car.')),
    on(120, proposes('Kyle', { kind: 'payment', words: 'Kyle pays £240 for the mirrors, in four parts.', to: 'Mohamed', pounds: 240, parts: [4, 'month'] }, { kind: 'apology', words: 'Kyle says sorry at the taxi rank, so that the other drivers hear it.', to: 'Mohamed', within: 21 })),
    on(122, agreeTo('Kyle', 'Kyle', 'Mohamed')),
    on(130, surveys('Mohamed', 5, 'yes', 'He is a boy. Now he knows my name.', true)),
    on(135, progress('Kyle', 1, { note: 'On a Friday at the rank, to six drivers. They clapped.' }), settles('Kyle', 1, 'done')),
    on(136, progress('Kyle', 0, { pounds: 60, evidence: 'Receipt 1' })),
    on(141, surveys('Kyle', 4, 'yes', 'Easier than saying sorry to my mum.')),
  ],
};

const elena = person('Elena Munteanu', 139, { pronouns: 'she', age: 29, language: 'Romanian', ways: ['text', 'email'], times: 'Not while I teach, before three' });
const connor = person('Connor Hale', 140, { pronouns: 'he', age: 18 });
const school = organisation('Beckside Evening School', 'Office manager', 110);

/** A letter lies ready; whether she wants to have it is hers to say. */
export const paintedDoor: Story = {
  key: 'painted door',
  weeksAgo: 14,
  arrival: {
    who: elena,
    part: 'harmed',
    source: 'self',
    incident: 'criminal-damage',
    what: 'Somebody sprayed words about foreigners on the door of the evening school where I teach English. My pupils saw it first.',
    when: 'In the second week of August',
    where: 'An evening school in Northampton',
    postcode: 'NN4',
    others: 'Connor, who is eighteen. He told the police himself.',
    hopes: 'That he knows who reads a door.',
  },
  others: [
    ['harmed', school],
    ['responsible', connor],
  ],
  team: ['tom', 'marta'],
  then: [
    on(8, talk('Elena', 'She would rather text. She repainted the door herself with her class and wants him to know that too.'), yes('Elena', 'be-contacted', 'approach-other', 'mode-letter', 'follow-up')),
    on(10, talk('Beckside Evening School', 'The office manager speaks for the school: they leave it to Elena how far this goes.'), yes('Beckside Evening School', 'be-contacted', 'approach-other', 'mode-letter')),
    on(24, harmedSays('Elena', 50, { account: 'A pupil rang her: “Teacher, do not come in by the front.”', impact: 'She reads every wall on her way to work. She had thought that she was home.', impactOnOthers: 'Two pupils have not come back.', wouldHelp: 'A letter that does not say “if anybody was offended”.', notWanted: 'She does not want to see him.' })),
    on(30, talk('Connor', 'With his youth worker nearby. He says that he wrote what others shout, to see it there. He has not slept properly since.', 'in-person'), yes('Connor', 'be-contacted', 'mode-letter')),
    on(43, responsibleSays('Connor', 45, { account: 'He did it alone, with paint from his uncle’s garage.', whoWasAffected: 'He had thought of nobody. Now: the teacher, the ones who came first, his neighbour from Iași.', couldDo: 'Write. Paint a wall in another colour if they let him.', feelings: 'Ashamed that he went to look at it the next day.' }), takes('Connor', 'full', 'Went to the police by himself. Uses his own words for what he wrote and does not make them smaller.')),
    on(50, risk('medium', { reasons: 'Hate was part of it. A letter that is read by two people first is a safe way, and no meeting is asked for.', strengths: 'He came by himself.', worries: [['Culture or honour', 'medium', 'Elena', 'Words were meant for what she is.', 'She chose letter only, and hears of it from Tom alone.']], holdsFor: 70 })),
    on(59, writesLetter('Connor', 'Elena', 'Dear Elena,\n\nI am Connor. In August I wrote on your door.\n\nI wrote words that I hear people say and that I had never said to anybody’s face. The next morning I went back to look at it, and a woman with a shopping bag stood in front of it with her hand over her mouth. I walked past her as if it was nothing to do with me. I think about her more than about the police.\n\nI did not know that it was a school. I did not know that people were learning the language I wrote it in.\n\nI have heard that you and your class painted over it in yellow. I went to see that too. I would not change anything about it.\n\nI am not asking you for anything.\n\nConnor')),
    on(60, findsReady('tom')),
    on(64, findsReady('marta')),
    on(70, sharesLetter('Connor')),
    on(92, talk('Elena', 'Told her that a letter is there. She would like to think about whether she reads it alone or with her class.', 'phone'), offersLetter()),
  ],
};
