import { refuseAny, unreachable, type Decision } from '#platform/decision.ts';

/** A way in which somebody may say that it is safe to reach them; `none` is an answer too. */
type Way = 'call' | 'text' | 'email' | 'post' | 'none';

/** How it is safe to reach somebody, as they or an agency first told us. */
export interface SafeContact {
  readonly ways: readonly Way[];
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  /** The hours, London time, in which a call or a text is safe; null and null means any. */
  readonly fromHour: number | null;
  readonly untilHour: number | null;
  readonly times: string;
  readonly mayLeaveVoicemail: boolean;
  readonly ifSomeoneElseAnswers: string;
  readonly codeword: string;
}

type CannotReach =
  | 'no-way-chosen'
  | 'none-and-another-way'
  | 'phone-is-missing'
  | 'phone-is-no-number'
  | 'email-is-missing'
  | 'email-is-no-address'
  | 'address-is-missing'
  | 'hours-are-half-said'
  | 'hours-are-not-in-order';

/**
 * What is safe is said by the person, way by way; a way that was chosen needs its number or address (REF-1). What belongs
 * to a way that was not chosen is not kept.
 */
export function sayWhatIsSafe(contact: SafeContact): Decision<SafeContact, CannotReach> {
  const { ways, phone, email, address, fromHour, untilHour } = contact;
  const reasons: CannotReach[] = [];
  const byPhone = ways.includes('call') || ways.includes('text');
  if (ways.length === 0) reasons.push('no-way-chosen');
  if (ways.includes('none') && ways.length > 1) reasons.push('none-and-another-way');
  if (byPhone && phone === '') reasons.push('phone-is-missing');
  if (byPhone && phone !== '' && !looksLikePhone(phone)) reasons.push('phone-is-no-number');
  if (ways.includes('email') && email === '') reasons.push('email-is-missing');
  if (ways.includes('email') && email !== '' && !looksLikeEmail(email)) reasons.push('email-is-no-address');
  if (ways.includes('post') && address === '') reasons.push('address-is-missing');
  if ((fromHour === null) !== (untilHour === null)) reasons.push('hours-are-half-said');
  if (fromHour !== null && untilHour !== null && fromHour >= untilHour) reasons.push('hours-are-not-in-order');
  return refuseAny(reasons, {
    ...contact,
    phone: byPhone ? phone : '',
    email: ways.includes('email') ? email : '',
    address: ways.includes('post') ? address : '',
    mayLeaveVoicemail: ways.includes('call') && contact.mayLeaveVoicemail,
    ifSomeoneElseAnswers: ways.includes('call') ? contact.ifSomeoneElseAnswers : '',
  });
}

/** What is wrong with how a number or an address is written, once it is given. */
export function misspelt(
  way: 'phone' | 'email',
  text: string,
): 'phone-is-no-number' | 'email-is-no-address' | undefined {
  if (way === 'phone') return looksLikePhone(text) ? undefined : 'phone-is-no-number';
  return looksLikeEmail(text) ? undefined : 'email-is-no-address';
}

/** Whether a text could be a phone number: signs people write numbers with, and 7 to 15 figures. */
function looksLikePhone(text: string): boolean {
  const figures = text.replace(/[^0-9]/g, '').length;
  return /^[0-9+() .-]+$/.test(text) && figures >= 7 && figures <= 15;
}

function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/** What is wrong with a way of being reached, in plain words. */
export function explainReach(reason: CannotReach | 'phone-takes-no-texts'): string {
  switch (reason) {
    case 'no-way-chosen':
      return 'Choose at least one way, or choose “None of these”';
    case 'none-and-another-way':
      return 'Choose “None of these” by itself, or take it away';
    case 'phone-is-missing':
      return 'Write the phone number that is safe';
    case 'phone-is-no-number':
      return 'Write a phone number, like 07700 900 123';
    case 'phone-takes-no-texts':
      return 'This number takes no text messages. Write a mobile number, or go back and choose another way';
    case 'email-is-missing':
      return 'Write the e-mail address that is safe';
    case 'email-is-no-address':
      return 'Write an e-mail address, like name@example.com';
    case 'address-is-missing':
      return 'Write the postal address that is safe';
    case 'hours-are-half-said':
      return 'Choose both times, or “Any time” for both';
    case 'hours-are-not-in-order':
      return 'The second time must be later than the first';
    default:
      return unreachable(reason);
  }
}

/** How somebody is called: what they said, or else their first name. */
export function calledBy(fullName: string, called: string): string {
  return called === '' ? (fullName.split(' ')[0] ?? fullName).slice(0, 100) : called;
}
