import type { Announcement, AnnouncementName } from '#vocabulary/announcements.ts';
import type { Purpose, Subject } from '#vocabulary/consent.ts';
import { inWords } from '#vocabulary/dates.ts';
import type { ParticipantId, StaffId } from '#vocabulary/ids.ts';
import type { Mode } from '#vocabulary/modes.ts';

/** How a sentence names people: as the reader of the history knows them. */
export interface Names {
  participant(id: ParticipantId): string;
  staff(id: StaffId): string;
}

type Of<Name extends AnnouncementName> = Extract<Announcement, { readonly name: Name }>;
type Sentences = { readonly [Name in AnnouncementName]: (said: Of<Name>, names: Names) => string };

const modeWords: Record<Mode, string> = {
  letter: 'a letter',
  shuttle: 'messages that a facilitator carries',
  video: 'a video meeting',
  meeting: 'a meeting in person',
};

const purposeWords: Record<Exclude<Purpose, 'mode'>, string> = {
  'be-contacted': 'keeping in touch',
  'approach-other': 'speaking with the other person',
  'share-item': 'passing something on',
  'share-name': 'telling their first name',
  attend: 'somebody else coming',
  'agreement-terms': 'what is written in the agreement',
  move: 'going along to another service',
  'follow-up': 'being asked afterwards how it was',
};

function subjectWords(subject: Subject, names: Names): string {
  const what = subject.purpose === 'mode' ? modeWords[subject.mode ?? 'letter'] : purposeWords[subject.purpose];
  return subject.towardId === null ? what : `${what}, towards ${names.participant(subject.towardId)}`;
}

// For a child a guardian speaks too, and the history tells the two apart.
function speakerOf(said: Pick<Of<'consent.said'>, 'participantId' | 'guardianId'>, names: Names): string {
  const called = names.participant(said.participantId);
  return said.guardianId ? `A guardian of ${called}` : called;
}

const plain = (code: string): string => code.replaceAll('-', ' ');
const answerWords = { given: 'yes', 'not-now': 'not now', declined: 'no' } as const;
const crossedWords = {
  statement: 'A message',
  question: 'A question',
  availability: 'A copy of the times',
  'first-name': 'The first name',
} as const;
const protectedWords = {
  workplace: 'A workplace',
  school: 'A school',
  'childs-name': 'The name of a child',
  'new-name': 'A new name',
} as const;
const changeWords = {
  details: 'details were changed',
  'contact-point-added': 'new number or address was added, not checked yet',
  'contact-point-checked': 'number or address was checked',
  'contact-point-stopped': 'number or address is no longer used',
} as const;
const settledWords = {
  done: 'are done',
  'not-done': 'were not done',
  released: 'were let go by the person harmed',
  late: 'are late',
} as const;

function toWhom({ participantId }: { readonly participantId: ParticipantId | null }, names: Names): string {
  return participantId === null ? '' : ` to ${names.participant(participantId)}`;
}

/** A sentence for every name there is: an announcement without one does not compile. (HIS-2) */
const sentences: Sentences = {
  'call-back.asked': () => 'Somebody asked to be rung',
  'call-back.made': () => 'Somebody who asked for it was rung',
  'referral.received': () => 'A referral was received',
  'referral.more-asked': () => 'Whoever referred was asked for more',
  'referral.more-answered': () => 'Whoever referred answered what was asked',
  'referral.more-let-go': () => 'Nobody waits for an answer of whoever referred any more',
  'matter.changed': () => 'What the police and courts have was written down',
  'flags.changed': ({ isFlagged }) =>
    isFlagged ? 'A safety flag was raised or lowered; one stands' : 'The last safety flag was lowered',
  'referral.acknowledged': () => 'The referral was acknowledged',
  'referral.accepted': () => 'The referral was accepted',
  'referral.declined': ({ reason }) => `The referral was declined: ${plain(reason)}`,
  'referral.amended': () => 'The agency changed its referral or said more',
  'referral.stop-asked': () => 'The agency asked us to stop',
  'agency.referred': () => 'An agency sent it',
  'agency.answered': () => 'Somebody wrote to the agency',
  'referral.files-sent': () => 'The agency sent files',
  'referral.others-changed': () => 'Who else the referral is about was changed',
  'referral.linked': () => 'A second referral was linked to this case',
  'referral.unlinked': () => 'The link of a referral to this case was taken back',
  'transfer.offered': () => 'The case was offered to another service',
  'transfer.accepted': () => 'The other service said yes',
  'transfer.rejected': () => 'The other service said no',
  'transfer.taken-back': () => 'The offer to another service was taken back',
  'transfer.answered': ({ answer, ...said }, names) =>
    `${speakerOf(said, names)} said ${answerWords[answer]} to going along to another service`,
  'transfer.sent': () => 'What everybody agreed to went to the other service',
  'transfer.received': () => 'Another service offered a case',
  'transfer.answered-here': () => 'An offer of another service was answered',
  'transfer.gone': () => 'Another service took back what it had offered',
  'eligibility.answered': ({ question, answer }) =>
    `Asked before anybody goes on: ${plain(question)}, ${plain(answer)}`,
  'referral.withdrawn': ({ reason }) => `The agency took its referral back: ${plain(reason)}`,
  'list.sent': () => 'A list of an agency waits to be taken in',
  'list.settled': ({ how }) =>
    `A list waits no longer: it ${how === 'taken-in' ? 'is taken in' : how === 'let-go' ? 'was let go of' : 'could not be read'}`,
  'list.undone': () => 'A list was undone',
  'offer.forgotten': () => 'Somebody on a list was forgotten, as they wish',
  'offer.made': () => 'Somebody on a list was asked',
  'offer.answered': ({ answer }) => `Somebody on a list answered: ${plain(answer)}`,
  'case.opened': () => 'The case was opened',
  'case.put-on-hold': ({ until }) => `The case was put on hold until ${inWords(until)}`,
  'case.taken-off-hold': () => 'The case was taken off hold',
  'case.closed': ({ reason }) => `The case was closed: ${plain(reason)}`,
  'case.reopened': () => 'The case was opened again',
  'case.given-to-team': () => 'The case was given to another team',
  'case.restricted': () => 'The case was restricted to those who work on it and to named people',
  'case.no-longer-restricted': () => 'The restriction of the case was lifted',
  'glass.broken': ({ staffId }, names) => `${names.staff(staffId)} opened the case by breaking the glass`,
  'reader.named': ({ staffId }, names) => `${names.staff(staffId)} was named as somebody who may open the case`,
  'reader.no-longer-named': ({ staffId }, names) => `${names.staff(staffId)} is no longer named`,
  'participant.added': ({ participantId }, names) => `${names.participant(participantId)} was added to the case`,
  'participant.changed': ({ participantId, what }, names) =>
    `${names.participant(participantId)}: ${what === 'details' ? '' : 'a '}${changeWords[what]}`,
  'harm.linked': ({ harmedId, responsibleId }, names) =>
    `It was written down that ${names.participant(responsibleId)} harmed ${names.participant(harmedId)}`,
  'complexity.set': ({ complexity }) => `The case was weighed: it is ${complexity}`,
  'order-of-approach.chosen': ({ order }) =>
    order === 'harmed-first'
      ? 'The order was chosen: the person harmed is spoken with first'
      : 'The order was chosen: the person responsible is spoken with first',
  'companion.added': ({ participantId }, names) => `Somebody was added beside ${names.participant(participantId)}`,
  'safe-contact.changed': ({ participantId }, names) =>
    `${names.participant(participantId)} said how it is safe to reach them`,
  'participant.invited': ({ participantId }, names) =>
    `${names.participant(participantId)} was given a link to a page of their own`,
  'own-code.not-sent': ({ participantId, because }, names) =>
    `Somebody asked for a code for the page of ${names.participant(participantId)}, and none was sent: ${plain(because)}`,
  'supporter.invited': ({ participantId }, names) =>
    `A supporter of ${names.participant(participantId)} was given a link to a page of the day`,
  'supporter.access-ended': ({ participantId }, names) =>
    `The page of the day of a supporter of ${names.participant(participantId)} was ended`,
  'access.ended': ({ participantId, because }, names) =>
    `The way in to the page of ${names.participant(participantId)} was ended: ${plain(because)}`,
  'allocation.made': ({ staffId, as }, names) =>
    `${names.staff(staffId)} was given the case ${as === 'lead' ? 'to lead' : 'as co-facilitator'}`,
  'allocation.ended': ({ staffId, as }, names) =>
    `${names.staff(staffId)} no longer works on the case${as === 'lead' ? ' as lead' : ' as co-facilitator'}`,
  'case.handed-over': ({ fromId, toId }, names) =>
    `${names.staff(fromId)} handed the case over to ${names.staff(toId)}`,
  'conflict.declared': ({ staffId }, names) => `${names.staff(staffId)} has a conflict of interest and cannot open it`,
  'conflict.lifted': ({ staffId }, names) => `The conflict of interest of ${names.staff(staffId)} was lifted`,
  'contact.attempted': ({ participantId, attempts }, names) =>
    `An attempt to reach ${names.participant(participantId)}${attempts > 1 ? `, number ${attempts} without an answer` : ''}`,
  'contact.by-letter': ({ participantId }, names) => `A letter to ${names.participant(participantId)}`,
  'contact.made': ({ participantId }, names) => `A conversation with ${names.participant(participantId)}`,
  'approach.recorded': ({ participantId, first }, names) =>
    `${names.participant(participantId)} was told about restorative practice${first ? ', first of all' : ''}`,
  'note.written': ({ participantId }, names) =>
    participantId === null ? 'A note was written' : `A note was written about ${names.participant(participantId)}`,
  'document.added': ({ participantId }, names) =>
    participantId === null
      ? 'A document was added'
      : `A document was added to the side of ${names.participant(participantId)}`,
  'document.taken-away': ({ participantId }, names) =>
    participantId === null
      ? 'A document was taken away'
      : `A document of ${names.participant(participantId)} was taken away`,
  'task.done': ({ kind }) => `A task was done: ${plain(kind)}`,
  'preparation.recorded': ({ participantId }, names) => `Preparation with ${names.participant(participantId)}`,
  'deciding.recorded': ({ participantId, what }, names) =>
    `${{ guardian: 'How a guardian stands', child: 'What a child says', capacity: 'What somebody can decide', authority: 'Who may agree for an organisation' }[what]} was written down: ${names.participant(participantId)}`,
  'preparation.checked': ({ participantId, item }, names) =>
    `Checklist of ${names.participant(participantId)}: ${plain(item)}`,
  'responsibility.assessed': ({ participantId, level }, names) =>
    `Responsibility taken by ${names.participant(participantId)} was looked at: ${plain(level)}`,
  'risk.assessed': ({ residual, needsApproval }) =>
    `Risk was assessed: ${plain(residual)}${needsApproval ? ', waiting for approval' : ''}`,
  'risk.approved': () => 'The risk assessment was approved',
  'order.recorded': ({ restrainsId, protectsId }, names) =>
    `A legal order was written down that keeps ${names.participant(restrainsId)} from ${names.participant(protectsId)}`,
  'sentence.changed': ({ participantId }, names) =>
    `Where ${names.participant(participantId)} stands with the court was written down`,
  'stand-in.changed': ({ participantId, stands }, names) =>
    stands
      ? `That ${names.participant(participantId)} stands in for the person harmed was written down`
      : `${names.participant(participantId)} does not stand in for the person harmed any more`,
  'zone.recorded': ({ restrainsId }, names) =>
    `A place that ${names.participant(restrainsId)} may not go to was written down`,
  'zone.venue-looked-at': ({ isClear }) => `A venue was looked at: it is ${isClear ? 'clear' : 'not clear'}`,
  'consent.said': (said, names) =>
    `${speakerOf(said, names)} said ${answerWords[said.answer]}: ${subjectWords(said, names)}`,
  'consent.not-now': (said, names) =>
    `${speakerOf(said, names)} said not now, ask again from ${inWords(said.askAfter)}: ${subjectWords(said, names)}`,
  'consent.withdrawn': (said, names) => `${speakerOf(said, names)} took a yes back: ${subjectWords(said, names)}`,
  'letter.started': ({ participantId }, names) => `${names.participant(participantId)} began a letter`,
  'letter.sent-for-review': ({ participantId }, names) =>
    `The letter of ${names.participant(participantId)} went to be read`,
  'letter.read-and-ready': ({ participantId }, names) =>
    `The letter of ${names.participant(participantId)} was read and is ready`,
  'letter.returned': ({ participantId }, names) =>
    `The letter of ${names.participant(participantId)} went back to be written on`,
  'letter.held': ({ participantId }, names) =>
    `The letter of ${names.participant(participantId)} is kept by the service`,
  'letter.sharing-answered': ({ participantId, recipientId, answer }, names) =>
    `${names.participant(participantId)} said ${answerWords[answer]}: their letter for ${names.participant(recipientId)}`,
  'words.checked': ({ participantId }, names) =>
    `Words for ${names.participant(participantId)} were looked through before they crossed`,
  'alarm.answered': ({ participantId }, names) =>
    `Somebody said why words for ${names.participant(participantId)} may cross`,
  'alarm.seconded': ({ participantId }, names) =>
    `A second person looked at words for ${names.participant(participantId)}`,
  'word.protected': ({ participantId, kind }, names) =>
    `${protectedWords[kind]} of ${names.participant(participantId)} is protected from now on`,
  'word.no-longer-protected': ({ participantId, kind }, names) =>
    `${protectedWords[kind]} of ${names.participant(participantId)} is no longer protected`,
  'availability.given': ({ participantId }, names) =>
    `${names.participant(participantId)} said which times could work for a meeting`,
  'availability.taken-back': ({ participantId }, names) =>
    `${names.participant(participantId)} took back what was said of times`,
  'availability.avoiding-changed': ({ participantId }, names) =>
    `The days that ${names.participant(participantId)} avoids were changed`,
  'item.written': ({ participantId }, names) => `${names.participant(participantId)} has a message on their side`,
  'item.sharing-answered': ({ participantId, answer }, names) =>
    `${names.participant(participantId)} said ${answerWords[answer]} to passing on a message`,
  'item.released': ({ participantId, fromId, kind }, names) =>
    `${crossedWords[kind]} of ${names.participant(fromId)} was passed on to ${names.participant(participantId)}`,
  'item.taken-back': ({ participantId, fromId, kind }, names) =>
    `${crossedWords[kind]} of ${names.participant(fromId)} was taken back before ${names.participant(participantId)} read it`,
  'paper.sharing-answered': ({ participantId, towardId, answer }, names) =>
    `${names.participant(participantId)} said ${answerWords[answer]} to passing a copy of a document on to ${names.participant(towardId)}`,
  'paper.passed-on': ({ participantId, fromId }, names) =>
    `A copy of a document of ${names.participant(fromId)} was passed on to ${names.participant(participantId)}`,
  'paper.taken-back': ({ participantId, fromId }, names) =>
    `A copy of a document of ${names.participant(fromId)} was taken back before ${names.participant(participantId)} opened it`,
  'letter.offered': ({ participantId }, names) => `A letter was offered to ${names.participant(participantId)}`,
  'letter.accepted': ({ participantId }, names) => `${names.participant(participantId)} said yes to reading the letter`,
  'letter.kept-for-later': ({ participantId, askAfter }, names) =>
    `${names.participant(participantId)} keeps the letter for later, ask again from ${inWords(askAfter)}`,
  'letter.declined': ({ participantId }, names) => `${names.participant(participantId)} said no to the letter`,
  'letter.frozen': ({ participantId }, names) =>
    `A letter stopped: ${names.participant(participantId)} took a yes back`,
  'letter.taken-back': ({ participantId, authorId }, names) =>
    `The letter of ${names.participant(authorId)} was taken back before ${names.participant(participantId)} opened it`,
  'letter.taken-up-again': ({ participantId }, names) => `The letter of ${names.participant(participantId)} goes on`,
  'letter.never-sent': ({ participantId }, names) => `The letter of ${names.participant(participantId)} stays unsent`,
  'letter.delivered': ({ participantId, authorId }, names) =>
    `${names.participant(participantId)} was given the letter of ${names.participant(authorId)}`,
  'conference.planned': ({ mode }) => `Planning began for ${mode === 'meeting' ? 'a conference' : modeWords[mode]}`,
  'conference.asked': () => 'Everyone was asked to the conference',
  'conference.attendance-answered': ({ participantId, purpose, answer }, names) =>
    `${names.participant(participantId)} said ${answerWords[answer]}: ${purpose === 'attend' ? 'whether somebody comes to the conference' : 'how the others are told who comes'}`,
  'conference.another-time-asked': ({ participantId }, names) =>
    `${names.participant(participantId)} asked for another time for the conference`,
  'conference.booked': () => 'The conference was booked',
  'conference.postponed': () => 'The conference was postponed',
  'conference.cancelled': () => 'The conference was cancelled',
  'conference.held': ({ attended }, names) =>
    `The conference was held${attended.length > 0 ? ` with ${attended.map((id) => names.participant(id)).join(', ')}` : ''}`,
  'agreement.drafted': ({ participantId }, names) => `An agreement with ${names.participant(participantId)} was begun`,
  'agreement.proposed': ({ participantId }, names) =>
    `The agreement with ${names.participant(participantId)} was put to everybody it is about`,
  'agreement.set-aside': ({ participantId }, names) =>
    `The agreement with ${names.participant(participantId)} was set aside`,
  'agreement.terms-answered': ({ participantId, answer }, names) =>
    `${names.participant(participantId)} said ${answerWords[answer]} to what is written in the agreement`,
  'agreement.updates-chosen': ({ participantId, wants }, names) =>
    `${names.participant(participantId)} ${wants ? 'wants to hear' : 'does not want to hear'} how the agreement goes`,
  'agreement.made': ({ participantId }, names) => `The agreement with ${names.participant(participantId)} was made`,
  'agreement.replaced': ({ participantId }, names) =>
    `The agreement with ${names.participant(participantId)} was replaced by a new one`,
  'agreement.ended': ({ participantId, kept }, names) =>
    `The agreement with ${names.participant(participantId)} ended: ${kept ? 'kept' : 'not kept in full'}`,
  'amends.progressed': ({ participantId }, names) => `${names.participant(participantId)} went on with their amends`,
  'amends.settled': ({ participantId, status }, names) =>
    `Amends of ${names.participant(participantId)} ${settledWords[status]}`,
  'follow-up.done': ({ participantId }, names) => `Follow-up with ${names.participant(participantId)} was done`,
  'follow-up.let-go': ({ participantId }, names) => `A follow-up with ${names.participant(participantId)} was let go`,
  'notice.sent': (said, names) => `A message was sent${toWhom(said, names)}`,
  'notice.stopped': (said, names) => `A message${toWhom(said, names)} did not go out: ${plain(said.because)}`,
  'notice.failed': (said, names) => `A message${toWhom(said, names)} could not be sent, or did not arrive`,
  'notice.unsure': (said, names) => `A message${toWhom(said, names)} may or may not have arrived`,
  'notice.let-go': (said, names) => `A message${toWhom(said, names)} was let go`,
  'survey.answered': ({ participantId }, names) => `${names.participant(participantId)} said how it was for them`,
  'reoffending.checked': ({ participantId }, names) =>
    `It was checked whether ${names.participant(participantId)} offended again`,
};

/** What happened, in a plain sentence for staff. (HIS-2) */
export function sentenceOf(said: Announcement, names: Names): string {
  // A line that an older version wrote may have a name that is gone: it is shown as it was named, not lost.
  const sentence = sentences[said.name] as ((said: Announcement, names: Names) => string) | undefined;
  return sentence ? sentence(said, names) : plain(said.name.replaceAll('.', ' '));
}

/** Whose side a line belongs to, where it is about one participant. */
export function aboutWhom(said: Announcement): ParticipantId | null {
  return 'participantId' in said ? said.participantId : null;
}
