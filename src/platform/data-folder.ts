import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, Problem } from './problem.ts';

/** Makes the data folder when it is missing, and refuses with a clear sentence when nothing can be kept there. */
export function prepareDataFolder(folder: string): void {
  try {
    makeWithParents(folder);
    accessSync(`${folder}/`, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw folderProblem(error, folder);
  }
}

// Not `recursive`: Node's never returns where the system answers ENOENT for a parent that exists, as below /proc.
function makeWithParents(folder: string): void {
  if (existsSync(folder)) return;
  makeWithParents(dirname(folder));
  try {
    mkdirSync(folder);
    // Under a strict umask the folder would shut out the server, which as root runs as somebody else.
    chmodSync(folder, 0o755);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error; // another start made it meanwhile
  }
}

/** Turns what the operating system said about a folder into a sentence; anything else stays what it was. */
export function folderProblem(error: unknown, folder: string): unknown {
  const remedy = 'Give the account that runs Talking Piece that permission, or name another folder in DATA_DIR.';
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return new Problem(`Talking Piece has no permission to write in the folder ${folder}. ${remedy}`);
    case 'EROFS':
      return new Problem(`The folder ${folder} is on a disk that cannot be written. Name another folder in DATA_DIR.`);
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENOENT':
      return new Problem(`The folder ${folder} cannot be made there. Name another folder in DATA_DIR.`);
    case 'ENOSPC':
    case 'EDQUOT':
      return new Problem(`The disk that holds the folder ${folder} is full. Make room, then start again.`);
    default:
      return error;
  }
}
