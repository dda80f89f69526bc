/** The words of the word duel, by length: everyday nouns, in alphabetical order. */
export const WORDS: Readonly<Record<4 | 5, readonly string[]>> = {
  4: [
    'bark bear bell bird boat bone book bowl cake calf cave clay coal corn crab crow',
    'deer door dove duck dust fern fire fish flag foam frog gate goat gold hawk hive',
    'iron jade kite lake lamp leaf lily lion lute mask mint moon moss nest oven palm',
    'pear pond rain ring rope rose salt seed snow star swan tree vine wind wolf wool',
  ].flatMap((line) => line.split(' ')),
  5: [
    'apple beach berry bread brick broom cabin candy chair chalk cloud crane creek daisy eagle ember',
    'fence field flame flute frost glove grape grass hazel heron honey horse juice kayak lemon maple',
    'melon mouse night ocean olive onion otter paint peach pearl piano plant quilt raven river robin',
    'sheep shell smoke spoon stone storm sugar table tiger torch train trout tulip water wheat zebra',
  ].flatMap((line) => line.split(' ')),
};
