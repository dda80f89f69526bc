import { food } from './word-pairs/food.ts';
import { drinks } from './word-pairs/drinks.ts';
import { animals } from './word-pairs/animals.ts';
import { places } from './word-pairs/places.ts';
import { professions } from './word-pairs/professions.ts';
import { sports } from './word-pairs/sports.ts';
import { tools } from './word-pairs/tools.ts';
import { clothes } from './word-pairs/clothes.ts';
import { transport } from './word-pairs/transport.ts';
import { nature } from './word-pairs/nature.ts';
import { music } from './word-pairs/music.ts';
import { home } from './word-pairs/home.ts';
import { technology } from './word-pairs/technology.ts';
import { arts } from './word-pairs/arts.ts';
import { ideas } from './word-pairs/ideas.ts';
import { body } from './word-pairs/body.ts';
import { school } from './word-pairs/school.ts';
import { weather } from './word-pairs/weather.ts';
import type { WordPair } from './word-pairs/pair.ts';

export type { WordPair } from './word-pairs/pair.ts';

const categories: Readonly<Record<string, readonly WordPair[]>> = {
  food,
  drinks,
  animals,
  places,
  professions,
  sports,
  tools,
  clothes,
  transport,
  nature,
  music,
  home,
  technology,
  arts,
  ideas,
  body,
  school,
  weather,
};

/** The categories of the pairs, single lower-case words that an option can name. */
export const WORD_CATEGORIES: readonly string[] = Object.keys(categories);

/** Pairs of similar words for Who Is the Spy, written for Parlor, with clues; grouped by category, easy ones first. */
export const WORD_PAIRS: readonly WordPair[] = Object.values(categories).flat();
