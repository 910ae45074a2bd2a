import type { FastifyInstance } from 'fastify';
import { consentForParticipants } from '#journey/consent/participant.ts';
import { consentForStaff } from '#journey/consent/staff.ts';
import { announce } from '#journey/reactions.ts';
import { walls } from '#journey/walls.ts';
import { invitingForStaff } from '#service/sign-in/staff.ts';
import { venuesForStaff } from '#service/venues/staff.ts';
import type { Assets } from '#platform/assets.ts';
import { openDatabase, type Database, type DatabaseOptions } from '#platform/database.ts';
import { acting } from '#platform/hand.ts';
import { participantDoor } from './doors/participant/door.ts';
import { participantSignIn } from './doors/participant/sign-in.ts';
import type { Log, Ports } from './doors/ports.ts';
import { demonstrationSignIn } from './doors/public/demonstration.ts';
import { openServer } from './doors/server.ts';
import { staffDoor } from './doors/staff/door.ts';
import { staffSignIn } from './doors/staff/sign-in.ts';
import type { Act } from '#vocabulary/acting.ts';

export interface Wanted {
  readonly database: DatabaseOptions;
  readonly assets: Assets;
  readonly baseUrl: string;
  readonly clock: () => Date;
  readonly log: Log;
}

/** The database and the hand, joined to what announcements cause. */
export function openCore(
  options: DatabaseOptions,
  clock: () => Date,
): { readonly database: Database; readonly act: Act } {
  const database = openDatabase(options);
  return { database, act: acting({ database, clock, announce, walls }) };
}

/** The whole web server on its ports. Close the database after the server. */
export async function openDoors(wanted: Wanted): Promise<{ readonly server: FastifyInstance; readonly ports: Ports }> {
  const { assets, baseUrl, clock, log } = wanted;
  const ports: Ports = { ...openCore(wanted.database, clock), clock, assets, baseUrl, log };
  const server = await openServer(ports);
  staffSignIn(server, ports);
  participantSignIn(server, ports);
  demonstrationSignIn(server, ports);
  staffRoutes(server, ports);
  participantRoutes(server, ports);
  return { server, ports };
}

function staffRoutes(server: FastifyInstance, ports: Ports): void {
  const door = staffDoor(server, ports);
  invitingForStaff(door, ports.baseUrl);
  consentForStaff(door);
  venuesForStaff(door);
}

function participantRoutes(server: FastifyInstance, ports: Ports): void {
  const door = participantDoor(server, ports);
  consentForParticipants(door);
}
