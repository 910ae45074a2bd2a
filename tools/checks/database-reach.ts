import { outcome, type Outcome } from './outcome.ts';
import { filesBelow, linesOf } from './tree.ts';

/**
 * Whoever asks the database asks by `read`, by `act` or as the doorkeeper. What goes past these (a writing of one's own, a login named by
 * its name, a pool, a signature, the owner) is for the files here, each with what it needs it for; nobody adds to them by the way.
 */
const reviewed: Readonly<Record<string, string>> = {
  'src/begin.ts': 'opens the database before there is a service',
  'src/commands.ts': 'what an operator asks for on the command line, as the owner',
  'src/demonstration/fill.ts': 'fills a service of made-up people',
  'src/demonstration/service.ts': 'fills a service of made-up people',
  'src/demonstration/world.ts': 'acts for made-up people one after the other in one transaction',
  'src/doors/staff/sign-in.ts': 'is the doorkeeper',
  'src/doors/worker/worker.ts': 'runs the jobs',
  'src/list-reader.ts': 'opens the database for the process that reads lists',
  'src/platform/database-owner.ts': 'is how an operator becomes the owner',
  'src/platform/database.ts': 'is the database',
  'src/platform/hand.ts': 'is `act`',
  'src/platform/identity.ts': 'is how an identity is signed',
  'src/platform/readers.ts': 'is what doors are given of the database',
  'src/service/trails/door-actions.ts':
    'writes a closed door down by a function of the database, as the login it was shut to',
  'src/service/trails/read-actions.ts': 'writes a look down by a function of the database, as whoever looks',
  'src/wiring.ts': 'opens the database',
  'src/wiring/worker.ts': 'gives the worker its login',
};

const past =
  /\b(?:readAsOwner|writeAsOwner|openDatabase|goOnAs)\b|\bdatabase\s*\.\s*(?:write|pool|sign|ask)\b|\bask\(\s*'tp_|\bsignIdentity\b/;

/** Names what goes past `read`, `act` and the doorkeeper in a file that is not on the list, and what is on it for nothing. */
export async function databaseReach(root: string, list = reviewed): Promise<Outcome> {
  const paths = filesBelow(root, 'src', '.ts').filter((path) => !path.endsWith('.test.ts'));
  const found = paths.flatMap((path) =>
    linesOf(root, path).flatMap(([at, line]) => (past.test(line) ? [{ path, at }] : [])),
  );
  const unknown = found.filter(({ path }) => !(path in list));
  const idle = Object.keys(list).filter((path) => !found.some((each) => each.path === path));
  return outcome(
    paths.length,
    [
      ...unknown.map(
        ({ path, at }) => `${path}:${at} goes past read, act and the doorkeeper: see tools/checks/database-reach.ts`,
      ),
      ...idle.map((path) => `${path} is on the list of tools/checks/database-reach.ts and needs it no longer`),
    ],
    'files',
  );
}
