import { ParlorError } from '../core/errors.ts';
import type { Random } from '../core/random.ts';
import type { EntityKind } from './relations.ts';

const list = (words: string): readonly string[] => words.split(/\s*,\s*/);

/** What may stand in the places of a template. Qualities begin with a consonant, so that `a` fits before them. */
const WORDS = new Map<string, readonly string[]>([
  [
    'quality',
    list(
      'quiet, stern, cheerful, modest, stubborn, gentle, curious, plain, patient, proud, restless, thoughtful, careful, lively, shrewd, solemn, warm, dry, bold, tidy',
    ),
  ],
  [
    'things',
    list(
      'old maps, copper kettles, pressed flowers, wind charts, clay figures, tram tickets, brass buttons, paper boats, bird calls, garden tools, tide tables, wool blankets, glass beads, chess problems, walnut cakes, pocket watches, street songs, fishing nets, paper lamps, apple baskets, sketchbooks, wooden spoons, riddles, star charts',
    ),
  ],
  ['season', list('spring, summer, autumn, winter')],
  ['weather', list('mild, windy, wet, dry, foggy, bright, bitterly cold, stormy, hazy, warm')],
  ['goods', list('bread, coal, paper, candles, salt, timber, wool, sugar, lamp oil, flour, butter, leather')],
  ['day', list('Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday')],
  [
    'folk',
    list(
      'neighbours, schoolchildren, dockers, shopkeepers, travellers, students, clerks, fishermen, pensioners, gardeners, musicians, readers, carpenters, nurses',
    ),
  ],
  ['number', list('two, three, four, five, six, seven, nine, ten, a dozen, twenty, forty')],
  [
    'sources',
    list(
      'parish books, old ledgers, family albums, newspaper cuttings, private notebooks, court rolls, shipping lists, school reports, theatre bills, travel diaries',
    ),
  ],
  [
    'room',
    list('kitchen, back room, reading room, stairwell, boathouse, attic, tea room, waiting room, cellar'),
  ],
]);

/** A template taken apart: words, and at every other place the name of what stands between them. */
export type Template = readonly string[];

/**
 * Templates of sentences: `{s}` is the document's subject, `{t}` something else that is only named, and each other place
 * is drawn from a list of words of that name.
 */
export function templates(...sentences: readonly string[]): readonly Template[] {
  return sentences.map((sentence) => {
    const parts = sentence.split(/\{(\w+)\}/);
    const unknown = parts.find(
      (part, at) => at % 2 === 1 && part !== 's' && part !== 't' && !WORDS.has(part),
    );
    if (unknown !== undefined)
      throw new ParlorError(`"${sentence}" has a place {${unknown}}; name a list of words.`);
    return parts;
  });
}

export function fill(template: Template, subject: string, other: string, random: Random): string {
  let text = template[0];
  for (let at = 1; at < template.length; at += 2) {
    const place = template[at];
    if (place === 's') text += subject;
    else if (place === 't') text += other;
    else {
      const words = WORDS.get(place) ?? [];
      text += words[random.below(words.length)];
    }
    text += template[at + 1];
  }
  return text;
}

/** Sentences that state no fact, about anything. */
export const FILLER = templates(
  'Much of what is told about {s} goes back to {sources} and {sources}.',
  'Careless readers take {s} for {t}, though the two have little in common.',
  'An index of {sources} lists {s} next to {t}, with no word of comment.',
  'A drawer of {things} with the name {s} on the lid was sold for the price of {goods}.',
  'Opinions about {s} differ, and {folk} and {folk} seldom agree on the matter.',
  'A talk about {s} drew {number} {folk} and ended in a {quality} debate about {things}.',
  'The name {s} is often misspelt in {sources}.',
  'Nobody has yet gone through all the {sources} that mention {s}.',
  'The {season} was {weather}, and {goods} cost more than {folk} could remember.',
  'On {day} evenings {folk} filled the {room} and traded {things}.',
  'A {quality} clerk kept {sources} in the {room}, next to a box of {things}.',
  'Prices of {goods} and {goods} fell towards the end of a {weather} {season}.',
  'There were {things} in the {room} and {things} along the wall.',
  'For {number} weeks the talk of {folk} was of nothing but {goods}.',
  'A {weather} {day} kept most {folk} indoors.',
  'The {folk} brought {things}, and the {folk} brought {goods}.',
  'Somebody counted {number} crates of {goods} and lost the list.',
  'Copies of the {sources} were eaten by mice in a {weather} {season}.',
);

/** Sentences that state no fact, about a subject of a kind. */
export const FILLER_OF: Readonly<Record<EntityKind, readonly Template[]>> = {
  person: templates(
    '{s} was known for a {quality} manner and a love of {things}.',
    'Those who met {s} speak of a {quality} voice and of pockets full of {things}.',
    '{s} rose early, drank strong tea and read {sources} until noon.',
    'A portrait of {s} shows a {quality} face above a table of {things}.',
    'In a {weather} {season}, {s} gave away {number} boxes of {things}.',
    '{s} disliked speeches and preferred the company of {folk}.',
    'Letters to {s} were answered on {day} mornings, always in green ink.',
    'People compared {s} with {t}, which pleased neither.',
    'A walking stick of {s} is still shown to {folk} on request.',
  ),
  place: templates(
    'Visitors to {s} remember a {quality} market with {things} and {goods}.',
    'The streets of {s} are narrow, and {folk} know every door.',
    'On {day} mornings the bells of {s} can be heard far out in the fields.',
    'In a {weather} {season} the road to {s} is closed for {number} days.',
    'A guide to {s} praises the {room} of the inn and the {things} above the bar.',
    'Maps have moved {s} about, and one puts it where {t} should be.',
    '{s} is proud of a {quality} square where {folk} play cards.',
    'The air of {s} smells of {goods} and, after rain, of {goods}.',
    'Nothing in {s} is older than the well behind the {room}.',
  ),
  organisation: templates(
    'The meetings of {s} were {quality}, with {goods} on the table and {things} on the wall.',
    'A {quality} porter of {s} knew all {folk} by name.',
    'The yearly report of {s} is read by {folk} for its remarks on {goods}.',
    '{s} keeps {number} cabinets of {things} and shows them on {day} afternoons.',
    'The seal of {s} bears {things} and a {quality} owl.',
    'In a {weather} {season} the rooms of {s} were heated for {folk} in need.',
    'Mail for {s} often ends up with {t}, and is passed on unopened.',
    '{s} once paid its {folk} in {goods}.',
    'The dinners of {s} are long, {quality} and free of speeches.',
  ),
  work: templates(
    'Critics called {s} {quality} and a little too {quality}.',
    'Whole pages of {s} are about {things} and the price of {goods}.',
    'Retired {folk} and {folk} know passages of {s} by heart.',
    'A {quality} reader of {s} will find {number} mistakes about {things}.',
    'The first copies of {s} had a stain of {goods} on the cover.',
    'Many a reader of {s} went on to {t} and was disappointed.',
    'Lines from {s} were painted on the wall of a {room}.',
    'In {s}, a {weather} {season} never seems to end.',
    'Schools have used {s} to teach patience, and {folk} have forgiven them.',
  ),
  event: templates(
    'The crowd at {s} was {quality}, and the {weather} sky did no harm.',
    'At {s}, {folk} sold {things} and {goods} from {number} tents.',
    'The posters for {s} showed {things} against a {weather} sky.',
    'Those who missed {s} were told about it for years by {folk}.',
    'A band played at {s} until the {goods} ran out.',
    'Some count {s} among the {quality} days of their youth, together with {t}.',
    'The rules of {s} filled {number} pages, and {folk} read none of them.',
    'Tickets for {s} were printed on the back of {sources}.',
    'After {s} the lawn was covered with {things}.',
  ),
};
