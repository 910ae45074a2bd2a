import { closes, looksAtReoffending, surveys } from './ending.ts';
import { arranges, meets, preparesTheDay } from './meeting.ts';
import { agreeTo, endsAgreement, letsGo, progress, proposes, settles, wantsNoNews } from './promising.ts';
import { on, organisation, person, type Story } from './story.ts';
import { contact, note, talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, signsOff, takes, waives } from './weighing.ts';

const allotments = organisation('Headlands Allotment Society', 'Site secretary', 120);
const harold = person('Harold Neal', 200, { pronouns: 'he', age: 77, ways: ['call', 'post'], address: '40 Sample Road, Kettering NN15 6CM', accessNeeds: 'Walks with two sticks' });
const callum = person('Callum Dyer', 201, { pronouns: 'he', age: 17, ways: ['text'], guardian: { fullName: 'Lorraine Dyer', called: 'Lorraine', relation: 'mother' } });
const jayden = person('Jayden Small', 202, { pronouns: 'he', age: 16, ways: ['text', 'email'], guardian: { fullName: 'Andre Small', called: 'Andre', relation: 'father' } });

/** A society and an old man harmed, two boys responsible, two agreements, a year looked at afterwards. */
export const allotmentSheds: Story = {
  key: 'allotment sheds',
  weeksAgo: 72,
  arrival: {
    who: harold,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'PCSO Mills, Kettering', contact: 'kettering.team@example.org' },
    incident: 'criminal-damage',
    what: 'Eleven sheds were pushed over in one evening and a greenhouse of sixty years was broken pane by pane.',
    when: 'One evening in the summer holidays',
    where: 'Allotments in Kettering',
    postcode: 'NN15',
    others: 'Two boys, Callum and Jayden, named by their own school. The allotment society owns the sheds.',
    hopes: 'That they come and see it in daylight.',
  },
  others: [
    ['harmed', allotments],
    ['responsible', callum],
    ['responsible', jayden],
  ],
  team: ['tom', 'marta'],
  then: [
    on(8, talk('Harold', 'Between the beans. He built the greenhouse with his father.', 'in-person'), yes('Harold', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up')),
    on(9, talk('Headlands Allotment Society', 'The secretary speaks for forty plots. They would rather have two pairs of hands than money.'), yes('Headlands Allotment Society', 'be-contacted', 'approach-other', 'mode-meeting')),
    on(17, talk('Callum', 'At home with his mother. He did most of it, he says, and Jayden says the same of himself.', 'in-person'), yes('Callum', 'be-contacted', 'mode-meeting', 'follow-up')),
    on(18, talk('Jayden', 'With his father. He had counted the panes.', 'in-person'), yes('Jayden', 'be-contacted', 'mode-meeting', 'follow-up')),
    on(31, harmedSays('Harold', 50, { account: 'He heard it from the bus stop.', impact: 'He has not sown this year.', wouldHelp: 'Help with the digging, and that they learn the name of each thing.' }), responsibleSays('Callum', 35, { account: 'It was a dare and then it was not.', whoWasAffected: 'The old man. His mum.', couldDo: 'Dig.', feelings: 'Bad.' }), responsibleSays('Jayden', 35, { account: 'He threw the first one.', whoWasAffected: 'The old man, the whole place.', couldDo: 'Glaze. His uncle is a glazier.', feelings: 'Ashamed of the counting.' }), takes('Callum', 'full', 'Does not hide behind the dare.'), takes('Jayden', 'full', 'Says that he threw the first stone.')),
    on(46, ready('Harold'), ready('Headlands Allotment Society'), ready('Callum'), ready('Jayden'), risk('medium', { occasion: 'before-conference', reasons: 'Two children and an old man who likes children. The one worry is that there are many of us.', strengths: 'Two families who come along.', worries: [['How many people come', 'medium', null, 'Four sides make a big circle for two boys.', 'The boys are seated apart, each beside a facilitator.']] }), arranges({ day: 59, hour: 16, venue: 'Tanner’s Yard Library, meeting room 2' }, ['Harold', 'The gardener with the greenhouse'], ['Headlands Allotment Society', 'The secretary of the allotments'], ['Callum', 'One of the two boys'], ['Jayden', 'The other boy'])),
    on(52, preparesTheDay({ safety: 'Guardians wait next door with tea.', seating: 'Harold by the window with both sticks in reach.', stop: 'Anybody lays a hand on the table.' }, { Harold: 'The reading room', 'Headlands Allotment Society': 'The reading room annexe', Callum: 'Local history', Jayden: 'The children’s library' })),
    on(59, meets('Harold had drawn the greenhouse from memory and named every pane. Jayden knew how many there had been. Callum asked what sowing is. Harold laughed and told him for twenty minutes. The secretary said that there is a spare plot.')),
    on(60, proposes('Callum', { kind: 'voluntary-work', words: 'Callum digs with Harold for 16 hours.', hours: 16, within: 120, proof: 'The society’s day book' }), proposes('Jayden', { kind: 'voluntary-work', words: 'Jayden glazes with his uncle for 16 hours.', hours: 16, within: 120, proof: 'The society’s day book' })),
    on(64, agreeTo('Callum', 'Callum', 'Harold', 'Headlands Allotment Society'), agreeTo('Jayden', 'Jayden', 'Harold', 'Headlands Allotment Society')),
    on(80, surveys('Harold', 5, 'yes', 'I have two lads and a plot.', true), surveys('Callum', 4, 'yes')),
    on(115, progress('Callum', 0, { hours: 16, evidence: 'Day book' }), settles('Callum', 0, 'done'), endsAgreement('Callum')),
    on(150, progress('Jayden', 0, { hours: 16, evidence: 'Day book' }), settles('Jayden', 0, 'done'), endsAgreement('Jayden')),
    on(266, closes('completed-direct', 'Callum has taken the spare plot.')),
    on(434, looksAtReoffending('Callum', 59, 'Youth justice service, by agreement', 0), looksAtReoffending('Jayden', 59, 'Youth justice service, by agreement', 1)),
  ],
};

const dinesh = person('Dinesh Mistry', 203, { pronouns: 'he', age: 55, language: 'Gujarati', ways: ['call', 'email'] });
const kamala = person('Kamala Mistry', 204, { pronouns: 'she', age: 53, language: 'Gujarati', ways: ['call', 'email'] });
const tyler = person('Tyler Woods', 205, { pronouns: 'he', age: 19 });
const amir = person('Amir Hosseini', 206, { pronouns: 'he', age: 19 });
const josh = person('Josh Lane', 207, { pronouns: 'he', age: 20 });

/** A couple and the group that met outside their shop; not all of it was kept. */
export const benchOutside: Story = {
  key: 'bench outside',
  weeksAgo: 64,
  arrival: {
    who: dinesh,
    part: 'harmed',
    source: 'council',
    referrer: { name: 'Community safety team', contact: 'community.safety@example.org' },
    incident: 'anti-social-behaviour',
    what: 'For a whole summer a group sat on the bench before their shop: eggs on the window, a firework in the letter box, customers called names. He stopped opening on Fridays.',
    when: 'From June to September',
    where: 'A parade of shops in Northampton',
    postcode: 'NN5',
    others: 'His wife Kamala. Tyler, Amir and Josh, who have been spoken to.',
    hopes: 'Fridays.',
  },
  others: [
    ['harmed', kamala],
    ['responsible', tyler],
    ['responsible', amir],
    ['responsible', josh],
  ],
  team: ['jo', 'sam'],
  then: [
    on(8, talk('Dinesh', 'Behind the till, between customers.', 'in-person'), talk('Kamala', 'Upstairs. It was she who put the firework out.', 'in-person'), yes('Dinesh', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up'), yes('Kamala', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up')),
    on(17, talk('Tyler', 'It was something to do.'), talk('Amir', 'His aunt shops there. He had hoped that she would not hear.'), talk('Josh', 'Says that he was only there. Then: that he brought the eggs.'), yes('Tyler', 'be-contacted', 'mode-meeting'), yes('Amir', 'be-contacted', 'mode-meeting', 'follow-up'), yes('Josh', 'be-contacted', 'mode-meeting')),
    on(31, harmedSays('Kamala', 45, { account: 'She was alone with the firework and a wet tea towel.', impact: 'She smells it.', wouldHelp: 'That they look at the tea towel.' }), harmedSays('Dinesh', 40, { account: 'The window, the names, the Fridays.', impact: 'He counts who is on the bench before he opens.', wouldHelp: 'His Fridays.' })),
    on(36, responsibleSays('Tyler', 30, { account: 'He threw eggs.', whoWasAffected: 'The shop.', couldDo: 'Clean.', feelings: 'Dunno. Bad.' }), responsibleSays('Amir', 40, { account: 'He lit it.', whoWasAffected: 'Her. His aunt.', couldDo: 'Look at her while she tells it.', feelings: 'He has seen fire at home.' }), responsibleSays('Josh', 30, { account: 'He brought the eggs.', whoWasAffected: 'The man who used to give him sweets.', couldDo: 'Work a Friday.', feelings: 'Stupid.' }), takes('Tyler', 'full', 'Short, and all of it his own.'), takes('Amir', 'full', 'Named the firework first.'), takes('Josh', 'full', 'From “only there” to “I brought them” in one talk.')),
    on(45, ready('Dinesh'), ready('Kamala'), ready('Tyler'), ready('Amir'), ready('Josh'), risk('medium', { occasion: 'before-conference', reasons: 'Three against two in numbers, not in weight.', worries: [['Pressure from friends or a gang', 'medium', 'Josh', 'He goes along.', 'Each of the three came to us alone first.']] }), arranges({ day: 58, hour: 18, venue: 'Lantern Hall, the garden room' }, ['Dinesh', 'The man who keeps the shop'], ['Kamala', 'The woman who keeps the shop'], ['Tyler', 'One of the three'], ['Amir', 'The second of the three'], ['Josh', 'The third of the three'])),
    on(52, preparesTheDay({ safety: 'The three arrive one by one.', seating: 'Nobody of the three beside another.', stop: 'Jo stands up.' }, { Dinesh: 'The garden office', Kamala: 'The garden office', Tyler: 'The green room', Amir: 'The kitchen', Josh: 'The stage door' })),
    on(58, meets('Kamala put the tea towel on the floor in the middle. Amir did not look away from it. Josh said that he had been given a sweet every Friday when he was six. Dinesh said: I remember you.')),
    on(60, proposes('Tyler', { kind: 'voluntary-work', words: 'Tyler washes the front of the parade, 10 hours.', hours: 10, within: 100 }), proposes('Amir', { kind: 'apology', words: 'Amir tells his aunt himself.', to: 'Kamala', within: 14 }), proposes('Josh', { kind: 'voluntary-work', words: 'Josh works two Fridays in the shop, 8 hours.', hours: 8, within: 60 })),
    on(65, agreeTo('Tyler', 'Tyler', 'Dinesh', 'Kamala'), agreeTo('Amir', 'Amir', 'Dinesh', 'Kamala'), agreeTo('Josh', 'Josh', 'Dinesh', 'Kamala')),
    on(78, settles('Amir', 0, 'done', 'His aunt came to the shop with him.'), endsAgreement('Amir'), surveys('Dinesh', 4, 'yes', 'I open on Fridays.', true), surveys('Kamala', 3, 'yes', 'It was good. It was long.')),
    on(80, surveys('Amir', 5, 'yes', 'I had to look. It was right that I had to look.', true), surveys('Josh', 4, 'not-sure')),
    on(101, progress('Josh', 0, { hours: 8, evidence: 'Dinesh’s word' }), settles('Josh', 0, 'done'), endsAgreement('Josh')),
    on(120, progress('Tyler', 0, { hours: 4, evidence: 'Dinesh’s word' })),
    on(162, settles('Tyler', 0, 'late', 'Has not been seen since the fourth hour.')),
    on(185, settles('Tyler', 0, 'not-done', 'Moved away for work after four hours and did not answer.'), endsAgreement('Tyler')),
    on(260, closes('completed-direct', 'Two of three agreements kept. The bench is a bench again.')),
    on(431, looksAtReoffending('Tyler', 58, 'Police national computer, by agreement', 2), looksAtReoffending('Amir', 58, 'Police national computer, by agreement', 0), looksAtReoffending('Josh', 58, 'Police national computer, by agreement', 0)),
  ],
};

const store = organisation('Oakway Stores', 'Duty manager', 121);
const leanne = person('Leanne Fisk', 208, { pronouns: 'she', age: 31, ways: ['call', 'text'] });
const bea = person('Bea Olander', 209, { pronouns: 'she', age: 24, ways: ['text', 'email'] });

/** Shop theft from an organisation, and from the young woman who had to stop her. */
export const emptyPram: Story = {
  key: 'empty pram',
  weeksAgo: 68,
  arrival: {
    who: bea,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'PC Lewis Grant, Corby neighbourhood team', contact: 'corby.team@example.org' },
    incident: 'shop-theft',
    what: 'Formula and nappies in an empty pram, eleven times. The last time the young woman at the till stopped her and was pushed against the door.',
    when: 'Over four months',
    where: 'A supermarket in Corby',
    postcode: 'NN18',
    others: 'The store. Leanne Fisk, mother of a small child.',
    hopes: 'She would like to know if the baby was real.',
  },
  others: [
    ['harmed', store],
    ['responsible', leanne],
  ],
  team: ['marta', 'leo'],
  then: [
    on(8, talk('Bea', 'After her shift. She thinks about the baby.'), talk('Oakway Stores', 'The duty manager: two hundred and eighty pounds, and they would like her not to be afraid to come in.'), yes('Bea', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter', 'follow-up'), yes('Oakway Stores', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter')),
    on(18, talk('Leanne', 'With a real baby on her arm.', 'in-person'), yes('Leanne', 'be-contacted', 'mode-meeting', 'mode-letter', 'follow-up')),
    on(31, harmedSays('Bea', 30, { account: 'A pram with nobody in it.', impact: 'She does not like the door.', questions: 'Is there a baby?' }), responsibleSays('Leanne', 40, { account: 'Her benefit had stopped. She sold what she did not need.', whoWasAffected: 'The girl at the till.', couldDo: 'Pay it back slowly. Say sorry to the girl.', feelings: 'Ashamed of the push, not of the milk.' }), takes('Leanne', 'full', 'Separates what she needed from what she sold, against herself.')),
    on(46, ready('Bea'), ready('Oakway Stores'), ready('Leanne'), risk('low', { occasion: 'before-conference', reasons: 'Nobody here means harm.' }), arranges({ day: 59, hour: 11, venue: 'The Old Pattern Shop' }, ['Bea', 'The woman from the till'], ['Oakway Stores', 'The duty manager'], ['Leanne', 'The woman with the pram'])),
    on(53, preparesTheDay({ safety: 'A cot in the side room.', seating: 'Round.', stop: 'The baby decides.' }, { Bea: 'The kitchen', 'Oakway Stores': 'The yard office', Leanne: 'The front office' })),
    on(59, meets('The baby came too. Bea held her. Leanne said sorry for the push before anything else. The manager said that there is a shelf for people who cannot pay, and that nobody had told her.')),
    on(60, proposes('Leanne', { kind: 'payment', words: 'Leanne pays £60 towards what she sold, in six parts.', to: 'Oakway Stores', pounds: 60, parts: [6, 'month'] }, { kind: 'apology', words: 'Leanne says sorry to Bea. She did so on the day.', to: 'Bea', within: 7 })),
    on(64, agreeTo('Leanne', 'Leanne', 'Bea', 'Oakway Stores'), settles('Leanne', 1, 'done', 'On the day, before anything else.')),
    on(74, surveys('Bea', 5, 'yes', 'There was a baby.', true), surveys('Leanne', 5, 'yes', 'They told me about the shelf.', true)),
    on(80, progress('Leanne', 0, { pounds: 10, evidence: 'Receipt 1' })),
    on(109, progress('Leanne', 0, { pounds: 10, evidence: 'Receipt 2' })),
    on(137, letsGo('Oakway Stores', 'Leanne', 0, 'The store would rather that she spends it in the store.'), endsAgreement('Leanne')),
    on(253, closes('completed-direct', 'Kept, and the rest let go by the store.')),
    on(434, looksAtReoffending('Leanne', 59, 'Police national computer, by agreement', 0)),
  ],
};

const danuta = person('Danuta Sikora', 210, { pronouns: 'she', age: 60, language: 'Polish', ways: ['call', 'email'] });
const wayne = person('Wayne Tebbutt', 211, { pronouns: 'he', age: 38 });

/** A corner shop; the payment is late, and that is written down without blame. */
export const cornerShop: Story = {
  key: 'corner shop',
  weeksAgo: 24,
  arrival: {
    who: danuta,
    part: 'harmed',
    source: 'self',
    incident: 'shop-theft',
    what: 'A man steals vodka from my shop every second Friday. I know his mother. I did not want the police, but my husband rang them.',
    when: 'Since Easter',
    where: 'My shop in Rushden',
    postcode: 'NN10',
    others: 'Wayne. He was in school with my son.',
    hopes: 'That he comes in by the front and says good morning.',
  },
  others: [['responsible', wayne]],
  team: ['sam', 'hafsa'],
  then: [
    on(8, talk('Danuta', 'In the back of the shop, with cake.', 'in-person'), yes('Danuta', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-shuttle', 'follow-up')),
    on(16, talk('Wayne', 'Sober on a Tuesday morning and wants to stay so.'), yes('Wayne', 'be-contacted', 'mode-meeting', 'mode-shuttle', 'follow-up')),
    on(31, harmedSays('Danuta', 40, { account: 'She counts bottles and knows who.', impact: 'She has stopped greeting.', wouldHelp: 'Good morning.' }), responsibleSays('Wayne', 40, { account: 'Payday, every second Friday, when the pub is shut to him.', whoWasAffected: 'Danuta. His mother, who goes to another shop now.', couldDo: 'Pay. Come in by the front.', feelings: 'He remembers the sweets.' }), takes('Wayne', 'full', 'Knew the number of bottles better than she did.')),
    on(60, ready('Danuta'), ready('Wayne'), risk('low', { occasion: 'before-conference', reasons: 'They have known each other for thirty years.' }), arranges({ day: 73, hour: 9, venue: 'Cobblers’ Rest community room' }, ['Danuta', 'The lady from the shop'], ['Wayne', 'The man who took the bottles'])),
    on(66, preparesTheDay({ safety: 'In the morning, before anything opens.', seating: 'At a table, with cake.', stop: 'Either says so.' }, { Danuta: 'The kitchen', Wayne: 'The porch room' })),
    on(73, meets('He said good morning. She said it back. Then she told him what each Friday had been. He cried at the word “greeting”. She gave him a piece of cake for his mother.')),
    on(74, proposes('Wayne', { kind: 'payment', words: 'Wayne pays £96 for the bottles, in four parts.', to: 'Danuta', pounds: 96, parts: [4, 'month'] }, { kind: 'behaviour', words: 'Wayne comes in by the front, on Saturdays, and says good morning.', to: 'Danuta' })),
    on(78, agreeTo('Wayne', 'Wayne', 'Danuta'), wantsNoNews('Danuta', 'Wayne')),
    on(87, surveys('Danuta', 5, 'yes', 'Good morning is a big word.', true), surveys('Wayne', 3, 'yes', 'It was all right.')),
    on(92, progress('Wayne', 0, { pounds: 24, evidence: 'Receipt 1' })),
    on(127, settles('Wayne', 0, 'late', 'He has had a slip and is ashamed to come. Not chased; rung.'), talk('Wayne', 'He had a bad month. He is back with his group. Asked whether she knows; she chose not to be told.')),
    on(163, contact('Wayne', 'voicemail-left', 'Said only that we are thinking of him and that there is no hurry.')),
  ],
};

const vicar = organisation('St Crispin’s Church Hall', 'Hall steward', 122);
const arthur = person('Arthur Beales', 212, { pronouns: 'he', age: 74, ways: ['call'], accessNeeds: 'Uses a hearing aid' });
const mason = person('Mason Cobley', 213, { pronouns: 'he', age: 18 });
const ella = person('Ella Grainger', 214, { pronouns: 'she', age: 18, ways: ['text', 'email'] });
const reece = person('Reece Holt', 215, { pronouns: 'he', age: 19 });

/** A group in which one takes it all, one in part, and one says that he was never there. */
export const hallSteps: Story = {
  key: 'hall steps',
  weeksAgo: 16,
  arrival: {
    who: arthur,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'PCSO Mills, Kettering', contact: 'kettering.team@example.org' },
    incident: 'anti-social-behaviour',
    what: 'Evening after evening on the steps of the hall: bottles, shouting, and once a burning bin pushed against the door while the choir was inside. Arthur conducts the choir.',
    when: 'From Easter to June',
    where: 'A church hall in Desborough',
    postcode: 'NN14',
    others: 'The hall. Mason, Ella and Reece.',
    hopes: 'He would like them to come in and sing. He is not joking.',
  },
  others: [
    ['harmed', vicar],
    ['responsible', mason],
    ['responsible', ella],
    ['responsible', reece],
  ],
  team: ['jo', 'hafsa'],
  then: [
    on(8, talk('Arthur', 'He hummed while he looked for his diary.', 'in-person'), talk('St Crispin’s Church Hall', 'The steward: the door has been mended by the insurance. It is about the choir.'), yes('Arthur', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter', 'follow-up'), yes('St Crispin’s Church Hall', 'be-contacted', 'approach-other', 'mode-letter', 'mode-meeting')),
    on(17, talk('Mason', 'It was him with the bin. He has said so to everybody but the choir.'), talk('Ella', 'She held the door shut for a joke. She thinks that it was a joke.'), yes('Mason', 'be-contacted', 'mode-meeting', 'mode-letter'), yes('Ella', 'be-contacted', 'mode-letter')),
    on(22, contact('Reece', 'someone-else-answered', 'His sister. Said that we would ring again, and not from where.')),
    on(24, talk('Reece', 'Was not there, he says, and does not want to talk about a bin.')),
    on(37, harmedSays('Arthur', 45, { account: 'Smoke under the door in the second verse.', impact: 'Six of twenty-two come now.', wouldHelp: 'Sixteen voices.' }), responsibleSays('Mason', 40, { account: 'He pushed it. He did not know that the door opens outwards.', whoWasAffected: 'Twenty-two people.', couldDo: 'Stand at the door each Thursday until they come back.', feelings: 'Cold.' }), takes('Mason', 'full', 'Asked which way the door opens and went white.')),
    on(38, responsibleSays('Ella', 30, { account: 'She leaned against it and laughed.', whoWasAffected: 'The choir. “A bit.”', couldDo: 'Write something.', feelings: 'Uneasy.' }), takes('Ella', 'partial', 'Owns the leaning; does not own the fear.'), takes('Reece', 'none', 'Says that he was in Market Harborough. Two of the group and a camera say otherwise.')),
    on(44, signsOff('Ella', 'Eighteen, and moving. A letter that is read by two of us can only help her see it.')),
    on(50, risk('medium', { occasion: 'before-communication', reasons: 'For Mason and Ella only. Nothing passes between Arthur and Reece: he takes no responsibility, and Arthur knows only that one of the three does not take part.', strengths: 'Arthur.', worries: [['How far they take responsibility', 'medium', 'Ella', 'It could sound like a joke on paper.', 'Two readers who were told to look for that.']], holdsFor: 90 })),
    on(78, ready('Mason', 'supporters-confirmed'), waives('Mason', 'supporters-confirmed', 'He wants to come alone and has a youth worker for the evening afterwards.'), note(null, 'Plan a first meeting of Arthur and Mason in the new year, if both still want it then. Ella writes meanwhile.')),
    on(100, talk('Arthur', 'Nine singers now. He has kept a chair.')),
  ],
};
