import type { FastifyInstance } from 'fastify';
import { announce } from '#journey/reactions.ts';
import { walls } from '#journey/walls.ts';
import type { Assets } from '#platform/assets.ts';
import { type Database, type DatabaseOptions, openDatabase } from '#platform/database.ts';
import type { FileStore } from '#platform/file-store.ts';
import { acting } from '#platform/hand.ts';
import type { Provider } from '#platform/openid.ts';
import { forReaders } from '#platform/readers.ts';
import type { TextSealer } from '#platform/sealed-text.ts';
import type { LookForViruses } from '#platform/virus-scan.ts';
import { figuresForCommissioners } from '#service/released-figures/commissioner.ts';
import { noteClosedDoor } from '#service/trails/door-actions.ts';
import { noteRead } from '#service/trails/read-actions.ts';
import { readWebsite, type Website } from '#service/website/facts.ts';
import type { Act } from '#vocabulary/acting.ts';
import { commissionerDoor } from './doors/commissioner/door.ts';
import { usualLimits, type Limits } from './doors/limits.ts';
import { participantPasskeys } from './doors/participant/passkeys.ts';
import { participantSignIn } from './doors/participant/sign-in.ts';
import type { Log, Ports } from './doors/ports.ts';
import { demonstrationSignIn } from './doors/public/demonstration.ts';
import { publicDoor } from './doors/public/door.ts';
import { securityText } from './doors/public/security-text.ts';
import { openServer, type Route } from './doors/server.ts';
import { staffJoin } from './doors/staff/join.ts';
import { staffPasskeys } from './doors/staff/passkeys.ts';
import { staffProvider } from './doors/staff/provider.ts';
import { staffSetUp } from './doors/staff/set-up.ts';
import { staffSignIn } from './doors/staff/sign-in.ts';
import { supporterDoor } from './doors/supporter/door.ts';
import { apiRoutes } from './wiring/api.ts';
import { participantRoutes } from './wiring/participant.ts';
import { publicRoutes, publicSite } from './wiring/public.ts';
import { referrerRoutes } from './wiring/referrer.ts';
import { staffRoutes } from './wiring/staff.ts';

export interface Wanted {
  readonly database: DatabaseOptions;
  readonly assets: Assets;
  readonly baseUrl: string;
  readonly clock: () => Date;
  readonly log: Log;
  readonly sealer: TextSealer;
  readonly files: FileStore;
  readonly lookForViruses?: LookForViruses | undefined;
  /** For tests alone: what programs are told may go to an address inside. */
  readonly mayTellInside?: boolean | undefined;
  /** Where staff may sign in besides here; nowhere, when left out. */
  readonly provider?: Provider | undefined;
  /** How many proxies of our own stand before the server; none, when left out. */
  readonly limits?: Limits | undefined;
  readonly proxies?: number | undefined;
  /** Where to write about a security hole; the service's own e-mail address, when left out. */
  readonly securityContact?: string | undefined;
  /** The pages of the public site; those that come with Talking Piece, when left out. */
  readonly website?: Website | undefined;
  /** Whether text messages leave by themselves, as “Your information” then says; they do not, when left out. */
  readonly sendsTexts?: boolean | undefined;
}

/** The database and the hand, joined to what announcements cause. */
export function openCore(
  options: DatabaseOptions,
  clock: () => Date,
): { readonly database: Database; readonly act: Act } {
  const database = openDatabase(options);
  return { database, act: acting({ database, clock, announce, walls }) };
}

/** What the doors are handed, and the whole database, which no door is. */
export type WholePorts = Omit<Ports, 'database'> & { readonly database: Database };

/** The whole web server on its ports: what each door opens onto is in `wiring/`. Close the database after the server. */
export async function openDoors(
  wanted: Wanted,
): Promise<{ readonly server: FastifyInstance; readonly ports: WholePorts; readonly routes: readonly Route[] }> {
  const { assets, baseUrl, clock, log, sealer } = wanted;
  const limits = wanted.limits ?? usualLimits;
  const hide = hideWith(sealer);
  const core = openCore(wanted.database, clock);
  const whole: WholePorts = {
    ...core,
    noteRead: (reader, ...reads) => noteRead(core.database, hide, reader, ...reads),
    noteClosedDoor: (asker, door) => noteClosedDoor(core.database, asker, door),
    clock,
    assets,
    baseUrl,
    log,
    sealer,
    files: wanted.files,
    mayTellInside: wanted.mayTellInside,
    lookForViruses: wanted.lookForViruses,
    provider: wanted.provider,
  };
  const ports: Ports = { ...whole, database: forReaders(core.database) };
  const { server, routes } = await openServer(ports, wanted.proxies, limits);
  staffSignIn(server, ports);
  staffPasskeys(server, ports);
  staffJoin(server, ports);
  staffSetUp(server, ports);
  staffProvider(server, ports);
  participantSignIn(server, ports);
  participantPasskeys(server, ports);
  supporterDoor(server, ports);
  demonstrationSignIn(server, ports);
  securityText(server, ports, wanted.securityContact ?? '');
  const website = wanted.website ?? (await readWebsite());
  const door = publicDoor(server, ports, website);
  publicRoutes(door, ports, website);
  staffRoutes(server, ports, limits, hide);
  participantRoutes(server, ports);
  referrerRoutes(server, ports);
  figuresForCommissioners(commissionerDoor(server, ports));
  await apiRoutes(server, ports, door, limits);
  // Last of all: a page of the site takes no address that anything else has.
  publicSite(server, ports, door, { website, sendsTexts: wanted.sendsTexts ?? false });
  return { server, ports: whole, routes };
}

/** Words of a search are kept so that the same one is known again and none can be read. */
function hideWith(sealer: TextSealer): (word: string) => string {
  return (word) => sealer.mark(`searched ${word}`);
}
