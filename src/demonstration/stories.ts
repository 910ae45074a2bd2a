import * as asking from './lives-asking.ts';
import * as beginning from './lives-beginning.ts';
import * as burgled from './lives-burgled.ts';
import * as choir from './lives-choir.ts';
import * as damaged from './lives-damaged.ts';
import * as endedKindly from './lives-ended-kindly.ts';
import * as ended from './lives-ended.ts';
import * as fights from './lives-fights.ts';
import * as gardens from './lives-gardens.ts';
import * as group from './lives-group.ts';
import * as inTheWay from './lives-in-the-way.ts';
import * as interpreted from './lives-interpreted.ts';
import * as joanne from './lives-joanne.ts';
import * as longAgo from './lives-long-ago.ts';
import * as neighbours from './lives-neighbours.ts';
import * as serious from './lives-serious.ts';
import * as shops from './lives-shops.ts';
import * as youngGardeners from './lives-young-gardeners.ts';
import * as young from './lives-young.ts';
import type { Story } from './story.ts';

/** Every life of the demonstration. */
export const stories: readonly Story[] = [
  asking,
  beginning,
  burgled,
  choir,
  damaged,
  endedKindly,
  ended,
  fights,
  gardens,
  group,
  inTheWay,
  interpreted,
  joanne,
  longAgo,
  neighbours,
  serious,
  shops,
  youngGardeners,
  young,
].flatMap((lives): readonly Story[] => Object.values(lives));
