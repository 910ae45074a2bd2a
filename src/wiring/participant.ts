import type { FastifyInstance } from 'fastify';
import { agreementForParticipants } from '#journey/agreement/participant.ts';
import { amendsForParticipants, ownPromisesShown } from '#journey/amends/participant.ts';
import { timesForParticipants } from '#journey/availability/participant.ts';
import { calendarEntryForParticipants } from '#journey/calendar-entry/participant.ts';
import { conferenceDayForParticipants } from '#journey/conference-day/participant.ts';
import { conferenceForParticipants, showOwnConference } from '#journey/conference/participant.ts';
import { consentForParticipants } from '#journey/consent/participant.ts';
import { lettersThereFor } from '#journey/exchange/participant.ts';
import { followUpForParticipants } from '#journey/follow-up/participant.ts';
import { lettersForParticipants } from '#journey/letter/participant.ts';
import { papersForParticipants } from '#journey/papers/participant.ts';
import { messagesForParticipants } from '#journey/release/participant.ts';
import { transferForParticipants } from '#journey/transfer/participant.ts';
import { ownPageForParticipants } from '#overview/own-page/participant.ts';
import { passkeysForParticipants } from '#service/participant-sign-in/participant.ts';
import { participantDoor } from '../doors/participant/door.ts';
import { challengesOf, ownPartyOf } from '../doors/participant/passkeys.ts';
import type { Ports } from '../doors/ports.ts';

/** What somebody who takes part finds. */
export function participantRoutes(server: FastifyInstance, ports: Ports): void {
  const door = participantDoor(server, ports);
  ownPageForParticipants(door);
  consentForParticipants(door);
  conferenceForParticipants(door);
  conferenceDayForParticipants(door, showOwnConference);
  calendarEntryForParticipants(door);
  timesForParticipants(door);
  messagesForParticipants(door);
  papersForParticipants(door, ports);
  lettersForParticipants(door, lettersThereFor);
  agreementForParticipants(door, ownPromisesShown);
  amendsForParticipants(door);
  followUpForParticipants(door);
  transferForParticipants(door);
  passkeysForParticipants(door, { party: ownPartyOf(ports), challenges: challengesOf(ports) });
}
