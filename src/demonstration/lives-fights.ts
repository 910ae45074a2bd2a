import { closes, letsFollowUpsGo, looksAtReoffending, surveys } from './ending.ts';
import { type Story, on, person } from './story.ts';
import { contact, no, note, talk, yes } from './talking.ts';
import { harmedSays, responsibleSays, risk, takes } from './weighing.ts';
import { answersLetter, deliversLetter, findsReady, offersLetter, sharesLetter, writesLetter } from './writing.ts';

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
  days: [
    on(
      9,
      talk(
        'Gareth',
        'Speaks slowly because of his face. He has played it over a hundred times and cannot find what he said.',
      ),
      yes('Gareth', 'be-contacted', 'approach-other', 'mode-letter', 'follow-up'),
      no('Gareth', 'mode-meeting', 'mode-video'),
    ),
    on(
      22,
      harmedSays('Gareth', 55, {
        account: 'He held the door for somebody, and then he was on the ground.',
        impact: 'Cannot shave one side without looking. Does not go out after nine.',
        impactOnOthers: 'His son has started to box.',
        wouldHelp: 'One honest sentence about why.',
        notWanted: 'No meeting. No telephone call. Not ever a knock at the door.',
      }),
    ),
    on(
      29,
      talk(
        'Marcus',
        'In the visiting room of his probation office. He knows exactly why, and it had nothing to do with Gareth.',
        'in-person',
      ),
      yes('Marcus', 'be-contacted', 'mode-letter', 'follow-up'),
    ),
    on(
      37,
      responsibleSays('Marcus', 50, {
        account:
          'His brother had died that week. Somebody laughed behind him and he turned round and hit whoever was nearest.',
        whoWasAffected: 'A man he had never seen. He has thought of the face since.',
        couldDo: 'Tell him that he had done nothing.',
        feelings: 'Grief and shame, and he does not want the one to excuse the other.',
      }),
      takes('Marcus', 'full', 'Refused to let us write the bereavement down as a reason.'),
    ),
    on(
      43,
      risk('low', {
        occasion: 'before-communication',
        reasons: 'Letter only, in the presence of Jo. Neither knows where the other lives.',
        holdsFor: 90,
      }),
    ),
    on(
      51,
      writesLetter(
        'Marcus',
        'Gareth',
        'Dear Gareth,\n\nMy name is Marcus. I hit you outside the pub in May.\n\nYou asked what you had done. You held a door open. That is all you did. I had my back to you and I was full of something that had nothing to do with you, and you were the nearest. I did not even see who you were until you were down.\n\nI have told this to myself in other ways, and in all of them you had said something. You had not said anything.\n\nI have not had a drink since. I know that does not mend your face.\n\nMarcus',
      ),
    ),
    on(52, findsReady('jo')),
    on(53, findsReady('sam')),
    on(57, sharesLetter('Marcus'), offersLetter()),
    on(60, answersLetter('Gareth', 'handed-over', { mayKnow: true })),
    on(
      64,
      deliversLetter(),
      note('Gareth', 'He read it standing up. “I held a door.” He folded it twice and put it in his wallet.'),
    ),
    on(
      78,
      surveys('Gareth', 5, 'yes', 'One honest sentence. It was worth the wait.', true),
      surveys('Marcus', 5, 'yes', 'I was treated like a man who can say it.', true),
    ),
    on(253, closes('completed-indirect', 'The letter was what he had asked for. He goes out after nine again.')),
    on(437, looksAtReoffending('Marcus', 64, 'Probation, by agreement', 0)),
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
  days: [
    on(8, contact('Tomasz', 'no-answer', 'At lunchtime. No message.')),
    on(
      10,
      talk(
        'Tomasz',
        'Spoke with him before anything else. He was quiet for a while. He had wondered about that for two winters.',
      ),
      yes('Tomasz', 'be-contacted', 'approach-other', 'mode-letter'),
    ),
    on(
      16,
      talk('Adrian', 'He has written and thrown away nine letters. Happy to wait.'),
      yes('Adrian', 'be-contacted', 'mode-letter'),
    ),
    on(
      29,
      harmedSays('Tomasz', 45, {
        account: 'He was tying his boots.',
        impact: 'He does not teach new people any more.',
        wouldHelp: 'To know whether it was what people said it was.',
      }),
    ),
    on(
      31,
      responsibleSays('Adrian', 50, {
        account:
          'He had been passed over and Tomasz had not. He shouted something ugly because it was the ugliest thing he had.',
        whoWasAffected: 'Tomasz. Everybody on the line who looked up to him.',
        couldDo: 'Tell him the truth about it.',
        feelings: 'Misses him.',
      }),
      takes('Adrian', 'full', 'Served his sentence, and came without being asked to.'),
    ),
    on(
      37,
      risk('low', {
        occasion: 'before-communication',
        reasons: 'No contact for two years and none wanted but this.',
        holdsFor: 120,
      }),
    ),
    on(
      44,
      writesLetter(
        'Adrian',
        'Tomasz',
        'Tomasz,\n\nYou taught me to lift with my legs and to check the strap twice. I still do.\n\nWhat I shouted that day was the worst thing I could find, and I found it because I wanted to hurt you, not because it is what I think. You had been made line lead and I had not, and you deserved it. That was the whole reason.\n\nI am not asking you to forgive it. I wanted you to know that it was envy.\n\nAdrian',
      ),
    ),
    on(45, findsReady('jo'), findsReady('marta')),
    on(52, sharesLetter('Adrian'), offersLetter()),
    on(
      58,
      answersLetter('Tomasz', 'keep-for-later', { inDays: 70 }),
      note('Tomasz', 'He would like to read it after his daughter’s wedding. It lies here until he asks.'),
    ),
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
  days: [
    on(
      8,
      talk('Lucas', 'Talks fast, laughs with his hand before his mouth.'),
      yes('Lucas', 'be-contacted', 'approach-other', 'mode-letter', 'mode-video', 'follow-up'),
    ),
    on(
      16,
      talk('Ewan', 'By video call. He had written forty messages and sent none.', 'video-call'),
      yes('Ewan', 'be-contacted', 'mode-letter', 'mode-video', 'follow-up'),
    ),
    on(
      24,
      harmedSays('Lucas', 30, {
        account: 'A joke about a girl.',
        impact: 'Does not laugh with his mouth open.',
        wouldHelp: 'To know whether he is sorry or only far away.',
      }),
      responsibleSays('Ewan', 30, {
        account: 'It was not the joke. He had been sacked that day and told nobody.',
        whoWasAffected: 'Lucas. His mum, who loves Lucas.',
        couldDo: 'Pay the dentist. Come down at Christmas.',
        feelings: 'Homesick.',
      }),
      takes('Ewan', 'full', 'Told his mother the whole of it the same evening.'),
    ),
    on(
      36,
      risk('low', {
        occasion: 'before-communication',
        reasons: 'Five hundred miles apart and both want it.',
        holdsFor: 120,
      }),
      writesLetter(
        'Ewan',
        'Lucas',
        'Luke,\n\nIt was not the joke. I got sacked that morning and I could not say it, and everybody was laughing, and you were nearest because you always are.\n\nI have put two hundred and ten pounds by for the dentist. It is the first thing I ever saved up for.\n\nI miss you too. Sam said I could say that.\n\nEwan',
      ),
    ),
    on(37, findsReady('sam'), findsReady('marta')),
    on(43, sharesLetter('Ewan'), offersLetter()),
    on(44, answersLetter('Lucas', 'online', { mayKnow: true })),
    on(58, surveys('Lucas', 5, 'yes', 'Read it eleven times. We are talking.', true), surveys('Ewan', 5, 'yes')),
    on(
      100,
      letsFollowUpsGo('Lucas', 'They talk every day. He says he will ring us if that changes.'),
      letsFollowUpsGo('Ewan', 'Same answer from Aberdeen.'),
      closes('completed-indirect', 'They did not need the video meeting in the end.'),
    ),
    on(414, looksAtReoffending('Ewan', 44, 'Police national computer, by agreement', 0)),
  ],
};
