import * as beginning from './lives-beginning.ts';
import * as ended from './lives-ended.ts';
import * as fights from './lives-fights.ts';
import * as groups from './lives-groups.ts';
import * as homes from './lives-homes.ts';
import { burgledFlat } from './lives-joanne.ts';
import * as neighbours from './lives-neighbours.ts';
import * as serious from './lives-serious.ts';
import type { Story } from './story.ts';

/** Every life of the demonstration. */
export const stories: readonly Story[] = [
  burgledFlat,
  ...[homes, neighbours, fights, groups, serious, beginning, ended].flatMap((lives) => Object.values(lives)),
];
