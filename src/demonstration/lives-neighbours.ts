import { closes, surveys, waits } from './ending.ts';
import { arranges, asksForAnotherTime, asksEveryone, everyoneAgrees, meets, plansConference, postpones, preparesTheDay } from './meeting.ts';
import { agreeTo, progress, proposes, saysProgress, settles } from './promising.ts';
import { afterChristmas } from './calendar.ts';
import { on, person, type Story } from './story.ts';
import { contact, note, notNow, talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';

const ion = person('Ion Rusu', 150, { pronouns: 'he', age: 44, language: 'Romanian', ways: ['call', 'text', 'email'] });
const sheila = person('Sheila Buckby', 151, { pronouns: 'she', age: 71, ways: ['call', 'email'], accessNeeds: 'A chair with arms' });

/** Neighbours of a shared wall, each harmed and each responsible, who met and agreed. */
export const sharedWall: Story = {
  key: 'shared wall',
  weeksAgo: 66,
  kind: 'mediation',
  isMutual: true,
  arrival: {
    who: sheila,
    part: 'harmed',
    source: 'housing',
    referrer: { name: 'Gemma Tookey, tenancy officer', contact: 'gemma.tookey@example.org' },
    incident: 'neighbour-dispute',
    what: 'A year of complaints in both directions: drilling at six in the morning, rubbish put back over the fence, words on the stairs in front of the children. Each has called the other names and each has called the council.',
    when: 'For about a year',
    where: 'Two maisonettes in Daventry',
    postcode: 'NN11',
    others: 'Ion Rusu next door, with his wife and two small children.',
    hopes: 'Both say that they want to be able to sleep.',
  },
  others: [['responsible', ion]],
  team: ['marta', 'hafsa'],
  then: [
    on(9, talk('Sheila', 'A long call. She has a diary of noises. What she misses is that the stairs used to be a place to talk.'), yes('Sheila', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-shuttle', 'follow-up')),
    on(16, talk('Ion', 'At his kitchen table with the youngest asleep. He works nights and repairs the flat in the mornings because that is when he is awake.', 'in-person'), yes('Ion', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-shuttle', 'follow-up')),
    on(29, harmedSays('Sheila', 60, { account: 'The drilling, the shouting, the word he called her on the stairs.', impact: 'Wakes at five to be awake before it starts.', wouldHelp: 'Quiet until eight. Good morning on the stairs.' }), responsibleSays('Sheila', 30, { account: 'She put the nappies back over the fence and she called his wife something that she would not repeat.', whoWasAffected: 'His wife, who had done nothing. The little girl, who hides behind the door.', couldDo: 'Say sorry to her.', feelings: 'Ashamed before the child.' }), takes('Sheila', 'full', 'Told us the word without being asked and wants to take it back.')),
    on(36, harmedSays('Ion', 45, { account: 'The rubbish, the calls to the council, the word about his wife.', impact: 'His wife does not use the stairs alone.', impactOnOthers: 'His daughter asks whether the lady is a witch.', wouldHelp: 'That the council is not the first to know.' }), responsibleSays('Ion', 30, { account: 'He drilled at six because he was angry, not only because he was awake.', whoWasAffected: 'Her. Everybody in the house.', couldDo: 'Drill after nine. Repair her gate.', feelings: 'He has a mother of her age.' }), takes('Ion', 'full', 'Says that he did some of it on purpose.')),
    on(45, ready('Sheila'), ready('Ion'), risk('low', { occasion: 'before-conference', reasons: 'Two tired people. Neither is afraid of the other; both are afraid of another year.' }), arranges({ day: 57, hour: 10, venue: 'Wheelwright Centre, upper room' }, ['Sheila', 'Your neighbour at number 7'], ['Ion', 'Your neighbour at number 9'])),
    on(50, preparesTheDay({ safety: 'Each arrives with one of us.', seating: 'Round table, ground floor, armchair for Sheila.', stop: 'Either says “not today”.' }, { Sheila: 'The vestry', Ion: 'The front hall' })),
    on(57, meets('They began with the diary and ended with the gate. Sheila said sorry for the word and asked him to say it to his wife. Ion said that he had drilled to be heard. They wrote down hours on one sheet of paper and both took a photograph of it.')),
    on(73, surveys('Sheila', 4, 'yes', 'I had forgotten that he has a nice voice.', true), surveys('Ion', 5, 'yes', 'Now she knocks.')),
    on(141, closes('completed-mediation', 'They keep to the hours. The council has had no call since the meeting.', 'Both asked not to be rung any more: they talk to each other now.')),
  ],
};

const bridget = person('Bridget Nolan', 152, { pronouns: 'she', age: 63, ways: ['call', 'text'], times: 'Mornings' });
const darius = person('Darius Petrauskas', 153, { pronouns: 'he', age: 38, language: 'Lithuanian', ways: ['text', 'email'] });

/** A dog that barks; messages carried to and fro, and an agreement half kept. */
export const barkingDog: Story = {
  key: 'barking dog',
  weeksAgo: 19,
  kind: 'mediation',
  arrival: {
    who: bridget,
    part: 'harmed',
    source: 'council',
    referrer: { name: 'Environmental health, duty desk', contact: 'duty.desk@example.org' },
    incident: 'neighbour-dispute',
    what: 'A dog is alone from seven to six and barks most of that time. She cares for her husband, who has dementia and thinks each time that somebody is at the door.',
    when: 'Since February',
    where: 'A terrace in Wellingborough',
    postcode: 'NN8',
    others: 'Darius Petrauskas next door, who works at a warehouse.',
    hopes: 'She does not want him to lose the dog.',
  },
  others: [['responsible', darius]],
  team: ['sam', 'leo'],
  then: [
    on(8, talk('Bridget', 'She held the telephone to the wall. We heard it.'), yes('Bridget', 'be-contacted', 'approach-other', 'mode-shuttle', 'follow-up')),
    on(17, talk('Darius', 'He did not know. Nobody is home to tell him and the dog is quiet when he is there.', 'in-person'), yes('Darius', 'be-contacted', 'mode-shuttle', 'follow-up')),
    on(24, harmedSays('Bridget', 40, { account: 'Her husband gets up each time and goes to the door. Eleven times on Tuesday.', impact: 'She has stopped cooking, because she cannot leave him alone for so long.', wouldHelp: 'Quiet at midday, when he sleeps.' })),
    on(30, responsibleSays('Darius', 40, { account: 'He took the dog after his divorce and leaves the radio on for it.', whoWasAffected: 'Her and her husband. The dog too.', couldDo: 'Come home at midday on two days, and pay a walker on the others.', feelings: 'Sorry, and a little angry that she went to the council first.' }), takes('Darius', 'full', 'Played the recording from his own camera and believed it.')),
    on(36, risk('low', { occasion: 'before-communication', reasons: 'Nothing but goodwill and thin walls.', holdsFor: 120 })),
    on(43, note(null, 'Carried his offer to her and her question back to him: could the walker come at half past twelve? He said yes on the doorstep.')),
    on(45, proposes('Darius', { kind: 'behaviour', words: 'From Monday to Friday somebody walks the dog at half past twelve.', to: 'Bridget' }, { kind: 'other', words: 'Darius lines the shared wall in the hall with cork.', to: 'Bridget', within: 60 }, { kind: 'voluntary-work', words: 'Darius takes over the bins of both houses, two hours a month for half a year.', hours: 12, within: 190 })),
    on(50, agreeTo('Darius', 'Darius', 'Bridget')),
    on(72, saysProgress('Darius', 0, 'The walker is called Agnes. The dog likes her more than me.'), progress('Darius', 2, { hours: 2, note: 'Bins in August.' })),
    on(99, progress('Darius', 2, { hours: 2, note: 'Bins in September.' }), talk('Bridget', 'The middays are quiet. Her husband sleeps. The cork has not come.')),
    on(113, settles('Darius', 1, 'late', 'The cork was the wrong size and has gone back.'), contact('Darius', 'message-sent', 'Asked how it stands with the cork.', 'text')),
    on(122, talk('Darius', 'The cork has arrived again. He will fit it when he has a weekend off, and has told her so himself.')),
  ],
};

const raymond = person('Raymond Coles', 154, { pronouns: 'he', age: 69, ways: ['call', 'post'], address: '22 Sample Crescent, Kettering NN15 4VC' });
const hansa = person('Hansa Solanki', 155, { pronouns: 'she', age: 52, language: 'Gujarati', ways: ['call', 'email'] });

/** A hedge, a drive and a wedding; put off once, planned again. */
export const hedge: Story = {
  key: 'hedge',
  weeksAgo: 13,
  kind: 'mediation',
  isMutual: true,
  arrival: {
    who: hansa,
    part: 'harmed',
    source: 'self',
    incident: 'neighbour-dispute',
    what: 'Our neighbour cut our hedge down to the stumps two days before my son’s wedding, when eighty guests were coming to the house. He says that our cars have blocked his drive for years.',
    when: 'Two days before the wedding in July',
    where: 'Barton Seagrave, near Kettering',
    postcode: 'NN15',
    others: 'Mr Coles. He is not a bad man, he has been alone since his wife died.',
    hopes: 'That he comes and looks at the photographs of the wedding.',
  },
  others: [['responsible', raymond]],
  team: ['tom', 'sam'],
  then: [
    on(7, talk('Hansa', 'She is more sad than angry. Her husband does not want to sit with him; she does.'), yes('Hansa', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter', 'follow-up')),
    on(15, talk('Raymond', 'In his garden. The hedge came first, and then it was his wife’s anniversary, and he does not know why he did not stop.', 'in-person'), yes('Raymond', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up')),
    on(24, harmedSays('Hansa', 45, { account: 'She came out with the garlands and there was light where the hedge had been.', impact: 'In every photograph there is a gap.', wouldHelp: 'That he plants with her.' }), responsibleSays('Hansa', 20, { account: 'The cars. They knew that his wife’s ambulance could not get out once, and they never said anything.', whoWasAffected: 'Him. His wife.', couldDo: 'Keep the drive free, always.', feelings: 'She has thought of that ambulance more than of the hedge.' }), takes('Hansa', 'full', 'Brought up the ambulance herself.')),
    on(29, harmedSays('Raymond', 45, { account: 'The ambulance waited four minutes. He has counted them ever since.', impact: 'He does not go out at weekends in case he cannot get back in.', wouldHelp: 'A free drive. That somebody says her name.' }), responsibleSays('Raymond', 20, { account: 'He cut it down in one morning.', whoWasAffected: 'A bride whom he had known as a child.', couldDo: 'Plant a new one, taller than the law wants.', feelings: 'He has not been able to look at it.' }), takes('Raymond', 'full', 'Does not hide behind the cars.')),
    on(57, ready('Hansa'), ready('Raymond'), risk('low', { reasons: 'Grief on one side and a feast on the other. They have known each other for thirty years.', holdsFor: 80 }), plansConference({ day: 78, hour: 15, venue: 'Tanner’s Yard Library, meeting room 2' }, ['Hansa', 'Your neighbour from the corner'], ['Raymond', 'Your neighbour with the long drive']), asksEveryone()),
    on(64, asksForAnotherTime('Raymond')),
    on(66, talk('Raymond', 'The day is the day on which his wife died. He had not wanted to say so on the page.')),
    on(67, postpones('He asked for another day, for a reason of his own.', { day: 102, hour: 15, venue: 'Tanner’s Yard Library, meeting room 2' }), asksEveryone()),
    on(72, everyoneAgrees(), contact('Raymond', 'sent', 'Wrote with the new day.', 'post')),
  ],
};

const colin = person('Colin Ashby', 156, { pronouns: 'he', age: 57, ways: ['call', 'text'], mayLeaveVoicemail: true });
const maya = person('Maya Desai', 157, { pronouns: 'they', age: 26, ways: ['text', 'email'], ownWord: 'survivor' });

/** “Not now, ask me after Christmas”: nothing happens until then, and that is an answer. */
export const afterTheHolidays: Story = {
  key: 'after the holidays',
  weeksAgo: 8,
  kind: 'mediation',
  arrival: {
    who: maya,
    part: 'harmed',
    source: 'self',
    incident: 'neighbour-dispute',
    what: 'The man downstairs has banged on his ceiling and shouted up at me for months, and in September he put his foot in my door. I have a key worker and I am fine. I just do not want to be afraid of my own stairs.',
    when: 'The door was in September',
    where: 'A house of four flats in Northampton',
    postcode: 'NN2',
    others: 'Colin from flat 1.',
    hopes: 'I do not know yet. To be asked and not told.',
  },
  others: [['responsible', colin]],
  team: ['jo', 'leo'],
  then: [
    on(8, talk('Maya', 'By text and then a walk round the park. They use “survivor” for themselves; written down, so that we do too. They would like time with their family first.', 'in-person'), yes('Maya', 'be-contacted')),
    on(15, harmedSays('Maya', 40, { account: 'The foot in the door, and the sound of him breathing.', impact: 'Sleeps at a friend’s twice a week.', wouldHelp: 'To choose when.', notWanted: 'No surprise on the stairs.' })),
    on(16, notNow('Maya', 'approach-other', afterChristmas), note('Maya', '“Not now. Ask me after Christmas, when my brother is back.” Told them that nothing happens until then, and that a later no is fine too.')),
  ],
};

const eileen = person('Eileen Garrod', 158, { pronouns: 'she', age: 80, ways: ['call'], accessNeeds: 'Needs time to get to the telephone' });
const jordan = person('Jordan Ellis', 159, { pronouns: 'he', age: 33, ways: ['call', 'text'] });

/** On hold while she is in hospital, with a day to look again. */
export const gardenFence: Story = {
  key: 'garden fence',
  weeksAgo: 10,
  kind: 'mediation',
  arrival: {
    who: eileen,
    part: 'harmed',
    source: 'victim-service',
    referrer: { name: 'Naomi Achebe, victim care', contact: 'naomi.achebe@example.org' },
    incident: 'neighbour-dispute',
    what: 'Footballs through the fence, then through the greenhouse, then a shouting match in which she was called a mad old woman in front of the street.',
    when: 'All summer',
    where: 'A close in Brackley',
    postcode: 'NN13',
    others: 'Jordan Ellis next door, father of three boys.',
    hopes: 'She would like to have the boys to tea and tell them about the greenhouse.',
  },
  others: [['responsible', jordan]],
  team: ['marta', 'leo'],
  then: [
    on(9, talk('Eileen', 'Let it ring twenty times, as she asked. She laughed about the twenty.'), yes('Eileen', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up')),
    on(18, talk('Jordan', 'Sorry before we had sat down. The boys have collected money for the glass.'), yes('Jordan', 'be-contacted', 'mode-meeting', 'follow-up')),
    on(30, responsibleSays('Jordan', 30, { account: 'He shouted because he was embarrassed.', whoWasAffected: 'Eileen. His boys, who heard him.', couldDo: 'Glaze it with the boys.', feelings: 'He would not want anybody to shout at his nan.' }), takes('Jordan', 'full', 'Said it before the boys and did not soften it.')),
    on(44, talk('Eileen', 'Her niece rang: Eileen fell on Sunday and is in hospital. She sends word that she still wants to, when she can walk.'), waits('Eileen is in hospital after a fall. Her niece will ring when she is home.', 91)),
  ],
};
