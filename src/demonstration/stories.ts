import { burgledFlat } from './lives-joanne.ts';
import type { Story } from './story.ts';

/** Every life of the demonstration. */

import * as neighbours from './lives-neighbours.ts';
import * as fights from './lives-fights.ts';
import * as homes from './lives-homes.ts';
export const stories: readonly Story[] = [burgledFlat, ...Object.values(homes), ...Object.values(neighbours), ...Object.values(fights)];
