import type { CorpusStyle } from './corpus-document.ts';
import { type Template, templates } from './filler.ts';

/** How documents of a style are written. */
interface Style {
  readonly titles: readonly Template[];
  readonly openings: readonly Template[];
  /** Sentences amid the others that state no fact. */
  readonly filler: readonly Template[];
  readonly endings: readonly Template[];
  /** How often each of a relation's sentences is taken, of ten times: by number. */
  readonly wordings: readonly number[];
  /** How facts stand: scattered amid filler, all together, or scattered in the order of their years. */
  readonly order: 'scattered' | 'together' | 'by-year';
}

export const STYLES: Readonly<Record<CorpusStyle, Style>> = {
  encyclopaedia: {
    titles: templates('{s}', '{s}, an outline', '{s} (entry)'),
    openings: templates(
      'This entry gathers what is known about {s}.',
      'The present entry on {s} replaces a shorter one.',
      'The name {s} has been entered in this work since the first edition.',
      'Readers who look for {t} are asked to turn to another volume than this one on {s}.',
    ),
    filler: templates(
      'Earlier editions give a {quality} and partly mistaken account.',
      'A fuller treatment is to be found among the {sources}.',
      'The {sources} and the {sources} disagree in small matters, which are passed over here.',
      'See also the entries on {things} and on {goods}.',
    ),
    endings: templates(
      'The literature on {s} is small and scattered.',
      'Corrections to this entry are welcome.',
      'The entry was revised with the help of {sources}.',
    ),
    wordings: [6, 1, 3],
    order: 'scattered',
  },
  news: {
    titles: templates('News of {s}', '{s} in the news', 'Report: {s}', '{day} report on {s}'),
    openings: templates(
      'Our reporter has news of {s}.',
      'Since {day}, {folk} have spoken of {s} and of little else.',
      'On a {weather} {day} this paper looked into the matter of {s}.',
      'There was a {quality} stir about {s} this week.',
    ),
    filler: templates(
      'Asked about it on {day}, {folk} only shrugged.',
      'The {folk} whom we met were {quality} and offered us {goods}.',
      'A {quality} spokesman read from {sources} and took no questions.',
      'Our photographer found the {room} locked and came back with pictures of {things}.',
    ),
    endings: templates(
      'More will be printed on {day}.',
      'This paper will follow the matter.',
      'The weather for {day} is expected to be {weather}.',
    ),
    wordings: [4, 6, 0],
    order: 'scattered',
  },
  letter: {
    titles: templates('Letter about {s}', 'A letter on {s}', 'To a friend, about {s}'),
    openings: templates(
      'My dear friend, you ask me about {s}, and I shall tell you what I know.',
      'Dear cousin, the {season} here is {weather}, and I have been reading about {s}.',
      'Dear sir, your question about {s} reached me on {day}.',
      'Dearest aunt, thank you for the {goods} and for asking after {s}.',
    ),
    filler: templates(
      'You would have laughed at the {folk} in our {room}.',
      'I have been mending {things} all week, and my hands smell of {goods}.',
      'Please send the {things} that I left in your {room}.',
      'The children are {quality} and ask for {goods} every {day}.',
      'I write this in the {room}, by the light of {number} candles.',
    ),
    endings: templates(
      'Write soon, and keep warm.',
      'Give my love to the {folk}, and burn this letter.',
      'I remain your {quality} friend.',
    ),
    wordings: [4, 3, 3],
    order: 'scattered',
  },
  directory: {
    titles: templates('Directory: {s}', '{s}, directory entry', 'Register of names: {s}'),
    openings: templates(
      'Entry for {s}.',
      'Directory of names, entry {s}.',
      'Listed here under {s}, and under no other name.',
    ),
    filler: templates(
      'Visiting hours are on {day} and {day}, except in a {weather} {season}.',
      'The clerk of this directory accepts {sources} as proof.',
      'Cross-references lead to {things} and {goods}.',
      'The entry next to this one is {t}, which is listed apart.',
    ),
    endings: templates('End of entry.', 'Checked against {sources}.', 'Changes are to be sent in by {day}.'),
    wordings: [1, 1, 8],
    order: 'together',
  },
  chronicle: {
    titles: templates('Chronicle: {s}', 'Annals touching {s}', 'The years of {s}'),
    openings: templates(
      'Here follow, year by year, matters that touch {s}.',
      'These annals were kept by {folk} and speak of {s}.',
      'Whoever kept this chronicle had {s} in mind.',
    ),
    filler: templates(
      'There followed a {weather} {season} and a want of {goods}.',
      'Then came {number} lean years, and {folk} left for the coast.',
      'A comet was seen by {folk}, and {goods} grew dear.',
      'Of the next {season} nothing is written but the price of {goods}.',
    ),
    endings: templates(
      'Here the page is torn.',
      'So far the chronicle, copied from {sources}.',
      'The rest of the year was {weather} and {quality}.',
    ),
    wordings: [3, 7, 0],
    order: 'by-year',
  },
};
