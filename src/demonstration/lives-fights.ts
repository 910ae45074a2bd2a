import { closes, letsFollowUpsGo, looksAtReoffending, surveys } from './ending.ts';
import { arranges, preparesTheDay } from './meeting.ts';
import { afterExams } from './calendar.ts';
import { on, person, type Story } from './story.ts';
import { contact, no, note, notNow, takesBack, talk, yes, yesButNoGuardianYet } from './talking.ts';
import { harmedSays, order, ready, responsibleSays, risk, signsOff, takes } from './weighing.ts';
import { answersLetter, beginsLetter, deliversLetter, findsReady, offersLetter, sharesLetter, writesLetter } from './writing.ts';

const gareth = person('Gareth Pugh', 170, { pronouns: 'he', age: 45, ways: ['call', 'text', 'email'] });
const marcus = person('Marcus Bell', 171, { pronouns: 'he', age: 29, ways: ['call', 'text'] });

/** A meeting was not right for him; a letter was. */
export const outsideThePub: Story = {
  key: 'outside the pub',
  weeksAgo: 75,
  arrival: {
    who: gareth,
    part: 'harmed',
    source: 'victim-service',
    referrer: { name: 'Naomi Achebe, victim care', contact: 'naomi.achebe@example.org' },
    incident: 'assault',
    what: 'One punch outside a pub at closing time. His cheekbone was broken and he lost the feeling in part of his face.',
    when: 'At closing time, in May',
    where: 'Kettering town centre',
    postcode: 'NN16',
    others: 'Marcus Bell, who pleaded guilty at the first hearing.',
    hopes: 'He does not want to be in a room with him. He would like to know what he had done to be hit.',
  },
  others: [['responsible', marcus]],
  team: ['jo', 'sam'],
  then: [
    on(9, talk('Gareth', 'Speaks slowly because of his face. He has played it over a hundred times and cannot find what he said.'), yes('Gareth', 'be-contacted', 'approach-other', 'mode-letter', 'follow-up'), no('Gareth', 'mode-meeting', 'mode-video')),
    on(22, harmedSays('Gareth', 55, { account: 'He held the door for somebody, and then he was on the ground.', impact: 'Cannot shave one side without looking. Does not go out after nine.', impactOnOthers: 'His son has started to box.', wouldHelp: 'One honest sentence about why.', notWanted: 'No meeting. No telephone call. Not ever a knock at the door.' })),
    on(29, talk('Marcus', 'In the visiting room of his probation office. He knows exactly why, and it had nothing to do with Gareth.', 'in-person'), yes('Marcus', 'be-contacted', 'mode-letter', 'follow-up')),
    on(37, responsibleSays('Marcus', 50, { account: 'His brother had died that week. Somebody laughed behind him and he turned round and hit whoever was nearest.', whoWasAffected: 'A man he had never seen. He has thought of the face since.', couldDo: 'Tell him that he had done nothing.', feelings: 'Grief and shame, and he does not want the one to excuse the other.' }), takes('Marcus', 'full', 'Refused to let us write the bereavement down as a reason.')),
    on(43, risk('low', { occasion: 'before-communication', reasons: 'Letter only, in the presence of Jo. Neither knows where the other lives.', holdsFor: 90 })),
    on(51, writesLetter('Marcus', 'Gareth', 'Dear Gareth,\n\nMy name is Marcus. I hit you outside the pub in May.\n\nYou asked what you had done. You held a door open. That is all you did. I had my back to you and I was full of something that had nothing to do with you, and you were the nearest. I did not even see who you were until you were down.\n\nI have told this to myself in other ways, and in all of them you had said something. You had not said anything.\n\nI have not had a drink since. I know that does not mend your face.\n\nMarcus')),
    on(52, findsReady('jo')),
    on(53, findsReady('sam')),
    on(57, sharesLetter('Marcus'), offersLetter()),
    on(60, answersLetter('Gareth', 'handed-over', { mayKnow: true })),
    on(64, deliversLetter(), note('Gareth', 'He read it standing up. “I held a door.” He folded it twice and put it in his wallet.')),
    on(78, surveys('Gareth', 5, 'yes', 'One honest sentence. It was worth the wait.', true), surveys('Marcus', 5, 'yes', 'I was treated like a man who can say it.', true)),
    on(253, closes('completed-indirect', 'The letter was what he had asked for. He goes out after nine again.')),
    on(437, looksAtReoffending('Marcus', 64, 'Probation, by agreement', 0)),
  ],
};

const amelia = person('Amelia Foster', 172, { pronouns: 'she', age: 14, ways: ['text'], guardian: { fullName: 'Claire Foster', called: 'Claire', relation: 'mother' } });
const keira = person('Keira Dunmore', 173, { pronouns: 'she', age: 15, ways: ['text', 'email'], guardian: { fullName: 'Janine Dunmore', called: 'Janine', relation: 'grandmother' } });

/** Two girls of one school, their guardians beside them, and a letter that was read at the kitchen table. */
export const schoolCorridor: Story = {
  key: 'school corridor',
  weeksAgo: 20,
  arrival: {
    who: amelia,
    part: 'harmed',
    source: 'school',
    referrer: { name: 'Mr Adeyemi, head of year 9', contact: 'year9@example.org' },
    incident: 'assault',
    what: 'Pushed into the lockers and filmed. Two stitches above the eye. The film went round before the bell.',
    when: 'In June, before the last lesson',
    where: 'A secondary school in Corby',
    postcode: 'NN18',
    others: 'Keira Dunmore of year 10.',
    hopes: 'Amelia would like the film to be gone and to walk down that corridor.',
  },
  others: [['responsible', keira]],
  team: ['tom', 'marta'],
  then: [
    on(8, talk('Amelia', 'With her mother at the table, and then ten minutes without her. She would like Keira to hear about the corridor.', 'in-person'), yes('Amelia', 'be-contacted', 'approach-other', 'mode-letter', 'follow-up')),
    on(17, talk('Keira', 'At her grandmother’s. She cried about the film and not at first about the push.', 'in-person'), yes('Keira', 'be-contacted', 'mode-letter', 'follow-up')),
    on(24, harmedSays('Amelia', 35, { account: 'The lockers were cold. She remembers the phone more than the hands.', impact: 'Goes the long way round to maths and comes late.', impactOnOthers: 'Her best friend got into trouble for shouting.', wouldHelp: 'The film gone from every phone. A letter in real handwriting.' })),
    on(30, responsibleSays('Keira', 40, { account: 'She did it because the others watched. She asked for it to be filmed.', whoWasAffected: 'Amelia. Her gran.', couldDo: 'Go to each one who has it and watch them delete it.', feelings: 'Scared of herself.' }), takes('Keira', 'full', 'Made a list of eleven names and went to them with Mr Adeyemi.')),
    on(36, risk('medium', { reasons: 'Both children, one school. The film is gone as far as anybody can say.', strengths: 'Two women who love them and a school that is awake.', worries: [['Media about what happened', 'medium', 'Amelia', 'A film can come back.', 'Mr Adeyemi knows and rings at once.']], holdsFor: 90 })),
    on(44, writesLetter('Keira', 'Amelia', 'Dear Amelia,\n\nI pushed you and I asked them to film it. I wanted people to laugh and they did and then I felt sick.\n\nI have been to everybody on the list, with Mr Adeyemi. Eleven people. I watched each of them delete it. If you ever see it again tell him and I will go to that person too.\n\nI walk to maths on the other side now so the corridor is yours.\n\nYou do not have to be my friend or say hello.\n\nKeira')),
    on(45, findsReady('tom')),
    on(46, findsReady('marta')),
    on(51, sharesLetter('Keira'), talk('Amelia', 'Told her and her mother that there is a letter. She would like Tom to read it with her mother there.'), offersLetter()),
    on(53, answersLetter('Amelia', 'read-aloud', { mayKnow: true })),
    on(59, deliversLetter(), note('Amelia', 'Read aloud at the kitchen table. She asked to hold it and looked at the handwriting. “She pressed really hard.”')),
    on(78, surveys('Amelia', 4, 'yes', 'it was ok. i go to maths the normal way'), surveys('Keira', 5, 'yes')),
  ],
};

const tomasz = person('Tomasz Wrona', 174, { pronouns: 'he', age: 51, language: 'Polish', ways: ['call', 'email'] });
const adrian = person('Adrian Colley', 175, { pronouns: 'he', age: 36 });

/** A letter that he keeps for later: the day is his. */
export const warehouseShift: Story = {
  key: 'warehouse shift',
  weeksAgo: 15,
  arrival: {
    who: adrian,
    part: 'responsible',
    source: 'self',
    incident: 'assault',
    what: 'I hit a man I worked with. We were on the same line for three years. I have served my sentence and I would like to tell him something, if he wants to hear it.',
    when: 'Two winters ago',
    where: 'A warehouse near Daventry',
    postcode: 'NN11',
    others: 'Tomasz. He was the one who taught me the job.',
    hopes: 'That he does not think it was about him being Polish.',
  },
  others: [['harmed', tomasz]],
  team: ['jo', 'marta'],
  then: [
    on(8, contact('Tomasz', 'no-answer', 'At lunchtime. No message.')),
    on(10, talk('Tomasz', 'Spoke with him before anything else. He was quiet for a while. He had wondered about that for two winters.'), yes('Tomasz', 'be-contacted', 'approach-other', 'mode-letter')),
    on(16, talk('Adrian', 'He has written and thrown away nine letters. Happy to wait.'), yes('Adrian', 'be-contacted', 'mode-letter')),
    on(29, harmedSays('Tomasz', 45, { account: 'He was tying his boots.', impact: 'He does not teach new people any more.', wouldHelp: 'To know whether it was what people said it was.' })),
    on(31, responsibleSays('Adrian', 50, { account: 'He had been passed over and Tomasz had not. He shouted something ugly because it was the ugliest thing he had.', whoWasAffected: 'Tomasz. Everybody on the line who looked up to him.', couldDo: 'Tell him the truth about it.', feelings: 'Misses him.' }), takes('Adrian', 'full', 'Served his sentence, and came without being asked to.')),
    on(37, risk('low', { occasion: 'before-communication', reasons: 'No contact for two years and none wanted but this.', holdsFor: 120 })),
    on(44, writesLetter('Adrian', 'Tomasz', 'Tomasz,\n\nYou taught me to lift with my legs and to check the strap twice. I still do.\n\nWhat I shouted that day was the worst thing I could find, and I found it because I wanted to hurt you, not because it is what I think. You had been made line lead and I had not, and you deserved it. That was the whole reason.\n\nI am not asking you to forgive it. I wanted you to know that it was envy.\n\nAdrian')),
    on(45, findsReady('jo'), findsReady('marta')),
    on(52, sharesLetter('Adrian'), offersLetter()),
    on(58, answersLetter('Tomasz', 'keep-for-later', { inDays: 70 }), note('Tomasz', 'He would like to read it after his daughter’s wedding. It lies here until he asks.')),
  ],
};

const chloe = person('Chloe Marriott', 176, { pronouns: 'she', age: 23, ways: ['text', 'email'] });
const jamal = person('Jamal Edwards', 177, { pronouns: 'he', age: 25 });

/** She changed her mind the day before, and everything stopped at once. */
export const dayBefore: Story = {
  key: 'day before',
  weeksAgo: 18,
  arrival: {
    who: chloe,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'DC Farrow', contact: 'investigations@example.org' },
    incident: 'assault',
    what: 'A row in a car park after a party; he threw a bottle that hit her shoulder.',
    when: 'In June',
    where: 'A car park in Northampton',
    postcode: 'NN5',
    others: 'Jamal Edwards, a friend of a friend.',
    hopes: 'She wanted to ask him whether he had aimed.',
  },
  others: [['responsible', jamal]],
  team: ['sam', 'hafsa'],
  then: [
    on(8, talk('Chloe', 'Short messages, then a long call.'), yes('Chloe', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter')),
    on(16, talk('Jamal', 'He would do anything to undo it.'), yes('Jamal', 'be-contacted', 'mode-meeting', 'mode-letter', 'follow-up')),
    on(30, harmedSays('Chloe', 45, { account: 'Glass on the ground and then her arm.', impact: 'Does not wear that dress.', questions: 'Did you aim?' }), responsibleSays('Jamal', 40, { account: 'He threw it at the wall. It was not far enough from her and that is on him.', whoWasAffected: 'Chloe. All their friends, who had to choose.', couldDo: 'Answer her.', feelings: 'Cannot look at bottles.' }), takes('Jamal', 'full', 'Does not hide behind having aimed at the wall.')),
    on(74, ready('Chloe'), ready('Jamal'), risk('low', { occasion: 'before-conference', reasons: 'One question, one answer.' }), arranges({ day: 87, hour: 18, venue: 'Lantern Hall, the garden room' }, ['Chloe', 'The woman from the car park'], ['Jamal', 'The man who threw the bottle'])),
    on(78, preparesTheDay({ safety: 'Chloe arrives last and leaves first.', seating: 'Wide circle.', stop: 'Chloe’s hand on the table.' }, { Chloe: 'The garden office', Jamal: 'The green room' })),
    on(86, takesBack('Chloe', 'mode-meeting')),
    on(88, talk('Chloe', 'She had not slept. She knows that she does not have to say why. Relieved that it is simply off. She would like to leave it here.'), talk('Jamal', 'Told him that it is not going ahead and that it is not because of anything he did. He had guessed. “Tell her thanks for thinking about it”; we did not pass that on.')),
    on(100, closes('harmed-withdrew', 'Chloe’s door stays open. Jamal was offered three talks of his own and took two.')),
  ],
};

const vikram = person('Vikram Lodhia', 178, { pronouns: 'he', age: 48, language: 'Gujarati', ways: ['call', 'email'] });
const stuart = person('Stuart Penn', 179, { pronouns: 'he', age: 42 });

/** High risk, written by one and waiting for another to approve it. */
export const oldColleague: Story = {
  key: 'old colleague',
  weeksAgo: 11,
  arrival: {
    who: vikram,
    part: 'harmed',
    source: 'victim-service',
    referrer: { name: 'Naomi Achebe, victim care', contact: 'naomi.achebe@example.org' },
    incident: 'assault',
    what: 'Attacked in the works car park by a man whom he had reported for stealing. He was on crutches for six weeks.',
    when: 'In January',
    where: 'An industrial estate in Corby',
    postcode: 'NN17',
    others: 'Stuart Penn, released on licence in July.',
    hopes: 'He wants to stand in front of him without crutches.',
  },
  others: [['responsible', stuart]],
  team: ['tom', 'sam'],
  then: [
    on(8, talk('Vikram', 'Firm and polite. He has thought about this for months.'), yes('Vikram', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter')),
    on(22, harmedSays('Vikram', 60, { account: 'Two blows from behind and a kick.', impact: 'Parks under the lamp and looks back.', impactOnOthers: 'His wife drives him to work.', wouldHelp: 'To stand. To say: I would report you again.' })),
    on(31, talk('Stuart', 'Wary. Says that he has lost everything through it, and then that he knows who did that.', 'in-person'), yes('Stuart', 'be-contacted', 'mode-letter', 'mode-meeting')),
    on(52, responsibleSays('Stuart', 55, { account: 'He waited for him. He says so now; in court he did not.', whoWasAffected: 'Vikram, his wife. His own children.', couldDo: 'Say that he waited.', feelings: 'Angry still, mostly at himself.' }), takes('Stuart', 'full', 'Corrected his own statement to the court, to his cost.')),
    on(73, risk('high', { reasons: 'He planned it and he is on licence. He has come far and a meeting could be very good or very bad. Not before it has been looked at by somebody else.', strengths: 'His probation officer supports it and would come.', worries: [['Aggression', 'high', 'Stuart', 'He waited in a car park with a bar.', 'Probation officer present; venue with two exits; a break every fifteen minutes.'], ['Revenge', 'medium', 'Vikram', 'Standing in front of him may not be enough.', 'Talked through what he does on the evening after.']], holdsFor: 60 })),
  ],
};

const natalie = person('Natalie Rowe', 180, { pronouns: 'she', age: 37, ways: ['call'], hours: [12, 13], times: 'In her lunch hour only', codeword: 'tangerine', ifSomeoneElseAnswers: 'Ring off' });
const scott = person('Scott Rowe', 181, { pronouns: 'he', age: 40 });

/** A restraining order is in force: whatever the two may want, every gate is shut. */
export const brotherAndSister: Story = {
  key: 'brother and sister',
  weeksAgo: 13,
  arrival: {
    who: scott,
    part: 'responsible',
    source: 'probation',
    referrer: { name: 'Helen Ibbotson, probation', contact: 'h.ibbotson@example.org' },
    incident: 'assault',
    what: 'He struck his sister at their father’s funeral and broke her wrist. He wants to write to her.',
    when: 'In November last year',
    where: 'A cemetery in Wellingborough',
    postcode: 'NN8',
    others: 'Natalie Rowe, his sister.',
    hopes: 'To be allowed to say sorry.',
  },
  others: [['harmed', natalie]],
  team: ['jo', 'tom'],
  then: [
    on(9, talk('Natalie', 'In her lunch hour, with the codeword. She misses him and is afraid of him, and both are true.'), yes('Natalie', 'be-contacted', 'approach-other', 'mode-letter')),
    on(11, order('Scott', 'Natalie', { kind: 'restraining', documentReference: 'Northampton Crown Court, restraining order, sealed copy on file', since: -180, until: 420 }), note(null, 'The order covers every kind of contact, through others too. Explained to both, separately: we may talk with each of them, and nothing may pass.')),
    on(18, talk('Scott', 'He did not know that a letter counts as contact. Took it well. Asked whether he may write one that stays here.', 'in-person'), yes('Scott', 'be-contacted', 'mode-letter')),
    on(36, responsibleSays('Scott', 45, { account: 'A sentence about the house, and then her wrist.', whoWasAffected: 'Natalie, their mother, everybody at the grave.', couldDo: 'Keep away, properly, until she is asked.', feelings: 'He dreams of the sound.' }), takes('Scott', 'full', 'Pleaded guilty at once and asked for the order not to be contested.')),
    on(43, risk('medium', { reasons: 'Safe as long as nothing passes. The order stands until well into next year.', worries: [['A legal order', 'medium', null, 'Any contact would be a breach.', 'Copy of the order on file; both have been told in writing what it covers.']], holdsFor: 180 })),
    on(50, beginsLetter('Scott', 'Natalie', 'Nat,\n\nThey say that I may write this as long as it stays in a drawer. So it stays in a drawer.\n\nI can hear Dad telling me to put my hands in my pockets.')),
  ],
};

const hamza = person('Hamza Farah', 182, { pronouns: 'he', age: 16, ways: ['text'], guardian: { fullName: 'Asha Farah', called: 'Asha', relation: 'mother' } });
const oliver = person('Oliver Kemp', 183, { pronouns: 'he', age: 17, ways: ['text', 'email'], guardian: { fullName: 'Steve Kemp', called: 'Steve', relation: 'father' } });

/** He says yes himself; his mother has not spoken yet, so nothing may happen. The other asks to be left until after his exams. */
export const footballPitch: Story = {
  key: 'football pitch',
  weeksAgo: 9,
  arrival: {
    who: hamza,
    part: 'harmed',
    source: 'other',
    referrer: { name: 'Coach Willis, Lings youth football', contact: 'lings.youth@example.org' },
    incident: 'assault',
    what: 'A head-butt after the final whistle. His nose was broken and he has not been back to training.',
    when: 'In September',
    where: 'A playing field in Northampton',
    postcode: 'NN3',
    others: 'Oliver Kemp of the other team.',
    hopes: 'He wants to play again.',
  },
  others: [['responsible', oliver]],
  team: ['tom', 'hafsa'],
  then: [
    on(8, talk('Hamza', 'On a bench by the pitch. He would meet him tomorrow.', 'in-person'), yes('Hamza', 'be-contacted', 'approach-other'), yesButNoGuardianYet('Hamza', 'mode-meeting')),
    on(10, talk('Oliver', 'With his father. He looked at the floor and then said that he has watched it on his phone.', 'in-person'), yes('Oliver', 'be-contacted')),
    on(22, responsibleSays('Oliver', 35, { account: 'They had lost and somebody laughed.', whoWasAffected: 'Hamza. His own little brother, who saw it.', couldDo: 'Say it to his face, with both teams there.', feelings: 'Ashamed.' }), takes('Oliver', 'minimising', 'He did it, and he says “it was only a tap” each time we come to the nose.')),
    on(30, notNow('Oliver', 'mode-meeting', afterExams), note('Hamza', 'His mother wants to meet us first, and she works nights. Tom rings on Thursday mornings.')),
  ],
};

const rosa = person('Rosa Teixeira', 184, { pronouns: 'she', age: 33, language: 'Portuguese', ways: ['call', 'text', 'email'] });
const ben = person('Ben Stanton', 185, { pronouns: 'he', age: 30 });

/** Responsibility in part, signed off by the supervisor, and a letter being written. */
export const busDriver: Story = {
  key: 'bus driver',
  weeksAgo: 14,
  arrival: {
    who: rosa,
    part: 'harmed',
    source: 'self',
    incident: 'assault',
    what: 'I drive a bus. A passenger spat at me and threw his drink because the ticket machine did not work.',
    when: 'In July, on the last bus',
    where: 'The last bus to Towcester',
    postcode: 'NN12',
    others: 'The company gave his name to the police. Ben Stanton.',
    hopes: 'I would like him to sit in my seat for a night.',
  },
  others: [['responsible', ben]],
  team: ['marta', 'sam'],
  then: [
    on(8, talk('Rosa', 'From the depot. She has gone back to days.'), yes('Rosa', 'be-contacted', 'approach-other', 'mode-letter', 'mode-shuttle')),
    on(17, talk('Ben', 'Says that he was provoked by the machine. Then laughed at himself.'), yes('Ben', 'be-contacted', 'mode-letter')),
    on(31, harmedSays('Rosa', 40, { account: 'It was warm and it was in her eye.', impact: 'Days only, which is two hundred pounds a month.', wouldHelp: 'That he says the word “spat”.' })),
    on(38, responsibleSays('Ben', 40, { account: 'He threw the drink. About the spitting he is not sure.', whoWasAffected: 'The driver. The others on the bus.', couldDo: 'Write to her.', feelings: 'Annoyed, then ashamed.' }), takes('Ben', 'partial', 'Owns the drink. Does not own the spitting, although the camera shows it.')),
    on(43, signsOff('Ben', 'He has moved since the first talk and watched the film with us. Rosa knows that he does not say all of it, and still wants a letter, on condition that we read it first.')),
    on(50, risk('low', { occasion: 'before-communication', reasons: 'Indirect only. She has a good team around her.', holdsFor: 90 }), beginsLetter('Ben', 'Rosa', 'Dear driver,\n\nI was on the last bus in July. I threw my drink at you.')),
    on(64, talk('Ben', 'He has got stuck at the second sentence. Looked at the film again together. He wrote one word on a piece of paper and turned it round to us.')),
  ],
};

const ewan = person('Ewan Baird', 186, { pronouns: 'he', age: 21 });
const lucas = person('Lucas Hobbs', 187, { pronouns: 'he', age: 21, ways: ['call', 'text', 'email'] });

/** Two friends: the meeting was held by video from two towns, and it was enough. */
export const twoFriends: Story = {
  key: 'two friends',
  weeksAgo: 60,
  arrival: {
    who: lucas,
    part: 'harmed',
    source: 'self',
    incident: 'assault',
    what: 'My best friend broke two of my teeth at his birthday. We have not spoken since and I miss him.',
    when: 'At his birthday in August',
    where: 'A flat in Corby',
    postcode: 'NN17',
    others: 'Ewan. He has moved to Aberdeen to his dad’s.',
    hopes: 'To have my friend back, or at least to know.',
  },
  others: [['responsible', ewan]],
  team: ['sam', 'marta'],
  then: [
    on(8, talk('Lucas', 'Talks fast, laughs with his hand before his mouth.'), yes('Lucas', 'be-contacted', 'approach-other', 'mode-letter', 'mode-video', 'follow-up')),
    on(16, talk('Ewan', 'By video call. He had written forty messages and sent none.', 'video-call'), yes('Ewan', 'be-contacted', 'mode-letter', 'mode-video', 'follow-up')),
    on(24, harmedSays('Lucas', 30, { account: 'A joke about a girl.', impact: 'Does not laugh with his mouth open.', wouldHelp: 'To know whether he is sorry or only far away.' }), responsibleSays('Ewan', 30, { account: 'It was not the joke. He had been sacked that day and told nobody.', whoWasAffected: 'Lucas. His mum, who loves Lucas.', couldDo: 'Pay the dentist. Come down at Christmas.', feelings: 'Homesick.' }), takes('Ewan', 'full', 'Told his mother the whole of it the same evening.')),
    on(36, risk('low', { occasion: 'before-communication', reasons: 'Five hundred miles apart and both want it.', holdsFor: 120 }), writesLetter('Ewan', 'Lucas', 'Luke,\n\nIt was not the joke. I got sacked that morning and I could not say it, and everybody was laughing, and you were nearest because you always are.\n\nI have put two hundred and ten pounds by for the dentist. It is the first thing I ever saved up for.\n\nI miss you too. Sam said I could say that.\n\nEwan')),
    on(37, findsReady('sam'), findsReady('marta')),
    on(43, sharesLetter('Ewan'), offersLetter()),
    on(44, answersLetter('Lucas', 'online', { mayKnow: true })),
    on(58, surveys('Lucas', 5, 'yes', 'Read it eleven times. We are talking.', true), surveys('Ewan', 5, 'yes')),
    on(100, letsFollowUpsGo('Lucas', 'They talk every day. He says he will ring us if that changes.'), letsFollowUpsGo('Ewan', 'Same answer from Aberdeen.'), closes('completed-indirect', 'They did not need the video meeting in the end.')),
    on(414, looksAtReoffending('Ewan', 44, 'Police national computer, by agreement', 0)),
  ],
};
