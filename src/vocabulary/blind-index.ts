import type { Marked, MarkedEverywhere } from '#platform/sql.ts';
import { ofService } from './key-owners.ts';
import type { SendingChannel } from './modes.ts';

interface Service {
  readonly serviceId: string;
}

/** The blind index of a phone number. */
export function phoneIndex(service: Service, typed: string): Marked {
  return reachIndex(service, 'phone', typed);
}

/** The blind index of an e-mail address. */
export function emailIndex(service: Service, typed: string): Marked {
  return reachIndex(service, 'email', typed);
}

/** The blind index of the number that an agency gave something. */
export function referenceIndex(service: Service, typed: string): Marked {
  const written = referenceText(typed);
  return { markedFor: ofService(service), text: written === '' ? '' : `reference ${written}` };
}

/** The number of an agency as it is compared; a few letters or words are the number of nothing. */
export function referenceText(typed: string): string {
  const plain = typed.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return plain.length >= 4 && /\p{N}/u.test(plain) ? plain : '';
}

/** The blind index of where something goes, by the way it goes; a text goes to a phone. */
export function reachIndex(service: Service, channel: SendingChannel | 'phone', typed: string): Marked {
  return { markedFor: ofService(service), text: textOf(channel, typed) };
}

/** The blind indexes of a number or an address in every service of the installation: nobody knows yet in which somebody is. */
export function reachIndexEverywhere(channel: 'phone' | 'email', typed: string): MarkedEverywhere {
  return { markedInEveryService: textOf(channel, typed) };
}

// Written in one way, with its kind: marks of different kinds never meet. Nothing stays nothing, which has no index.
function textOf(channel: SendingChannel | 'phone', typed: string): string {
  const kind = channel === 'text' ? 'phone' : channel;
  const written = { phone, email, post }[kind](typed);
  return written === '' ? '' : `${kind} ${written}`;
}

// The digits alone, with a 0 where somebody wrote +44.
function phone(typed: string): string {
  return typed.replace(/^\s*(\+|00)44\s*(\(0\))?/, '0').replace(/\D/g, '');
}

function email(typed: string): string {
  return typed.replace(/\s+/g, '').toLowerCase();
}

function post(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
